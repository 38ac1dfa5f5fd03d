/** The lexicon and the reader over it, loaded at the first use and shared by all who are given the same opener. */
import { type Lexicon, loadLexicon } from './lexicon.ts';
import { createWordReader, type WordReader } from './read-words.ts';

export type OpenLexicon = { lexicon: Lexicon; words: WordReader };

export type LexiconOptions = {
  /** Instead of the bundled one. */
  lexicon?: Lexicon;
  /** Somebody else's opener, so that it is loaded once for all. */
  open?: () => OpenLexicon;
};

/** Loads once, when it is first called. */
export function createLexiconOpener({ lexicon, open }: LexiconOptions = {}): () => OpenLexicon {
  if (open !== undefined) return open;
  let opened: OpenLexicon | null = null;
  return () => {
    if (opened === null) {
      const loaded = lexicon ?? loadLexicon();
      opened = { lexicon: loaded, words: createWordReader(loaded) };
    }
    return opened;
  };
}
