import { describe, expect, it } from 'vitest';
import { type RankScene, type RankSong, rank } from '../../../src/pipeline/ranking/rank.ts';
import { loadRankTables } from '../../../src/pipeline/ranking/tables.ts';
import { aScene, aSong } from '../songs.ts';

const tables = loadRankTables();

function titles(scene: RankScene, songs: readonly RankSong[], options = {}): string[] {
  return rank(scene, songs, { ...tables, ...options }).map(({ index }) => songs[index]?.song.title ?? '?');
}

const plane = [
  aSong('sad', -0.7, -0.6, { moods: ['melancholic'] }),
  aSong('angry', -0.7, 0.8, { moods: ['angry'] }),
  aSong('calm', 0.5, -0.7, { moods: ['peaceful'] }),
  aSong('happy', 0.8, 0.6, { moods: ['joyful'] }),
];

describe('rank', () => {
  it('puts the song of the same feeling first, on all four sides of the plane', () => {
    expect(titles(aScene(-0.5, -0.5, ['melancholic']), plane)[0]).toBe('sad');
    expect(titles(aScene(-0.5, 0.6, ['tense']), plane)[0]).toBe('angry');
    expect(titles(aScene(0.4, -0.5, ['peaceful']), plane)[0]).toBe('calm');
    expect(titles(aScene(0.6, 0.5, ['joyful']), plane)[0]).toBe('happy');
  });

  it('does not punish a song for what nobody read of it', () => {
    const songs = [
      aSong('fits badly', 0.6, 0.9),
      aSong('energy unknown', 0.6, null),
      aSong('fits well', 0.6, -0.5),
    ];
    expect(titles(aScene(0.45, -0.5), songs)).toEqual(['fits well', 'energy unknown', 'fits badly']);
    const [well, unknown, badly] = rank(aScene(0.45, -0.5), songs, tables).map(
      ({ details }) => details().features.energy.added,
    );
    expect(well).toBeGreaterThan(unknown ?? 1);
    expect(unknown).toBeGreaterThan(badly ?? 1);
  });

  it('ranks songs of which nothing at all is known, in the order they came', () => {
    const songs = ['one', 'two', 'three'].map((title) => aSong(title, null, null));
    expect(titles(aScene(0.2, 0.2, ['joyful'], ['sea']), songs)).toEqual(['one', 'two', 'three']);
  });

  it('gives every song once, ranks from 1, scores within 0..1 that never rise', () => {
    const songs = Array.from({ length: 300 }, (_, i) =>
      aSong(`${i}`, Math.sin(i), Math.cos(i * 1.7), { artist: `artist ${i % 9}` }),
    );
    const ranked = rank(aScene(-0.3, 0.4, ['restless']), songs, tables);
    expect(new Set(ranked.map(({ index }) => index)).size).toBe(300);
    expect(ranked.map(({ rank: place }) => place)).toEqual(songs.map((_, i) => i + 1));
    const scores = ranked.map(({ score }) => score);
    expect([...scores].sort((a, b) => b - a)).toEqual(scores);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
  });

  it('scores low when the playlist has nothing for the photo', () => {
    const happy = Array.from({ length: 20 }, (_, i) =>
      aSong(`${i}`, 0.7 + i / 100, 0.6, { moods: ['joyful'] }),
    );
    const [sadBest] = rank(aScene(-0.7, -0.6, ['melancholic']), happy, tables);
    const [happyBest] = rank(aScene(0.7, 0.6, ['joyful']), happy, tables);
    expect(sadBest?.score).toBeLessThan(0.4);
    expect(happyBest?.score).toBeGreaterThan(0.8);
  });

  describe('of songs that are known more or less', () => {
    const known = (valence: number, energy = valence) => ({ certainty: { valence, energy } });
    const unknown = aSong('unknown', null, null, known(0));
    const good = aSong('good', 0.6, 0.4, known(0.85));
    const unsure = aSong('unsure', 0.25, 0.15, known(0.2));
    const wrong = aSong('wrong', -0.6, -0.4, known(0.85));

    it('puts the certain good one first, the unsure one next, the unknown one in the middle, the wrong one last', () => {
      for (const valence of [0.4, 0.6, 0.9]) {
        for (const songs of [
          [unknown, wrong, unsure, good],
          [good, unsure, wrong, unknown],
        ]) {
          expect(titles(aScene(valence, 0.3), songs)).toEqual(['good', 'unsure', 'unknown', 'wrong']);
        }
      }
    });

    it('puts the certain one of two at the same place first', () => {
      const certain = aSong('certain', 0.6, 0.4, known(0.85));
      const doubtful = aSong('doubtful', 0.6, 0.4, known(0.3));
      for (const valence of [0.3, 0.6, 0.9]) {
        expect(titles(aScene(valence, 0.3), [doubtful, certain])[0]).toBe('certain');
      }
    });

    it('scores an unknown one like a coin toss, and the others by what is known', () => {
      const songs = [unknown, wrong, unsure, good];
      const scores = rank(aScene(0.5, 0.3), songs, tables).map(({ score }) => score);
      expect(scores[2]).toBeCloseTo(0.5, 6);
      expect(scores[0]).toBeGreaterThan(0.85);
      expect(scores[1]).toBeLessThan(0.8);
      expect(scores[3]).toBeLessThan(0.15);
      const [only] = rank(aScene(0.5, 0.3), [unknown], tables);
      expect(only?.score).toBeCloseTo(0.5, 6);
    });

    it('scores no song far from a coin toss where the photo is hardly known', () => {
      const scene = aScene(0.5, 0.3);
      const dim = { ...scene, reading: { ...scene.reading, ...known(0.1) } };
      for (const { score } of rank(dim, [good, wrong], tables))
        expect(Math.abs(score - 0.5)).toBeLessThan(0.5);
      const [first] = rank(dim, [good], tables);
      const [clear] = rank(scene, [good], tables);
      expect(first?.score).toBeLessThan(clear?.score ?? 0);
    });
  });

  it('goes by light and colour between songs that tie, where the photo is known by nothing else', () => {
    const songs = [aSong('near', 0.12, 0.12), aSong('like the light', 0.2, -0.05)];
    const scene = aScene(0.1, 0.1);
    const lit = { ...scene, palette: { valence: 0.4, energy: -0.3 } };
    expect(titles(scene, songs)[0]).toBe('near');
    expect(titles(lit, songs)[0]).toBe('like the light');
    // With words, the story decides.
    const told = { ...lit, vector: Float32Array.of(1, 0) };
    const stories = songs.map((song, at) => ({ ...song, vector: Float32Array.of(at === 0 ? 1 : -1, 0.1) }));
    expect(titles(told, stories)[0]).toBe('near');
  });

  it('lets a shared theme decide between songs of one feeling', () => {
    const songs = [
      aSong('other', -0.4, -0.5, { themes: ['money'] }),
      aSong('same word', -0.4, -0.5, { themes: ['rivers'] }),
    ];
    expect(titles(aScene(-0.3, -0.5, [], ['river']), songs)[0]).toBe('same word');
  });

  it('has weights that sum to 1, and says what each feature added', () => {
    const [first] = rank(aScene(0.3, 0.3, ['hopeful'], ['sea']), plane, tables);
    const values = Object.values(first?.details().features ?? {});
    expect(values.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    for (const { fit, weight, added } of values) if (fit !== null) expect(added).toBeCloseTo(weight * fit, 9);
  });

  it('turns a feature round for somebody who wants contrast in it, and says so', () => {
    const { valence, energy, moods } = tables.weights.features;
    const features = { ...tables.weights.features, valence: -valence, energy: -energy, moods: -moods };
    const options = { ...tables, weights: { ...tables.weights, features } };
    const [first] = rank(aScene(-0.6, -0.6, ['melancholic']), plane, options);
    expect(plane[first?.index ?? 0]?.song.title).toBe('happy');
    const { features: shown, parts } = first?.details() ?? {};
    expect(shown?.valence).toMatchObject({ weight: expect.closeTo(-0.5, 0) });
    expect(shown?.valence.fit).toBeLessThan(0.3);
    expect(shown?.valence.added).toBeGreaterThan(0.3);
    expect(parts?.feeling).toBeGreaterThan(0.6);
    expect(first?.score).toBeGreaterThan(0.8);
  });

  it('never puts one artist twice in a row while another song is near', () => {
    const songs = [
      aSong('a1', 0.5, 0.5, { artist: 'Ana' }),
      aSong('a2', 0.5, 0.5, { artist: 'ANÁ' }),
      aSong('b1', 0.5, 0.45, { artist: 'Bo' }),
      aSong('a3', 0.5, 0.44, { artist: 'Ana' }),
      aSong('c1', 0.5, 0.4, { artist: 'Cy' }),
    ];
    const order = titles(aScene(0.5, 0.5), songs);
    expect(order.slice(0, 3)).toEqual(['a1', 'b1', 'c1']);
    expect(titles(aScene(0.5, 0.5), songs, { diversify: false }).slice(0, 2)).toEqual(['a1', 'a2']);
  });

  it('lets the closest story win among songs that fit about as well, and says where the fit put it', () => {
    const features = { ...tables.weights.features, themes: 0.001, words: 0 };
    const options = { ...tables, weights: { ...tables.weights, features } };
    const scene = aScene(0.1, 0.1, [], ['river'], Float32Array.of(1, 0));
    const places = (...songs: RankSong[]) =>
      rank(scene, songs, options).map(({ index, rankByFit }) => [songs[index]?.song.title, rankByFit]);
    const fitting = aSong('fitting', 0.12, 0.1, { vector: Float32Array.of(-1, 0) });
    const story = aSong('story', 0.16, 0.1, { vector: Float32Array.of(1, 0) });
    const far = aSong('far', -0.8, -0.8, { vector: Float32Array.of(1, 0) });
    expect(places(fitting, story, far)).toEqual([
      ['story', 2],
      ['fitting', 1],
      ['far', 3],
    ]);
    // Without words to compare, a shared theme counts like an ordinary story.
    const theme = aSong('theme', 0.2, 0.1, { themes: ['rivers'] });
    const ordinary = aSong('ordinary', 0.16, 0.1, { vector: Float32Array.of(0.3, 0.95) });
    expect(places(fitting, theme)[0]).toEqual(['theme', 2]);
    expect(places(fitting, ordinary, theme)[0]).toEqual(['ordinary', 2]);
  });

  it('is the same every time', () => {
    expect(titles(aScene(0.1, -0.2), plane)).toEqual(titles(aScene(0.1, -0.2), plane));
  });

  it('is nothing for no songs', () => {
    expect(rank(aScene(0, 0), [], tables)).toEqual([]);
  });

  it('refuses vectors of two spaces', () => {
    const songs = [
      aSong('a', 0, 0, { vector: new Float32Array(3) }),
      aSong('b', 0, 0, { vector: new Float32Array(4) }),
    ];
    expect(() => rank(aScene(0, 0), songs, tables)).toThrow(/two spaces/);
    expect(() => rank(aScene(0, 0, [], [], new Float32Array(5)), songs.slice(0, 1), tables)).toThrow(
      /two spaces/,
    );
  });
});
