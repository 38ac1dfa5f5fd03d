/**
 * Songs anywhere in a JSON document: pages of the services' APIs, backups, histories, people's own lists. Every list whose
 * objects name a title and what only songs have is read, in the document's order.
 */
import { z } from 'zod';
import type { Row } from '../song.ts';
import { tableScore } from './columns.ts';
import type { Format } from './format.ts';
import { readRecords, recordColumns } from './table.ts';

const record = z.record(z.string(), z.unknown());
const objectOf = (value: unknown): [string, unknown][] =>
  Object.entries(record.safeParse(value).data ?? {}).slice(0, 100);

const maxDepth = 8;
const mostLists = 2_000;

/** The song within a row that says when it was added, played or bought. */
const wrappers =
  /^(?:track|item|song|music|attributes|track_?metadata|node|snippet|media|resource|data|content|recording|fields)$/i;

const names = z.union([
  z.object({ name: z.string() }).transform(({ name }) => name),
  z.object({ title: z.string() }).transform(({ title }) => title),
  z.object({ username: z.string() }).transform(({ username }) => username),
  z.object({ '#text': z.string() }).transform((element) => element['#text']),
  z.object({ artist: z.object({ name: z.string() }) }).transform(({ artist }) => artist.name),
]);

function wordOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : (names.safeParse(value).data ?? '');
}

/** A value as a table's cell. Every name of a list ends with ";", so that a comma within it stays. */
function cellOf(value: unknown): string {
  if (!Array.isArray(value)) return wordOf(value);
  const words = value.slice(0, 20).map(wordOf).filter(Boolean);
  return words.map((word) => `${word.replaceAll(';', ',')};`).join('');
}

/** Values by name; `{ album: { name, release_date } }` has the album and its "album release_date". */
function cellsOf(item: unknown, depth = 0): Map<string, string> {
  const cells = new Map<string, string>();
  const entries = objectOf(item);
  const inner =
    depth < 3 ? entries.filter(([key, value]) => wrappers.test(key) && record.safeParse(value).success) : [];
  for (const [, value] of inner) for (const [key, cell] of cellsOf(value, depth + 1)) cells.set(key, cell);
  for (const [key, value] of entries) {
    const cell = cellOf(value);
    if (cell !== '' && !cells.has(key)) cells.set(key, cell);
    if (wrappers.test(key) || Array.isArray(value)) continue;
    for (const [name, below] of objectOf(value)) {
      if (!cells.has(`${key} ${name}`)) cells.set(`${key} ${name}`, cellOf(below));
    }
  }
  return cells;
}

type Lists = { titles: string[]; lists: (readonly unknown[])[] };

const isSongs = (list: readonly unknown[]): boolean => {
  const records = list.slice(0, 20).map((item) => cellsOf(item));
  return tableScore(recordColumns(records).columns) > 0;
};

/** Lists below other things come first: an album or a playlist with its own list of songs is none itself. */
function collect(value: unknown, found: Lists, depth: number): boolean {
  if (depth > maxDepth || found.lists.length >= mostLists) return false;
  if (Array.isArray(value)) {
    const objects = value.some((item) => record.safeParse(item).success);
    if (!objects) return false;
    if (!value.slice(0, 20).some(holdsList) && isSongs(value)) {
      found.lists.push(value);
      return true;
    }
    let isFound = false;
    for (const item of value) if (collect(item, found, depth + 1)) isFound = true;
    return isFound;
  }
  let isFound = false;
  for (const [, below] of objectOf(value)) {
    if (typeof below === 'object' && below !== null && collect(below, found, depth + 1)) isFound = true;
  }
  if (isFound && depth > 0) {
    const [title] = objectOf(value).flatMap(([key, name]) =>
      /^(?:name|title)$/i.test(key) ? wordOf(name) : [],
    );
    if (title) found.titles.push(title);
  }
  return isFound;
}

/** Has it a list of things with songs' names (not of its artists)? */
function holdsList(item: unknown): boolean {
  const lists: Lists = { titles: [], lists: [] };
  return objectOf(item).some(
    ([key, value]) =>
      !/artist|genre|image|thumbnail|availab/i.test(key) &&
      typeof value === 'object' &&
      value !== null &&
      collect(value, lists, maxDepth - 2),
  );
}

function listsIn(json: unknown): Lists {
  if (typeof json !== 'object' || json === null) return { titles: [], lists: [] };
  const lists: Lists = { titles: [], lists: [] };
  collect(json, lists, 0);
  const title = objectOf(json).find(([key]) => /^(?:name|title)$/i.test(key))?.[1];
  if (lists.titles.length === 0 && typeof title === 'string') lists.titles.push(title);
  return lists;
}

function* rowsOf({ lists }: Lists): Generator<Row> {
  for (const list of lists) yield* readRecords(list.map((item) => cellsOf(item)));
}

export const jsonList: Format = {
  sniff: ({ json }) => (listsIn(json).lists.length > 0 ? 0.5 : 0),
  parse({ json }) {
    const lists = listsIn(json);
    return { titles: lists.titles, rows: rowsOf(lists) };
  },
};
