/** Words → the forms they may have in the lexicon, by wink-lemmatizer (WordNet's Morphy). */
import { createRequire } from 'node:module';
import { NOT_GERUNDS } from './small-words.ts';

type Lemmatizer = Record<'noun' | 'verb' | 'adjective', (word: string) => string>;

/** A form and the part of speech it is a form of: `leaves` is the noun `leaf` and the verb `leave`. */
export type Form = { lemma: string; as: '-' | 'n' | 'v' | 'a' };

/** A word → itself, then its base forms; few, without duplicates. */
export type FormsOf = (word: string) => readonly Form[];

/** Beyond so many words the memory is emptied, so that hostile texts cannot fill it. */
const MAX_REMEMBERED = 20_000;

/** "sooo" → "soo", "so": no word is spelt with three of a letter. */
function shortenings(word: string): string[] {
  if (!/(\p{L})\1\1/u.test(word)) return [];
  return ['$1$1', '$1'].map((letters) => word.replace(/(\p{L})\1{2,}/gu, letters));
}

/** "Lovin" → "loving"; "thin" stays, for "thing" is not a form of a verb, and so do "begin" and "raisin". */
function withG(word: string, { verb }: Lemmatizer): string[] {
  if (!/^[a-z]{2,}in$/.test(word) || NOT_GERUNDS.has(word)) return [];
  return verb(`${word}g`) === `${word}g` ? [] : [`${word}g`];
}

function formsOf(word: string, library: Lemmatizer): Form[] {
  const forms: Form[] = [{ lemma: word, as: '-' }];
  const add = (lemma: string, as: Form['as']): void => {
    const isKnown = forms.some((form) => form.lemma === lemma && (form.as === as || form.as === '-'));
    if (lemma !== '' && !isKnown) forms.push({ lemma, as });
  };
  for (const base of [word, ...shortenings(word), ...withG(word, library)]) {
    add(base, '-');
    // Morphy reads "hating" as "hat"; one consonant before the ending means that an e was dropped.
    const dropped = /^([^aeiou]*[aeiou][^aeiouwxy])(?:ing|ed)$/.exec(base)?.[1];
    add(dropped === undefined ? library.verb(base) : `${dropped}e`, 'v');
    add(library.noun(base), 'n');
    add(library.adjective(base), 'a');
    // British "crueller".
    if (/ell(?:er|est)$/.test(base)) add(base.replace(/l(?:er|est)$/, ''), 'a');
    // Adverbs read as their adjectives: "softly", "happily", "terribly".
    if (base.length > 4 && base.endsWith('ily')) add(`${base.slice(0, -3)}y`, 'a');
    if (base.length > 4 && base.endsWith('ly')) add(base.slice(0, -2), 'a');
    if (base.length > 5 && base.endsWith('bly')) add(`${base.slice(0, -1)}e`, 'a');
  }
  return forms;
}

/** The library takes 150 ms to load its tables, so it is loaded with the first word. */
export function createLemmas(): FormsOf {
  let library: Lemmatizer | null = null;
  const known = new Map<string, readonly Form[]>();
  return (word) => {
    const found = known.get(word);
    if (found) return found;
    const loaded: Lemmatizer = library ?? createRequire(import.meta.url)('wink-lemmatizer');
    library = loaded;
    const forms = formsOf(word.slice(0, 40), loaded);
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(word, forms);
    return forms;
  };
}
