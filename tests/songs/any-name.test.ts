/** What holds for any name, checked with random ones. Apart from the others, which are run once for every mutant. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeDuplicates } from '../../src/songs/duplicates.ts';
import { fold } from '../../src/songs/fold.ts';
import { isSameSong } from '../../src/songs/identity.ts';
import { titleParts } from '../../src/songs/names/title-parts.ts';
import { videoTitle } from '../../src/songs/names/video-title.ts';
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
      expect(isSameSong({ title, artists: [artist] }, { title, artists: [artist] })).toBe(true);
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

describe('versions of a title', () => {
  const harmless = fc.constantFrom(
    ' (feat. Bo Fern)',
    ' - Remastered 2011',
    ' [Explicit]',
    ' (Album Version)',
    ' - Radio Edit',
    ' (Live)',
    ' - Live at Harbour Hall, Oslo, 1978',
    ' [Official Video]',
    ' (Lyrics)',
    ' (Acoustic)',
    ' - Single Version',
    ' (From "Winter Palace")',
    ' [Bonus Track]',
    ' (www.example.com)',
    ' (Deluxe Edition)',
    ' -Acoustic Ver.-',
    ' 【Official Audio】',
    ' (Sped Up)',
    ' Official Music Video',
    ' ft. Ada Lark',
  );
  const refusing = fc.constantFrom(
    ' (Instrumental)',
    ' - Karaoke Version',
    ' (Spanish Version)',
    ' -Japanese ver.-',
    ' (Remix)',
    ' - Kettle Remix',
    ' (Interlude)',
    ' - Reprise',
    ' (Demo)',
    ' [Medley]',
    ' (Alternate Lyrics)',
    ' (10 Minute Version)',
    ' (Cover)',
    ' (In the Style of Somebody)',
    ' (English Translation)',
    ' (Commentary)',
    ', Pt. 2',
    ' (Part Two)',
    ' - Parody',
    ' (Mashup)',
    ' 【伴奏】',
  );
  const title = fc.constantFrom(
    'Tin Roof',
    'Amber Street, Oslo',
    'Héllo',
    '雨の夜',
    'Дождь',
    'Saint X',
    'Live Forever',
    '1987',
    'No One',
  );
  const song = (name: string) => ({ title: name, artists: ['The Lanterns'] });

  it('any stack of harmless decoration is the same song, one refusing mark anywhere in it is not', () => {
    const stack = fc.array(harmless, { maxLength: 6 });
    fc.assert(
      fc.property(title, stack, stack, refusing, (name, before, after, mark) => {
        const decorated = song(name + [...before, ...after].join(''));
        expect(isSameSong(song(name), decorated)).toBe(true);
        const refused = song(name + [...before, mark, ...after].join(''));
        expect(isSameSong(song(name), refused)).toBe(false);
        expect(isSameSong(refused, decorated)).toBe(false);
        expect(isSameSong(refused, refused)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('a number after the name counts, whatever follows', () => {
    const number = fc.constantFrom(' II', ' 2', ', Vol. 2', ' No. 2');
    fc.assert(
      fc.property(number, fc.array(harmless, { maxLength: 4 }), (two, stack) => {
        expect(isSameSong(song(`Tin Roof${two}`), song(`Tin Roof${two}${stack.join('')}`))).toBe(true);
        expect(isSameSong(song('Tin Roof'), song(`Tin Roof${two}${stack.join('')}`))).toBe(false);
      }),
    );
  });

  it('it makes no difference which of two is asked about, whatever they are', () => {
    const pieces = fc.array(
      fc.oneof(title, harmless, refusing, fc.constantFrom('(', ')', '-', ' / ', 'The ')),
      { maxLength: 5 },
    );
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      pieces.map((all) => all.join('')),
    );
    fc.assert(
      fc.property(any, any, any, any, (one, other, artist, band) => {
        const [a, b] = [
          { title: one, artists: [artist] },
          { title: other, artists: [band, artist] },
        ];
        expect(isSameSong(a, b)).toBe(isSameSong(b, a));
      }),
    );
  });

  it.each([
    '(',
    '[live',
    ' - ',
    ' -Live',
    'ft. ',
    '（',
    'II ',
    'Pt. 1 & ',
    'www.a.',
    ' / ',
    '夜 a ',
    'official music ',
  ])('a megabyte of %j takes no time', (piece) => {
    const long = piece.repeat(1_000_000 / piece.length);
    const start = performance.now();
    for (let times = 0; times < 5; times++)
      isSameSong({ title: long, artists: [long] }, { title: `${long}x`, artists: [long] });
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
