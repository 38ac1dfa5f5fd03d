import { describe, expect, it } from 'vitest';
import {
  explainInput,
  type RankedSong,
  rankSongs,
  toMatch,
  toMatches,
  youtubeSearchLink,
} from '../../../src/pipeline/explain/shortlist.ts';
import { embeddingText } from '../../../src/pipeline/ranking/embed.ts';
import { loadRankTables } from '../../../src/pipeline/ranking/tables.ts';
import { explanationFrom } from '../../../src/readers/gemini/explanation-answers.ts';
import { photo } from '../../support/pipeline.ts';
import { aSong as song } from '../../support/songs.ts';
import { aScene, aSong } from '../songs.ts';

const tables = loadRankTables();
const scene = {
  ...aScene(0.1, 0.1, ['peaceful'], ['harbour']),
  caption: 'A harbour',
  captionedBy: 'blip',
  palette: photo.palette,
};

/** A vector that says only whether a text is about boats. */
const aboutBoats = async (texts: readonly string[]): Promise<Float32Array[]> =>
  texts.map((text) => Float32Array.from(/boat|harbour/i.test(text) ? [1, 0] : [0, 1]));
const titles = (songs: readonly RankedSong[]): string[] => songs.map(({ song: { title } }) => title);

describe('rankSongs', () => {
  const boats = aSong('Boats', 0.1, 0.1, { summary: 'Boats come home.' });
  const hills = aSong('Hills', 0.2, 0.1, { summary: 'Hills far away.' });
  const roads = aSong('Roads', 0.3, 0.1, { summary: 'Roads to nowhere.' });
  const sad = aSong('Sad', -0.9, -0.9, { summary: 'All is lost.', themes: ['loss'] });

  it('gives each song the vector of its own text, embedded once with the photo and the bank', async () => {
    const asked: string[] = [];
    const ranked = await rankSongs(scene, [sad, hills, boats, roads], tables, (texts) => {
      asked.push(...texts);
      return aboutBoats(texts);
    });
    expect(asked).toEqual([
      'A harbour. A moment.',
      ...tables.bank.map(embeddingText),
      ...[sad, hills, boats, roads].map(({ reading }) => embeddingText(reading)),
    ]);
    expect(titles(ranked)).toEqual(['Boats', 'Hills', 'Roads', 'Sad']);
    expect(ranked.map(({ index }) => index)).toEqual([2, 1, 3, 0]);
    const fits = ranked.map(({ features }) => features.words.fit ?? 0);
    expect(fits[0]).toBeGreaterThan(0.6);
    expect(fits.slice(1)).toEqual(Array(3).fill(expect.closeTo(fits[1] ?? 0, 9)));
    expect(ranked[0]?.reasons).not.toContain('much sadder than the photo');
    expect(ranked[3]?.reasons).toContain('much sadder than the photo');
  });

  it('puts songs to be avoided behind the others', async () => {
    const lost = { ...tables, avoid: { moods: [], themes: ['boats'] } };
    const songs = [aSong('Boats', 0.1, 0.1, { themes: ['boats'] }), sad];
    expect(titles(await rankSongs(scene, songs, lost, aboutBoats))).toEqual(['Sad', 'Boats']);
  });

  it('lets the story break ties only where the photo has one', async () => {
    const better = aSong('Better', 0.1, 0.1, { summary: 'Hills.', moods: ['peaceful'] });
    const story = aSong('Story', 0.1, 0.1, { summary: 'Boats.', moods: ['tender'] });
    const others = [hills, roads, aSong('Woods', 0.2, 0.2, { summary: 'Woods.' })];
    const wordless = { ...tables.weights, features: { ...tables.weights.features, words: 0 } };
    const first = async (captionedBy: string, themes: string[]) => {
      const photographed = { ...scene, captionedBy, reading: { ...scene.reading, themes } };
      const options = { ...tables, weights: wordless };
      return titles(await rankSongs(photographed, [better, story, ...others], options, aboutBoats))[0];
    };
    expect(await first('blip', [])).toBe('Story');
    expect(await first('colours', [])).toBe('Better');
  });

  it('compares the words of the thousand best fitting songs of a longer list', async () => {
    const many = Array.from({ length: 1000 }, (_, at) =>
      aSong(`Song ${at}`, 0.1, 0.1, { summary: `Boats ${at}.` }),
    );
    const asked: string[] = [];
    const ranked = await rankSongs(scene, [sad, ...many], tables, (texts) => {
      asked.push(...texts);
      return aboutBoats(texts);
    });
    expect(asked).toHaveLength(1 + tables.bank.length + 1000);
    expect(asked).not.toContain(embeddingText(sad.reading));
    expect(ranked).toHaveLength(1001);
    expect(ranked.filter(({ features }) => features.words.fit === null).map(({ index }) => index)).toEqual([
      0,
    ]);
  });
});

