/** Words → the forms they may stand under in the lexicon, by wink-lemmatizer (WordNet's Morphy). */
import { createRequire } from 'node:module';
import { shortenings } from './tokens.ts';

type Lemmatizer = Record<'noun' | 'verb' | 'adjective', (word: string) => string>;

/** A form and the parts of speech it is a form of: `leaves` is noun `leaf` and verb `leave`. */
export type Form = { lemma: string; as: '-' | 'n' | 'v' | 'a' };

export type Lemmas = {
  /** The word itself first, then its base forms; few, without repeats. */
  forms(word: string): readonly Form[];
};

/** More words than this are forgotten again, so hostile texts do not fill the memory. */
const REMEMBERED = 20_000;

/** "Lovin" without its apostrophe; "thin" is no dropped g, for nothing can be "thinged". */
const mayDropG = (word: string): boolean => /^[a-z]{2,}in$/.test(word);

/** The library takes 150 ms to load its tables, so it is loaded with the first word. */
export function createLemmas(): Lemmas {
  let library: Lemmatizer | null = null;
  const known = new Map<string, readonly Form[]>();

  function work(word: string): readonly Form[] {
    if (library === null) {
      const loaded: Lemmatizer = createRequire(import.meta.url)('wink-lemmatizer');
      library = loaded;
    }
    const forms: Form[] = [{ lemma: word, as: '-' }];
    const add = (lemma: string, as: Form['as']): void => {
      if (lemma !== '' && !forms.some((form) => form.lemma === lemma && (form.as === as || form.as === '-')))
        forms.push({ lemma, as });
    };
    for (const base of [
      word,
      ...shortenings(word),
      ...(mayDropG(word) && library.verb(`${word}g`) !== `${word}g` ? [`${word}g`] : []),
    ]) {
      if (base !== word) add(base, '-');
      // Morphy reads "hating" as "hat"; one consonant before the ending means that an e was dropped.
      const dropped = /^([^aeiou]*[aeiou][^aeiouwxy])(?:ing|ed)$/.exec(base)?.[1];
      if (dropped !== undefined) add(`${dropped}e`, 'v');
      add(library.verb(base), 'v');
      add(library.noun(base), 'n');
      add(library.adjective(base), 'a');
      // Adverbs read as their adjectives: "softly", "happily".
      if (base.length > 4 && base.endsWith('ily')) add(`${base.slice(0, -3)}y`, 'a');
      if (base.length > 4 && base.endsWith('ly')) add(base.slice(0, -2), 'a');
      if (base.length > 5 && base.endsWith('bly')) add(`${base.slice(0, -1)}e`, 'a');
    }
    return forms;
  }

  return {
    forms(word) {
      const found = known.get(word);
      if (found) return found;
      const forms = work(word.slice(0, 40));
      if (known.size >= REMEMBERED) known.clear();
      known.set(word, forms);
      return forms;
    },
  };
}
