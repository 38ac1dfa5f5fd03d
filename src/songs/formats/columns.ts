/** Headers of song tables → what their columns hold. */
import { z } from 'zod';
import { readPackaged } from '../../package-path.ts';
import { fold } from '../fold.ts';

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
  'guests',
  'channel',
  'path',
]);
export type Field = z.infer<typeof fieldSchema>;

export type Column = {
  index: number;
  header: string;
  place: number;
  /** Without its number: "Artist 1" and "Artist 2" are one name in two cells. */
  name: string;
};

/** Where each field is; the best-named column first. */
export type Columns = ReadonlyMap<Field, Column[]>;

/** A header for comparing: "trackName", "track_name" and "Track Name " are one. */
const headerKey = (header: string): string => fold(header.slice(0, 80).replace(/(?<=[a-z])(?=[A-Z])/g, ' '));

type Known = ReadonlyMap<string, { field: Field; place: number }>;
let known: Known | undefined;

/**
 * What the columns of song tables are called (by Exportify in its fifteen languages, the Music app in its own,
 * TuneMyMusic, Soundiiz, Spotify's data download, and by people) → their field and their place in its list. The
 * earlier name of a field wins over the later ones.
 */
function readKnown(): Known {
  const names = readPackaged(z.record(fieldSchema, z.array(z.string())), 'assets', 'column-names.json');
  const found = fieldSchema.options.flatMap((field) =>
    names[field].map((name, place) => [headerKey(name), { field, place }] as const),
  );
  // Of two equal names a Map keeps the last one, and the earlier field should have it.
  return new Map(found.reverse());
}

/** Fields whose headers are recognised with a letter missing, too many, wrong or in the wrong place. */
const spelledLoosely = new Set<Field>(['title', 'artist', 'albumArtist', 'album']);

/** Is one letter wrong, missing, too many, or are two neighbours swapped? */
function isNearly(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return Math.max(restA.length, restB.length) <= 1 || restA === [...restB].reverse().join('').slice(0, 2);
}

function findMisspelled(names: Known, key: string): ReturnType<Known['get']> {
  if (key.length < 5 || !/^[a-z ]+$/.test(key)) return undefined;
  for (const [name, hit] of names) {
    if (name.length >= 5 && spelledLoosely.has(hit.field) && isNearly(key, name)) return hit;
  }
  return undefined;
}

/**
 * As it stands; without what is in brackets; without its number; in the singular; with one letter wrong. "Track #" counts
 * tracks and names none.
 */
function findColumn(
  names: Known,
  header: string,
): { hit: { field: Field; place: number }; name: string } | null {
  const numbered = header.slice(0, 80).replace(/\s*[([]?\d{1,2}[)\]]?\s*$/, '');
  if (/#|№|\bn[or]\.?$/i.test(numbered)) return null;
  const forms = [header, header.replace(/\s*[([{][^)\]}]*[)\]}]/g, ''), numbered].map(headerKey);
  const keys = [
    ...forms,
    ...forms.map((key) => key.replace(/ s(?= |$)/g, '')),
    ...forms.map((key) => key.replace(/s$/, '')),
  ];
  for (const key of keys) {
    const hit = key === '' ? undefined : names.get(key);
    if (hit) return { hit, name: headerKey(numbered) };
  }
  const misspelled = keys.map((key) => findMisspelled(names, key)).find((hit) => hit !== undefined);
  return misspelled ? { hit: misspelled, name: headerKey(numbered) } : null;
}

/** Further ones are not looked at. */
export const mostColumns = 200;

export function findColumns(headers: readonly string[]): Columns {
  known ??= readKnown();
  const found = new Map<Field, Column[]>();
  for (const [index, header] of headers.slice(0, mostColumns).entries()) {
    const column = header.length > 200 ? null : findColumn(known, header);
    if (column === null) continue;
    const { hit, name } = column;
    found.set(hit.field, [...(found.get(hit.field) ?? []), { index, header, place: hit.place, name }]);
  }
  for (const columns of found.values()) columns.sort((a, b) => a.place - b.place);
  return found;
}

/** Only songs have these. */
const musical: readonly Field[] = [
  'album',
  'isrc',
  'duration',
  'valence',
  'spotifyId',
  'artistUris',
  'genres',
];

/** 0..1: is it a table of songs? A title and an artist make it sure. */
export function tableScore(columns: Columns): number {
  if (!columns.has('title')) return 0;
  if (columns.has('artist') || columns.has('albumArtist')) return 0.9;
  const isVideo =
    columns.has('channel') && (columns.has('youtubeId') || columns.has('url') || columns.has('duration'));
  if (isVideo) return 0.7;
  return columns.size >= 3 && musical.some((field) => columns.has(field)) ? 0.6 : 0;
}
