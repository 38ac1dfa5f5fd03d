import { describe, expect, it } from 'vitest';
import { moodMatcher } from '../../../src/model/mood-plane.ts';
import { MOODS, type Mood } from '../../../src/model/reading.ts';
import { compare, fitOf } from '../../../src/pipeline/ranking/comparison.ts';
import {
  byFeature,
  closeness,
  fits,
  type SceneEvidence,
  sceneTarget,
  wordsFits,
} from '../../../src/pipeline/ranking/features.ts';
import { aScene, aSong } from '../songs.ts';

/** Nothing is in doubt here, so that fits are those of two points. */
const certain = { certainty: { valence: 1, energy: 1 } };
const known = (...[valence, energy, moods, themes]: Parameters<typeof aScene>) => ({
  ...aScene(valence, energy, moods, themes).reading,
  ...certain,
});
const song = (valence: number | null, energy: number | null, more = {}) =>
  aSong('a', valence, energy, { ...certain, ...more }).reading;

function target(evidence: Partial<SceneEvidence>) {
  return sceneTarget({ reading: known(0, 0), moods: null, ...evidence }, new Map());
}

describe('closeness', () => {
  const at = (mean: number, variance = 0) => ({ mean, variance });

  it('is that of the two places where both are known for certain', () => {
    expect(closeness(at(0.3), at(0.3))).toBe(1);
    expect(closeness(at(-1), at(1))).toBe(0);
    expect(closeness(at(0.5), at(-0.5))).toBe(0.5);
    expect(closeness(at(-3), at(1))).toBe(0);
  });

  it('is less for the same place the less is known, and never below 0', () => {
    const same = [0, 0.05, 0.25].map((variance) => closeness(at(0.5, variance), at(0.5)));
    expect(same).toEqual(same.toSorted((a, b) => b - a));
    expect(same[2]).toBeLessThan(0.9);
    expect(closeness(at(1, 9), at(-1, 9))).toBe(0);
  });
});

describe('a scene', () => {
  const seeing = (mood: Mood) => MOODS.map((one) => (one === mood ? 1 : 0));

  it('has a place as certain as its reading', () => {
    const { reading } = aScene(0.4, -0.4);
    expect(target({ reading: { ...reading, certainty: { valence: 0.8, energy: 0.2 } } })).toMatchObject({
      valence: { mean: 0.4, variance: expect.closeTo(0.05, 9) },
      energy: { mean: -0.4, variance: expect.closeTo(0.2, 9) },
    });
  });

  it('takes a quarter of its moods from an image model, and its place from none', () => {
    const reading = known(0.2, 0.1, ['joyful']);
    const seen = target({ reading, moods: seeing('angry') });
    expect(seen.valence.mean).toBe(0.2);
    const mixed = moodMatcher(MOODS.map((mood) => (mood === 'joyful' ? 0.75 : mood === 'angry' ? 0.25 : 0)));
    for (const mood of ['joyful', 'angry', 'lonely'] as const) {
      expect(seen.moods?.([mood])).toBeCloseTo(mixed?.([mood]) ?? Number.NaN, 9);
    }
  });

  it('has only the moods of the image model where none was read', () => {
    const seen = target({ moods: seeing('angry') });
    expect(seen.moods?.(['angry'])).toBeCloseTo(1, 9);
    expect(target({}).moods).toBeNull();
  });
});

describe('fits', () => {
  it('of moods and themes are unknown where one side is', () => {
    const scene = target({ reading: known(0, 0, ['joyful'], ['rain']) });
    expect(fits.moods(scene, song(null, null))).toBeNaN();
    expect(fits.themes(scene, song(null, null))).toBeNaN();
    const read = song(0, 0, { moods: ['joyful'], themes: ['rain'] });
    expect(fits.moods(target({}), read)).toBeNaN();
    expect(fits.themes(target({}), read)).toBeNaN();
  });

  it('of a song that nobody read are those of any song', () => {
    const scene = target({ reading: known(0.6, 0.6) });
    const unread = song(null, null);
    const least = { certainty: { valence: 0, energy: 0 } };
    for (const name of ['valence', 'energy'] as const) {
      const any = fits[name](scene, unread);
      expect(any).toBe(fits[name](scene, song(0, 0, least)));
      expect(fits[name](scene, song(0.6, 0.6))).toBeGreaterThan(any);
      expect(fits[name](scene, song(-0.6, -0.6))).toBeLessThan(any);
    }
  });

  it('of songs at the same place are better the more certain they are', () => {
    const scene = target({ reading: known(0.6, 0) });
    const sure = [0.2, 0.5, 0.9].map((valence) =>
      fits.valence(scene, song(0.6, 0, { certainty: { valence, energy: 0 } })),
    );
    expect(sure).toEqual(sure.toSorted((a, b) => a - b));
  });

  it('compare each feature on its own', () => {
    const scene = target({ reading: known(0.5, -0.5, ['joyful'], ['rain']) });
    const one = song(-0.5, 0, { moods: ['joyful'], themes: ['rain'] });
    expect(fits.valence(scene, one)).toBeCloseTo(0.5, 9);
    expect(fits.energy(scene, one)).toBeCloseTo(0.75, 9);
    expect(fits.moods(scene, one)).toBeCloseTo(1, 9);
    expect(fits.themes(scene, one)).toBeCloseTo(0.6, 9);
  });
});

