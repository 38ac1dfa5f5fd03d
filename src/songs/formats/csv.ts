/** Tables: Exportify of every kind, TuneMyMusic, Soundiiz, the Music app's text export, and anybody's CSV. */
import { parse } from 'csv-parse/sync';
import { UserError } from '../../errors.ts';
import { tidy } from '../fold.ts';
import { type Format, maxRows, type Row } from './format.ts';
import { headerNames } from './headers.ts';
import { filledLines } from './lines.ts';
import { type Columns, findColumns, readRow, tableScore } from './table.ts';
import { namePlaylists } from './title-of-many.ts';

const delimiters = [',', ';', '\t', '|'];

/** Characters of one row; a longer one is no song's. */
const maxRecord = 100_000;

type Layout = { columns: Columns; delimiter: string; score: number; bodyStart: number; headerLine: number };

/** One line, with quotes where they make sense; a line that breaks the rules is parted by force. */
function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const start = at + (/^ {0,9}/.exec(line.slice(at, at + 10))?.[0].length ?? 0);
    const close = line[start] === '"' ? closingQuote(line, start, delimiter) : -1;
    if (line[start] === '"' && close < 0) return [...cells, ...byForce(line.slice(at), delimiter)];
    const from = close < 0 ? at : close + 1;
    const next = line.indexOf(delimiter, from);
    const end = next < 0 ? line.length : next;
    cells.push(close < 0 ? line.slice(at, end) : line.slice(start + 1, close).replaceAll('""', '"'));
    at = end + 1;
  }
  return cells;
}

/** The quote that ends a cell: not doubled, and a delimiter or the line's end behind it. */
function closingQuote(line: string, open: number, delimiter: string): number {
  for (let at = line.indexOf('"', open + 1); at >= 0; at = line.indexOf('"', at + 1)) {
    if (line[at + 1] === '"') at++;
    else if (at + 1 >= line.length || line.startsWith(delimiter, at + 1)) return at;
  }
  return -1;
}

const byForce = (text: string, delimiter: string): string[] =>
  text.split(delimiter).map((cell) => cell.replace(/^\s*"([^"]*)"?\s*$/, '$1'));

/** The header is looked for in the first ten lines: some programs write a preamble (Excel: `sep=;`). */
function findLayout(text: string): Layout | null {
  const known = headerNames();
  let best: Layout | null = null;
  let at = 0;
  for (let line = 1; line <= 10 && at < text.length; line++) {
    const end = lineEnd(text, at);
    const header = text.slice(at, Math.min(end, at + 10_000)).trim();
    const next = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
    for (const delimiter of delimiters) {
      if (!header.includes(delimiter)) continue;
      const columns = findColumns(cellsOf(header, delimiter), known);
      const score = tableScore(columns);
      if (score > 0 && (best === null || score > best.score)) {
        best = { columns, delimiter, score, bodyStart: next, headerLine: line };
      }
    }
    at = next;
  }
  return best;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  const end = newline < 0 ? text.length : newline;
  const classicMac = text.slice(from, Math.min(end, from + 10_000)).indexOf('\r');
  return classicMac < 0 ? end : from + classicMac;
}

/** Well-formed text at once; else line by line, so that one stray quote costs one row and not the rest. */
function parseRecords(body: string, delimiter: string): Iterable<string[]> {
  if (longestLine(body) > maxRecord) return linesOf(body, delimiter);
  try {
    return parse(body, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: maxRecord,
      to: maxRows,
    });
  } catch {
    return linesOf(body, delimiter);
  }
}

function longestLine(text: string): number {
  let longest = 0;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    longest = Math.max(longest, end - at);
    at = end + 1;
  }
  return longest;
}

function* linesOf(body: string, delimiter: string): Generator<string[]> {
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
  name: 'CSV',
  extensions: ['csv', 'tsv', 'tab'],

  recognise({ text, extension }) {
    const layout = findLayout(text);
    if (layout) return layout.score;
    return extension === 'csv' || extension === 'tsv' ? 0.3 : 0;
  },

  read({ text }) {
    const layout = findLayout(text);
    if (!layout) {
      throw new UserError(
        'unknown-columns',
        'I could not tell which columns of that table are the title and the artist. Name them in its first line, for example "Title,Artist".',
      );
    }
    const records = [...parseRecords(text.slice(layout.bodyStart), layout.delimiter)];
    const playlist = layout.columns.get('playlist')?.[0]?.index;
    const names = playlist === undefined ? [] : records.map((cells) => tidy(cells[playlist] ?? '', 80));
    return { ...namePlaylists(names), rows: rowsOf(records, layout) };
  },
};
