/** Text for a terminal: measured in columns, wrapped at words, without control characters. */
import stringWidth from 'string-width';
import { pad } from '../model/columns.ts';

/** Control characters and direction marks out: a title may not move the cursor or turn the line around. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ');
}

/** Columns to write in: 39 to 99, one less than the terminal's. */
export const lineColumns = (terminalColumns: number): number =>
  Math.max(40, Math.min(100, terminalColumns)) - 1;

/** Cuts to `columns`, with an ellipsis where something is missing. */
export function cut(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width += stringWidth(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Lines of at most `columns`, broken between words; a word longer than a line is cut. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= columns) {
      line = longer;
    } else {
      if (line !== '') lines.push(line);
      line = cut(word, columns);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Untrusted text in lines of at most `columns`, the label before the first, all others beneath its text. */
export function hang(label: string, text: string, labelColumns: number, columns: number): string[] {
  const lines = wrap(printable(text), columns - labelColumns);
  return lines.map((line, at) => pad(at === 0 ? label : '', labelColumns) + line);
}

/** "▰▰▰▱▱▱▱▱▱▱" for a share of 0..1. */
export function bar(share: number, columns = 10): string {
  const full = Math.round(Math.max(0, Math.min(1, share)) * columns);
  return '▰'.repeat(full) + '▱'.repeat(columns - full);
}
