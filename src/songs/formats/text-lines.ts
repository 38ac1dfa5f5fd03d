/** One song a line, as people write lists: "Artist - Title", numbered or not, "Title by Artist". */
import { tidy } from '../fold.ts';
import { songLink } from '../song.ts';
import { splitArtistTitle, splitTitleByArtist } from '../titles.ts';
import type { Format, Row } from './format.ts';
import { filledLines } from './lines.ts';

const longestLine = 500;
const longestOnlyLine = 20_000;

/** Bullets, quote marks of chats, and numbers as in "12. ", "3) ", "#7 ". */
const lead = /^(?:[>*•·▪►-]\s+|#?\d{1,4}[.):]\s+|#\d{1,4}\s+)/;

/** "07 - Artist - Title": a number with a dash is a track number only when another dash follows. */
const numberedWithDash = /^\d{1,4}\s+[-–—]\s+(?=.+\s[-–—]\s)/;

/** A length at the end: "(3:45)", "[1:02:03]", "- 3:45". */
const length = /(?<!\s)\s+(?:[-–—]\s*)?[([]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?$/;

const markdown = /^(\*\*|__|`|\*|_)(.+)\1$/;

/** A line without its ornaments. */
function bare(line: string): string {
  let text = tidy(line, longestLine).replace(lead, '').replace(numberedWithDash, '').replace(length, '');
  text = markdown.exec(text)?.[2] ?? text;
  return text.trim();
}

function rowOf(line: string): Row {
  if (line.length > longestLine) return { title: tidy(line, 80), reason: 'a line too long to be a song' };
  const withLink = /^(.*?)\s*(https?:\/\/\S+|spotify:track:\w+)\s*$/i.exec(line.trim());
  const url = withLink?.[2] ?? null;
  // Tabs part artist and title, so they are looked at before white space is tidied.
  const text = withLink?.[1] ?? line;
  const parts = text.includes('\t') ? splitArtistTitle(text.trim()) : null;
  const song = parts ?? splitArtistTitle(bare(text)) ?? splitTitleByArtist(bare(text));
  if (song) return { title: song.title, artists: [song.artist], url };
  const title = tidy(line, 80);
  return url !== null && songLink(url)
    ? { title, reason: 'a link without a name' }
    : { title, reason: 'no artist: write “Artist - Title”' };
}

function* rowsOf(text: string): Generator<Row> {
  for (const line of linesOf(text)) {
    // Dividers and comments are no songs that failed.
    if (/[\p{L}\p{N}]/u.test(line) && !/^\s*(?:#(?!\d)|\/\/)/.test(line)) yield rowOf(line);
  }
}

/** A chat's text option holds a single line: there, songs are parted by semicolons or bars. */
function* linesOf(text: string): Generator<string> {
  const lines = filledLines(text, longestOnlyLine);
  const first = lines.next();
  if (first.done) return;
  const second = lines.next();
  const isOnly = second.done === true && first.value.length < longestOnlyLine;
  if (isOnly && /[;|]/.test(first.value)) yield* first.value.split(/[;|]/).map((part) => part.trim());
  else yield first.value;
  if (!second.done) yield second.value;
  yield* lines;
}

export const textLines: Format = {
  name: 'text',
  extensions: ['txt', 'md', 'text'],

  /** What nothing else wants; a web page is no list, whatever dashes it has. */
  recognise({ text, json }) {
    if (json !== undefined || /^\s*(?:<!doctype|<html|<\?xml|<head|<body|[[{]\s*")/i.test(text)) return 0;
    const sample = [...rowsOf(text.slice(0, 4000))];
    return sample.filter((row) => !('reason' in row)).length * 2 > sample.length ? 0.4 : 0.2;
  },

  read: ({ text }) => ({ title: null, rows: rowsOf(text) }),
};
