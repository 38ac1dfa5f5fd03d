/** No text of markup, settings or a program has songs in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { readPlaylistFile } from '../../src/songs/read-file.ts';

const word = fc.constantFrom('ada', 'rain', 'Lark', 'sky', 'hours', 'x1', 'Fern', 'blue');
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
const phrase = fc.tuple(words, words).map(([one, two]) => `${one} - ${two}`);

const lines = {
  xml: fc.tuple(word, phrase).map(([tag, text]) => `  <${tag} a="${text}">${text}</${tag}>`),
  json: fc.tuple(word, phrase).map(([key, text]) => `  "${key}": "${text}",`),
  yaml: fc.tuple(word, phrase).map(([key, text]) => `${key.toLowerCase()}: ${text}`),
  ini: fc.tuple(word, phrase).map(([key, text]) => `${key}=${text}`),
  script: fc.tuple(word, phrase).map(([name, text]) => `const ${name} = ${text};`),
  style: fc.tuple(word, phrase).map(([name, text]) => `  .${name} { content: "${text}"; }`),
};

it.each(Object.entries(lines))('%s', (name, line) => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 2, maxLength: 20 }),
      fc.constantFrom('txt', 'xml', 'json', ''),
      (all, ending) => {
        const text = name === 'xml' ? `<root>\n${all.join('\n')}\n</root>` : all.join('\n');
        try {
          expect(readPlaylistFile(new TextEncoder().encode(text), `a.${ending}`).songs).toEqual([]);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      },
    ),
  );
});

it.each([
  ['RTF', '{\\rtf1\\ansi Ada - Rain\\par}'],
  ['a page', '<!DOCTYPE html><p>Ada - Rain</p>'],
  ['a smart playlist', '<smartplaylist type="songs"><rule>Ada - Rain</rule></smartplaylist>'],
])('%s is refused by its name', (_name, text) => {
  expect(() => readPlaylistFile(new TextEncoder().encode(text), 'a.txt')).toThrow(
    expect.objectContaining({ code: 'unknown-playlist-format' }),
  );
});

it('finds no song in documents, settings and programs as they are: this project’s own', () => {
  const root = join(import.meta.dirname, '../..');
  const inFolder = (folder: string) => readdirSync(join(root, folder)).map((name) => join(folder, name));
  const all = ['.', 'docs', 'src', 'src/songs', 'src/songs/formats'].flatMap(inFolder);
  const texts = all.filter((name) => /\.(?:md|ts|ya?ml|json|example)$|Dockerfile$/.test(name));
  expect(texts.length).toBeGreaterThan(50);
  for (const name of texts) {
    try {
      expect(readPlaylistFile(readFileSync(join(root, name)), 'a.txt').songs, name).toEqual([]);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
}, 20_000);
