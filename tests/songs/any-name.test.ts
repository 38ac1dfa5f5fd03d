/** What holds for any name, checked with random ones. Apart from the others, which are run once for every mutant. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from '../../src/songs/fold.ts';
import { isSameSong, similarity } from '../../src/songs/identity.ts';
import { mergeDuplicates } from '../../src/songs/playlist.ts';
import { titleParts } from '../../src/songs/title-parts.ts';
import { videoTitle } from '../../src/songs/titles.ts';
import { aSong } from '../support/songs.ts';

it('folding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});

it('merging leaves no duplicates, keeps the order, and does not depend on it for what is the same', () => {
  const songs = fc.array(
    fc
      .tuple(
        fc.constantFrom('A', 'a', 'B', 'C'),
        fc.constantFrom('One', 'one (Live)', 'One - Remastered', 'Two', '?'),
        fc.constantFrom(null, null, 'AAAAA0000001', 'AAAAA0000002'),
      )
      .map(([artist, title, isrc]) => aSong({ title, artists: [artist], isrc })),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(songs, (all) => {
      const once = mergeDuplicates(all);
      expect(mergeDuplicates(once.songs).duplicates).toBe(0);
      expect(once.songs.length + once.duplicates).toBe(all.length);
      expect(mergeDuplicates(all.toReversed()).songs.length).toBe(once.songs.length);
      const places = once.songs.map((kept) =>
        all.findIndex((one) => one.title === kept.title && one.artists[0] === kept.artists[0]),
      );
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
  );
});

it('every song is the same as itself', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => fold(text) !== '');
  fc.assert(
    fc.property(name, name, (title, artist) => {
      expect(isSameSong({ title, artists: [artist] }, { title, artist })).toBe(true);
      expect(similarity(title, artist)).toBe(similarity(artist, title));
    }),
  );
});

it('taking a title apart never loses it', () => {
  const words = fc.constantFrom(
    'Song',
    '(Live)',
    '- Live at X',
    '[Remastered]',
    'feat. A',
    '(',
    ')',
    '-',
    '/',
    'Remix',
    '（Live）',
  );
  const titles = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 8 }).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(titles, (title) => {
      const { base } = titleParts(title);
      expect(base === '').toBe(
        title.replace(/[\p{Cc}\s\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, '') === '',
      );
    }),
  );
});

it('every video has a title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      for (const channel of ['', 'A - Topic', 'AVEVO', title]) {
        expect(videoTitle(`x${title}`, channel).title).not.toBe('');
      }
    }),
  );
});
