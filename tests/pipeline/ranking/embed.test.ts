import { expect, it } from 'vitest';
import type { Embedder } from '../../../src/pipeline/ports.ts';
import { cachedEmbedder, embeddingText, sceneEmbeddingText } from '../../../src/pipeline/ranking/embed.ts';
import { memoryCache } from '../../support/pipeline.ts';
import { aScene } from '../songs.ts';

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

it('takes a broken cache entry for none', async () => {
  const cache = { ...memoryCache(), getMany: async () => [7, 'AAAA'] };
  const embedder: Embedder = {
    space: { model: 'm', dimensions: 2 },
    embed: async (texts) => texts.map(() => Float32Array.of(1, 0)),
  };
  expect(await cachedEmbedder(embedder, cache).embed(['a', 'b'])).toHaveLength(2);
});
