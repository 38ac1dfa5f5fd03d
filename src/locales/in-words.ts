/** Sentences in each person's language. */
import type { Language } from '../model/language.ts';
import { type Sentence, sentenceSchema } from '../model/sentence.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { es } from './es/index.ts';
import { fr } from './fr/index.ts';
import { ja } from './ja/index.ts';
import { pt } from './pt/index.ts';
import type { Texts } from './words.ts';

const tables: Readonly<Record<Language, Texts>> = { en, de, fr, es, pt, ja };

export const textsIn = (language: Language): Texts => tables[language];

function wordsAt(key: string, language: Language): unknown {
  let at: unknown = tables[language];
  for (const name of key.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Object.getOwnPropertyDescriptor(at, name)?.value;
  }
  return at;
}

/**
 * One that the language's table does not have is said in English, and one whose parts do not fit its words: what is kept
 * may be of a version that said it of other things. `change` is made to each text that goes into it.
 */
export function inWords(
  { text, key, args = [] }: Sentence,
  language: Language,
  change: (text: string) => string = (same) => same,
): string {
  if (key === undefined) return text;
  const words = wordsAt(key, language);
  if (typeof words === 'string') return words;
  if (typeof words !== 'function') return text;
  const given = args.map((arg) => {
    if (typeof arg === 'string') return change(arg);
    const { data: sentence } = sentenceSchema.safeParse(arg);
    return sentence === undefined ? arg : inWords(sentence, language, change);
  });
  try {
    return String(Reflect.apply(words, undefined, given));
  } catch {
    return text;
  }
}
