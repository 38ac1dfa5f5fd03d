/** Facts of songs in a run: shown when they come, waited for briefly, looked up behind the reply when they are late. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBackgroundQueue } from '../../src/concurrency/queues.ts';
import type { Ranking } from '../../src/model/ranking.ts';
import type { Song } from '../../src/model/song.ts';
import { createMatchScene } from '../../src/pipeline/match-scene.ts';
import type { PipelinePorts } from '../../src/pipeline/pipeline-ports.ts';
import type { FactsSource, LookUpOptions, SongFacts } from '../../src/pipeline/song-lookup.ts';
import { createKnownSongs } from '../../src/pipeline/songs/known-songs.ts';
import { createLexiconReader } from '../../src/readers/lexicon/reader.ts';
import { factsEvidence } from '../../src/songs/facts-evidence.ts';
import { alwaysThere, letterReader, playlist, song } from '../support/pipeline.ts';

const cover = 'https://cdn-images.dzcdn.net/250.jpg';

function factsFor(genre: string): SongFacts {
  const evidence = factsEvidence({ genres: [genre], loudness: -5, tempo: 150, audio: null });
  return { evidence, genres: [genre], cover, isOpen: false };
}

const nothing: SongFacts = { evidence: [], genres: [], cover: null, isOpen: true };

/** Finds metal in everything, after `wait`; what it found it recalls. */
function metalFacts(wait: (options: LookUpOptions<SongFacts>) => Promise<unknown> = async () => undefined) {
  const found = new Set<string>();
  const asked: string[][] = [];
  const facts: FactsSource = {
    recall: async (songs) => songs.map(({ title }) => (found.has(title) ? factsFor('metal') : nothing)),
    async lookUp(songs, options) {
      const { onFound, signal, priority = () => 0 } = options;
      asked.push(songs.map(({ title }) => title));
      await wait(options);
      for (const [at, { title }] of songs.entries()) {
        if (priority(at) === Number.POSITIVE_INFINITY || signal?.aborted) continue;
        found.add(title);
        onFound?.(at, factsFor('metal'));
      }
    },
  };
  return { facts, asked };
}

const titles = ['Walking', 'The Road', 'Nine'];
const request = (songs: Song[] = titles.map((title) => song(title))) => ({
  photo: new Uint8Array(),
  playlists: [{ kind: 'playlist' as const, playlist: playlist(songs) }],
  feeling: '',
});
const byWords = (over: Partial<PipelinePorts>) => alwaysThere({ readers: [createLexiconReader()], ...over });
const evidenceOf = (ranking: Ranking | undefined) =>
  ranking?.matches.map(({ reading }) => reading.evidence.includes('facts'));

describe('facts', () => {
  it('do not hold up the first ranking, and are in the last', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { facts, asked } = metalFacts(() => gate);
    const rankings: Ranking[] = [];
    const last = await createMatchScene(byWords({ facts }))(request(), {
      onRanking(ranking) {
        rankings.push(ranking);
        open();
      },
    });
    expect(asked).toEqual([titles]);
    expect(evidenceOf(rankings[0])).toEqual([false, false, false]);
    expect(evidenceOf(last)).toEqual([true, true, true]);
    expect(last.matches[0]).toMatchObject({
      song: { genres: ['metal'], cover },
      reading: { basis: 'metadata', summary: expect.any(String) },
    });
    for (const { reading } of last.matches) expect(reading.energy).toBeGreaterThan(0.5);
  });

  it('that are late are looked up behind the reply, so that the next request finds them', async () => {
    const { facts, asked } = metalFacts(async ({ isPatient, signal }) => {
      if (!isPatient) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    });
    const factsBackground = createBackgroundQueue({ maxWaiting: 10 });
    onTestFinished(() => factsBackground.close());
    const match = createMatchScene(byWords({ facts, factsBackground, budgetMs: 800 }));
    const startedAt = Date.now();
    const hasty = await match(request(), { onRanking: () => undefined });
    expect(Date.now() - startedAt).toBeLessThan(700);
    expect(evidenceOf(hasty)).toEqual([false, false, false]);
    await factsBackground.idle();
    expect(evidenceOf(await match(request()))).toEqual([true, true, true]);
    await factsBackground.idle();
    expect(asked).toHaveLength(2);
  });

  it('are looked up only of songs whose words say little', async () => {
    const { facts, asked } = metalFacts(() => new Promise((resolve) => setTimeout(resolve, 100)));
    const factsBackground = createBackgroundQueue({ maxWaiting: 10 });
    onTestFinished(() => factsBackground.close());
    // It is sure of what it reads.
    const match = createMatchScene(alwaysThere({ readers: [letterReader()], facts, factsBackground }));
    expect(evidenceOf(await match(request()))).toEqual([false, false, false]);
    await match(request());
    await factsBackground.idle();
    expect(asked).toHaveLength(1);
  });

  it('say of a song what its playlist would have said', async () => {
    const plain = song('Lonely Road');
    const reader = createLexiconReader();
    const read = async (one: Song) =>
      (await reader.readSongs([{ song: one, lyrics: { kind: 'none' } }])).readings[0] ?? null;
    const known = createKnownSongs([plain]);
    const facts = factsFor('doom metal');
    known.setFacts(0, { ...facts, evidence: facts.evidence.slice(0, 1) });
    known.setReading(0, await read(plain));
    const told = await read({ ...plain, genres: ['doom metal'] });
    expect(known.readings[0]?.valence).toBeCloseTo(told?.valence ?? 9, 2);
    expect(known.readings[0]).toMatchObject({
      energy: told?.energy,
      basis: 'metadata',
      evidence: ['title', 'facts'],
    });
    // However often more becomes known, nothing counts twice.
    known.setFacts(0, facts);
    known.setFacts(0, { ...facts, evidence: facts.evidence.slice(0, 1) });
    expect(known.readings[0]?.energy).toBe(told?.energy);
  });

  it('of loud and quick records make a song livelier', async () => {
    const energy = (loudness: number | null, tempo: number | null): number => {
      const known = createKnownSongs([song('a')]);
      const read = {
        ...{ summary: '', moods: [], themes: [], by: 'lexicon' as const, basis: 'title' as const },
      };
      known.setReading(0, {
        ...read,
        valence: null,
        energy: null,
        certainty: { valence: 0, energy: 0 },
        evidence: [],
      });
      const evidence = factsEvidence({ genres: [], loudness, tempo, audio: null });
      known.setFacts(0, { evidence, genres: [], cover: null, isOpen: false });
      return known.readings[0]?.energy ?? 0;
    };
    expect(energy(-5, null)).toBeGreaterThan(0.1);
    expect(energy(-16, null)).toBeLessThan(-0.2);
    expect(energy(null, 170)).toBeGreaterThan(0.02);
    expect(energy(null, null)).toBe(0);
  });
});
