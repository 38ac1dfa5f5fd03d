/** The Reader and the Embedder that are always there: the affect lexicon over lyrics, titles and captions. */
import { sentences } from '../../locales/sentences.ts';
import type { Notice } from '../../model/notice.ts';
import type { Embedder, Reader } from '../../pipeline/ports.ts';
import { createLexiconEngine, type LexiconEngine } from './engine.ts';
import type { ReadSong } from './readings.ts';
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
  for (let from = 0; from < items.length; from += size) {
    signal?.throwIfAborted();
    if (from > 0) await new Promise(setImmediate);
    results.push(...(await work(items.slice(from, from + size))));
  }
  return results;
}

function noticesOf(songs: readonly ReadSong[]): Notice[] {
  const count = (obstacle: ReadSong['obstacle']): number =>
    songs.filter((song) => song.obstacle === obstacle).length;
  const foreign = count('foreign');
  const wordless = count('instrumental');
  return [
    ...(foreign > 0 ? [{ code: 'songs-not-english', ...sentences.readers.notEnglish(foreign) }] : []),
    ...(wordless > 0 ? [{ code: 'songs-without-words', ...sentences.readers.withoutWords(wordless) }] : []),
  ];
}

export function createLexiconReader(engine: LexiconEngine = createLexiconEngine()): Reader {
  return {
    id: 'lexicon',
    get version() {
      return `${READING_METHOD}-${engine.version}`;
    },
    async readSongs(songs, { signal } = {}) {
      const read = await inChunks(songs, SONGS_PER_CHUNK, engine.readSongs, signal);
      return { readings: read.map(({ reading }) => reading), notices: noticesOf(read) };
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
