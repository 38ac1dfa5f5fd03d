import { describe, expect, it } from 'vitest';
import { bankInSpace, particular } from '../../../src/pipeline/ranking/bank.ts';
import { breakTie, type Contender } from '../../../src/pipeline/ranking/tie-break.ts';

const limits = { vague: 0.2, clear: 0.1, valence: 0.1, energy: 0.2, meaning: 0.01 };

type Song = Partial<Contender> & { total: number; story: number };

/** A photo that is known as well as it can be, or as well as `certainty` says. */
const photo = (valence: number, certainty = 1) => ({ valence, certainty: { valence: certainty, energy: 0 } });

/** Position of the song that comes first. */
function firstOf(songs: readonly Song[], valence: number, certainty = 1): number {
  const usual = { valenceFit: 0.9, energyFit: 0.9, meaning: 0.1, certainty: 1, chance: 0.8 };
  const contenders = songs.map((song) => ({ ...usual, ...song }));
  const first = breakTie(contenders, photo(valence, certainty), limits, (tied) =>
    tied.map(({ story }) => story),
  );
  return first === undefined ? -1 : contenders.indexOf(first);
}

describe('breakTie', () => {
  it('prefers the closest story among songs that fit about as well', () => {
    const songs = [
      { total: 0.8, story: 0.1 },
      { total: 0.75, story: 0.5 },
      { total: 0.74, story: 0.3 },
      { total: 0.3, story: 0.9 },
    ];
    expect(firstOf(songs, 0.7)).toBe(1);
  });

  it.each([
    [0, 0.61, true],
    [0, 0.59, false],
    [0.25, 0.66, true],
    [-0.25, 0.64, false],
    [0.5, 0.71, true],
    [0.5, 0.69, false],
    [-1, 0.71, true],
    [-1, 0.69, false],
  ])('ties fewer songs the clearer the photo feels (valence %f, total %f)', (valence, total, isTied) => {
    const songs = [
      { total: 0.8, story: 0.1 },
      { total, story: 0.5 },
    ];
    expect(firstOf(songs, valence)).toBe(isTied ? 1 : 0);
  });

  it.each([
    ['valence', { valenceFit: 0.81 }, { valenceFit: 0.79 }],
    ['energy', { energyFit: 0.71 }, { energyFit: 0.69 }],
    ['meaning on the whole', { meaning: 0.095 }, { meaning: 0.085 }],
  ])('does not prefer a song whose %s is further away', (_, close, far) => {
    const songs = (other: Partial<Contender>) => [
      { total: 0.8, story: 0.1 },
      { total: 0.79, story: 0.5, ...other },
    ];
    expect(firstOf(songs(close), 0.6)).toBe(1);
    expect(firstOf(songs(far), 0.6)).toBe(0);
  });

  it.each([
    [0.8, 0.5, 1, true],
    [0.8, 0.49, 1, false],
    [0.3, 0.31, 1, true],
    [0.3, 0.29, 1, false],
    [0.8, 0.49, 0.1, true],
  ])(
    'prefers no song that rather does not fit to one that does, unless it is all a guess (%f, %f, %f)',
    (best, other, certainty, isPreferred) => {
      const songs = [
        { total: 0.8, story: 0.1, chance: best },
        { total: 0.8, story: 0.5, chance: other },
      ];
      expect(firstOf(songs, 0.6, certainty)).toBe(isPreferred ? 1 : 0);
    },
  );

  it.each([
    [1, 1, 0.61, true],
    [1, 0.25, 0.71, true],
    [1, 0.25, 0.69, false],
    [0.25, 1, 0.71, true],
    [0.25, 1, 0.69, false],
    [0.5, 0.5, 0.71, true],
    [0.5, 0.5, 0.69, false],
    [0, 1, 0.799, false],
    [1, 0, 0.799, false],
  ])(
    'ties fewer songs the less is known (photo %f, best song %f, total %f)',
    (ofPhoto, ofSong, total, isTied) => {
      const songs = [
        { total: 0.8, story: 0.1, certainty: ofSong },
        { total, story: 0.5 },
      ];
      expect(firstOf(songs, 0, ofPhoto)).toBe(isTied ? 1 : 0);
    },
  );

  it('keeps the best fit where stories are equal, and asks for none where nothing ties', () => {
    const songs = [
      { total: 0.8, story: 0 },
      { total: 0.79, story: 0 },
    ];
    expect(firstOf(songs, 0.6)).toBe(0);
    expect(firstOf([], 0.6)).toBe(-1);
    const alone = { total: 0.8, valenceFit: 1, energyFit: 1, meaning: 0, certainty: 1, chance: 0.8 };
    const neverAsked = () => {
      throw new Error('stories were asked for');
    };
    expect(breakTie([alone, { ...alone, total: 0.1 }], photo(0.6), limits, neverAsked)).toBe(alone);
  });
});

describe('particular', () => {
  // Twenty graves and twenty parties; this grave has flags on it.
  const bank = bankInSpace(
    Array.from({ length: 40 }, (_, at) => (at < 20 ? Float32Array.of(1, 0, 0) : Float32Array.of(0, 1, 0))),
  );

  it('takes off what the scene shares with scenes like it', () => {
    const flags = particular(Float32Array.of(0.8, 0, 0.6), bank);
    expect(flags?.[0]).toBeCloseTo(-0.2, 6);
    expect(flags?.[1]).toBeCloseTo(0, 6);
    expect(flags?.[2]).toBeCloseTo(0.6, 6);
  });

  it('is the scene itself without a bank', () => {
    const scene = Float32Array.of(1, 0, 0);
    expect(particular(scene, null)).toBe(scene);
    expect(particular(scene, bankInSpace([]))).toBe(scene);
    expect(particular(null, bank)).toBeNull();
  });
});
