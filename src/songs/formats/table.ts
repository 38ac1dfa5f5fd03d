/** A table's rows as songs: CSV, JSON lists and XML records share it. */
import { fileNames, files } from '../../locales/en/files.ts';
import { fold, tidy } from '../fold.ts';
import { videoTitle } from '../names/video-title.ts';
import type { Row } from '../song.ts';
import { type Column, type Columns, type Field, findColumns, mostColumns } from './columns.ts';
import { unescaped } from './format.ts';

/** Excel writes decimals with a comma in half of the world. */
const parseNumber = (text: string): number | null => {
  const number = text === '' ? Number.NaN : Number(text.replace(',', '.'));
  return Number.isFinite(number) ? number : null;
};

/** Shares of one: some programs count them in percent. */
function parseShare(text: string, isInPercent: boolean): number | null {
  const number = parseNumber(text.replace(/\s*%$/, ''));
  const isPercent = text.endsWith('%') || (number !== null && (number > 1 || (number === 1 && isInPercent)));
  return number !== null && isPercent ? number / 100 : number;
}

/** Does a table count its shares in percent? Then a 1 is a hundredth. `cellsOf` gives a column's cells. */
export function isInPercent(columns: Columns, cellsOf: (column: Column) => readonly string[]): boolean {
  const shares = [...(columns.get('valence') ?? []), ...(columns.get('energy') ?? [])];
  return shares.some((column) => cellsOf(column).some((cell) => (parseNumber(cell) ?? 0) > 1));
}

const unitMs = new Map(Object.entries({ h: 3_600_000, m: 60_000, s: 1000, ms: 1 }));

