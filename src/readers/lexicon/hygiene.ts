/** Lyrics as services give them → the lines that are sung, with how often. */
import type { Passage } from './read-words.ts';

/** What is left of a song's text to read, and how far to believe it. */
export type SungText = {
  /** Each different line once, in order; a repeated one weighs more, up to double. */
  passages: Passage[];
  /** The lines as one text, for telling the language. */
  text: string;
  /** 0..1: little text, or one line over and over, says little. */
  trust: number;
};

/** Feeling is clear by then, and long texts would drown their chorus. */
const MAX_WORDS = 300;
const MAX_CHARS = 30_000;
const SHORT_CHARS = 250;

const TIMESTAMP = /\[\d{1,3}:\d{2}(?:[.:]\d{1,3})?\]|<\d{1,3}:\d{2}(?:[.:]\d{1,3})?>/g;
const SECTION =
  /^[[({](?:intro|verse|pre-?chorus|chorus|post-?chorus|hook|bridge|refrain|outro|interlude|solo|instrumental|break|drop|part|skit|spoken|produced)\b[^\])}]{0,80}[\])}]:?$/i;
const LRC_TAG = /^\[(?:ar|ti|al|au|by|la|length|offset|re|ve|tool|id|#)\s*:[^\]]{0,200}\]$/i;
const CREDIT =
  /^(?:\d+\s+contributors?\b|.{0,120}\blyrics$|translations?\b.{0,80}$|you might also like$|\d*embed$|see .{1,60} live$|written by\b|produced by\b|lyrics (?:by|licensed)\b|©|copyright\b)/i;

function clean(line: string): string {
  const plain = line
    .replace(TIMESTAMP, ' ')
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/&(?:amp|quot|apos|nbsp|lt|gt|#\d{1,5}|#x[\da-f]{1,4});/gi, (entity) =>
      entity === '&amp;' ? '&' : ' ',
    )
    .replace(/\s*\(?(?:\bx\s?\d{1,2}|\d{1,2}\s?x\b)\)?\s*$/i, '')
    .trim();
  if (SECTION.test(plain) || LRC_TAG.test(plain) || CREDIT.test(plain)) return '';
  // What is left in square brackets is a heading or a stage direction; round ones are backing vocals.
  return plain.replace(/\[[^[\]]{0,100}\]/g, ' ').trim();
}

/** Strips headings, time stamps, mark-up and credits; at most 300 words are kept. */
export function cleanLyrics(raw: string): SungText {
  const counts = new Map<string, { line: string; times: number }>();
  let lines = 0;
  for (const part of raw
    .slice(0, MAX_CHARS)
    .replace(/<br\s*\/?>/gi, '\n')
    .split(/\r?\n/)) {
    const line = clean(part.slice(0, 500));
    if (line === '') continue;
    lines += 1;
    const key = line
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    const seen = counts.get(key);
    if (seen) seen.times += 1;
    else counts.set(key, { line, times: 1 });
  }
  const passages: Passage[] = [];
  let words = 0;
  for (const { line, times } of counts.values()) {
    if (words >= MAX_WORDS) break;
    const kept = line.split(/\s+/).slice(0, MAX_WORDS - words);
    words += kept.length;
    passages.push({ text: kept.join(' '), weight: 1 + 0.5 * Math.min(2, times - 1) });
  }
  const text = passages.map((passage) => passage.text).join('\n');
  const isShort = text.length < SHORT_CHARS;
  const isOneLine = lines >= 4 && counts.size <= Math.max(1, lines / 8);
  return { passages, text, trust: (isShort ? 0.5 : 1) * (isOneLine ? 0.5 : 1) };
}
