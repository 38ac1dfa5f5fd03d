/** Several rankings of the same songs → one song for each, none twice, chosen together. */
import { FEATURES } from '../../model/ranking.ts';
import type { RankedSong } from '../explain/shortlist.ts';

/**
 * The assignment problem: `values[row][column]` → for each row a column of its own, so that the sum is the greatest
 * there is. By the best sum of every set of rows, column after column: exact, and a million steps for the ten photos
 * of an album. Throws a `RangeError` when there are fewer columns than rows.
 */
export function assign(values: readonly (readonly number[])[]): number[] {
  type Assignment = { sum: number; columnOf: number[] };
  /** By the set of rows that have a column, as bits. */
  let best = new Map<number, Assignment>([[0, { sum: 0, columnOf: values.map(() => -1) }]]);
  for (const column of values[0]?.keys() ?? []) {
    const next = new Map(best);
    for (const [rows, { sum, columnOf }] of best) {
      for (const [row, worth] of values.entries()) {
        const more = rows | (1 << row);
        const total = sum + (worth[column] ?? Number.NEGATIVE_INFINITY);
        if (more === rows || total <= (next.get(more)?.sum ?? Number.NEGATIVE_INFINITY)) continue;
        next.set(more, { sum: total, columnOf: columnOf.with(row, column) });
      }
    }
    best = next;
  }
  const assigned = best.get(2 ** values.length - 1);
  if (assigned === undefined) throw new RangeError(`too few columns for ${values.length} rows`);
  return assigned.columnOf;
}

type Ranked = Pick<RankedSong, 'index' | 'rankByFit' | 'features'>;

const totalOf = ({ features }: Ranked) => FEATURES.reduce((sum, name) => sum + features[name].added, 0);

/**
 * Each ranking best first, all of the same songs; the place (from 0) of the song that each gets, so that the sum of
 * what the songs are worth to their photos is the greatest possible. Of n rankings, each needs only its first n
 * songs: the others can have no more than n - 1 of them. Throws a `RangeError` for fewer songs than rankings.
 */
export function assignSongs(rankings: readonly (readonly Ranked[])[]): number[] {
  const count = rankings.length;
  const firstOf = rankings.map((ranking) => ranking.slice(0, count).map(({ index }) => index));
  const songs = [...new Set(firstOf.flat())];
  const values = rankings.map((ranking, at) => {
    // A ranking's own first place, which is not always the greatest total, is worth most: so an album of one photo gets
    // its best match.
    const best = ranking.filter(({ rankByFit }) => rankByFit <= count);
    const worth = best.map(totalOf).sort((a, b) => b - a);
    // Below any total: what is not among a photo's own first is never needed.
    return songs.map((song) => worth[firstOf[at]?.indexOf(song) ?? -1] ?? -1);
  });
  return assign(values).map((column, at) =>
    (rankings[at] ?? []).findIndex(({ index }) => index === songs[column]),
  );
}
