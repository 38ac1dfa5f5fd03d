/** A short run of what `npm run check:fuzz` does at length: whatever comes, there is a good result or a sentence. */
import { expect, it } from 'vitest';
import { nasties } from './nasty.ts';
import { fuzz, type Parser, trouble } from './parser.ts';
import { allParsers } from './parsers/index.ts';

const parsers = await allParsers();
const casesEach = 150;
/** Long enough to meet every limit on length, short enough for every day. */
const size = 30_000;

function firstWrong(parser: Parser): Promise<string | null> {
  return fuzz(parser, Math.ceil(casesEach / parser.dear), Date.now() % 2 ** 31);
}

it.each(parsers)('$name', async (parser) => {
  expect(await firstWrong(parser)).toBeNull();
  for (const { name, make } of parser.dear < 10 ? nasties : []) {
    for (const opening of parser.openings) {
      expect({ name, opening, trouble: await trouble(parser, make(size, opening)) }).toEqual({
        name,
        opening,
        trouble: '',
      });
    }
  }
});

it('would find a parser that breaks', async () => {
  const [first] = parsers;
  if (first === undefined) throw new Error('there are no parsers');
  const broken: Parser = { ...first, read: (input) => JSON.parse(input.toString()) };
  expect(await firstWrong(broken)).toContain('SyntaxError');
});
