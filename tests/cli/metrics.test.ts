import { describe, expect, it } from 'vitest';
import {
  calibration,
  MEASURES,
  type MeasuredScene,
  measure,
  type RankingRow,
  spearman,
} from '../../src/cli/evaluate/metrics.ts';

const scene = (id: string, valence: number, z: number, energy: number): MeasuredScene => ({
  id,
  valence,
  valence_z: z,
  reading: { energy },
});

const scenes = [
  scene('p0', 3.74, -0.3, 0.4),
  scene('p1', 5.2, 0.9, -0.5),
  scene('p2', 2.93, -1.37, 0.8),
  scene('p3', 3.0, -1.3, 0.8),
  scene('p4', 2.89, -1.41, 0.8),
  scene('p5', 3.39, -0.91, -0.5),
  scene('p6', 5.5, 1.2, -0.5),
];

/** Valence and energy signs of s0, s1, … */
const signs = [
  [1, -1],
  [0, 1],
  [-1, -1],
  [1, -1],
  [0, 1],
  [-1, -1],
  [-1, -1],
  [1, 1],
  [1, -1],
  [0, 1],
  [0, -1],
  [-1, -1],
] as const;
const songs = signs.map(([valence, arousal], at) => ({
  id: `s${at}`,
  valence_sign: valence,
  arousal_sign: arousal,
}));

const orders: [scene: string, playlist: string, order: string][] = [
  ['p0', 'a', 's4 s5 s7 s10 s3 s8 s6 s9 s2 s1 s11 s0'],
  ['p1', 'a', 's4 s5 s7 s10 s3 s8 s6 s9 s2 s1 s11 s0'],
  ['p2', 'a', 's5 s7 s9 s10 s0 s8 s3 s11 s4 s6 s1 s2'],
  ['p3', 'a', 's9 s11 s6 s10 s8 s4 s5 s2 s3 s0 s7 s1'],
  ['p4', 'a', 's9 s8 s6 s10 s11 s0 s1 s7 s3 s5 s4 s2'],
  ['p5', 'a', 's7 s2 s4 s1 s5 s11 s3 s6 s9 s10 s8 s0'],
  ['p6', 'a', 's1 s3 s5 s7 s11 s10 s4 s2 s9 s8 s0 s6'],
  ['p0', 'b', 's1 s10 s0 s2 s8 s3'],
  ['p1', 'b', 's0 s8 s10 s3 s2 s1'],
  ['p2', 'b', 's2 s3 s1 s10 s0 s8'],
  ['p3', 'b', 's1 s10 s2 s0 s8 s3'],
  ['p4', 'b', 's8 s2 s10 s0 s1 s3'],
  ['p5', 'b', 's10 s8 s3 s0 s2 s1'],
  ['p6', 'b', 's0 s8 s3 s10 s1 s2'],
];
const rows: RankingRow[] = orders.map(([id, playlist, order]) => ({
  scene: id,
  playlist,
  order: order.split(' '),
}));

/** What the evaluation kit's own metrics.py printed for these very rankings. */
const expected = {
  all: {
    pairwise_valence: 0.6267,
    right_at_1: 0.3333,
    ndcg10: 0.7419,
    ndcg10_all: 0.7373,
    spearman_top5: 0.5813,
    distinct_winners: 0.7738,
  },
  6: {
    pairwise_valence: 0.7481,
    right_at_1: 0.5,
    ndcg10: 0.8443,
    ndcg10_all: 0.8248,
    spearman_top5: 0.7769,
    distinct_winners: 0.8333,
  },
  12: {
    pairwise_valence: 0.5052,
    right_at_1: 0.1667,
    ndcg10: 0.6396,
    ndcg10_all: 0.6498,
    spearman_top5: 0.3858,
    distinct_winners: 0.7143,
  },
};

describe('measure', () => {
  it.each([
    ['all', rows],
    ['6', rows.filter(({ playlist }) => playlist === 'b')],
    ['12', rows.filter(({ playlist }) => playlist === 'a')],
  ] as const)('gives what metrics.py gives, playlists: %s', (name, some) => {
    const measures = measure(scenes, songs, some);
    for (const key of MEASURES) expect(measures[key], key).toBeCloseTo(expected[name][key], 3);
  });

  it('has no figure where nothing contributes', () => {
    const [first] = rows;
    if (first === undefined) throw new Error('no rows');
    const vague = scenes.map((one) => ({ ...one, valence_z: 0.1 }));
    const measures = measure(vague, songs, [first]);
    expect(measures).toMatchObject({
      pairwise_valence: null,
      right_at_1: null,
      ndcg10: null,
      spearman_top5: null,
    });
    expect(measures.distinct_winners).toBe(1);
  });

  it('refuses rankings that are not of this kit', () => {
    expect(() => measure(scenes, songs, [{ scene: 'x', playlist: 'a', order: ['s1'] }])).toThrow(
      /no such scene/,
    );
    expect(() => measure(scenes, songs, [{ scene: 'p0', playlist: 'a', order: ['s1', 's1'] }])).toThrow(
      /repeated/,
    );
    expect(() => measure(scenes, songs, [{ scene: 'p0', playlist: 'a', order: ['x'] }])).toThrow(
      /no such song/,
    );
  });
});

describe('calibration', () => {
  const first = (scene: string, song: string, score: number): RankingRow => ({
    scene,
    playlist: 'a',
    order: [song, 's1'],
    scores: [score, 0],
  });
  // p1 and p6 are bright, p2 is dark, p0 is neither; s0 and s3 are bright songs, s2 a dark one.
  const scored = [
    first('p1', 's0', 0.92),
    first('p6', 's3', 0.98),
    first('p2', 's0', 0.55),
    first('p2', 's2', 0.51),
  ];

  it('compares scores of the first songs with the share that is right', () => {
    expect(calibration(scenes, songs, [...scored, first('p0', 's2', 0.1)])).toEqual({
      score: expect.closeTo(0.74, 9),
      right: 0.75,
      whenRight: expect.closeTo((0.92 + 0.98 + 0.51) / 3, 9),
      whenWrong: expect.closeTo(0.55, 9),
      // Two in the last tenth, all right; two in the sixth, half of them right.
      error: expect.closeTo(0.5 * 0.05 + 0.5 * 0.03, 9),
    });
  });

  it('is nothing without scores, and has no score of wrong songs where none is wrong', () => {
    expect(calibration(scenes, songs, rows)).toBeNull();
    expect(calibration(scenes, songs, [])).toBeNull();
    expect(calibration(scenes, songs, [first('p1', 's0', 1)])).toEqual({
      score: 1,
      right: 1,
      whenRight: 1,
      whenWrong: null,
      error: 0,
    });
  });
});

describe('spearman', () => {
  it('shares ranks between ties', () => {
    expect(spearman([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3], [3, 3, 1])).toBeCloseTo(-0.866, 3);
    expect(spearman([1, 2, 3], [5, 5, 5])).toBeNull();
  });
});
