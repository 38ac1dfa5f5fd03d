/** A font family's package: many small files, and which characters each of them holds. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';

/** One file. */
export type Subset = { path: string; ranges: (readonly [number, number])[] };

const unicodeRanges = z.record(z.string(), z.string());

/** `U+0460-052F,U+20B4` → pairs of first and last. */
function parseRanges(text: string): (readonly [number, number])[] {
  return text.split(',').map((range) => {
    const [first = '', last = first] = range.replace('U+', '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });
}

/** Does this subset say that it has the character? The font itself knows better: the last word is its own. */
export const claims = ({ ranges }: Subset, codePoint: number): boolean =>
  ranges.some(([first, last]) => codePoint >= first && codePoint <= last);

/** Plain Latin first. Throws when the package is not installed. */
export async function readSubsets(family: string): Promise<Subset[]> {
  const { resolve } = createRequire(import.meta.url);
  const index = resolve(`@fontsource-variable/${family}/unicode.json`);
  const listed = Object.entries(unicodeRanges.parse(JSON.parse(await readFile(index, 'utf8'))));
  // Plain Latin stands last and is asked for first.
  return listed.reverse().map(([subset, ranges]) => ({
    path: resolve(
      `@fontsource-variable/${family}/files/${family}-${subset.replace(/[[\]]/g, '')}-wght-normal.woff2`,
    ),
    ranges: parseRanges(ranges),
  }));
}
