/** Emoji as little drawings: Twemoji's, from its npm package (graphics CC-BY 4.0, Twitter and contributors). */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What is meant as a picture: by itself (🌃, 🕊), by a mark after it (❤️), as a flag or as a keycap. */
const pictorial =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[\u{1f000}-\u{1faff}]|\p{Regional_Indicator}{2}|\u20e3/u;

const emojiVariant = 0xfe0f;

/** `1f469-200d-1f680`, as the files are named; the sign "as a picture" is left out where nothing is joined. */
function fileNames(grapheme: string): string[] {
  const points = [...grapheme].map((character) => character.codePointAt(0) ?? 0);
  const name = (codes: number[]): string => codes.map((code) => code.toString(16)).join('-');
  return [name(points), name(points.filter((point) => point !== emojiVariant)), name(points.slice(0, 1))];
}

export interface EmojiBook {
  /** The drawing as an address that an SVG image can hold; null for what is no emoji or has no drawing. */
  drawingOf(grapheme: string): Promise<string | null>;
}

export function createEmojiBook(): EmojiBook {
  const folder = dirname(createRequire(import.meta.url).resolve('@twemoji/svg/package.json'));
  const drawings = new Map<string, Promise<string>>();
  let names: Promise<Set<string>> | undefined;

  async function load(file: string): Promise<string> {
    return `data:image/svg+xml;base64,${(await readFile(join(folder, file))).toString('base64')}`;
  }

  return {
    async drawingOf(grapheme) {
      if (!pictorial.test(grapheme)) return null;
      names ??= readdir(folder).then((files) => new Set(files));
      const there = await names;
      const file = fileNames(grapheme)
        .map((name) => `${name}.svg`)
        .find((name) => there.has(name));
      if (file === undefined) return null;
      const drawing = drawings.get(file) ?? load(file);
      drawings.set(file, drawing);
      return drawing;
    },
  };
}
