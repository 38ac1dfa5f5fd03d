/**
 * The evaluation kit's measures, as its own `metrics.py` defines and computes them. Every measure is the mean over
 * scenes of the mean over that scene's playlists, but for Spearman and distinct winners: means over playlists.
 * Measures which nothing contributes to are null.
 */

/** What the measures look at in a scene; the z-score is that of its human valence among all photos. */
export type MeasuredScene = {
  id: string;
  valence: number;
  valence_z: number;
  reading: { energy: number };
};

/** -1, 0 or 1 each: what listeners agree on. */
export type MeasuredSong = { id: string; valence_sign: number; arousal_sign: number };

/** One ranking: song ids, best first, and the score of each, 0..1, where the ranker gives scores. */
export type RankingRow = {
  scene: string;
  playlist: string;
  order: readonly string[];
  scores?: readonly number[] | undefined;
};

export const MEASURES = [
  'pairwise_valence',
  'right_at_1',
  'ndcg10',
  'ndcg10_all',
  'spearman_top5',
  'distinct_winners',
] as const;

export type Measures = Record<(typeof MEASURES)[number], number | null>;

/** What scores promise, and what they keep: over the first songs of clear scenes. */
export type Calibration = {
  /** Mean score of the first song, and share of first songs that are right. */
  score: number;
  right: number;
  /** Mean score of the right first songs, and of the wrong ones; null for none. */
  whenRight: number | null;
  whenWrong: number | null;
  /** Expected calibration error: mean distance of score and share of right ones over tenths of the scale. */
  error: number;
};

/** Scenes whose valence is at least this far from the mean count as clear. */
const CLEAR = 0.5;

function mean(values: Iterable<number | null>): number | null {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value === null) continue;
    sum += value;
    count++;
  }
  return count === 0 ? null : sum / count;
}

/** Ranks from 0, ties sharing their mean. */
function ranksOf(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to++;
    for (let at = from; at <= to; at++) ranks[order[at] ?? 0] = (from + to) / 2;
    from = to + 1;
  }
  return ranks;
}

/** Spearman's rank correlation; null under three pairs or when one side never changes. */
export function spearman(one: readonly number[], other: readonly number[]): number | null {
  if (one.length < 3) return null;
  const x = ranksOf(one);
  const y = ranksOf(other);
  const middle = (one.length - 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] ?? 0) - middle;
    const dy = (y[i] ?? 0) - middle;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}

/** Share of the pairs of a right and a wrong song in which the right one stands higher; 0.5 is chance. */
function pairwise(want: number, signs: readonly number[]): number | null {
  let good = 0;
  let bad = 0;
  let right = 0;
  for (const sign of signs) {
    if (sign === want) good++;
    else {
      right += good;
      bad++;
    }
  }
  return good * bad === 0 ? null : right / (good * bad);
}

/** nDCG at 10 with gain 2 for the right valence and 1 more for the right energy. */
function ndcg10(valence: number, energy: number, order: readonly MeasuredSong[]): number | null {
  const gains = order.map(
    (song) => (song.valence_sign === valence ? 2 : 0) + (song.arousal_sign === energy ? 1 : 0),
  );
  const dcg = (list: readonly number[]): number =>
    list.slice(0, 10).reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
  const best = dcg([...gains].sort((a, b) => b - a));
  return best === 0 ? null : dcg(gains) / best;
}

