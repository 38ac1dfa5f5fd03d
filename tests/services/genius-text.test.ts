import { expect, it } from 'vitest';
import { cleanGeniusText } from '../../src/services/genius/page.ts';

const clean = (text: string): string => cleanGeniusText(text, 'Lyrics of Rain');

it('takes the header off, with its languages and its paragraph about the song', () => {
  for (const header of [
    '1 ContributorLyrics of Rain Lyrics',
    '120 ContributorsTranslationsDeutschEspañolLyrics of Rain Lyrics',
    '7 ContributorsLyrics of Rain Lyrics“Lyrics of Rain” is a song about… Read More',
    '3 ContributorsAnother Name Lyrics',
  ])
    expect(clean(`${header}[Verse 1]\nIt rains`)).toBe('[Verse 1]\nIt rains');
});

it('leaves words alone that only look like it', () => {
  for (const text of [
    'Lyrics are all I have',
    'Read More books',
    'See me live, you said',
    'Embedded in stone',
  ])
    expect(clean(text)).toBe(text);
});

it('takes what stands between and behind the words', () => {
  expect(
    clean('It rainsSee The Band LiveGet tickets as low as $45You might also like[Chorus]\nAgain12Embed'),
  ).toBe('It rains\n\n[Chorus]\nAgain');
});

it('comes through text made to be slow', () => {
  for (const text of [
    '1 Contributors'.repeat(20_000),
    'See '.repeat(50_000),
    `1 Contributor${'Lyrics'.repeat(30_000)}`,
  ])
    expect(clean(text).length).toBeLessThanOrEqual(text.length);
});
