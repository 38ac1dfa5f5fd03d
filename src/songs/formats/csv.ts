/** Tables: Exportify of every kind, TuneMyMusic, Soundiiz, the Music app's text export, and anybody's CSV. */
import { parse } from 'csv-parse/sync';
import { UserError } from '../../errors.ts';
import { fileTexts } from '../../locales/en/files.ts';
import { maxRows } from '../playlist.ts';
import type { Row } from '../song.ts';
import { type Format, filledLines } from './format.ts';
import { type Columns, findColumns, readRow, tableScore } from './table.ts';

const delimiters = [',', ';', '\t', '|'];

const maxRecord = 100_000;
const maxHeader = 10_000;

type Layout = { columns: Columns; delimiter: string; score: number; bodyStart: number; headerLine: number };

/** One line, with quotes where they make sense; a quote that nothing closes is taken off. */
function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cell = new RegExp(
    `(?:^|[${delimiter}])(?: {0,9}"((?:[^"]|"")*)"(?=[${delimiter}]|$)|([^${delimiter}]*))`,
    'g',
  );
  return [...line.matchAll(cell)].map(
    ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare.replace(/^\s*"([^"]*)"?\s*$/, '$1'),
  );
}

/** The header is looked for in the first ten lines: some programs write a preamble (Excel: `sep=;`). */
function findLayout(text: string): Layout | null {
  let best: Layout | null = null;
  let headerLine = 0;
  for (const { 0: line, index } of text.slice(0, 10 * maxHeader).matchAll(/[^\r\n]*(?:\r\n?|\n|$)/g)) {
    if (++headerLine > 10) break;
    const header = line.slice(0, maxHeader).trim();
    for (const delimiter of delimiters.filter((sign) => header.includes(sign))) {
      const columns = findColumns(cellsOf(header, delimiter));
      const score = tableScore(columns);
      if (score > (best?.score ?? 0)) {
        best = { columns, delimiter, score, bodyStart: index + line.length, headerLine };
      }
    }
  }
  return best;
}

function hasLongLine(text: string): boolean {
  for (let at = 0; at + maxRecord < text.length; ) {
    const newline = text.lastIndexOf('\n', at + maxRecord);
    if (newline < at) return true;
    at = newline + 1;
  }
  return false;
}

/** Well-formed text at once; else line by line, so that a stray quote costs one row and not the rest. */
function parseRecords(body: string, delimiter: string): Iterable<string[]> {
  // The parser would spend seconds on a single row of 10 MB before it gives up.
  if (hasLongLine(body)) return lineRecords(body, delimiter);
  try {
    return parse(body, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: maxRecord,
      to: maxRows,
    });
  } catch {
    return lineRecords(body, delimiter);
  }
}

function* lineRecords(body: string, delimiter: string): Generator<string[]> {
  let count = 0;
  for (const line of filledLines(body, 20_000)) {
    if (count++ === maxRows) return;
    yield cellsOf(line, delimiter);
  }
}

function* rowsOf(records: Iterable<string[]>, { columns, headerLine }: Layout): Generator<Row> {
  let number = headerLine;
  for (const cells of records) {
    number++;
    // A line of nothing but delimiters is a spreadsheet's empty row.
    if (cells.some((cell) => cell.trim() !== '')) yield readRow(cells, columns, number);
  }
}

export const csv: Format = {
  extensions: ['csv', 'tsv', 'tab'],

  sniff: ({ text, extension }) =>
    findLayout(text)?.score ?? (extension === 'csv' || extension === 'tsv' ? 0.3 : 0),

  parse({ text }) {
    const layout = findLayout(text);
    if (!layout) throw new UserError('unknown-columns', fileTexts.failure.unknownColumns);
    const records = [...parseRecords(text.slice(layout.bodyStart), layout.delimiter)];
    const [playlist] = layout.columns.get('playlist') ?? [];
    const titles = playlist ? records.map((cells) => cells[playlist.index] ?? '') : [];
    return { titles, rows: rowsOf(records, layout) };
  },
};