/** "3:45", "1:02:03", "PT3M20S", "3 min 20 s", "515s", "215000 ms" */
function durationWithUnits(text: string): number | null {
  const clock = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?$/.exec(text);
  if (clock) return (Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000;
  const parts = [...text.slice(0, 40).matchAll(/(\d+(?:[.,]\d+)?)\s*(ms|h|m|s)[a-z]*\.?/gi)];
  if (parts.length === 0 || !/^(?:PT)?(?:\s*\d+(?:[.,]\d+)?\s*[a-z]+\.?)+$/i.test(text.slice(0, 40)))
    return null;
  return parts.reduce((sum, [, number = '', unit = '']) => {
    return sum + Number(number.replace(',', '.')) * (unitMs.get(unit.toLowerCase()) ?? 0);
  }, 0);
}

/** In milliseconds. So are bare numbers if the header says it, or if they would be hours when read as seconds. */
function parseDuration(text: string, header: string): number | null {
  const number = parseNumber(text);
  if (number === null) return text === '' ? null : durationWithUnits(text);
  // Jellyfin's ticks are ten millionths of a second.
  if (/ticks/i.test(header)) return number / 10_000;
  const isMs = /ms\b|milli|ミリ|毫秒|مللي/i.test(header) || number > 20_000;
  return isMs ? number : number * 1000;
}

function linkOf(value: (field: Field) => string): string {
  const url = value('url');
  // Spotify's own exports have bare ids, too.
  if (url !== '') return /^[0-9A-Za-z]{22}$/.test(url) ? `spotify:track:${url}` : url;
  const spotify = value('spotifyId').replace(/^spotify:track:/, '');
  if (spotify !== '') return `spotify:track:${spotify}`;
  if (/^[\w-]{11}$/.test(value('youtubeId'))) return `https://www.youtube.com/watch?v=${value('youtubeId')}`;
  if (/^\d{1,15}$/.test(value('deezerId'))) return `https://www.deezer.com/track/${value('deezerId')}`;
  return '';
}

const notMusic = /^(podcast|episode|show|audiobook|hörbuch|voice memo)/;

/** Stands for nothing in the tables of several services. */
const nothing = /^(?:n\/a|null|none|nan|undefined|unknown artist|unknown album|<unknown>)$/i;

function cleanCell(raw: string): string {
  // An apostrophe keeps spreadsheets from running a name that begins like a formula; it isn't part of it.
  const cell = unescaped(raw)
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
  return nothing.test(cell) ? '' : cell;
}

/** A date that says when to the minute is when somebody added or heard the song; and so is any in a column of mere dates. */
const yearOf = (text: string, header: string): string =>
  /^(?:date|datum|fecha|data|дата)$/i.test(header.trim()) && !/^\d{4}$/.test(text) ? '' : text;

/** `number` is the row's line for people, used to name a row that has no title. */
export function readRow(raw: readonly string[], columns: Columns, number: number, inPercent = false): Row {
  const cells = raw.slice(0, mostColumns).map(cleanCell);
  const cellAt = (index: number): string => cells[index] ?? '';
  const filled = (field: Field) => columns.get(field)?.filter(({ index }) => cellAt(index) !== '') ?? [];
  const value = (field: Field): string => cellAt(filled(field)[0]?.index ?? -1);
  /** As `value`; all of them where columns differ only in their number. */
  const values = (field: Field): string[] => {
    const [first, ...others] = filled(field);
    if (first === undefined) return [];
    return [first, ...others.filter(({ name }) => name === first.name)]
      .sort((a, b) => a.index - b.index)
      .map(({ index }) => cellAt(index));
  };
  const url = linkOf(value);
  const isWatched = /^Watched (?=\S)/.test(value('title')) && url.includes('youtu');
  const title = isWatched ? value('title').slice('Watched '.length) : value('title');
  const shown = tidy(title) || fileNames.row(number);
  const isSpoken = /^spotify:(?:episode|show):/.test(url) || notMusic.test(fold(value('type')));
  if (isSpoken) return { title: shown, reason: files.reason.podcast };
  if (url.startsWith('spotify:local:')) return { title: shown, reason: files.reason.localFile };
  const path = value('path');
  if (tidy(title) === '' && path === '') {
    return url === ''
      ? { title: shown, reason: files.reason.noTitle }
      : { title: shown, reason: files.reason.bareLink, url };
  }
  const artists = values('artist').length > 0 ? values('artist') : values('albumArtist');
  const uris = value('artistUris');
  // A list's cell ends with its sign.
  const channel = artists.length === 0 ? value('channel').replace(/;$/, '') : '';
  const video = channel === '' ? null : videoTitle(title, channel);
  return {
    title: video?.title ?? title,
    artists: video ? [video.artist] : [...artists, ...values('guests')],
    artistCount: uris === '' ? 0 : uris.slice(0, 4000).split(/[,;]\s*/).length,
    album: value('album'),
    year: yearOf(value('year'), filled('year')[0]?.header ?? ''),
    durationMs: parseDuration(value('duration'), filled('duration')[0]?.header ?? ''),
    isrc: value('isrc'),
    url: url || path,
    path,
    genres: value('genres').slice(0, 600).split(/[,;|]/),
    cover: value('cover'),
    valence: parseShare(value('valence'), inPercent),
    energy: parseShare(value('energy'), inPercent),
  };
}

/** Things with named values, whose names are known only when all have been seen; those of the first hundred count. */
export type Records = readonly ReadonlyMap<string, string>[];

export function recordColumns(records: Records): { keys: string[]; columns: Columns } {
  const keys = [...new Set(records.slice(0, 100).flatMap((record) => [...record.keys()].slice(0, 200)))];
  return { keys, columns: findColumns(keys) };
}

export function* readRecords(records: Records): Generator<Row> {
  const { keys, columns } = recordColumns(records);
  const inPercent = isInPercent(columns, ({ header }) => records.map((record) => record.get(header) ?? ''));
  for (const [index, record] of records.entries()) {
    yield readRow(
      keys.map((key) => record.get(key) ?? ''),
      columns,
      index + 1,
      inPercent,
    );
  }
}
