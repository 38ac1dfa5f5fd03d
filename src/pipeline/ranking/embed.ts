/** Texts of scene and songs → vectors of one space. */

import type { Reading } from '../../model/reading.ts';
import { cacheKey, day } from '../cached-answers.ts';
import type { Cache, Embedder, EmbedOptions } from '../ports.ts';

/** What of a song's reading (and of the bank's scenes) is embedded. */
export function embeddingText({ summary, moods, themes }: Reading): string {
  return [summary, moods.join(', '), themes.join(', ')].filter((part) => part !== '').join(' ');
}

/** What of a scene is embedded: what is to be seen, then what it feels like. */
export function sceneEmbeddingText({ caption, reading }: { caption: string; reading: Reading }): string {
  return [caption, reading.summary].filter((part) => part !== '').join('. ');
}

/** Float32 → base64, which a JSON store holds four times smaller than an array of numbers. */
function pack(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}

function unpack(value: unknown, dimensions: number): Float32Array | null {
  if (typeof value !== 'string') return null;
  const bytes = Buffer.from(value, 'base64');
  return bytes.byteLength === dimensions * 4 ? new Float32Array(new Uint8Array(bytes).buffer) : null;
}

/** Remembers vectors by space and text, so that a song is embedded once for everyone; those about a photo for a day. */
export function cachedEmbedder(embedder: Embedder, cache: Cache): Embedder {
  return {
    space: embedder.space,
    async embed(texts: readonly string[], options: EmbedOptions = {}) {
      const { model, dimensions } = embedder.space;
      const keys = texts.map((text) => cacheKey('vector', `${model}/${dimensions}`, text));
      const known = (await cache.getMany(keys)).map((value) => unpack(value, dimensions));
      const missing = texts.map((text, at) => ({ text, at })).filter(({ at }) => !known[at]);
      if (missing.length === 0) return known.filter((vector) => vector !== null);
      const made = await embedder.embed(
        missing.map(({ text }) => text),
        options,
      );
      const entries = missing.map(({ text, at }, place) => ({
        key: keys[at] ?? '',
        value: pack(made[place] ?? new Float32Array()),
        isAboutPhoto: options.aboutPhoto?.includes(text) === true,
      }));
      await cache.setMany(
        entries.filter(({ isAboutPhoto }) => !isAboutPhoto),
        180 * day,
      );
      await cache.setMany(
        entries.filter(({ isAboutPhoto }) => isAboutPhoto),
        day,
      );
      for (const [place, { at }] of missing.entries()) known[at] = made[place] ?? null;
      return known.filter((vector) => vector !== null);
    },
  };
}
