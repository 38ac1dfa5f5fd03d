/** A table's rows as songs: CSV and JSON lists share it. */

import { fold, tidy } from '../fold.ts';
import type { Draft } from '../song.ts';
import { splitArtistTitle } from '../titles.ts';
import { localFile, podcast, type Row } from './format.ts';
import { type Field, type HeaderNames, headerKey } from './headers.ts';

/** Where each field stands; the best-named column first. */
export type Columns = ReadonlyMap<Field, { index: number; header: string }[]>;

/** Which columns does this header line name? */
export function findColumns(header: readonly string[], known: HeaderNames): Columns {
  const found = new Map<Field, { index: number; header: string; place: number }[]>();
  for (const [index, name] of header.slice(0, 200).entries()) {
    const hit = known.get(headerKey(name));
    if (hit)
      found.set(hit.field, [...(found.get(hit.field) ?? []), { index, header: name, place: hit.place }]);
  }
  for (const columns of found.values()) columns.sort((a, b) => a.place - b.place);
  return found;
}

/** 0..1: is it a table of songs? A title and an artist make it sure. */
export function tableScore(columns: Columns): number {
  if (!columns.has('title')) return 0;
  if (columns.has('artist') || columns.has('albumArtist')) return 0.9;
  return columns.size >= 3 ? 0.6 : 0;
}

/** "3:45" and "1:02:03" are clock times; bare numbers are milliseconds when the header says so or they are large. */
export function parseDuration(text: string, header: string): number | null {
  const clock = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:\.\d+)?$/.exec(text);
  if (clock) {
    return (Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000;
  }
  const number = text === '' ? Number.NaN : Number(text.replace(',', '.'));
  if (!Number.isFinite(number) || number <= 0) return null;
  return /ms\b|milli|ミリ|毫秒|مللي/i.test(header) || number > 20_000 ? number : number * 1000;
}

/** Excel writes decimals with a comma in half of the world. */
function parseShare(text: string): number | null {
  const number = text === '' ? Number.NaN : Number(text.replace(',', '.'));
  return Number.isFinite(number) ? number : null;
}

/**
 * Exportify (app) joins names with ", " and writes a comma within a name as `\,`; Exportify (net) joins them with
 * ";". A lone comma says nothing ("Tyler, The Creator") unless as many URIs stand beside it.
 */
export function splitArtists(text: string, uris: string): string[] {
  if (text.includes(';')) return text.split(';').slice(0, 40);
  const split = text.slice(0, 2000).split(/(?<!\\),\s*/);
  const named = uris === '' ? 1 : uris.slice(0, 4000).split(/[,;]\s*/).length;
  return (split.length === named ? split : [text]).map((name) => name.replaceAll('\\,', ','));
}

function linkOf(value: (field: Field) => string): string {
  const url = value('url');
  // Spotify's own exports carry bare ids, too.
  if (url !== '') return /^[0-9A-Za-z]{22}$/.test(url) ? `spotify:track:${url}` : url;
  if (value('spotifyId') !== '') return `spotify:track:${value('spotifyId')}`;
  if (/^[\w-]{11}$/.test(value('youtubeId'))) return `https://www.youtube.com/watch?v=${value('youtubeId')}`;
  if (/^\d{1,15}$/.test(value('deezerId'))) return `https://www.deezer.com/track/${value('deezerId')}`;
  return '';
}

const notMusic = /^(podcast|episode|show|audiobook|hörbuch|voice memo)/;

/** `number` is the row's line for people, used to name a row that names nothing. */
export function readRow(cells: readonly string[], columns: Columns, number: number): Row {
  const value = (field: Field): string => {
    for (const { index } of columns.get(field) ?? []) {
      // An apostrophe keeps spreadsheets from running a name that begins like a formula; it is no part of it.
      const cell = cells[index]?.trim();
      if (cell) return cell.startsWith("'") ? cell.replace(/^'(?=[=+\-@])/, '') : cell;
    }
    return '';
  };
  const title = value('title');
  const url = linkOf(value);
  const shown = tidy(title, 80) || `Row ${number}`;
  const type = value('type');
  if (/^spotify:(?:episode|show):/.test(url) || (type !== '' && notMusic.test(fold(type)))) {
    return { title: shown, reason: podcast };
  }
  if (url.startsWith('spotify:local:')) return { title: shown, reason: localFile };
  if (tidy(title) === '') return { title: shown, reason: 'no title in this row' };
  const artist = value('artist') || value('albumArtist');
  // TuneMyMusic leaves the artist empty for videos and puts both into the title.
  const both = artist === '' ? splitArtistTitle(tidy(title)) : null;
  const draft: Draft = {
    title: both?.title ?? title,
    artists: both ? [both.artist] : splitArtists(artist, value('artistUris')),
    album: value('album'),
    year: value('year'),
    durationMs: parseDuration(value('duration'), columns.get('duration')?.[0]?.header ?? ''),
    isrc: value('isrc'),
    url,
    genres: value('genres').slice(0, 600).split(/[,;|]/),
    cover: value('cover'),
    valence: parseShare(value('valence')),
    energy: parseShare(value('energy')),
  };
  return draft;
}
