import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../../src/package-path.ts';
import { lexiconVersion, linesOf, loadLexicon, parseEntry } from '../../../src/readers/lexicon/lexicon.ts';
import { songs } from '../../accuracy/kit.ts';

const folder = packagePath('assets', 'lexicon');
const lines = readdirSync(folder)
  .filter((name) => name.endsWith('.tsv'))
  .flatMap((file) => linesOf({ file, text: readFileSync(join(folder, file), 'utf8') }));
const entries = lines.map(parseEntry);

describe('the affect lexicon', () => {
  it('holds well over 2,500 lemmas', () => {
    expect(new Set(entries.map(({ lemma }) => lemma)).size).toBeGreaterThan(6000);
    expect(entries.filter(({ field }) => field !== 'scene').length).toBeGreaterThan(2500);
  });

  it('holds general words: no digits, no capitals, nothing of one song or artist', () => {
    const odd = entries.filter(({ lemma }) => !/^[a-zà-ÿ' -]+$/.test(lemma));
    expect(odd.map(({ lemma }) => lemma)).toEqual([]);
  });

  it('covers the whole plane', () => {
    for (const valence of [1, -1]) {
      for (const energy of [1, -1]) {
        const quarter = entries.filter(
          (entry) => entry.valence * valence > 0.2 && (entry.energy ?? 0) * energy > 0.2,
        );
        expect(quarter.length).toBeGreaterThan(250);
      }
    }
  });

  it('has themes that are lower-case words', () => {
    const odd = entries.flatMap(({ themes }) => themes).filter((theme) => !/^[a-z][a-z -]*$/.test(theme));
    expect(odd).toEqual([]);
  });

  it('keeps clear of the names of the songs that it is measured by', () => {
    const phrases = new Set(entries.filter(({ words }) => words.length > 1).map(({ lemma }) => lemma));
    const artists = songs.map(({ artist }) => artist.toLowerCase());
    // Two words ("never again") are anybody's; a title of three or more is that song's.
    const titles = songs
      .map(({ title }) => title.toLowerCase())
      .filter((title) => title.split(' ').length > 2);
    expect([...artists, ...titles].filter((name) => phrases.has(name))).toEqual([]);
  });

  it('says where a line is wrong', () => {
    const parse = (content: string) => () => parseEntry({ content, file: 'some.tsv', line: 2 });
    expect(parse('sad\ta\t-2\t0\t\t')).toThrow('some.tsv:2');
    expect(parse('sad\ta\thigh\t0\t\t')).toThrow('some.tsv:2');
    expect(parse('sad\tq\t-0.7\t0\t\t')).toThrow('part of speech');
    expect(parse('sad\ta\t-0.7\t0\tgloomyish\t')).toThrow('unknown mood');
    expect(parse('\ta\t-0.7\t0\t\t')).toThrow('lemma');
  });

  it('has no word twice, but for one that is seen and said: a sunset', () => {
    const keys = entries.map(
      ({ words, pos, field }) => `${words.join(' ')} (${pos}, ${field === 'scene' ? 'seen' : 'said'})`,
    );
    const seen = new Set<string>();
    expect(keys.filter((key) => seen.size === seen.add(key).size)).toEqual([]);
  });

  it('finds every entry by its first word', () => {
    const lexicon = loadLexicon();
    const lost = entries.filter(
      ({ words, lemma, pos }) =>
        !lexicon.startingWith(words[0] ?? '').some((entry) => entry.lemma === lemma && entry.pos === pos),
    );
    expect(lost).toEqual([]);
  });

  it('reads an empty energy as unknown', () => {
    expect(
      parseEntry({ content: 'lake\tn\t0.4\t\tpeaceful\twater,lake', file: 'some.tsv', line: 1 }),
    ).toMatchObject({
      energy: null,
      moods: ['peaceful'],
      themes: ['water', 'lake'],
    });
  });

  it('has a version that follows the data', () => {
    const version = lexiconVersion();
    expect(version).toMatch(/^[\da-f]{8}$/);
    expect(lexiconVersion()).toBe(version);
  });

  it('changes its version with a JSON table as well', () => {
    const copy = mkdtempSync(join(tmpdir(), 'scenescore-lexicon-'));
    cpSync(folder, copy, { recursive: true });
    appendFileSync(join(copy, 'phrases.json'), ' ');
    const changed = lexiconVersion(copy);
    rmSync(copy, { recursive: true });
    expect(changed).not.toBe(lexiconVersion());
  });
});
