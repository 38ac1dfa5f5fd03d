/** One song a line, as people write lists: "Artist - Title", numbered or not, "Title by Artist". */
import { tidy } from '../fold.ts';
import { type Row, songLink } from '../song.ts';
import { splitArtistTitle, splitTitleByArtist } from '../titles.ts';
import { type Format, filledLines, reasons } from './format.ts';

const longestLine = 500;
const longestOnlyLine = 20_000;

/** Bullets, quote marks of chats, and numbers as in "12. ", "3) ", "#7 ". */
const lead = /^(?:[>*•·▪►-]\s+|#?\d{1,4}[.):]\s+|#\d{1,4}\s+)/;

/** "07 - Artist - Title": a number with a dash is a track number only when another dash follows. */
const numberedWithDash = /^\d{1,4}\s+[-–—]\s+(?=.+\s[-–—]\s)/;

/** A length at the end: "(3:45)", "[1:02:03]", "- 3:45". */
const length = /(?<!\s)\s+(?:[-–—]\s*)?[([]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?$/;

const markdown = /^(\*\*|__|`|\*|_)(.+)\1$/;

function bare(line: string): string {
  let text = tidy(line, longestLine).replace(lead, '').replace(numberedWithDash, '').replace(length, '');
  text = markdown.exec(text)?.[2] ?? text;
  return text.trim();
}

function rowOf(line: string): Row {
  if (line.length > longestLine) return { title: line, reason: reasons.longLine };
  const withLink = /^(.*?)\s*(https?:\/\/\S+|spotify:track:\w+)\s*$/i.exec(line.trim());
  const url = withLink?.[2] ?? null;
  // A tab separates artist and title, so it is looked for before white space is tidied.
  const text = withLink?.[1] ?? line;
  const parts = text.includes('\t') ? splitArtistTitle(text.trim()) : null;
  const song = parts ?? splitArtistTitle(bare(text)) ?? splitTitleByArtist(bare(text));
  if (song) return { title: song.title, artists: [song.artist], url };
  return { title: line, reason: url !== null && songLink(url) ? reasons.bareLink : reasons.noArtist };
}

function* rowsOf(text: string): Generator<Row> {
  for (const line of linesOf(text)) {
    // Dividers and comments are left out without a word.
    if (/[\p{L}\p{N}]/u.test(line) && !/^\s*(?:#(?!\d)|\/\/)/.test(line)) yield rowOf(line);
  }
}

/** A text option of a chat is a single line: there, songs are separated by semicolons or bars. */
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
  extensions: ['txt', 'md', 'text'],

  /** For what no other format claims; a web page isn't a list, whatever dashes it has. */
  sniff({ text, json }) {
    if (json !== undefined || /^\s*(?:<!doctype|<html|<\?xml|<head|<body|[[{]\s*["{])/i.test(text)) return 0;
    const sample = [...rowsOf(text.slice(0, 4000))];
    return sample.filter((row) => !('reason' in row)).length * 2 > sample.length ? 0.4 : 0.2;
  },

  parse: ({ text }) => ({ titles: [], rows: rowsOf(text) }),
};
