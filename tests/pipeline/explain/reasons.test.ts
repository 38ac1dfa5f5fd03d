import { describe, expect, it } from 'vitest';
import type { FeatureName } from '../../../src/model/ranking.ts';
import type { SongReading } from '../../../src/model/reading.ts';
import { reasonsFor, sentence } from '../../../src/pipeline/explain/reasons.ts';
import { byFeature } from '../../../src/pipeline/ranking/features.ts';
import { themeFamilies } from '../../../src/pipeline/ranking/themes.ts';
import { aScene, aSong } from '../songs.ts';

const families = themeFamilies({ water: 'lake ocean river', sky: 'moon stars', town: 'street city' });
const unsure = { certainty: { valence: 0.05, energy: 0.05 } };

/** Reasons for a song; features without a given fit are unknown, and all weigh the same. */
function reasons(
  scene: Pick<ReturnType<typeof aScene>, 'reading'>,
  song: ReturnType<typeof aSong>,
  fits: Partial<Record<FeatureName, number>> = {},
  genres: string[] = [],
): string[] {
  const features = byFeature((name) => ({ fit: fits[name] ?? null, weight: 1, added: 0 }));
  return reasonsFor(scene.reading, families)({ ...song, song: { genres }, features, rank: 1 });
}

const known = (given: Partial<SongReading>, valence = -0.4, energy = 0) =>
  aSong('a', valence, energy, { ...given });

