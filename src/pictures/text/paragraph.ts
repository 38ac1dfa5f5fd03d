/** Units in reading order → widths, and lines of placed glyphs in the order in which the eye finds them. */
import bidiFactory from 'bidi-js';
import type { Unit } from './cast.ts';
import type { Run } from './shaper.ts';

/** Pictures stand a little larger than letters. In em. */
const pictureSize = 1.1;
const pictureAdvance = 1.22;

/** Stands for a picture among the letters: of no direction of its own, which bidi-js does not see in an emoji's halves. */
const pictureSign = '\ufffc';

/** Lengths in em; `x` from the line's left end. */
export type Piece =
  | ({ kind: 'glyphs'; x: number } & Run)
  | { kind: 'picture'; x: number; size: number; drawing: string; advance: number };

export type Line = { pieces: Piece[]; width: number };

export interface Paragraph {
  rightToLeft: boolean;
  /** The units from `start` up to `end`, without spaces at either end. In em. */
  width(start: number, end: number): number;
  line(start: number, end: number): Line;
}

const isSpace = (unit: Unit | undefined): boolean => unit !== undefined && /^\s+$/.test(unit.text);

type Stretch = { start: number; end: number; level: number };

/** Rule L2 of the Unicode bidirectional algorithm: from the highest level down, what lies deep is turned around. */
function inVisualOrder(stretches: Stretch[]): Stretch[] {
  const order = [...stretches];
  const highest = Math.max(0, ...order.map(({ level }) => level));
  for (let level = highest; level >= 1; level--) {
    for (let at = 0; at < order.length; at++) {
      if ((order[at]?.level ?? 0) < level) continue;
      let end = at;
      while ((order[end]?.level ?? -1) >= level) end++;
      order.splice(at, end - at, ...order.slice(at, end).reverse());
      at = end;
    }
  }
  return order;
}

export function createParagraph(units: readonly Unit[], weight: number): Paragraph {
  const texts = units.map((unit) => (unit.drawing === null ? unit.text : pictureSign));
  const text = texts.join('');
  const { levels, paragraphs } = bidiFactory().getEmbeddingLevels(text, 'auto');
  const offsets = [0];
  for (const part of texts) offsets.push((offsets.at(-1) ?? 0) + part.length);
  const offset = (place: number): number => offsets[place] ?? text.length;
  const levelOf = (place: number): number => levels[offset(place)] ?? 0;

  function trimmed(start: number, end: number): [number, number] {
    let first = start;
    let last = end;
    while (first < last && isSpace(units[first])) first++;
    while (last > first && isSpace(units[last - 1])) last--;
    return [first, last];
  }

  /** Neighbours of one level and one font are shaped together; a picture stands alone. */
  function stretchesOf(start: number, end: number): Stretch[] {
    const stretches: Stretch[] = [];
    for (let place = start; place < end; place++) {
      const last = stretches.at(-1);
      const unit = units[place];
      const level = levelOf(place);
      const joins = last?.level === level && unit?.drawing === null && units[last.start]?.drawing === null;
      if (last !== undefined && joins && units[last.start]?.font === unit.font) last.end = place + 1;
      else stretches.push({ start: place, end: place + 1, level });
    }
    return stretches;
  }

  function pieceOf({ start, end, level }: Stretch, x: number): Piece | null {
    const unit = units[start];
    if (unit?.drawing) {
      return { kind: 'picture', x, size: pictureSize, drawing: unit.drawing, advance: pictureAdvance };
    }
    if (!unit?.font) return null;
    const run = unit.font.shape(text, {
      start: offset(start),
      end: offset(end),
      rightToLeft: level % 2 === 1,
      weight,
    });
    return { kind: 'glyphs', x, ...run };
  }

  function line(from: number, to: number): Line {
    const pieces: Piece[] = [];
    let width = 0;
    for (const stretch of inVisualOrder(stretchesOf(...trimmed(from, to)))) {
      const piece = pieceOf(stretch, width);
      if (piece === null) continue;
      pieces.push(piece);
      width += piece.advance;
    }
    return { pieces, width };
  }

  const widths = new Map<string, number>();
  return {
    rightToLeft: (paragraphs[0]?.level ?? 0) % 2 === 1,
    line,
    width(start, end) {
      const key = `${start} ${end}`;
      const known = widths.get(key) ?? line(start, end).width;
      widths.set(key, known);
      return known;
    },
  };
}
