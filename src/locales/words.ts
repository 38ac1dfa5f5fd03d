/** The shapes of the tables of sentences: every language has every sentence, and each says the same things. */
import type { Sentence } from '../model/sentence.ts';
import type { en } from './en/index.ts';

/** English sentences as what another language has in their place. */
type Words<T> = T extends string
  ? string
  : T extends (...args: infer Args) => string
    ? (...args: Args) => string
    : { readonly [Key in keyof T]: Words<T[Key]> };

export type Texts = Words<typeof en>;

/** Sentences as values that say themselves in any language; what goes into one may be one. */
export type Sentences<T> = T extends string
  ? Sentence
  : T extends (...args: infer Args) => string
    ? (...args: { [At in keyof Args]: string extends Args[At] ? string | Sentence : Args[At] }) => Sentence
    : { readonly [Key in keyof T]: Sentences<T[Key]> };
