/** No pattern takes long over text that is made to keep it busy; `npm run check:regexes` proves more, and takes minutes. */
import { expect, it } from 'vitest';
import { sourceRegexes } from './source-regexes.ts';

const pumps = [
  ' ', '\t', '\n', 'a', 'A', '0', '1 ', 'é', '-', ' - ', '(', ')', '[', '](', '"', "'", '“', '.', ',', ', ', '/', '<',
  '@', '#', ' #a', '_', ':', '|', ' | ', '*', '\\', '`', '~', 'a.', 'ab ', '0:', 'x ', ' x', '://', 'www.', 'feat ',
  ' ft. a', ' official', ' lyrics', '(live) ', ' VEVO', 'PT1', '#EXTINF:', '<a', '</', 'あ', '\u200b', '😀', '٠',
]; // biome-ignore format: a list of crumbs reads better in lines
/** Longer than what is left of any title, line or answer by the time a pattern sees it. */
const length = 2_000;
/** A pattern whose time grows with the square takes some milliseconds at this length, one with the cube many seconds. */
const mostMs = 400;

const hostile = pumps.map((pump) => `a${pump.repeat(Math.ceil(length / pump.length))}\u0000!`);

function slowest(regex: RegExp, texts = hostile): number {
  return Math.max(
    ...texts.map((text) => {
      const startedAt = performance.now();
      text.replace(regex, '');
      return performance.now() - startedAt;
    }),
  );
}

it('would find a bad one', () => {
  expect(sourceRegexes().length).toBeGreaterThan(200);
  expect(slowest(/\s*\s*-$/, [' '.repeat(1_000)])).toBeGreaterThan(mostMs / 4);
});

it.each(sourceRegexes())('$file /$source/$flags', ({ source, flags }) => {
  const took = (): number => slowest(new RegExp(source, flags));
  const ms = took();
  // The machine may have been busy with something else the first time.
  expect(ms < mostMs ? ms : Math.min(ms, took())).toBeLessThan(mostMs);
});
