import { describe, expect, it } from 'vitest';
import { MOODS, type Mood } from '../../../src/model/reading.ts';
import { compare } from '../../../src/pipeline/ranking/comparison.ts';
import {
  byFeature,
  closeness,
  fits,
  type SceneEvidence,
  sceneTarget,
  stretched,
  wordsFits,
} from '../../../src/pipeline/ranking/features.ts';
import { aScene, aSong } from '../songs.ts';

const unstretched = { valence: 1, energy: 1 };
const song = (valence: number | null, energy: number | null, more = {}) =>
  aSong('a', valence, energy, more).reading;

function target(evidence: Partial<SceneEvidence>, stretch = unstretched) {
  return sceneTarget(
    { reading: aScene(0, 0).reading, moods: null, palette: null, ...evidence },
    stretch,
    new Map(),
  );
}

describe('closeness and stretching', () => {
  it('stay within their ranges', () => {
    expect(closeness(0.3, 0.3)).toBe(1);
    expect(closeness(-1, 1)).toBe(0);
    expect(closeness(0.5, -0.5)).toBe(0.5);
    expect(closeness(-3, 1)).toBe(0);
    expect([0.5, -0.5, 0.9, -0.9].map((value) => stretched(value, 1.5))).toEqual([0.75, -0.75, 1, -1]);
  });
});

describe('a scene', () => {
  const seeing = (mood: Mood) => MOODS.map((one) => (one === mood ? 1 : 0));

  it('is stretched along both axes', () => {
    expect(target({ reading: aScene(0.4, -0.4).reading }, { valence: 1.5, energy: 1.2 })).toMatchObject({
      valence: expect.closeTo(0.6, 9),
      energy: expect.closeTo(-0.48, 9),
    });
  });

  it('takes half of its feeling from an image model that is certain, and nothing from one that is not', () => {
    const reading = aScene(0.2, 0.1, ['joyful']).reading;
    // Angry is at -0.7, 0.8.
    const certain = target({ reading, moods: seeing('angry') });
    expect(certain).toMatchObject({ valence: expect.closeTo(-0.25, 9), energy: expect.closeTo(0.45, 9) });
    const likes = (mood: Mood) => certain.moods?.([mood]) ?? 0;
    expect(likes('angry')).toBeCloseTo(likes('joyful'), 6);
    const unsure = target({ reading, moods: MOODS.map(() => 1 / MOODS.length) });
    expect(unsure).toMatchObject({ valence: expect.closeTo(0.2, 9), energy: expect.closeTo(0.1, 9) });
    expect(unsure.moods?.(['joyful'])).toBeCloseTo(1, 6);
  });

  it('has only the moods of the image model where none was read', () => {
    const seen = target({ moods: seeing('angry') });
    expect(seen.moods?.(['angry'])).toBeCloseTo(1, 9);
    expect(target({}).moods).toBeNull();
  });
});

describe('fits', () => {
  it('are unknown where one side is', () => {
    const known = target({
      reading: aScene(0, 0, ['joyful'], ['rain']).reading,
      palette: { valence: 0, energy: 0 },
    });
    const unread = song(null, null);
    expect(byFeature((name) => (name === 'words' ? 0 : fits[name](known, unread)))).toEqual({
      ...byFeature(() => null),
      words: 0,
    });
    const read = song(0, 0, { moods: ['joyful'], themes: ['rain'] });
    expect(fits.moods(target({}), read)).toBeNull();
    expect(fits.themes(target({}), read)).toBeNull();
    expect(fits.light(target({}), read)).toBeNull();
    expect(fits.light(known, song(0, null))).toBeNull();
    expect(fits.light(known, song(null, 0))).toBeNull();
  });

  it('compare each feature on its own', () => {
    const scene = target({
      reading: aScene(0.5, -0.5, ['joyful'], ['rain']).reading,
      palette: { valence: 1, energy: 0 },
    });
    const one = song(-0.5, 0, { moods: ['joyful'], themes: ['rain'] });
    expect(fits.valence(scene, one)).toBeCloseTo(0.5, 9);
    expect(fits.energy(scene, one)).toBeCloseTo(0.75, 9);
    expect(fits.moods(scene, one)).toBeCloseTo(1, 9);
    expect(fits.themes(scene, one)).toBeCloseTo(0.6, 9);
    expect(fits.light(scene, one)).toBeCloseTo(0.625, 9);
  });
});