/** All measures over `rows`; throws for ids which the kit does not know and for repeated songs. */
export function measure(
  scenes: readonly MeasuredScene[],
  songs: readonly MeasuredSong[],
  rows: readonly RankingRow[],
): Measures {
  const sceneOf = new Map(scenes.map((scene) => [scene.id, scene]));
  const songOf = new Map(songs.map((song) => [song.id, song]));
  type Figures = Record<'pairwise_valence' | 'right_at_1' | 'ndcg10' | 'ndcg10_all', (number | null)[]>;
  const perScene = new Map<string, Figures>();
  const perPlaylist = new Map<string, { valence: number; top5: number; winner: string; size: number }[]>();
  for (const { scene: sceneId, playlist, order } of rows) {
    const scene = sceneOf.get(sceneId);
    if (scene === undefined) throw new Error(`no such scene: ${sceneId}`);
    if (new Set(order).size !== order.length) throw new Error(`repeated songs for scene ${sceneId}`);
    const ranked = order.map((id) => {
      const song = songOf.get(id);
      if (song === undefined) throw new Error(`no such song: ${id}`);
      return song;
    });
    const [first] = ranked;
    if (first === undefined) throw new Error(`no songs for scene ${sceneId}`);
    const want = Math.sign(scene.valence_z);
    const ndcg = ndcg10(want, Math.sign(scene.reading.energy), ranked);
    const figures = perScene.get(sceneId) ?? {
      pairwise_valence: [],
      right_at_1: [],
      ndcg10: [],
      ndcg10_all: [],
    };
    perScene.set(sceneId, figures);
    figures.ndcg10_all.push(ndcg);
    if (Math.abs(scene.valence_z) >= CLEAR) {
      const signs = ranked.map((song) => song.valence_sign);
      figures.pairwise_valence.push(pairwise(want, signs));
      figures.right_at_1.push(first.valence_sign === want ? 1 : 0);
      figures.ndcg10.push(ndcg);
    }
    const list = perPlaylist.get(playlist) ?? [];
    perPlaylist.set(playlist, list);
    const top5 = mean(ranked.slice(0, 5).map((song) => song.valence_sign)) ?? 0;
    list.push({ valence: scene.valence, top5, winner: first.id, size: order.length });
  }
  const overScenes = (name: keyof Figures): number | null =>
    mean([...perScene.values()].map((figures) => mean(figures[name])));
  const lists = [...perPlaylist.values()];
  return {
    pairwise_valence: overScenes('pairwise_valence'),
    right_at_1: overScenes('right_at_1'),
    ndcg10: overScenes('ndcg10'),
    ndcg10_all: overScenes('ndcg10_all'),
    spearman_top5: mean(
      lists.map((list) =>
        spearman(
          list.map(({ valence }) => valence),
          list.map(({ top5 }) => top5),
        ),
      ),
    ),
    distinct_winners: mean(
      lists.map(
        (list) =>
          new Set(list.map(({ winner }) => winner)).size / Math.min(list.length, list.at(-1)?.size ?? 1),
      ),
    ),
  };
}

/** null where no ranking has scores. */
export function calibration(
  scenes: readonly MeasuredScene[],
  songs: readonly MeasuredSong[],
  rows: readonly RankingRow[],
): Calibration | null {
  const sceneOf = new Map(scenes.map((scene) => [scene.id, scene]));
  const signOf = new Map(songs.map((song) => [song.id, song.valence_sign]));
  const firsts = rows.flatMap(({ scene: id, order: [first], scores: [score] = [] }) => {
    const scene = sceneOf.get(id);
    if (scene === undefined || first === undefined || score === undefined) return [];
    if (Math.abs(scene.valence_z) < CLEAR) return [];
    return [{ score, isRight: signOf.get(first) === Math.sign(scene.valence_z) }];
  });
  const meanScore = (list: typeof firsts): number | null => mean(list.map(({ score }) => score));
  const share = (list: typeof firsts): number => list.filter(({ isRight }) => isRight).length / list.length;
  const score = meanScore(firsts);
  if (score === null) return null;
  let error = 0;
  for (let tenth = 0; tenth < 10; tenth++) {
    const bin = firsts.filter((one) => Math.min(9, Math.floor(10 * one.score)) === tenth);
    if (bin.length > 0) error += (bin.length / firsts.length) * Math.abs((meanScore(bin) ?? 0) - share(bin));
  }
  return {
    score,
    right: share(firsts),
    whenRight: meanScore(firsts.filter(({ isRight }) => isRight)),
    whenWrong: meanScore(firsts.filter(({ isRight }) => !isRight)),
    error,
  };
}
