/** Several rankings of the same songs → one song for each, none twice, chosen together. */

import { FEATURES } from '../../model/ranking.ts';
import type { Ranked } from '../ranking/rank.ts';
import { assign } from './assign.ts';

const totalOf = ({ features }: Ranked): number =>
  FEATURES.reduce((sum, name) => sum + features[name].added, 0);

/**
 * What each of the first `count` places of a ranking is worth: the totals in falling order. So the ranking's own
 * first place, which is not always the greatest total, is worth most, and an album of one photo gets its best match.
 */
function worthOfPlaces(ranking: readonly Ranked[], count: number): number[] {
  const totals = new Array<number>(count).fill(0);
  for (const ranked of ranking) {
    if (ranked.rankByFit <= count) totals[ranked.rankByFit - 1] = totalOf(ranked);
  }
  let least = Number.POSITIVE_INFINITY;
  return totals.map((total) => {
    least = Math.min(least, total);
    return least;
  });
}

/**
 * Each ranking best first, all of the same songs; the place (from 0) of the song that each gets, so that the sum of
 * what the songs are worth to their photos is the greatest possible. Of n rankings, each needs only its first n
 * songs: the others can have no more than n - 1 of them. Throws a `RangeError` for fewer songs than rankings.
 */
export function assignSongs(rankings: readonly (readonly Ranked[])[]): number[] {
  const count = rankings.length;
  const columnOf = new Map<number, number>();
  for (const ranking of rankings) {
    for (const { index } of ranking.slice(0, count)) {
      if (!columnOf.has(index)) columnOf.set(index, columnOf.size);
    }
  }
  const values = rankings.map((ranking) => {
    // Below any total: what is not among a photo's own first is never needed.
    const row = new Array<number>(columnOf.size).fill(-1);
    const worth = worthOfPlaces(ranking, count);
    ranking.slice(0, count).forEach(({ index }, place) => {
      row[columnOf.get(index) ?? -1] = worth[place] ?? 0;
    });
    return row;
  });
  const songOf = [...columnOf.keys()];
  return assign(values).map((column, at) => {
    const song = songOf[column];
    return (rankings[at] ?? []).findIndex(({ index }) => index === song);
  });
}
