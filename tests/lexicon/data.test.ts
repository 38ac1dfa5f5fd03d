import { describe, expect, it } from 'vitest';
import { loadLexicon, parseLexicon } from '../../src/lexicon/lexicon.ts';
import { readKit } from './support/kit.ts';

const lexicon = loadLexicon();

describe('the affect lexicon', () => {
  it('holds well over 2,500 lemmas', () => {
    expect(new Set(lexicon.entries.map(({ lemma }) => lemma)).size).toBeGreaterThan(6000);
    expect(lexicon.entries.filter(({ field }) => field !== 'scene').length).toBeGreaterThan(2500);
  });

  it('holds general words: no digits, no capitals, nothing of one song or artist', () => {
    const odd = lexicon.entries.filter(({ lemma }) => !/^[a-zà-ÿ' -]+$/.test(lemma));
    expect(odd.map(({ lemma }) => lemma)).toEqual([]);
  });

  it('covers the whole plane', () => {
    for (const valence of [1, -1]) {
      for (const energy of [1, -1]) {
        const quarter = lexicon.entries.filter(
          (entry) => entry.valence * valence > 0.2 && (entry.energy ?? 0) * energy > 0.2,
        );
        expect(quarter.length).toBeGreaterThan(250);
      }
    }
  });

  it('has themes that are lower-case words', () => {
    const odd = lexicon.entries
      .flatMap(({ themes }) => themes)
      .filter((theme) => !/^[a-z][a-z -]*$/.test(theme));
    expect(odd).toEqual([]);
  });

  it('keeps clear of the names in the evaluation kit', ({ skip }) => {
    const kit = readKit();
    if (kit === null) return skip();
    const artists = kit.songs.map(({ artist }) => artist.toLowerCase());
    const known = new Set(lexicon.entries.filter(({ words }) => words.length > 1).map(({ lemma }) => lemma));
    expect(artists.filter((artist) => known.has(artist))).toEqual([]);
  });

  it('says where a line is wrong', () => {
    const line =
      (cells: string): (() => unknown) =>
      () =>
        parseLexicon(`# head\n${cells}`, 'some.tsv');
    expect(line('sad\ta\t-2\t0\t\t')).toThrow('some.tsv:2');
    expect(line('sad\ta\thigh\t0\t\t')).toThrow('some.tsv:2');
    expect(line('sad\tq\t-0.7\t0\t\t')).toThrow('part of speech');
    expect(line('sad\ta\t-0.7\t0\tgloomyish\t')).toThrow('unknown mood');
    expect(line('\ta\t-0.7\t0\t\t')).toThrow('lemma');
  });

  it('reads an empty energy as unknown', () => {
    expect(parseLexicon('lake\tn\t0.4\t\tpeaceful\twater,lake', 'some.tsv')).toMatchObject([
      { energy: null, moods: ['peaceful'], themes: ['water', 'lake'] },
    ]);
  });

  it('has a version that follows the data', () => {
    expect(lexicon.version).toMatch(/^[\da-f]{8}$/);
    expect(loadLexicon().version).toBe(lexicon.version);
  });
});
