/** One song a line, as people write and paste lists: "Artist - Title", numbered or timed or not, "Title by Artist". */
import { files } from '../../locales/en/files.ts';
import { isSoundFile, listNumbers } from '../file-names.ts';
import { tidy } from '../fold.ts';
import { maxRows } from '../playlist.ts';
import { type Row, songLink } from '../song.ts';
import { type Format, filledLines, unescaped } from './format.ts';
import { isMarkup, isMarkupText } from './markup.ts';
import { isBareTime, songInLine, splitAtColon } from './text-song.ts';

const longestLine = 500;
const longestOnlyLine = 20_000;

/** What holds for all lines of a list. */
type List = { lines: readonly string[]; withoutNumber: (line: string) => string; hasColons: boolean };

/** Cells between tabs: with a track's URI, a time or three of them it is title, artist, album; two are artist and title. */
function songInCells(
  line: string,
): { title: string; artists: string[]; album?: string; url: string | null } | null {
  if (!line.includes('\t')) return null;
  const cells = line.split('\t', 50).map((cell) => tidy(cell));
  const url = cells.find((cell) => songLink(cell) !== null) ?? null;
  const hasTime = cells.some(isBareTime);
  const [first, second, third] = cells.filter(
    (cell) => cell !== '' && cell !== url && !isBareTime(cell) && !/^(?:\d{1,4}|\d{4}-\d\d-\d\d)$/.test(cell),
  );
  if (first === undefined || second === undefined) return null;
  const isTable = url !== null || hasTime || third !== undefined;
  return isTable
    ? { title: first, artists: [second], ...(third !== undefined && { album: third }), url }
    : { title: second, artists: [first], url };
}

/** `[Artist - Title](https://…)`, `Artist - Title https://…`, `https://… Artist - Title` */
const withLink =
  /^(?:\[(?<label>[^\]]{1,300})\]\(<?(?<target>https?:\/\/[^\s)>]+)>?\)|(?<before>.*?)\s*<?(?<url>https?:\/\/[^\s<>]+|spotify:track:\w+)>?\s*(?<after>.*))$/i;

const linkless = /^[\s\-–—:|.,()>*•\d]*$/;

function rowOf(line: string, { lines, withoutNumber, hasColons }: List): Row {
  if (line.length > longestLine) return { title: line, reason: files.reason.longLine };
  const cells = songInCells(line);
  if (cells) return cells;
  const found = withLink.exec(line.trim().replace(/^[*•>-]\s+(?=\[)/, ''))?.groups;
  const url = found?.target ?? found?.url ?? null;
  const isNamed = url !== null && !linkless.test(found?.label ?? found?.before ?? '');
  const text = url === null ? line : isNamed ? (found?.label ?? found?.before ?? '') : (found?.after ?? '');
  if (isSoundFile(text)) return { title: '', artists: [], path: text.trim() };
  const whole = unescaped(text.trim());
  const plain = withoutNumber(whole);
  // "311 - Title" in a list of such: the number was the artist.
  const song =
    songInLine(plain, lines.length) ??
    (hasColons ? splitAtColon(plain) : null) ??
    (plain === whole ? null : songInLine(whole, lines.length));
  if (song) return { title: song.title, artists: [song.artist], url };
  if (url !== null && songLink(url) !== null)
    return { title: line.trim(), reason: files.reason.bareLink, url };
  return { title: line, reason: files.reason.noArtist };
}

/** "Title", "Artist" and a time, each on a line of its own, as web players are copied. */
function* rowsOfBlocks(lines: readonly string[]): Generator<Row> {
  let block: string[] = [];
  for (const line of lines) {
    if (!isBareTime(line)) {
      if (!/^\s*(?:\d{1,4}|e|explicit|lyrics)\s*$/i.test(line)) block.push(line);
      continue;
    }
    const [title, artist, album] = block;
    if (title !== undefined && artist !== undefined) yield { title, artists: [artist], album: album ?? null };
    block = [];
  }
}

function areBlocks(lines: readonly string[]): boolean {
  const sample = lines.slice(0, 200);
  const times = sample.filter(isBareTime).length;
  return (
    times > 1 && times * 6 >= sample.length && sample.filter((line) => songInLine(line, 0)).length < times
  );
}

/** Dividers and comments are left out without a word, and so are times by themselves. */
const isSaid = (line: string): boolean =>
  /[\p{L}\p{N}]/u.test(line) && !/^\s*(?:#(?!\d)|\/\/)/.test(line) && !isBareTime(line);

function* rowsOf(text: string): Generator<Row> {
  const all: string[] = [];
  for (const line of linesOf(text)) if (all.push(line) > maxRows) break;
  if (areBlocks(all)) return yield* rowsOfBlocks(all);
  const lines = all.filter(isSaid);
  const colons = lines.slice(0, 200).filter((line) => splitAtColon(line.trim()) !== null).length;
  const list = {
    lines,
    withoutNumber: listNumbers(lines.slice(0, 20_000).map((line) => tidy(line, longestLine))),
    hasColons: lines.length > 1 && colons * 3 >= Math.min(lines.length, 200) * 2,
  };
  for (const line of lines)
    yield isMarkup(line) ? { title: line, reason: files.reason.markup } : rowOf(line, list);
}

/** What semicolons or bars part; but "Artist | Title" is one song, when neither side says more than a name. */
function songsBetween(line: string): string[] {
  const parts = line.split(/[;|]/).map((part) => part.trim());
  const list = { lines: parts, withoutNumber: (part: string) => part, hasColons: true };
  const areNames = parts.every((part) => {
    const row = rowOf(part, list);
    return 'reason' in row && row.reason === files.reason.noArtist;
  });
  return areNames && parts.length === 2 ? [line] : parts;
}

const commas = /,\s+|\s\/\s/;

/** Does each of several parts name both? "Earth, Wind & Fire - September" is one song. */
const areSongs = (parts: readonly string[]): boolean =>
  parts.length > 1 && parts.every((part) => /\S\s(?:[-–—]|by)\s+\S/i.test(part));

/** A text option of a chat is a single line: there, songs are separated by semicolons, bars, commas or slashes. */
function* linesOf(text: string): Generator<string> {
  const lines = filledLines(text, longestOnlyLine);
  const first = lines.next();
  if (first.done) return;
  const second = lines.next();
  const isOnly = second.done === true && first.value.length < longestOnlyLine;
  const isLink = /^\s*\S+:\/\/\S+\s*$/.test(first.value);
  if (isOnly && !isLink && /[;|]/.test(first.value)) yield* songsBetween(unescaped(first.value));
  else if (isOnly && (first.value.match(/https?:\/\//g)?.length ?? 0) > 1)
    yield* first.value.split(/[\s,;|]+(?=https?:\/\/)/);
  else if (isOnly && areSongs(first.value.split(commas))) yield* first.value.split(commas);
  else yield first.value;
  if (!second.done) yield second.value;
  yield* lines;
}

export const textLines: Format = {
  /** For what no other format claims. */
  sniff({ text, json }) {
    if (json !== undefined || /^\s*[[{]\s*["{]/.test(text)) return 0;
    const start = text.slice(0, 20_000);
    if (isMarkupText([...filledLines(start, longestLine)])) return 0;
    const sample = [...rowsOf(start.slice(0, 4000))];
    return sample.filter((row) => !('reason' in row)).length * 2 > sample.length ? 0.4 : 0.2;
  },

  parse: ({ text }) => ({ titles: [], rows: rowsOf(text) }),
};
