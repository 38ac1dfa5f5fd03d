/** Text in columns, where wide characters such as Japanese ones take two. */
import stringWidth from 'string-width';

const blanks = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - stringWidth(text)));

/** Filled up with blanks to `columns`. */
export const pad = (text: string, columns: number): string => text + blanks(text, columns);

/** The same, with the blanks first. */
export const padStart = (text: string, columns: number): string => blanks(text, columns) + text;

/** The columns that the widest of them takes. */
export const widest = (texts: readonly string[]): number =>
  Math.max(...texts.map((text) => stringWidth(text)));
