/** Which units go on which line. Widths in em. */
import type { Paragraph } from './paragraph.ts';

export type LineRange = { start: number; end: number };

/** As much as goes on each line; a word that is too long for any is broken where it must be. */
function greedy(paragraph: Paragraph, places: readonly number[], maxWidth: number): LineRange[] {
  const lines: LineRange[] = [];
  let start = 0;
  let end = 0;
  for (const place of places) {
    if (end > start && paragraph.width(start, place) > maxWidth) {
      lines.push({ start, end });
      start = end;
    }
    while (paragraph.width(start, place) > maxWidth && place - start > 1) {
      let cut = start + 1;
      while (cut + 1 < place && paragraph.width(start, cut + 1) <= maxWidth) cut++;
      lines.push({ start, end: cut });
      start = cut;
    }
    end = place;
  }
  if (end > start) lines.push({ start, end });
  return lines;
}

/** Lines no wider than `maxWidth`, of about one length: as narrow as they go without one line more. */
export function fitLines(paragraph: Paragraph, places: readonly number[], maxWidth: number): LineRange[] {
  let best = greedy(paragraph, places, maxWidth);
  if (best.length < 2 || best.length > 6) return best;
  let [low, high] = [maxWidth / 2, maxWidth];
  for (let step = 0; step < 6; step++) {
    const middle = (low + high) / 2;
    const lines = greedy(paragraph, places, middle);
    if (lines.length > best.length) low = middle;
    else {
      best = lines;
      high = middle;
    }
  }
  return best;
}

/** How many units of the line go into `maxWidth`. */
export function unitsThatFit(paragraph: Paragraph, { start, end }: LineRange, maxWidth: number): number {
  let fitting = 0;
  while (start + fitting < end && paragraph.width(start, start + fitting + 1) <= maxWidth) fitting++;
  return fitting;
}
