/** What people are told, as values that can be put into any language. Only English is loaded: worker processes say nothing. */
import type { z } from 'zod';
import { type Sentence, sentenceSchema } from '../model/sentence.ts';
import { en } from './en/index.ts';
import type { Sentences } from './words.ts';

type Words = string | ((...args: never[]) => string) | readonly Words[] | { readonly [name: string]: Words };

/** The sentences of a table at `path`. */
function mirrored(words: Words, path: string): unknown {
  if (typeof words === 'string') return { text: words, key: path } satisfies Sentence;
  if (typeof words === 'function') {
    return (...args: z.core.util.JSONType[]): Sentence => {
      const inEnglish = args.map((arg) => sentenceSchema.safeParse(arg).data?.text ?? arg);
      return { text: String(Reflect.apply(words, undefined, inEnglish)), key: path, args };
    };
  }
  const entries = Object.entries(words).map(([name, below]) => [
    name,
    mirrored(below, path === '' ? name : `${path}.${name}`),
  ]);
  return Object.fromEntries(entries);
}

/** Every sentence of the English table, to be said in any language: `sentences.file.tooLarge(5)`. */
export const sentences = mirrored(en, '') as Sentences<typeof en>;
