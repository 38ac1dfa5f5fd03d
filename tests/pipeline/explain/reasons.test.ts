import { describe, expect, it } from 'vitest';
import type { FeatureName } from '../../../src/model/ranking.ts';
import { reasonsFor, sentence } from '../../../src/pipeline/explain/reasons.ts';
import { byFeature } from '../../../src/pipeline/ranking/features.ts';
import { themeFamilies } from '../../../src/pipeline/ranking/themes.ts';
import { aScene, aSong } from '../songs.ts';

const families = themeFamilies({ water: 'lake ocean river', sky: 'moon stars', town: 'street city' });

/** Reasons for a song; features without a given fit are unknown, and all weigh the same. */
function reasons(
  scene: ReturnType<typeof aScene>,
  song: ReturnType<typeof aSong>,
  fits: Partial<Record<FeatureName, number>> = {},
  place = { rank: 1, rankByFit: 1 },
): string[] {
  const features = byFeature((name) => ({ fit: fits[name] ?? null, weight: 1, added: 0 }));
  return reasonsFor(scene.reading, families)({ reading: song.reading, features, ...place });
}

describe('reasonsFor', () => {
  it.each([
    [-0.4, -0.6, -0.3, -0.4, ['both quiet and a little sad']],
    [-0.4, -0.6, -0.3, 0, ['both a little sad', 'livelier than the photo']],
    [0, 0, 0, 0, ['neither is clearly happy or sad']],
    [0, 0, 0, 0.5, ['neither is clearly happy or sad', 'livelier than the photo']],
    [0, -0.5, 0, -0.5, ['both quiet and even']],
    [
      0.4,
      0.5,
      0.75,
      -0.5,
      ['both on the bright side', 'much calmer than the photo', 'brighter than the photo'],
    ],
    [-0.3, 0.5, -0.7, -0.2, ['both on the dark side', 'calmer than the photo', 'sadder than the photo']],
    [0.3, 0, 0.5, 0, ['both on the bright side']],
    [0.2, 0, 0.5, 0, ['both unhurried', 'brighter than the photo']],
    [-0.25, 0, -0.55, 0, ['both on the dark side', 'sadder than the photo']],
    [-0.2, 0, -0.55, 0, ['both unhurried', 'sadder than the photo']],
    [-0.4, -0.6, 0.7, -0.5, ['both quiet', 'much brighter than the photo']],
    [-0.4, -0.6, 0.7, 0.7, ['much livelier than the photo', 'much brighter than the photo']],
  ])(
    'names the feeling both share, and how they differ (%f %f, %f %f)',
    (v, e, valence, energy, expected) => {
      expect(reasons(aScene(v, e), aSong('a', valence, energy))).toEqual(expected);
    },
  );

  it.each([
    [['wistful', 'dark'], ['dark', 'wistful'], 'the same wistful and dark mood'],
    [['wistful'], ['joyful'], undefined],
    [['peaceful', 'joyful'], ['tender'], "tender, close to the photo's peaceful mood"],
    [['melancholic'], ['dark', 'lonely'], "lonely, close to the photo's melancholic mood"],
    [['melancholic'], ['wistful', 'lonely'], "lonely, close to the photo's melancholic mood"],
  ] as const)('names a shared or close mood: %s and %s', (photo, song, expected) => {
    const [first] = reasons(aScene(0, 0, [...photo]), aSong('a', null, null, { moods: [...song] }));
    expect(first).toBe(expected ?? 'the closest of the rest');
  });

  it.each([
    [['rain', 'window'], ['rain', 'love'], 'shares rain'],
    [['a', 'bb', 'cc', 'dd'], ['dd', 'cc', 'bb', 'bb'], 'shares dd, cc and bb'],
    [['lake', 'moon', 'street'], ['ocean', 'stars', 'city'], 'both touch on water and sky'],
    [['lake'], ['money'], 'the closest of the rest'],
    [[], ['money'], 'the closest of the rest'],
  ])('names what both are about: %s and %s', (photo, song, expected) => {
    const [first] = reasons(aScene(0, 0, [], photo), aSong('a', null, null, { themes: song }));
    expect(first).toBe(expected);
  });

  it('names story and light where they fit well', () => {
    const unread = aSong('a', null, null);
    expect(reasons(aScene(0, 0), unread, { words: 0.72 })).toEqual([
      'its story is close to what the photo shows',
    ]);
    expect(reasons(aScene(0, 0), unread, { words: 0.71 })).toEqual(['the closest of the rest']);
    expect(reasons(aScene(0, 0), unread, { light: 0.72 })).toEqual(["suits the photo's light and colour"]);
    expect(reasons(aScene(0, 0), unread, { light: 0.71 })).toEqual(['the closest of the rest']);
  });

  it('says so when a song won by its story', () => {
    const byStory = 'of the songs with this feeling, its story fits best';
    const won = (rank: number, rankByFit: number, words = 0.5) =>
      reasons(aScene(0, 0), aSong('a', 0, 0), { valence: 0.58, words }, { rank, rankByFit });
    expect(won(1, 3)).toEqual([byStory, 'neither is clearly happy or sad']);
    expect(won(1, 1)).toEqual(['neither is clearly happy or sad']);
    expect(won(2, 3, 0.8)).toEqual([
      'its story is close to what the photo shows',
      'neither is clearly happy or sad',
    ]);
  });

  it('puts what added most first, a subject a little before it', () => {
    const scene = aScene(0, 0, ['dark'], ['rain']);
    const song = aSong('a', 0, 0, { moods: ['dark'], themes: ['rain'] });
    const order = (fits: Partial<Record<FeatureName, number>>) =>
      reasons(scene, song, fits).map((reason) => reason.split(' ')[0]);
    expect(order({ valence: 0.71, energy: 0.71, moods: 0.8, themes: 0.8, light: 0.9 })).toEqual([
      'neither',
      'suits',
      'shares',
      'the',
    ]);
    expect(order({ valence: 0.9, moods: 0.6, themes: 0.4 })).toEqual(['neither', 'the', 'shares']);
    expect(order({ moods: 0.54, valence: 0.52 })).toEqual(['shares', 'the', 'neither']);
  });

  it('makes a sentence of phrases', () => {
    expect(sentence('both quiet; shares rain')).toBe('Both quiet; shares rain.');
    expect(sentence('')).toBe('');
  });
});
