/** How well the built-in lexicon reads feeling: captions against people's ratings, descriptions against the songs' moods. */
import { describe, expect, it } from 'vitest';
import { createWordReader } from '../../src/readers/lexicon/read-words.ts';
import { scenes, songs } from './kit.ts';

const words = createWordReader();

/** Ranks from 0; equal values share the mean of theirs. */
function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const lower = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return lower + (equal - 1) / 2;
  });
}

/** Spearman's rank correlation, -1..1. */
function spearman(one: readonly number[], other: readonly number[]): number {
  const [x, y] = [ranksOf(one), ranksOf(other)];
  const mean = (one.length - 1) / 2;
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, at) => sum + (value - mean) * ((b[at] ?? mean) - mean), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

/** Area under the curve: the share of pairs of a yes and a no in the right order. */
function areaUnderCurve(values: readonly number[], labels: readonly boolean[]): number {
  const yes = values.filter((_, at) => labels[at]);
  const no = values.filter((_, at) => !labels[at]);
  const right = yes.flatMap((y) => no.map((n) => (y > n ? 1 : y === n ? 0.5 : 0)));
  return right.reduce((sum: number, value) => sum + value, 0) / right.length;
}

describe('the lexicon', () => {
  it('orders captions as people order the photos', () => {
    const read = scenes.map(({ caption }) => words.read(caption, 'caption').valence ?? 0);
    const rated = scenes.map(({ valence }) => valence);
    expect(spearman(read, rated)).toBeGreaterThan(0.9);
  });

  it.each([
    ['valence', 'valence_sign', 0.9],
    ['energy', 'arousal_sign', 0.9],
  ] as const)('finds the side of the %s in descriptions of songs', (dimension, label, floor) => {
    const read = songs.map(({ vibe }) => words.read(vibe.summary, 'summary')[dimension] ?? 0);
    const labels = songs.map((song) => song[label] > 0);
    expect(areaUnderCurve(read, labels)).toBeGreaterThan(floor);
  });
});
