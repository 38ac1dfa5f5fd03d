/** A table's rows as songs: CSV and JSON lists share it. */
import { z } from 'zod';
import { readPackaged } from '../../package-path.ts';
import { fold, tidy } from '../fold.ts';
import type { Row } from '../song.ts';
import { names, reasons } from './format.ts';

const fieldSchema = z.enum([
  'title',
  'artist',
  'albumArtist',
  'album',
  'year',
  'duration',
  'isrc',
  'url',
  'artistUris',
  'cover',
  'genres',
  'valence',
  'energy',
  'playlist',
  'type',
  'spotifyId',
  'youtubeId',
  'deezerId',
]);
type Field = z.infer<typeof fieldSchema>;

/** Where each field is; the best-named column first. */
export type Columns = ReadonlyMap<Field, { index: number; header: string; place: number }[]>;

/** A header for comparing: "trackName", "track_name" and "Track Name " are one. */
const headerKey = (header: string): string => fold(header.slice(0, 80).replace(/(?<=[a-z])(?=[A-Z])/g, ' '));

let known: ReadonlyMap<string, { field: Field; place: number }> | undefined;

/**
 * What the columns of song tables are called (by Exportify in its fifteen languages, the Music app in its own,
 * TuneMyMusic, Soundiiz, Spotify's data download, and by people) → their field and their place in its list. The
 * earlier name of a field wins over the later ones.
 */
function readKnown(): NonNullable<typeof known> {
  const names = readPackaged(z.record(fieldSchema, z.array(z.string())), 'assets', 'column-names.json');
  const found = fieldSchema.options.flatMap((field) =>
    names[field].map((name, place) => [headerKey(name), { field, place }] as const),
  );
  // Of two equal names a Map keeps the last one, and the earlier field should have it.
  return new Map(found.reverse());
}

export function findColumns(headers: readonly string[]): Columns {
  known ??= readKnown();
  const found = new Map<Field, { index: number; header: string; place: number }[]>();
  for (const [index, header] of headers.slice(0, 200).entries()) {
    const hit = known.get(headerKey(header));
    if (hit) found.set(hit.field, [...(found.get(hit.field) ?? []), { index, header, place: hit.place }]);
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

/** Excel writes decimals with a comma in half of the world. */
const parseNumber = (text: string): number | null => {
  const number = text === '' ? Number.NaN : Number(text.replace(',', '.'));
  return Number.isFinite(number) ? number : null;
};

/** In ms. "3:45" and "1:02:03" are clock times; bare numbers are ms when the header says so or they are large. */
function parseDuration(text: string, header: string): number | null {
  const clock = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:\.\d+)?$/.exec(text);
  if (clock) return (Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000;
  const number = parseNumber(text);
  if (number === null) return null;
  return /ms\b|milli|ミリ|毫秒|مللي/i.test(header) || number > 20_000 ? number : number * 1000;
}

/**
 * Exportify (app) joins names with ", " and writes a comma within a name as `\,`; Exportify (net) joins them with
 * ";". A lone comma says nothing ("Tyler, The Creator") unless as many URIs are beside it.
 */
function splitArtists(text: string, uris: string): string[] {
  if (text.includes(';')) return text.split(';').slice(0, 40);
  const split = text.slice(0, 2000).split(/(?<!\\),\s*/);
  const named = uris === '' ? 1 : uris.slice(0, 4000).split(/[,;]\s*/).length;
  return (split.length === named ? split : [text]).map((name) => name.replaceAll('\\,', ','));
}

function linkOf(value: (field: Field) => string): string {
  const url = value('url');
  // Spotify's own exports have bare ids, too.
  if (url !== '') return /^[0-9A-Za-z]{22}$/.test(url) ? `spotify:track:${url}` : url;
  if (value('spotifyId') !== '') return `spotify:track:${value('spotifyId')}`;
  if (/^[\w-]{11}$/.test(value('youtubeId'))) return `https://www.youtube.com/watch?v=${value('youtubeId')}`;
  if (/^\d{1,15}$/.test(value('deezerId'))) return `https://www.deezer.com/track/${value('deezerId')}`;
  return '';
}

const notMusic = /^(podcast|episode|show|audiobook|hörbuch|voice memo)/;

/** `number` is the row's line for people, used to name a row that has no title. */
export function readRow(cells: readonly string[], columns: Columns, number: number): Row {
  const value = (field: Field): string => {
    for (const { index } of columns.get(field) ?? []) {
      // An apostrophe keeps spreadsheets from running a name that begins like a formula; it isn't part of it.
      const cell = cells[index]?.trim().replace(/^'(?=[=+\-@])/, '');
      if (cell) return cell;
    }
    return '';
  };
  const title = value('title');
  const url = linkOf(value);
  const shown = tidy(title) || names.row(number);
  const isSpoken = /^spotify:(?:episode|show):/.test(url) || notMusic.test(fold(value('type')));
  if (isSpoken) return { title: shown, reason: reasons.podcast };
  if (url.startsWith('spotify:local:')) return { title: shown, reason: reasons.localFile };
  if (tidy(title) === '') return { title: shown, reason: reasons.noTitle };
  return {
    title,
    artists: splitArtists(value('artist') || value('albumArtist'), value('artistUris')),
    album: value('album'),
    year: value('year'),
    durationMs: parseDuration(value('duration'), columns.get('duration')?.[0]?.header ?? ''),
    isrc: value('isrc'),
    url,
    genres: value('genres').slice(0, 600).split(/[,;|]/),
    cover: value('cover'),
    valence: parseNumber(value('valence')),
    energy: parseNumber(value('energy')),
  };
}
