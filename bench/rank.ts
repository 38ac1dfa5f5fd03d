/** What ranking costs: all features over 384-dimensional vectors, beside a bare loop of dot products over the same. */

import { performance } from 'node:perf_hooks';
import { MOODS, type Mood } from '../src/model/reading.ts';
import { bankInSpace } from '../src/pipeline/ranking/bank.ts';
import { type RankScene, type RankSong, rank } from '../src/pipeline/ranking/rank.ts';
import { loadRankTables } from '../src/pipeline/ranking/tables.ts';
import { dot } from '../src/pipeline/ranking/vectors.ts';
import { sure } from '../tests/support/readings.ts';
import { aSong as bareSong } from '../tests/support/songs.ts';

const DIMENSIONS = 384;
const THEMES = [
  'love',
  'night',
  'rain',
  'roads',
  'home',
  'dancing',
  'loss',
  'sea',
  'freedom',
  'summer',
  'war',
  'faith',
];

/** The same numbers every time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function unitVector(random: () => number): Float32Array {
  const vector = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

function pick<T>(list: readonly T[], random: () => number): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}

function aSong(at: number, random: () => number): RankSong {
  const moods: Mood[] = [pick(MOODS, random), pick(MOODS, random)];
  return {
    song: bareSong({ title: `Song ${at}`, artists: [`Artist ${at % 997}`] }),
    reading: {
      summary: 'A song.',
      valence: random() * 2 - 1,
      energy: random() * 2 - 1,
      moods,
      themes: [pick(THEMES, random), pick(THEMES, random), pick(THEMES, random)],
      basis: 'lyrics',
      by: 'gemini',
      ...sure,
    },
    vector: unitVector(random),
  };
}

/** Milliseconds of each work, the median of many turns; they take turns, so that what disturbs disturbs both. */
function medians(turns: number, ...works: (() => void)[]): number[] {
  const times = works.map((): number[] => []);
  for (let turn = 0; turn < turns; turn++) {
    works.forEach((work, at) => {
      const start = performance.now();
      work();
      times[at]?.push(performance.now() - start);
    });
  }
  return times.map((one) => one.sort((a, b) => a - b)[Math.floor(one.length / 2)] ?? 0);
}

/** As one writes it down. */
function bareDot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Songs that a face shows at most. */
const shown = 10;

type RankTiming = { songs: number; rankMs: number; dotMs: number; ratio: number };

/** Ranks so many made-up songs and reads the best as a face would; dots the same vectors beside it. */
function timeRank(count: number, turns: number): RankTiming {
  const random = dice(count);
  const tables = loadRankTables();
  const songs = Array.from({ length: count }, (_, at) => aSong(at, random));
  const bankVectors = bankInSpace(tables.bank.map(() => unitVector(random)));
  const vector = unitVector(random);
  const scene: RankScene = {
    reading: {
      summary: 'A moment.',
      valence: -0.4,
      energy: -0.5,
      moods: ['melancholic', 'wistful'],
      themes: ['night', 'rain', 'street'],
      by: 'gemini',
      ...sure,
    },
    palette: null,
    moods: null,
    vector,
  };
  let sink = 0;
  const ranking = (): void => {
    for (const song of rank(scene, songs, { ...tables, bankVectors }).slice(0, shown)) {
      const { parts, features } = song.details();
      sink += song.score + parts.feeling + features.words.added;
    }
  };
  const dotting = (): void => {
    for (const song of songs) if (song.vector !== null) sink += bareDot(vector, song.vector);
  };
  const [rankMs = 0, dotMs = 0] = medians(turns, ranking, dotting);
  if (Number.isNaN(sink)) throw new Error('the numbers went wrong');
  return { songs: count, rankMs, dotMs, ratio: rankMs / dotMs };
}

/** `npm run bench -- rank` */
export function benchRank(): void {
  console.log(
    'Ranking with all features, beside a bare loop of dot products over the same vectors (384 dimensions)',
  );
  console.log('   songs      rank ms    dots ms   ratio');
  // A bot has been running for a while: enough turns that what is compiled is compiled.
  for (const [count, turns] of [
    [200, 4000],
    [10_000, 41],
    [100_000, 9],
  ] as const) {
    const { rankMs, dotMs, ratio } = timeRank(count, turns);
    const cells = [
      count.toString().padStart(8),
      rankMs.toFixed(2).padStart(12),
      dotMs.toFixed(2).padStart(10),
    ];
    console.log(`${cells.join(' ')} ${ratio.toFixed(1).padStart(7)}`);
  }
}
