/** The only door to HarfBuzz: characters and a font in, placed outlines out. Lengths are in em. */

export type Glyph = {
  /** Outline in 1/1000 em, y upwards, as the `d` of an SVG path; empty for a space. */
  path: string;
  x: number;
  y: number;
};

export type Run = { glyphs: Glyph[]; advance: number };

export type RunOptions = {
  /** Where the run lies in `text`, in UTF-16 units: what stands around it decides how Arabic letters join. */
  start: number;
  end: number;
  rightToLeft: boolean;
  /** 100..900. */
  weight: number;
};

export interface Font {
  covers(codePoint: number): boolean;
  shape(text: string, options: RunOptions): Run;
}

/** A tenth of a thousandth is finer than any pixel of ours. */
const round = (path: string): string =>
  path.replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10));

/** Opens a TrueType or OpenType font, variable or not. */
export async function openFont(sfnt: Uint8Array): Promise<Font> {
  const { Blob, Buffer, Direction, Face, Font: Instance, shape, Variation } = await import('harfbuzzjs');
  const face = new Face(new Blob(sfnt));
  const covered = new Set(face.collectUnicodes());
  const instances = new Map<number, { font: InstanceType<typeof Instance>; paths: Map<number, string> }>();

  function instanceOf(weight: number) {
    const known = instances.get(weight);
    if (known !== undefined) return known;
    const font = new Instance(face);
    font.setScale(1000, 1000);
    font.setVariations([new Variation('wght', weight)]);
    const opened = { font, paths: new Map<number, string>() };
    instances.set(weight, opened);
    return opened;
  }

  return {
    covers: (codePoint) => covered.has(codePoint),
    shape(text, { start, end, rightToLeft, weight }) {
      const { font, paths } = instanceOf(weight);
      const buffer = new Buffer();
      buffer.addText(text, start, end - start);
      buffer.setDirection(rightToLeft ? Direction.RTL : Direction.LTR);
      buffer.guessSegmentProperties();
      shape(font, buffer);
      const glyphs: Glyph[] = [];
      let advance = 0;
      for (const glyph of buffer.getGlyphInfosAndPositions()) {
        let path = paths.get(glyph.codepoint);
        if (path === undefined) {
          path = round(font.glyphToPath(glyph.codepoint));
          paths.set(glyph.codepoint, path);
        }
        const { xAdvance = 0, xOffset = 0, yOffset = 0 } = glyph;
        glyphs.push({ path, x: (advance + xOffset) / 1000, y: yOffset / 1000 });
        advance += xAdvance;
      }
      return { glyphs, advance: advance / 1000 };
    },
  };
}
