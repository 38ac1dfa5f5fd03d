/** Lyrics as files and services give them → the lines that are sung. Readers get no other lyrics than these. */
import { decodeHTMLStrict } from 'entities';
import type { Lyrics } from '../../pipeline/ports.ts';

/** A long song has some 5,000 characters; readers look at the first 300 words only. */
const maxChars = 20_000;
const maxLineChars = 500;

/** Line and word stamps of LRC files: https://en.wikipedia.org/wiki/LRC_(file_format). */
const timeStamp = /\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\]|<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>/g;
const lrcTag = /^\[(?:ar|ti|al|au|by|la|length|offset|re|ve|tool|id|#)\s*:[^\]]{0,200}\]$/i;
const section =
  /^[[({](?:intro|verse|pre-?chorus|chorus|post-?chorus|hook|bridge|refrain|outro|interlude|solo|instrumental|break|drop|part|skit|spoken|produced)\b[^\])}]{0,80}[\])}]:?$/i;
const credit =
  /^(?:\d+\s+contributors?\b|.{0,120}\blyrics$|translations?\b.{0,80}$|you might also like$|\d*embed$|see .{1,60} live$|written by\b|produced by\b|lyrics (?:by|licensed)\b|©|copyright\b)/i;
const repetition = /\s*\(?(?:\bx\s?\d{1,2}|\d{1,2}\s?x\b)\)?\s*$/i;
const instrumental = /^[[(*\s♪]*instrumental[\])*\s♪.!]*$/iu;

function plainLine(line: string): string {
  const text = line
    .slice(0, maxLineChars)
    .replace(timeStamp, ' ')
    .replace(/<[^<>]{0,200}>/g, ' ');
  return decodeHTMLStrict(text).replace(/\s+/g, ' ').trim();
}

/** What is sung of a plain line; empty for headings, credits and stage directions. */
function sungLine(line: string): string {
  const once = line.replace(repetition, '').trim();
  if (section.test(once) || credit.test(once)) return '';
  // What is left in square brackets is a heading or a direction; round ones are backing vocals.
  return once
    .replace(/\[[^[\]]{0,100}\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The lines that are sung, "instrumental" (some services say so in the text), or nothing. At most 20,000 characters. */
export function asLyrics(text: string): Lyrics {
  const lines = text
    .slice(0, 4 * maxChars)
    .split(/<br\s*\/?>|\r\n|\r|\n/i)
    .map(plainLine)
    .filter((line) => line !== '' && !lrcTag.test(line));
  if (instrumental.test(lines.join(' '))) return { kind: 'instrumental' };
  const sung = lines.map(sungLine).filter((line) => line !== '');
  const words = sung.join('\n').slice(0, maxChars).trim();
  return words === '' ? { kind: 'none' } : { kind: 'words', text: words };
}
