import { expect, it } from 'vitest';
import { byFeature } from '../../../src/pipeline/ranking/features.ts';
import { type RatedSongs, ratingsOf } from '../../../src/pipeline/taste/taste-ratings.ts';

const song = (rank: number, valence: number | null) => ({
  rank,
  features: byFeature((name) => ({ fit: name === 'valence' ? valence : null })),
});
const fits = (rank: number, at: number) => ({ rank, verdict: 'fits' as const, at });
const not = (rank: number, at: number) => ({ rank, verdict: 'does-not-fit' as const, at });
const verdicts = (shown: RatedSongs['shown'], marks: RatedSongs['marks']) =>
  ratingsOf({ shown, marks }).map(({ rank, verdict }) => [rank, verdict]);

it('takes the latest mark of each song that has one', () => {
  const shown = [song(1, 0.5), song(2, 0.5), song(3, 0.5)];
  expect(verdicts(shown, [fits(1, 5), not(1, 4), not(3, 1), fits(3, 2), fits(9, 1)])).toEqual([
    [1, 1],
    [3, 1],
  ]);
  expect(verdicts(shown, [not(2, 7), fits(2, 7)])).toEqual([[2, -1]]);
  expect(verdicts(shown, [])).toEqual([]);
});

it('measures fits by their usual spread, unknown ones as the mean of the songs shown', () => {
  const shown = [song(1, 0.85), song(2, null), song(3, 0.57), song(4, null)];
  const ratings = ratingsOf({ shown, marks: [fits(1, 1), not(2, 1)] });
  const zeros = byFeature(() => expect.closeTo(0, 9));
  expect(ratings).toEqual([
    { verdict: 1, rank: 1, fits: { ...zeros, valence: expect.closeTo(1, 9) } },
    { verdict: -1, rank: 2, fits: { ...zeros, valence: expect.closeTo(0, 9) } },
  ]);
});
