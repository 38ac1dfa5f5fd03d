/** The Reader and the Embedder that are always there: the affect lexicon over lyrics, titles and captions. */
import { chunksOf, yieldToEventLoop } from '../../concurrency/chunked.ts';
import type { Embedder, Reader } from '../../pipeline/ports.ts';
import { createLexiconEngine, type LexiconEngine } from './engine.ts';
import { DIMENSIONS } from './word-vectors.ts';

/** Raised when songs are read in another way; the data has its own hash. */
const READING_METHOD = 2;
const VECTOR_METHOD = 1;

const SONGS_PER_CHUNK = 25;
const TEXTS_PER_CHUNK = 64;

/** Between two chunks the event loop gets its turn. */
async function inChunks<T, R>(
  items: readonly T[],
  size: number,
  work: (chunk: readonly T[]) => Promise<R[]>,
  signal: AbortSignal | undefined,
): Promise<R[]> {
  const results: R[] = [];
  for (const [at, chunk] of chunksOf(items, size).entries()) {
    signal?.throwIfAborted();
    if (at > 0) await yieldToEventLoop();
    results.push(...(await work(chunk)));
  }
  return results;
}

export function createLexiconReader(engine: LexiconEngine = createLexiconEngine()): Reader {
  return {
    id: 'lexicon',
    get version() {
      return `${READING_METHOD}-${engine.version}`;
    },
    async readSongs(songs, { signal } = {}) {
      const read = await inChunks(songs, SONGS_PER_CHUNK, engine.readSongs, signal);
      return {
        readings: read.map(({ reading }) => reading),
        notices: [],
        obstacles: read.map(({ obstacle }) => obstacle),
      };
    },
    async readScene(scene, { signal } = {}) {
      signal?.throwIfAborted();
      return engine.readScene(scene);
    },
  };
}

/** Unit vectors of 256 dimensions, the same on every machine; zeros for a text without a known word. */
export function createLexiconEmbedder(engine: LexiconEngine = createLexiconEngine()): Embedder {
  return {
    get space() {
      return { model: `builtin-lexicon-v${VECTOR_METHOD}-${engine.version}`, dimensions: DIMENSIONS };
    },
    embed: (texts, { signal } = {}) => inChunks(texts, TEXTS_PER_CHUNK, engine.vectors, signal),
  };
}
