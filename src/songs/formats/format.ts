/** The shape of a playlist format, and what the formats share. A new one is a file here and a line in read-file.ts. */
import { decodeHTMLStrict } from 'entities';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { DecodedFile } from '../decode.ts';
import type { Row } from '../song.ts';

export type Format = {
  /** How sure is it that the file is of this format? 0 not at all .. 1 certain. Looks at the beginning only. */
  sniff(file: DecodedFile): number;
  /**
   * `titles` of the playlists in the file, if it says, and its rows in order, read one by one.
   * Never throws for a broken row; throws `UserError` when the whole file can't be read.
   */
  parse(file: DecodedFile): { titles: readonly string[]; rows: Iterable<Row> };
};

export function brokenFile(kind: string, cause?: unknown): UserError {
  return new UserError('broken-file', sentences.files.failure.damaged(kind), { cause });
}

/** `&amp;`, `&#39;`: some programs export what they had on a web page. */
export const unescaped = (text: string): string =>
  text.includes('&') && text.includes(';') ? decodeHTMLStrict(text) : text;

/** Lines with anything in them, cut to `longest` characters. One by one: 10 MB may have ten million. */
export function* filledLines(text: string, longest: number): Generator<string> {
  for (const [all] of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    const line = all.slice(0, longest);
    if (line.trim() !== '') yield line;
  }
}