/** A ranked song as far as it is shown. */
async function someRanked(count: number): Promise<RankedSong[]> {
  const songs = Array.from({ length: count }, (_, at) => aSong(`Song ${at}`, 0, 0));
  const ranked = await rankSongs(scene, songs, tables, aboutBoats);
  return ranked.map((one, at) => ({ ...one, score: 0.9 - at / 100, reasons: ['both calm', 'b', 'c', 'd'] }));
}

describe('explainInput', () => {
  it('gives a writer the scene and the ten best songs, without vectors or features', async () => {
    const ranked = await someRanked(12);
    const { scene: seen, top } = explainInput(scene, ranked);
    expect(seen).toEqual({ caption: 'A harbour', reading: scene.reading });
    expect(top).toHaveLength(10);
    expect(top[1]).toEqual({
      title: ranked[1]?.song.title,
      artists: ranked[1]?.song.artists,
      reading: ranked[1]?.reading,
      score: 0.89,
      reasons: ['both calm', 'b', 'c', 'd'],
    });
  });
});

describe('matches', () => {
  it('have the reason they were given, or a line of their three strongest', async () => {
    const [one] = await someRanked(1);
    if (one === undefined) throw new Error('no song');
    expect(toMatch(one, 'Because.')).toEqual({
      rank: 1,
      song: one.song,
      reading: one.reading,
      score: 0.9,
      isGuess: false,
      parts: one.parts,
      features: one.features,
      vibe: 'A song.',
      reason: 'Because.',
      youtube: youtubeSearchLink(one.song),
    });
    expect(toMatch(one, null).reason).toBe('Both calm; b; c.');
  });

  it("follow the writer's order among the eight best, each with its own reason", async () => {
    const ranked = await someRanked(10);
    const order = [1, 0, 2, 3, 4, 5, 7, 6];
    const reasons = ranked.map((_, at) => (at === 2 ? null : `Line ${at}.`));
    const matches = await toMatches(ranked, { explanation: '', reasons, order });
    expect(matches.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(matches.map(({ song: { title } }) => title)).toEqual(
      [...order, 8, 9].map((at) => ranked[at]?.song.title),
    );
    expect(matches.map(({ reason }) => reason)).toEqual(
      [...order, 8, 9].map((at) => (at === 2 ? 'Both calm; b; c.' : `Line ${at}.`)),
    );
    const written = { explanation: 'Your photo is calm, and so is {1}.', reasons: [], order };
    const words = explanationFrom(written, explainInput(scene, ranked));
    expect((await toMatches(ranked, words ?? expect.unreachable()))[0]?.song).toEqual(ranked[1]?.song);
    const tooFar = { explanation: '', reasons: [], order: [7, 0, 1, 2, 3, 4, 5, 6] };
    expect((await toMatches(ranked, tooFar))[0]?.song).toEqual(ranked[0]?.song);
    const tooLong = { explanation: '', reasons: [], order: [1, 0, 2, 3, 4, 5, 6, 7, 8] };
    expect((await toMatches(ranked, tooLong))[0]?.song).toEqual(ranked[0]?.song);
  });
});

describe('youtubeSearchLink', () => {
  const searched = (title: string, artists: string[]) =>
    new URL(youtubeSearchLink(song({ title, artists }))).searchParams.get('search_query');

  it('searches for the title and at most two artists, on one line', () => {
    expect(youtubeSearchLink(song({ title: 'Song & Dance', artists: ['A', 'B', 'C'] }))).toBe(
      'https://www.youtube.com/results?search_query=A%20B%20Song%20%26%20Dance',
    );
    expect(searched(' two \n\t lines ', [])).toBe('two lines');
  });

  it('cuts long titles between characters and drops broken ones', () => {
    expect(searched('🎵'.repeat(200), [])).toBe('🎵'.repeat(150));
    expect(searched('half\ud83c a note', [])).toBe('half a note');
  });
});
