import { expect, it } from 'vitest';
import { rankSongs } from '../../../src/pipeline/explain/shortlist.ts';
import type { Embedder } from '../../../src/pipeline/ports.ts';
import { cachedEmbedder, embeddingText, sceneEmbeddingText } from '../../../src/pipeline/ranking/embed.ts';
import { createRunVectors } from '../../../src/pipeline/ranking/run-vectors.ts';
import { loadRankTables } from '../../../src/pipeline/ranking/tables.ts';
import { startRun } from '../../../src/pipeline/run.ts';
import { memoryCache, photo } from '../../support/pipeline.ts';
import { aScene, aSong } from '../songs.ts';

it('embeds what a reading says, without gaps for what it does not', () => {
  const reading = { ...aScene(0, 0, ['dark', 'tense'], ['rain', 'night']).reading, summary: 'A storm.' };
  expect(embeddingText(reading)).toBe('A storm. dark, tense rain, night');
  expect(embeddingText({ ...reading, summary: '', themes: [] })).toBe('dark, tense');
  expect(sceneEmbeddingText({ caption: 'a street', reading })).toBe('a street. A storm.');
  expect(sceneEmbeddingText({ caption: '', reading })).toBe('A storm.');
});

it('asks once for each text, by the embedder’s space', async () => {
  const asked: string[][] = [];
  const embedder = (model: string, dimensions = 2): Embedder => ({
    space: { model, dimensions },
    async embed(texts) {
      asked.push([...texts]);
      return texts.map((text) => new Float32Array(dimensions).fill(text.length / 7));
    },
  });
  const cache = memoryCache();
  const cached = cachedEmbedder(embedder('one'), cache);
  const first = await cached.embed(['a', 'bbb']);
  expect(await cached.embed(['bbb', 'cc', 'a'])).toEqual([first[1], Float32Array.of(2 / 7, 2 / 7), first[0]]);
  expect(await cached.embed(['cc', 'a'])).toEqual([Float32Array.of(2 / 7, 2 / 7), first[0]]);
  expect(asked).toEqual([['a', 'bbb'], ['cc']]);
  await cachedEmbedder(embedder('other'), cache).embed(['a']);
  await cachedEmbedder(embedder('one', 3), cache).embed(['a']);
  expect(asked).toHaveLength(4);
  expect(cached.space).toEqual({ model: 'one', dimensions: 2 });
});

it('keeps what a ranking embeds of a photo for a day, and songs for half a year', async () => {
  const day = 86_400_000;
  const lives = new Map<string, number>();
  const embedder: Embedder = {
    space: { model: 'm', dimensions: 2 },
    embed: async (texts) => texts.map((text) => Float32Array.of(text.includes('Zeppelin') ? 1 : 0, 1)),
  };
  const cache = memoryCache();
  const cached = cachedEmbedder(embedder, {
    ...cache,
    async setMany(entries, ttlMs) {
      for (const { value } of entries) lives.set(String(value), ttlMs);
      await cache.setMany(entries, ttlMs);
    },
  });
  const vectors = createRunVectors([async () => cached, async () => cached], startRun(60_000, {}));
  const known = { captionedBy: 'blip', palette: photo.palette };
  for (const [at, embed] of [vectors.soon, vectors.of].entries()) {
    const scene = { ...aScene(0, 0, ['dark']), ...known, caption: `Zeppelin ${at}` };
    await rankSongs(scene, [aSong('Rain', 0, 0)], loadRankTables(), embed);
  }
  const stored = (vector: number[]) => Buffer.from(Float32Array.from(vector).buffer).toString('base64');
  expect(Object.fromEntries(lives)).toEqual({ [stored([1, 1])]: day, [stored([0, 1])]: 180 * day });
});

it('takes a broken cache entry for none', async () => {
  const cache = { ...memoryCache(), getMany: async () => [7, 'AAAA'] };
  const embedder: Embedder = {
    space: { model: 'm', dimensions: 2 },
    embed: async (texts) => texts.map(() => Float32Array.of(1, 0)),
  };
  expect(await cachedEmbedder(embedder, cache).embed(['a', 'b'])).toHaveLength(2);
});