describe('the fits of words', () => {
  it('are 0.5 for the mean, and 1/6 away from it by one standard deviation', () => {
    const [low, none, high] = wordsFits(Float64Array.of(-0.2, Number.NaN, 0.2));
    // Two cosines and ten of the usual spread of 0.15.
    const spread = Math.sqrt((2 * 0.04 + 10 * 0.0225) / 12);
    expect(low).toBeCloseTo(0.5 - 0.2 / (6 * spread), 9);
    expect(high).toBeCloseTo(0.5 + 0.2 / (6 * spread), 9);
    expect(none).toBeNaN();
    expect(wordsFits(Float64Array.of(0.3))[0]).toBe(0.5);
    expect(wordsFits(Float64Array.of(Number.NaN))[0]).toBeNaN();
  });

  it('stay within 0..1', () => {
    const cosines = Float64Array.of(...Array.from({ length: 200 }, () => 0), 1, -1);
    expect([...wordsFits(cosines).slice(-2)]).toEqual([1, 0]);
  });
});

describe('compare', () => {
  const readings = [song(0.5, 0, { themes: ['rain'] }), song(-0.5, 0, { themes: ['money'] }), song(0, 0)];
  const scene = target({ reading: known(0.5, 0, [], ['rain']) });
  const weights = { ...byFeature(() => 0), valence: 0.6, moods: 0.3, themes: 0.2 };
  const compared = (features = weights) =>
    compare(scene, readings, new Float64Array(3).fill(Number.NaN), features);

  it('spreads the weight over the features that a song has', () => {
    const { columns } = compared();
    expect(byFeature((name) => columns[name].weight)).toEqual({
      ...byFeature(() => 0),
      valence: expect.closeTo(0.75, 9),
      themes: expect.closeTo(0.25, 9),
    });
  });

  it('sums fits by their weight, the mean standing for what is unknown', () => {
    const { totals, meaning, partsOf, featuresOf } = compared();
    expect([...totals]).toEqual([0.9, 0.375, 0.6375].map((value) => expect.closeTo(value, 9)));
    expect([...meaning]).toEqual([0.15, 0, 0.075].map((value) => expect.closeTo(value, 9)));
    expect(partsOf(1)).toEqual({ feeling: expect.closeTo(0.5, 9), meaning: expect.closeTo(0, 9) });
    expect(partsOf(2)).toEqual({ feeling: expect.closeTo(0.75, 9), meaning: expect.closeTo(0.3, 9) });
    expect(featuresOf(2).themes).toEqual({
      fit: null,
      weight: expect.closeTo(0.25, 9),
      added: expect.closeTo(0.075, 9),
    });
    expect(featuresOf(0).moods).toEqual({ fit: null, weight: 0, added: 0 });
  });

  it('turns a feature round for contrast, and shows its true fit', () => {
    const { totals, columns, featuresOf } = compared({ ...weights, valence: -0.6 });
    expect([...totals]).toEqual([0.15, 0.375, 0.2625].map((value) => expect.closeTo(value, 9)));
    expect(featuresOf(1).valence).toEqual({
      fit: 0.5,
      weight: expect.closeTo(-0.75, 9),
      added: expect.closeTo(0.375, 9),
    });
    expect(fitOf(columns.valence, 0)).toBe(0);
    expect(compared({ ...weights, themes: -0.2 }).featuresOf(2).themes).toEqual({
      fit: null,
      weight: expect.closeTo(-0.25, 9),
      added: expect.closeTo(0.175, 9),
    });
  });

  it('has parts in the middle where nothing counts', () => {
    const { columns, partsOf, totals } = compared(byFeature(() => 0));
    expect(byFeature((name) => columns[name].weight)).toEqual(byFeature(() => 0));
    expect(partsOf(0)).toEqual({ feeling: 0.5, meaning: 0.5 });
    expect([...totals]).toEqual([0, 0, 0]);
  });
});
