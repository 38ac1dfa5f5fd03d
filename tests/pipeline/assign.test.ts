import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../src/pipeline/album/assign-songs.ts';

const sumOf = (values: readonly (readonly number[])[], columns: readonly number[]): number =>
  columns.reduce((sum, column, row) => sum + (values[row]?.[column] ?? Number.NaN), 0);

/** Tries everything. */
function bestSum(values: readonly (readonly number[])[], row = 0, taken: readonly number[] = []): number {
  const here = values[row];
  if (here === undefined) return 0;
  return here.reduce(
    (best, value, column) =>
      taken.includes(column) ? best : Math.max(best, value + bestSum(values, row + 1, [...taken, column])),
    Number.NEGATIVE_INFINITY,
  );
}

const tables = fc.integer({ min: 1, max: 5 }).chain((rows) =>
  fc.integer({ min: rows, max: 6 }).chain((columns) =>
    fc.array(
      fc.array(
        fc.integer({ min: -50, max: 50 }).map((value) => value / 50),
        { minLength: columns, maxLength: columns },
      ),
      { minLength: rows, maxLength: rows },
    ),
  ),
);

describe('assign', () => {
  it('is as good as trying everything, and gives no column twice', () => {
    fc.assert(
      fc.property(tables, (values) => {
        const columns = assign(values);
        expect(new Set(columns).size).toBe(values.length);
        expect(sumOf(values, columns)).toBeCloseTo(bestSum(values), 9);
      }),
      { numRuns: 200 },
    );
  });

  it('gives up a best column where that serves all', () => {
    // Each taking its best in turn would have 0.9 + 0.1.
    expect(
      assign([
        [0.9, 0.8],
        [0.9, 0.1],
      ]),
    ).toEqual([1, 0]);
  });

  it('has nothing to do for nobody, and says when there is too little', () => {
    expect(assign([])).toEqual([]);
    expect(() => assign([[1], [1]])).toThrow(RangeError);
  });
});
