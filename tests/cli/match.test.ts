import { describe, expect, it } from 'vitest';
import { explainFeatures, explanationLines } from '../../src/cli/match.ts';
import { rankingJson } from '../../src/cli/ranking-json.ts';
import { rankingTable } from '../../src/cli/ranking-table.ts';
import type { FeatureName } from '../../src/model/ranking.ts';
import { byFeature } from '../../src/pipeline/ranking/features.ts';
import { themeFamilies } from '../../src/pipeline/ranking/themes.ts';
import { aScene, aSong } from '../pipeline/songs.ts';
import { ranking } from '../support/rankings.ts';

const families = themeFamilies({ water: 'lake ocean' });
const photo = {
  reading: aScene(-0.4, -0.6, ['wistful', 'dark'], ['rain', 'lake']).reading,
};
const near = aSong('Near', -0.3, 0, { moods: ['tender'], themes: ['rain', 'love'], summary: 'Of rain.' });

/** One feature alone, with this fit. */
function explained(name: FeatureName, fit: number | null, song = near, scene = photo) {
  const features = byFeature((one) => ({ fit, weight: one === name ? 0.5 : 0, added: 0.25 }));
  const { lines, sentences } = explainFeatures(scene, { reading: song.reading, features }, families);
  expect(lines).toHaveLength(1);
  return { line: lines[0], sentence: sentences[0] };
}

it('heads an explanation with title and artist, or the title alone', () => {
  const made = ranking();
  const [match = expect.fail()] = made.matches;
  const first = (artists: string[]) =>
    explanationLines(made, { ...match, song: { ...match.song, artists } }, families, 80).split('\n')[1];
  expect(first(['The Quiet Tide'])).toMatch(/Harbour Lights at Four · The Quiet Tide/);
  expect(first([])).not.toContain('·');
});

it('says what was understood of a feeling, for people and for scripts', () => {
  const understood = { text: 'I took that as: calmer.' };
  const wished = { ...ranking(), wish: { words: 'calmer', understood, avoid: { moods: [], themes: [] } } };
  expect(rankingTable(wished, { columns: 80 })).toContain('I took that as: calmer.');
  expect(rankingJson(wished)).toMatchObject({ wish: { words: 'calmer', understood: understood.text } });
  expect(rankingJson(ranking())).not.toHaveProperty('wish');
});

describe('explainFeatures', () => {
  it.each([
    ['valence', 'sad to happy', 'a little sad (-0.40)', 'a little sad (-0.30)'],
    ['energy', 'calm to lively', 'quiet (-0.60)', 'unhurried (+0.00)'],
    ['moods', 'moods', 'wistful and dark', 'tender'],
    ['themes', 'themes', 'rain and lake', 'rain and love'],
    ['words', 'story', 'A moment.', 'Of rain.'],
  ] as const)('shows both sides of the %s', (name, label, ours, theirs) => {
    const { line } = explained(name, 0.5);
    expect(line).toEqual({ name, label, photo: ours, song: theirs, fit: 0.5, weight: 0.5, added: 0.25 });
  });

  it.each(['valence', 'energy', 'moods', 'themes', 'words'] as const)(
    'says when the %s is not known',
    (name) => {
      const unread = aSong('Unread', null, null, { summary: '' });
      const { line, sentence } = explained(name, null, unread);
      expect(line?.song).toBe('not known');
      expect(sentence).toBe(`The song's “${line?.label}” is not known, so it neither helped nor hurt.`);
    },
  );

  it.each([
    ['valence', 0.9, 'Photo and song are both a little sad.'],
    ['energy', 0.85, 'The photo is quiet, the song unhurried: very close.'],
    ['energy', 0.84, 'The photo is quiet, the song unhurried: close.'],
    ['energy', 0.65, 'The photo is quiet, the song unhurried: close.'],
    ['energy', 0.64, 'The photo is quiet, the song unhurried: not far apart.'],
    ['energy', 0.45, 'The photo is quiet, the song unhurried: not far apart.'],
    ['energy', 0.44, 'The photo is quiet, the song unhurried: far apart.'],
    ['moods', 0.5, "The photo's mood is wistful and dark, the song's tender: not far apart."],
    ['themes', 0.5, 'Both are about rain.'],
    ['words', 0.65, "The song's story is close to what the photo shows."],
    ['words', 0.64, "The song's story is about as close to the photo as most here."],
    ['words', 0.45, "The song's story is about as close to the photo as most here."],
    ['words', 0.44, "The song's story is further from the photo than most here."],
  ] as const)('says it in a sentence: %s, %f', (name, fit, sentence) => {
    expect(explained(name, fit).sentence).toBe(sentence);
  });

  it('says what is neither happy nor sad, and what themes only touch on', () => {
    const plain = { ...photo, reading: aScene(0, 0).reading };
    expect(explained('valence', 0.9, aSong('Plain', 0, 0), plain).sentence).toBe(
      'Neither photo nor song is clearly happy or sad.',
    );
    const themes = (...names: string[]) =>
      explained('themes', 0.2, aSong('a', 0, 0, { themes: names })).sentence;
    expect(themes('ocean')).toBe('Both touch on water.');
    expect(themes('money')).toBe('They have no theme in common.');
    expect(explained('themes', 0, near, plain).sentence).toBe('They have no theme in common.');
  });

  it('leaves out what had no weight, sums what was added, and says what counted most first', () => {
    const added = { valence: 0.1, energy: 0.3, moods: 0.2, themes: 0, words: 0 };
    const features = byFeature((name) => ({
      fit: 0.9,
      weight: name === 'words' ? 0 : 0.1,
      added: added[name],
    }));
    const { lines, total, sentences } = explainFeatures(photo, { reading: near.reading, features }, families);
    expect(lines.map(({ name }) => name)).toEqual(['valence', 'energy', 'moods', 'themes']);
    expect(total).toBeCloseTo(0.6, 9);
    expect(sentences.map((sentence) => sentence.slice(0, 16))).toEqual([
      'The photo is qui',
      "The photo's mood",
      'Photo and song a',
      'Both are about r',
    ]);
  });
});
