/** The shape that every reader of a playlist format has. */
import type { Notice } from '../../model/notice.ts';
import type { Skipped } from '../../model/playlist.ts';
import type { DecodedFile } from '../decode.ts';
import type { Draft } from '../song.ts';

/** A row is a song, or it is left out for a reason. */
export type Row = Draft | Skipped;

export type Rows = {
  /** What the file calls itself. */
  title: string | null;
  /** In the order of the file; may be endless work, so it is asked for row by row. */
  rows: Iterable<Row>;
  notices?: Notice[];
};

export type Format = {
  name: string;
  /** Without the dot; they only decide between formats that are equally sure. */
  extensions: readonly string[];
  /** How sure is it that this is the format? 0 not at all .. 1 certain. Cheap: looks at the beginning. */
  recognise(file: DecodedFile): number;
  /** Never throws for a broken row. Throws `UserError` when the whole file is beyond reading. */
  read(file: DecodedFile): Rows;
};

/** Rows of a file after which even counting stops. */
export const maxRows = 100_000;

export const podcast = 'a podcast or audiobook, not a song';
export const localFile = 'a file on somebody’s own device';

/** `SyntaxError`-like trouble with a whole file, in one sentence. */
export const brokenFile = (what: string): string =>
  `That ${what} file is damaged, so I could not read it. Export it once more and try again.`;
