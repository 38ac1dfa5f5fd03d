import { expect, it } from 'vitest';
import { cleanProse, cutAtWord, quotes } from '../../src/model/clean-text.ts';

it.each([
  ['plain words, as they are (really)!', 'plain words, as they are (really)!'],
  ['two\nlines\tand\u0000 controls\u200b', 'two lines and controls'],
  ['see https://evil.example/a?b=c. Then go.', 'see. Then go.'],
  ['go http@s://evil.example/x, or ht*tps://evil.example/y, or not', 'go, or, or not'],
  ['javascript://x or www.evil.example/x or discord.gg/abc', 'or or'],
  ['@everyone and @here and <@123> and <#4> and <:smile:5>', 'everyone and here and and and'],
  ['**bold** __u__ ~~s~~ `c` ||p|| > q # h [t](u) <b>', 'bold u s c p q h t (u)'],
  ['turned \u202egnorw\u202c round', 'turned gnorw round'],
  ['half \ud83d of a pair', 'half of a pair'],
  ['a…b at 3 a.m. – 50/50, café, 夜の海', 'a…b at 3 a.m. – 50/50, café, 夜の海'],
])('%j becomes %j', (text, clean) => {
  expect(cleanProse(text, 300)).toBe(clean);
});

it('cuts at a word, within the limit', () => {
  expect(cutAtWord('one two three four', 12)).toBe('one two…');
  expect(cutAtWord('x'.repeat(50), 12)).toHaveLength(12);
  expect(cutAtWord('😀'.repeat(50), 12)).not.toMatch(/\p{Surrogate}/u);
  expect(cutAtWord('short', 12)).toBe('short');
});

it('knows a quotation from a theme', () => {
  const lyrics = "Don't you know the copper bridge is\nfalling down tonight";
  expect(quotes('It says: dont you know the copper bridge.', lyrics)).toBe(true);
  expect(quotes('A copper bridge is falling in the night.', lyrics)).toBe(false);
  expect(quotes('', lyrics)).toBe(false);
  expect(quotes('one two three four five six', '')).toBe(false);
});

// In quadratic time each of these would take minutes, far beyond the time limit of a test.
it('takes linear time for text made to be slow', () => {
  for (const unit of ['a.', 'www.', 'http://', '<@', '@', 'a-', '....', ' ,'])
    cleanProse(unit.repeat(200_000), 300);
  quotes('a b '.repeat(200), 'a b '.repeat(20_000));
  expect(cleanProse('@'.repeat(200_000), 300).length).toBeLessThanOrEqual(300);
});
