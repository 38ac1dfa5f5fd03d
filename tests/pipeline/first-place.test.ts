import { describe, expect, it } from 'vitest';
import { bankInSpace, particular } from '../../src/pipeline/ranking/bank.ts';
import { firstPlace, limitsFor, type Running } from '../../src/pipeline/ranking/first-place.ts';

const limits = { vague: 0.2, plain: 0.1, valence: 0.1, energy: 0.2, meaning: 0.01 };

function running(
  songs: { total: number; story: number; valence?: number; energy?: number; meaning?: number }[],
  valence: number,
): Running {
  return {
    order: songs.map((_, at) => at),
    totals: Float64Array.from(songs, ({ total }) => total),
    valenceFit: (at) => songs[at]?.valence ?? 0.9,
    energyFit: (at) => songs[at]?.energy ?? 0.9,
    meaning: (at) => songs[at]?.meaning ?? 0.1,
    stories: (indices) => indices.map((at) => songs[at]?.story ?? 0),
    valence,
  };
}

describe('firstPlace', () => {
  it('goes to the nearest story among songs that fit about as well', () => {
    const songs = [
      { total: 0.8, story: 0.1 },
      { total: 0.75, story: 0.5 },
      { total: 0.3, story: 0.9 },
    ];
    expect(firstPlace(running(songs, 0.7), limits)).toBe(1);
  });

  it('lets fewer songs run the plainer the feeling of the photo is', () => {
    const songs = [
      { total: 0.8, story: 0.1 },
      { total: 0.65, story: 0.5 },
    ];
    expect(firstPlace(running(songs, -0.6), limits)).toBe(0);
    expect(firstPlace(running(songs, 0.05), limits)).toBe(1);
  });

  it('never goes to a song whose valence or energy is another', () => {
    const sadder = [
      { total: 0.8, story: 0.1 },
      { total: 0.79, story: 0.5, valence: 0.5 },
    ];
    const louder = [
      { total: 0.8, story: 0.1 },
      { total: 0.79, story: 0.5, energy: 0.5 },
    ];
    expect(firstPlace(running(sadder, 0.6), limits)).toBe(0);
    expect(firstPlace(running(louder, 0.6), limits)).toBe(0);
  });

  it('never goes to a song that is further in meaning on the whole', () => {
    const songs = [
      { total: 0.8, story: 0.1, meaning: 0.1 },
      { total: 0.79, story: 0.5, meaning: 0.05 },
    ];
    expect(firstPlace(running(songs, 0.6), limits)).toBe(0);
  });

  it('goes to the best fit where the stories say nothing, and to nobody without songs', () => {
    const songs = [
      { total: 0.8, story: 0 },
      { total: 0.79, story: 0 },
    ];
    expect(firstPlace(running(songs, 0.6), limits)).toBe(0);
    expect(firstPlace(running([], 0.6), limits)).toBeUndefined();
  });
});

describe('limitsFor', () => {
  const reading = (...themes: string[]) => ({
    summary: '',
    valence: 0.8,
    energy: 0,
    moods: [],
    themes,
    by: 'lexicon' as const,
  });
  const songs = [
    { total: 0.8, story: 0.1 },
    { total: 0.76, story: 0.4 },
    { total: 0.71, story: 0.9 },
  ];
  const first = (captionedBy: string, ...themes: string[]) =>
    firstPlace(running(songs, 0.8), limitsFor({ captionedBy, reading: reading(...themes) }, limits));

  it('lets a story decide as far as one was told', () => {
    expect(first('blip', 'harbour')).toBe(2);
    expect(first('palette', 'snow')).toBe(1);
    expect(first('palette')).toBe(0);
  });
});

describe('particular', () => {
  it('takes off what the scene shares with scenes like it', () => {
    const grave = Float32Array.of(1, 0, 0);
    const party = Float32Array.of(0, 1, 0);
    // Twenty graves and twenty parties; this grave has flags on it.
    const bank = [...Array.from({ length: 20 }, () => grave), ...Array.from({ length: 20 }, () => party)];
    const flags = particular(Float32Array.of(0.8, 0, 0.6), bankInSpace(bank));
    expect(Math.abs(flags?.[0] ?? 9)).toBeLessThan(0.6);
    expect(flags?.[2]).toBeCloseTo(0.6, 6);
  });

  it('is the scene itself without a bank', () => {
    const scene = Float32Array.of(1, 0);
    expect(particular(scene, null)).toBe(scene);
    expect(particular(null, null)).toBeNull();
  });
});
