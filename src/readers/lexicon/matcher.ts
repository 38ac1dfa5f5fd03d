/** Tokens → the lexicon entries they are, longest phrase first. */
import { createLemmas, type Form, type Lemmas } from './lemmas.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** An entry found in a text: tokens `from` up to, not including, `to`. */
export type Hit = { entry: Entry; from: number; to: number };

/**
 * What a text is about. Of a photo: a word's look comes first. Of a song: its feeling does. Of music, as a
 * summary is: the same, and genres are looked for.
 */
export type Subject = 'photo' | 'song' | 'music';

export type Matcher = {
  /** Hits in reading order; they never overlap. */
  match(tokens: readonly Token[], subject: Subject): Hit[];
};

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that are grammar wherever they stand, though a noun is spelt like them. */
const GRAMMAR = set('does doth will can may must might hardly barely scarcely');
const NOUN_BEFORE = set('a an the my your his her our their this that these those of no');
const VERB_BEFORE = set('to i you we they who will would can could should may might must not never');
const VERB_AFTER = set('a an the me you him her us them it my your his our their');

function fits(form: Form, entry: Entry): boolean {
  if (form.as === '-' || entry.pos === '-') return true;
  return form.as === entry.pos || (form.as === 'a' && entry.pos === 'r');
}

/** What the neighbours ask for: an article before wants a noun, one after a verb. */
function grammar(entry: Entry, before: string, after: string): number {
  const isVerb = entry.pos === 'v';
  if (NOUN_BEFORE.has(before)) return isVerb ? 0 : 12;
  if (VERB_BEFORE.has(before)) return isVerb ? 12 : 0;
  if (before !== '' && VERB_AFTER.has(after)) return isVerb ? 12 : 0;
  return 0;
}

/** The sense that is meant: in a photo a word is scenery first, elsewhere last, and a genre where there is one. */
function field(entry: Entry, subject: Subject): number {
  if (entry.field === 'genre') return 4;
  return (entry.field === 'scene') === (subject === 'photo') ? 2 : 0;
}

export function createMatcher(lexicon: Lexicon, lemmas: Lemmas = createLemmas()): Matcher {
  function follows(entry: Entry, tokens: readonly Token[], from: number): boolean {
    return entry.words.every((word, offset) => {
      if (offset === 0) return true;
      const token = tokens[from + offset];
      return (
        token !== undefined &&
        !token.opensClause &&
        (token.text === word || lemmas.forms(token.text).some((form) => form.lemma === word))
      );
    });
  }

  function bestAt(tokens: readonly Token[], from: number, subject: Subject): Entry | null {
    const token = tokens[from];
    if (token === undefined || GRAMMAR.has(token.text)) return null;
    const before = token.opensClause ? '' : (tokens[from - 1]?.text ?? '');
    const next = tokens[from + 1];
    const after = next === undefined || next.opensClause ? '' : next.text;
    let best: Entry | null = null;
    let bestRank = 0;
    for (const [index, form] of lemmas.forms(token.text).entries()) {
      for (const entry of lexicon.startingWith(form.lemma)) {
        if (entry.field === 'genre' && subject !== 'music') continue;
        if (entry.words.length === 1 ? !fits(form, entry) : !follows(entry, tokens, from)) continue;
        // Length outranks grammar, which outranks the word's own form, which outranks the field.
        const rank =
          entry.words.length * 1000 + grammar(entry, before, after) - index * 10 + field(entry, subject);
        if (rank > bestRank) {
          best = entry;
          bestRank = rank;
        }
      }
    }
    return best;
  }

  return {
    match(tokens, subject) {
      const hits: Hit[] = [];
      for (let at = 0; at < tokens.length; ) {
        const entry = bestAt(tokens, at, subject);
        if (entry) hits.push({ entry, from: at, to: at + entry.words.length });
        at += entry?.words.length ?? 1;
      }
      return hits;
    },
  };
}
