/** What the bot says, in each person's language: sentences as values, and their words. */
import type { z } from 'zod';
import type { Language } from '../model/language.ts';
import { type Sentence, sentenceSchema } from '../model/sentence.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { es } from './es/index.ts';
import { fr } from './fr/index.ts';
import { ja } from './ja/index.ts';
import { pt } from './pt/index.ts';
import type { Sentences, Texts } from './words.ts';

const tables: Readonly<Record<Language, Texts>> = { en, de, fr, es, pt, ja };

export const textsIn = (language: Language): Texts => tables[language];

type Json = z.core.util.JSONType;

type Change = (text: string) => string;
const same: Change = (text) => text;

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The sentences of a table at `path`. */
function mirrored(words: unknown, path: string): unknown {
  if (typeof words === 'string') return { text: words, key: path } satisfies Sentence;
  if (typeof words === 'function') {
    return (...args: Json[]): Sentence => ({ text: filled(words, args, 'en', same), key: path, args });
  }
  if (!isTable(words)) throw new TypeError(`no sentence at ${path}`);
  const entries = Object.entries(words).map(([name, below]) => [
    name,
    mirrored(below, path === '' ? name : `${path}.${name}`),
  ]);
  return Object.fromEntries(entries);
}

/** Every sentence of the English table, to be said in any language: `sentences.file.tooLarge(5)`. */
export const sentences = mirrored(en, '') as Sentences<typeof en>;

// biome-ignore lint/complexity/noBannedTypes: whatever function a table has there; its arguments come with the sentence.
function filled(words: Function, args: readonly Json[], language: Language, change: Change): string {
  const given = args.map((arg) => {
    if (typeof arg === 'string') return change(arg);
    const { data: sentence } = sentenceSchema.safeParse(arg);
    return sentence === undefined ? arg : inWords(sentence, language, change);
  });
  return String(Reflect.apply(words, undefined, given));
}

/**
 * A sentence in a language. One that its table does not have is said in English, and one whose parts do not fit its words:
 * what is kept may be of a version that said it of other things. `change` is made to each text that goes into it.
 */
export function inWords(
  { text, key, args = [] }: Sentence,
  language: Language,
  change: Change = same,
): string {
  if (key === undefined) return text;
  const words = key
    .split('.')
    .reduce<unknown>(
      (at, name) => (isTable(at) && Object.hasOwn(at, name) ? at[name] : undefined),
      tables[language],
    );
  try {
    if (typeof words === 'function') return filled(words, args, language, change);
  } catch {
    return text;
  }
  return typeof words === 'string' ? words : text;
}
