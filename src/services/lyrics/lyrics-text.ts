/** Raw text of a lyrics file or service → `Lyrics`. */
import type { Lyrics } from '../../pipeline/ports.ts';

/** A long song has some 5,000 characters; readers look at the first 300 words only. */
const maxChars = 20_000;

const metadataTag = /^\[(?:ar|ti|al|au|by|la|re|ve|id|length|offset|tool)\s*:[^\]]*\]\s*$/i;
const lineStamps = /^(?:\s*\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\])+/;
const wordStamp = /<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>/g;
const instrumentalMark = /^[[(*\s♪]*instrumental[\])*\s♪.!]*$/iu;

/** Without LRC's tags, line stamps and word stamps (https://en.wikipedia.org/wiki/LRC_(file_format)). */
export function withoutTimeStamps(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => !metadataTag.test(line))
    .map((line) => line.replace(lineStamps, '').replace(wordStamp, '').trim())
    .join('\n');
}

/** Words, "instrumental" (services say so in the text), or nothing. Section headers stay for the reader to use. */
export function asLyrics(text: string): Lyrics {
  const words = withoutTimeStamps(text.slice(0, 4 * maxChars))
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, maxChars);
  if (words === '') return { kind: 'none' };
  return instrumentalMark.test(words) ? { kind: 'instrumental' } : { kind: 'words', text: words };
}