describe('reasonsFor', () => {
  it.each([
    [-0.4, -0.6, -0.3, -0.4, ['both quiet and a little sad']],
    [-0.4, -0.6, -0.3, 0, ['both a little sad', 'livelier than the photo']],
    [0, 0, 0, 0, ['the closest there is here']],
    [0, -0.5, 0, -0.5, ['both quiet']],
    [
      0.4,
      0.5,
      0.75,
      -0.5,
      ['both on the bright side', 'much calmer than the photo', 'brighter than the photo'],
    ],
    [-0.3, 0.5, -0.7, -0.2, ['both on the sad side', 'calmer than the photo', 'sadder than the photo']],
    [0.2, 0, 0.5, 0, ['both on the bright side', 'brighter than the photo']],
    [-0.4, -0.6, 0.7, -0.5, ['both quiet', 'much brighter than the photo']],
    [-0.4, -0.6, 0.7, 0.7, ['much livelier than the photo', 'much brighter than the photo']],
  ])(
    'names the feeling both clearly share, and how they differ (%f %f, %f %f)',
    (v, e, valence, energy, expected) => {
      expect(reasons(aScene(v, e), aSong('a', valence, energy))).toEqual(expected);
    },
  );

  it('says nothing of an energy that is hardly known', () => {
    const song = known({ certainty: { valence: 0.6, energy: 0.05 } }, -0.3, -0.5);
    expect(reasons(aScene(-0.4, -0.6), song)).toEqual(['both a little sad']);
  });

  it.each([
    [{ evidence: ['title', 'lyrics'] as const }, [], 'both a little sad, going by the song’s lyrics'],
    [
      { evidence: ['given'] as const },
      [],
      'both a little sad, going by what the playlist file says of the song',
    ],
    [
      { evidence: ['title', 'measured'] as const },
      [],
      'both a little sad, going by measurements of its sound',
    ],
    [
      { evidence: ['title', 'heard', 'facts'] as const },
      ['slowcore'],
      'both a little sad, heard in half a minute of it',
    ],
    [
      { evidence: ['lyrics', 'heard'] as const },
      [],
      'both a little sad, going by the song’s lyrics and its sound',
    ],
    [
      { evidence: ['title', 'facts'] as const },
      ['slowcore'],
      'both a little sad, going by the song’s title and genre, slowcore',
    ],
    [{ evidence: ['facts'] as const }, ['a genre with a name that nobody would read'], 'both a little sad'],
    [{ evidence: ['knowledge'] as const }, ['slowcore'], 'both a little sad'],
    [{ evidence: ['knowledge', 'facts'] as const }, ['slowcore'], 'both a little sad'],
    [
      { evidence: ['title', 'facts'] as const, by: 'lexicon' as const },
      [],
      'both a little sad, going by how loud and fast it is',
    ],
    [{ evidence: ['facts'] as const, by: 'gemini' as const }, [], 'both a little sad'],
  ])('says what a person can check: %j', (given, genres, expected) => {
    const song = known({ ...given, evidence: [...given.evidence] });
    expect(reasons(aScene(-0.4, 0), song, {}, genres)[0]).toBe(expected);
  });

  it.each([
    [['wistful', 'dark'], ['dark', 'wistful'], 'the same wistful and dark mood'],
    [['wistful'], ['joyful'], undefined],
    [['peaceful', 'joyful'], ['tender'], 'tender, close to the photo’s peaceful mood'],
    [['melancholic'], ['dark', 'lonely'], 'lonely, close to the photo’s melancholic mood'],
    [['melancholic'], ['wistful', 'lonely'], 'lonely, close to the photo’s melancholic mood'],
  ] as const)('names a shared or close mood: %s and %s', (photo, song, expected) => {
    const [first] = reasons(aScene(0, 0, [...photo]), aSong('a', null, null, { moods: [...song] }));
    expect(first).toBe(expected ?? 'the closest there is here');
  });

  it.each([
    [['rain', 'window'], ['rain', 'love'], 'it is about rain, like the photo'],
    [['fear', 'dance'], ['silly dance', 'last dance'], 'it is about dance, like the photo'],
    [['a', 'bb', 'cc', 'dd'], ['dd', 'cc', 'bb', 'bb'], 'it is about dd, cc and bb, like the photo'],
    [['lake', 'moon', 'street'], ['ocean', 'stars', 'city'], 'both touch on water and sky'],
    [['lake'], ['money'], 'the closest there is here'],
    [[], ['money'], 'the closest there is here'],
  ])('names what both are about: %s and %s', (photo, song, expected) => {
    const given = aSong('a', null, null, { themes: song, basis: 'metadata' });
    expect(reasons(aScene(0, 0, [], photo), given)[0]).toBe(expected);
  });

  it('says where a subject is from', () => {
    const rain = (given: Partial<SongReading>) =>
      reasons(aScene(0, 0, [], ['rain']), aSong('a', null, null, { themes: ['rain'], ...given }))[0];
    expect(rain({ basis: 'lyrics', evidence: ['lyrics'] })).toBe(
      'its lyrics speak of rain, as the photo does',
    );
    const byTitle = 'its title speaks of rain, as the photo does';
    expect(rain({ basis: 'title', evidence: ['title'] })).toBe(byTitle);
    expect(rain({ basis: 'metadata', evidence: ['title', 'facts'] })).toBe(
      'its title or genre speaks of rain, as the photo does',
    );
    expect(rain({ basis: 'metadata', evidence: ['title', 'knowledge'] })).toBe(
      'it is about rain, like the photo',
    );
    const lake = aSong('a', null, null, { themes: ['ocean'], evidence: ['title'] });
    expect(reasons(aScene(0, 0, [], ['lake']), lake)[0]).toBe(
      'its title touches on water, as the photo does',
    );
  });

  it('names the story where it fits well, and where something told it', () => {
    const story = (words: number, evidence: SongReading['evidence']) =>
      reasons(aScene(0, 0), aSong('a', null, null, { evidence }), { words });
    expect(story(0.72, ['lyrics'])).toEqual(['its story is close to what the photo shows']);
    expect(story(0.72, ['title', 'lyrics'])).toHaveLength(1);
    expect(story(0.71, ['lyrics'])).toEqual(['the closest there is here']);
    expect(story(0.9, ['title', 'facts'])).toEqual(['the closest there is here']);
  });

  it('calls a guess a guess', () => {
    const colours = (valence: number) => ({ reading: { ...aScene(valence, 0).reading, ...unsure } });
    const warm = aSong('a', 0.4, -0.5);
    expect(reasons(colours(0.12), warm)).toEqual([
      'quiet and warm, as the photo’s light and colours could be',
    ]);
    const guess = ['a guess, going by the photo’s light and colours only'];
    expect(reasons(colours(0.12), aSong('a', 0, 0))).toEqual(guess);
    // Light that leans to no side, or to the other, could not be warm.
    expect(reasons(colours(0.05), warm)).toEqual(guess);
    expect(reasons(colours(-0.12), warm)).toEqual(guess);
    const livelier = { ...colours(0).reading, evidence: ['colours' as const, 'words' as const] };
    expect(reasons({ reading: livelier }, warm)).toEqual([
      'a guess, going by the photo’s light and colours and by your words',
    ]);
    const scene = aScene(-0.4, 0, [], ['rain']);
    expect(
      reasons(scene, known({ ...unsure, evidence: ['title'], basis: 'title', themes: ['rain'] })),
    ).toEqual(['its title speaks of rain, as the photo does', 'a guess, going by its title only']);
    expect(reasons(scene, known({ ...unsure, evidence: [] }))).toEqual([
      'a guess: nothing is known of how it feels',
    ]);
    // How loud it is says nothing of happy or sad, but it is more than a title.
    for (const evidence of [['facts'], ['title', 'facts'], ['lyrics', 'title']] as const)
      expect(reasons(scene, known({ ...unsure, evidence: [...evidence] }))).toEqual([
        'a guess: too little is known of how it feels',
      ]);
  });

  it('calls the winner the closest, and a song below it the closest of the rest', () => {
    const song = { ...aSong('a', 0, 0), song: { genres: [] } };
    const features = byFeature(() => ({ fit: null, weight: 1, added: 0 }));
    const at = (rank: number) => reasonsFor(aScene(0, 0).reading, families)({ ...song, features, rank });
    expect([at(1), at(2)]).toEqual([['the closest there is here'], ['the closest of the rest']]);
  });

  it('puts what added most first, a subject a little before it', () => {
    const scene = aScene(-0.4, 0, ['dark'], ['rain']);
    const song = known({ moods: ['dark'], themes: ['rain'], basis: 'metadata' });
    const order = (fits: Partial<Record<FeatureName, number>>) =>
      reasons(scene, song, fits).map((reason) => reason.split(' ')[0]);
    expect(order({ valence: 0.71, energy: 0.71, moods: 0.8, themes: 0.8 })).toEqual(['both', 'it', 'the']);
    expect(order({ valence: 0.9, moods: 0.6, themes: 0.4 })).toEqual(['both', 'the', 'it']);
    expect(order({ moods: 0.54, valence: 0.52 })).toEqual(['it', 'the', 'both']);
  });

  it('makes a sentence of phrases', () => {
    expect(sentence('both quiet; about rain')).toBe('Both quiet; about rain.');
    expect(sentence('')).toBe('');
  });
});
