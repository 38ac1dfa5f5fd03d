import { describe, expect, it } from 'vitest';
import { bankTargets } from '../../../src/pipeline/ranking/bank.ts';
import { compare } from '../../../src/pipeline/ranking/comparison.ts';
import { byFeature, sceneTarget } from '../../../src/pipeline/ranking/features.ts';
import { fitsOfOtherScenes, neverRising, percentiles } from '../../../src/pipeline/ranking/score.ts';
import { loadWeights } from '../../../src/pipeline/ranking/tables.ts';
import { aScene, aSong } from '../songs.ts';

describe('percentiles', () => {
  it('is the share of the pool that a fit beats, counting half of its equals', () => {
    const percentile = percentiles([0.2, 0.4, 0.1, 0.2]);
    expect([0, 0.1, 0.15, 0.2, 0.3, 0.4, 1].map(percentile)).toEqual([0, 0.125, 0.25, 0.5, 0.75, 0.875, 1]);
    expect(percentiles([])(0.3)).toBe(0.5);
    expect([0.1, 0.2, 0.3].map(percentiles([0.2, 0.2]))).toEqual([0, 0.5, 1]);
  });
});

describe('neverRising', () => {
  it('shows a song as good as the best of those it was put above', () => {
    const scores = [0.8, 0.9, 0.5, 0.6, 0.1];
    expect(neverRising(scores)).toEqual([0.9, 0.9, 0.6, 0.6, 0.1]);
    expect(scores[0]).toBe(0.8);
  });
});

describe('fitsOfOtherScenes', () => {
  const weights = { ...loadWeights(), features: byFeature(() => 0) };
  const scenes = [
    { summary: '', valence: 0.5, energy: 0, moods: ['joyful' as const], themes: [] },
    { summary: '', valence: -0.5, energy: 1, moods: ['dark' as const], themes: [] },
  ];
  const targets = bankTargets(scenes, { valence: 1, energy: 1 });

  function pool(songs: ReturnType<typeof aSong>[], features: Partial<typeof weights.features>): number[] {
    const bent = { ...weights, features: { ...weights.features, ...features } };
    const readings = songs.map(({ reading }) => reading);
    const target = sceneTarget(aScene(0, 0, ['joyful'], ['rain']), { valence: 1, energy: 1 }, new Map());
    return fitsOfOtherScenes(
      targets,
      readings,
      compare(
        target,
        readings,
        readings.map(() => null),
        bent.features,
      ),
      bent,
    );
  }

  it('compares every song with every scene, by the features that the song has', () => {
    const song = aSong('a', 0.5, null);
    expect(pool([song], { valence: 0.3, energy: 0.1, moods: 0.1 })).toEqual([1, 0.5]);
    expect(pool([aSong('b', 0.5, 1)], { valence: 0.3, energy: 0.1 })).toEqual([
      expect.closeTo(0.75 + 0.25 * 0.5, 9),
      expect.closeTo(0.75 * 0.5 + 0.25, 9),
    ]);
    const [joyful = 0, dark = 1] = pool([aSong('c', null, null, { moods: ['joyful'] })], { moods: 0.2 });
    expect(joyful).toBeCloseTo(1, 9);
    expect(dark).toBeLessThan(0.1);
    expect(pool([aSong('d', null, null), aSong('e', 0, null)], { valence: 1 })).toEqual([
      0.5, 0.5, 0.75, 0.75,
    ]);
  });

  it('turns round what contrast is wanted in', () => {
    expect(pool([aSong('a', 0.5, 0)], { valence: -0.3, energy: 0.1 })).toEqual([
      expect.closeTo(0.25, 9),
      expect.closeTo(0.75 * 0.5 + 0.25 * 0.5, 9),
    ]);
  });

  it('adds the meaning of the other songs in turn', () => {
    const songs = [
      aSong('rain', 0.5, null, { themes: ['rain'] }),
      aSong('none', 0.5, null, { themes: ['money'] }),
      aSong('unknown', 0.5, null),
    ];
    const half = pool(songs, { valence: 0.5, themes: 0.5 });
    // Sums of the themes: rain 0.3, none 0, unknown their mean.
    expect(half).toEqual([0.5, 0.4, 0.65, 0.55, 0.8, 0.25].map((value) => expect.closeTo(value, 9)));
  });

  it('takes thirty songs of a long playlist, evenly spread', () => {
    const songs = Array.from({ length: 90 }, (_, at) => aSong(`${at}`, at % 3 === 0 ? 0.5 : -0.5, null));
    expect(pool(songs, { valence: 1 })).toEqual(
      Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? 1 : 0.5)),
    );
    expect(pool([], { valence: 1 })).toEqual([]);
  });
});