describe('the fits of words', () => {
  it('are 0.5 for the mean, and 1/6 away from it by one standard deviation', () => {
    const [low, none, high] = wordsFits([-0.2, null, 0.2]);
    // Two cosines and ten of the usual spread of 0.15.
    const spread = Math.sqrt((2 * 0.04 + 10 * 0.0225) / 12);
    expect(low).toBeCloseTo(0.5 - 0.2 / (6 * spread), 9);
    expect(high).toBeCloseTo(0.5 + 0.2 / (6 * spread), 9);
    expect(none).toBeNull();
    expect(wordsFits([0.3])).toEqual([0.5]);
    expect(wordsFits([null])).toEqual([null]);
  });

  it('stay within 0..1', () => {
    const cosines = [...Array.from({ length: 200 }, () => 0), 1, -1];
    expect(wordsFits(cosines).slice(-2)).toEqual([1, 0]);
  });
});

describe('compare', () => {
  const readings = [
    song(0.5, null, { themes: ['rain'] }),
    song(-0.5, null, { themes: ['money'] }),
    song(null, null),
  ];
  const scene = target({ reading: aScene(0.5, 0, [], ['rain']).reading });
  const weights = { ...byFeature(() => 0), valence: 0.6, energy: 0.3, themes: 0.2 };
  const compared = (features = weights) => compare(scene, readings, [null, null, null], features);

  it('spreads the weight over the features that a song has', () => {
    expect(compared().weights).toEqual({
      ...byFeature(() => 0),
      valence: expect.closeTo(0.75, 9),
      themes: expect.closeTo(0.25, 9),
    });
  });

  it('sums fits by their weight, the mean standing for what is unknown', () => {
    const { totals, meaning, partsOf, featureValue } = compared();
    expect(totals).toEqual([0.9, 0.375, 0.6375].map((value) => expect.closeTo(value, 9)));
    expect(meaning).toEqual([0.15, 0, 0.075].map((value) => expect.closeTo(value, 9)));
    expect(partsOf(1)).toEqual({ feeling: expect.closeTo(0.5, 9), meaning: expect.closeTo(0, 9) });
    expect(partsOf(2)).toEqual({ feeling: expect.closeTo(0.75, 9), meaning: expect.closeTo(0.3, 9) });
    expect(featureValue('valence', 2)).toEqual({
      fit: null,
      weight: expect.closeTo(0.75, 9),
      added: expect.closeTo(0.5625, 9),
    });
    expect(featureValue('energy', 0)).toEqual({ fit: null, weight: 0, added: 0 });
  });

  it('turns a feature round for contrast, and shows its true fit', () => {
    const { totals, featureValue, fitOf } = compared({ ...weights, valence: -0.6 });
    expect(totals).toEqual([0.15, 0.375, 0.2625].map((value) => expect.closeTo(value, 9)));
    expect(featureValue('valence', 1)).toEqual({
      fit: 0.5,
      weight: expect.closeTo(-0.75, 9),
      added: expect.closeTo(0.375, 9),
    });
    expect(featureValue('valence', 2)).toEqual({
      fit: null,
      weight: expect.closeTo(-0.75, 9),
      added: expect.closeTo(0.1875, 9),
    });
    expect(fitOf('valence', 0)).toBe(0);
  });

  it('has parts in the middle where nothing counts', () => {
    const { weights: none, partsOf, totals } = compared(byFeature(() => 0));
    expect(none).toEqual(byFeature(() => 0));
    expect(partsOf(0)).toEqual({ feeling: 0.5, meaning: 0.5 });
    expect(totals).toEqual([0, 0, 0]);
  });
});
