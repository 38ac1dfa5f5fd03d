/** The Embedder that is always there: vectors of the lexicon's words. */
import type { Embedder } from '../../pipeline/ports.ts';
import { createLexiconWork, type LexiconWorkOptions } from './lexicon-work.ts';
import { DIMENSIONS } from './word-vectors.ts';

/** Raised when the way vectors are made changes; the data has its own hash. */
const METHOD = 1;

/** Texts between two looks at the event loop. */
const TEXTS_A_TURN = 64;

/** Unit vectors of 256 dimensions, the same on every machine; zeros for a text without a known word. */
export function createLexiconEmbedder(options: LexiconWorkOptions = {}): Embedder {
  const work = createLexiconWork(options);
  return {
    get space() {
      return { model: `builtin-lexicon-v${METHOD}-${work.version}`, dimensions: DIMENSIONS };
    },
    async embed(texts, { signal } = {}) {
      const vectors: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += TEXTS_A_TURN) {
        signal?.throwIfAborted();
        if (from > 0) await new Promise(setImmediate);
        vectors.push(...(await work.vectors(texts.slice(from, from + TEXTS_A_TURN))));
      }
      return vectors;
    },
  };
}
