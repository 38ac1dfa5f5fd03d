/** Refinement with nothing but the lexicon: what a bot without keys and models has. */
import { createRefine } from '../../src/pipeline/refine/refine.ts';
import { createLexiconEmbedder, createLexiconReader } from '../../src/readers/lexicon/reader.ts';
import { createWishReader } from '../../src/readers/wish/wish.ts';
import { alwaysThere } from './pipeline.ts';

const embedder = createLexiconEmbedder();

export const refine = createRefine(
  alwaysThere({
    embedders: [async () => embedder],
    readers: [createLexiconReader()],
    readWish: createWishReader(),
  }),
);
