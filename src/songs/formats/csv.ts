/** Tables: Exportify of every kind, TuneMyMusic, Soundiiz, the Music app's text export, and anybody's CSV. */
import { parse } from 'csv-parse/sync';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import { maxRows } from '../playlist.ts';
import type { Row } from '../song.ts';
import { type Columns, findColumns, tableScore } from './columns.ts';
import { type Format, filledLines, unescaped } from './format.ts';
import { isInPercent, readRow } from './table.ts';

const delimiters = [',', ';', '\t', '|'];

const maxRecord = 100_000;
const maxHeader = 10_000;

type Layout = { columns: Columns; delimiter: string; score: number; bodyStart: number; headerLine: number };

/** Where a quoted cell that begins at `start` ends: at the first quote before a delimiter or the line's end. */
function quotedEnd(line: string, start: number, delimiter: string): number {
  for (let at = line.indexOf('"', start); at >= 0; at = line.indexOf('"', at + 1)) {
    const behind = line.slice(at + 1, at + 20).trimStart();
    if ((behind === '' && line.length - at < 20) || behind.startsWith(delimiter)) return at;
  }
  return -1;
}

/** One line, with quotes where they make sense: also quotes that weren't doubled, and one that nothing closes. */
function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const start = at + (/^ {0,9}"/.exec(line.slice(at, at + 10))?.[0].length ?? 0);
    const end = start > at ? quotedEnd(line, start, delimiter) : -1;
    const next = line.indexOf(delimiter, end < 0 ? at : end);
    const stop = next < 0 ? line.length : next;
    // A quote that nothing closes goes, unless another one shows that it is the text's own.
    const isOwn = end < 0 && line.slice(start, stop).includes('"');
    cells.push(line.slice(isOwn ? at : start, end < 0 ? stop : end).replaceAll('""', '"'));
    at = stop + 1;
  }
  return cells;
}

/** What lastfm-to-csv writes has no header: artist, album, title, and when it was heard. */
const heardAt = /,"?\d{1,2} [A-Z][a-z]{2} \d{4},? \d{1,2}:\d{2}"?$/;
const heardHeader = ['Artist', 'Album', 'Title', 'Heard'];

/** The header is looked for in the first ten lines: some programs write a preamble (Excel: `sep=;`). */
function findLayout(text: string): Layout | null {
  let best: Layout | null = null;
  let headerLine = 0;
  if (heardAt.test(/^[^\r\n]{0,2000}/.exec(text)?.[0].trim() ?? '')) {
    return { columns: findColumns(heardHeader), delimiter: ',', score: 0.8, bodyStart: 0, headerLine: 0 };
  }
  for (const { 0: line, index } of text.slice(0, 10 * maxHeader).matchAll(/[^\r\n]*(?:\r\n?|\n|$)/g)) {
    if (++headerLine > 10) break;
    const header = line.slice(0, maxHeader).trim();
    for (const delimiter of delimiters.filter((sign) => header.includes(sign))) {
      const columns = findColumns(cellsOf(header, delimiter));
      const score =
        tableScore(columns) || namelessScore(columns, () => rowsBelow(text, index + line.length, delimiter));
      if (score > (best?.score ?? 0)) {
        best = { columns, delimiter, score, bodyStart: index + line.length, headerLine };
      }
    }
  }
  return best;
}

const rowsBelow = (text: string, start: number, delimiter: string): string[][] =>
  [...filledLines(text.slice(start, start + 20_000), maxHeader)]
    .slice(0, 20)
    .map((line) => cellsOf(line, delimiter));

/** Without a column of artists: a table whose titles have them ("Artist - Title"), or one of videos' ids. */
function namelessScore(columns: Columns, rows: () => string[][]): number {
  const [title] = columns.get('title') ?? [];
  if (title === undefined) return columns.has('youtubeId') ? 0.6 : 0;
  const titles = rows().flatMap((cells) => cells[title.index]?.trim() || []);
  return titles.length > 0 && titles.filter((text) => /\s[-–—]\s/.test(text)).length * 2 > titles.length
    ? 0.6
    : 0;
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

function* rowsOf(records: readonly string[][], { columns, headerLine }: Layout): Generator<Row> {
  const inPercent = isInPercent(columns, ({ index }) => records.map((cells) => cells[index] ?? ''));
  let number = headerLine;
  for (const cells of records) {
    number++;
    // A line of nothing but delimiters is a spreadsheet's empty row, one of dashes is below a Markdown table's header.
    if (cells.some((cell) => !/^[\s:-]*$/.test(cell))) yield readRow(cells, columns, number, inPercent);
  }
}

export const csv: Format = {
  sniff: ({ text, extension }) =>
    findLayout(text)?.score ?? (extension === 'csv' || extension === 'tsv' ? 0.3 : 0),

  parse({ text: whole }) {
    // An entity has a semicolon of its own, which must not be taken for the delimiter.
    const text =
      whole.includes('&amp;') || whole.includes('&#') ? whole.replace(/&(?:amp|#0?39);/g, unescaped) : whole;
    const layout = findLayout(text);
    if (!layout) throw new UserError('unknown-columns', sentences.files.failure.unknownColumns);
    const records = [...parseRecords(text.slice(layout.bodyStart), layout.delimiter)];
    const [playlist] = layout.columns.get('playlist') ?? [];
    const titles = playlist ? records.map((cells) => cells[playlist.index] ?? '') : [];
    return { titles, rows: rowsOf(records, layout) };
  },
};
