import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sceneTarget } from '../../../src/pipeline/ranking/features.ts';
import { chanceOfFit, neverRising } from '../../../src/pipeline/ranking/score.ts';
import { aScene, aSong } from '../songs.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('neverRising', () => {
  it('lets songs in the wrong order share their mean', () => {
    const scores = [0.8, 0.9, 0.5, 0.6, 0.1];
    expect(neverRising(scores)).toEqual(
      [0.85, 0.85, 0.55, 0.55, 0.1].map((value) => expect.closeTo(value, 9)),
    );
    expect(scores[0]).toBe(0.8);
    expect(neverRising([0.1, 0.2, 0.3])).toEqual([0.2, 0.2, 0.2].map((value) => expect.closeTo(value, 9)));
    expect(neverRising([0.9, 0.5, 0.5])).toEqual([0.9, 0.5, 0.5]);
    expect(neverRising([])).toEqual([]);
  });

  it('never rises, keeps the mean, and changes nothing that is in order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (scores) => {
        const shown = neverRising(scores);
        expect(shown).toHaveLength(scores.length);
        expect(mean(shown)).toBeCloseTo(mean(scores), 9);
        for (const [at, score] of shown.entries())
          expect(score).toBeLessThanOrEqual((shown[at - 1] ?? 1) + 1e-12);
        const sorted = scores.toSorted((a, b) => b - a);
        expect(neverRising(sorted)).toEqual(sorted.map((value) => expect.closeTo(value, 9)));
      }),
    );
  });
});

describe('chanceOfFit', () => {
  const unbent = { slope: 1 };
  const target = sceneTarget(aScene(0.6, 0.3), new Map());
  const chance = (valence: number | null, certainty = 0.8, score = unbent) =>
    chanceOfFit(
      target,
      aSong('a', valence, 0, { certainty: { valence: certainty, energy: 0 } }).reading,
      score,
    );

  it('is a coin toss for a song that nothing is known of', () => {
    expect(chance(null)).toBeCloseTo(0.5, 6);
    expect(chance(0, 0)).toBeCloseTo(0.5, 6);
    expect(chance(0, 1)).toBeCloseTo(0.5, 6);
  });

  it('is the higher the more certain a song of the same side is, and the lower for the other side', () => {
    expect(chance(0.6, 0.9)).toBeGreaterThan(chance(0.6, 0.4));
    expect(chance(0.6, 0.4)).toBeGreaterThan(0.6);
    expect(chance(-0.6, 0.9)).toBeLessThan(chance(-0.6, 0.4));
    expect(chance(-0.6)).toBeCloseTo(1 - chance(0.6), 6);
  });

  it('leaves room for the few who disagree, even of what is known for certain', () => {
    const certain = aScene(0.6, 0.3);
    const known = sceneTarget(
      { ...certain, reading: { ...certain.reading, certainty: { valence: 1, energy: 1 } } },
      new Map(),
    );
    const song = (valence: number) =>
      aSong('a', valence, 0, { certainty: { valence: 1, energy: 1 } }).reading;
    expect(chanceOfFit(known, song(0.1), unbent)).toBeCloseTo(0.98, 6);
    expect(chanceOfFit(known, song(-0.1), unbent)).toBeCloseTo(0.02, 6);
  });

  it('is bent by what was measured', () => {
    expect(chance(0.6, 0.8, { slope: 0.5 })).toBeLessThan(chance(0.6));
    expect(chance(0.6, 0.8, { slope: 2 })).toBeGreaterThan(chance(0.6));
    expect(chance(null, 0, { slope: 2 })).toBeCloseTo(0.5, 6);
  });
});
