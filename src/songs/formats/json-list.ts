/** Any JSON list of objects whose keys name a title and an artist: `[{…}]` or `{ "songs": [{…}] }`. */
import { z } from 'zod';
import type { Row } from '../song.ts';
import type { Format } from './format.ts';
import { type Columns, findColumns, readRow, tableScore } from './table.ts';

const record = z.record(z.string(), z.unknown());

type Table = { keys: string[]; columns: Columns; list: readonly unknown[] };

/** Keys of the first twenty objects name the columns. */
function tableOf(list: readonly unknown[]): Table {
  const rows = list.slice(0, 20).map((item) => record.safeParse(item).data ?? {});
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row).slice(0, 100)))];
  return { keys, columns: findColumns(keys), list };
}

/** The list that looks most like songs: the document itself, or what is below one of its keys. */
function findTable(json: unknown): Table | null {
  const below = Object.values(record.safeParse(json).data ?? {}).slice(0, 50);
  let best: { table: Table; score: number } | null = null;
  for (const list of [json, ...below]) {
    if (!Array.isArray(list)) continue;
    const table = tableOf(list);
    const score = tableScore(table.columns);
    if (score > (best?.score ?? 0)) best = { table, score };
  }
  return best?.table ?? null;
}

const withName = z.object({ name: z.string() });

function wordOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : (withName.safeParse(value).data?.name ?? '');
}

/** A value as a table's cell; lists of names (or of things with a name) are joined with ";". */
const cellOf = (value: unknown): string =>
  Array.isArray(value) ? value.slice(0, 20).map(wordOf).filter(Boolean).join(';') : wordOf(value);

function* rowsOf({ keys, columns, list }: Table): Generator<Row> {
  for (const [index, item] of list.entries()) {
    const data = new Map(Object.entries(record.safeParse(item).data ?? {}));
    const cells = keys.map((key) => cellOf(data.get(key)));
    yield readRow(cells, columns, index + 1);
  }
}

export const jsonList: Format = {
  extensions: ['json'],
  sniff: ({ json }) => (findTable(json) ? 0.5 : 0),
  parse({ json }) {
    const table = findTable(json);
    return { titles: [], rows: table ? rowsOf(table) : [] };
  },
};
