/** Tokens → the lexicon entries they are, longest phrase first. */
import { createLemmas, type Form } from './lemmas.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** An entry found in a text: tokens `from` up to, not including, `to`. */
export type Hit = { entry: Entry; from: number; to: number };

/**
 * What a text is about. Of a photo: a word's look comes first. Of a song: its feeling does. Of music, as a
 * summary is: the same, and genres are looked for.
 */
export type Subject = 'photo' | 'song' | 'music';

/** Hits in reading order; they never overlap. */
export type Matcher = (tokens: readonly Token[], subject: Subject) => Hit[];

/** The words of a string, for tables of words. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that are always grammar, though a noun is spelt like them. */
const GRAMMAR = wordSet('does doth will can may must might hardly barely scarcely');
const NOUN_BEFORE = wordSet('a an the my your his her our their this that these those of no');
const VERB_BEFORE = wordSet(
  'to i you he she it we they who will would can could should may might must not never',
);
const VERB_AFTER = wordSet('a an the me you him her us them it my your his our their');

function fits({ as }: Form, { pos }: Entry): boolean {
  return as === '-' || pos === '-' || as === pos || (as === 'a' && pos === 'r');
}

/** What the neighbours ask for: an article before wants a noun, one after a verb. */
function grammarRank({ pos }: Entry, before: string, after: string): number {
  if (NOUN_BEFORE.has(before)) return pos === 'v' ? 0 : 12;
  const wantsVerb = VERB_BEFORE.has(before) || (before !== '' && VERB_AFTER.has(after));
  return wantsVerb && pos === 'v' ? 12 : 0;
}

/** The sense that is meant: in a photo a word is scenery first, elsewhere last, and a genre where there is one. */
function senseRank(entry: Entry, subject: Subject): number {
  if (entry.field === 'genre') return 4;
  return (entry.field === 'scene') === (subject === 'photo') ? 2 : 0;
}

export function createMatcher(lexicon: Lexicon): Matcher {
  const formsOf = createLemmas();

  /** Do the tokens go on as the phrase does? */
  function follows({ words }: Entry, tokens: readonly Token[], from: number): boolean {
    return words.slice(1).every((word, offset) => {
      const token = tokens[from + offset + 1];
      if (token === undefined || token.opensClause) return false;
      return token.text === word || formsOf(token.text).some((form) => form.lemma === word);
    });
  }

  function bestAt(tokens: readonly Token[], from: number, subject: Subject): Entry | null {
    const token = tokens[from];
    if (token === undefined) return null;
    const before = token.opensClause ? '' : (tokens[from - 1]?.text ?? '');
    const next = tokens[from + 1];
    const after = next === undefined || next.opensClause ? '' : next.text;
    let best: Entry | null = null;
    let bestRank = 0;
    for (const [index, form] of formsOf(token.text).entries()) {
      for (const entry of lexicon.startingWith(form.lemma)) {
        if (entry.field === 'genre' && subject !== 'music') continue;
        if (entry.words.length === 1 && GRAMMAR.has(token.text)) continue;
        if (entry.words.length === 1 ? !fits(form, entry) : !follows(entry, tokens, from)) continue;
        // Length outranks grammar, which outranks the word's own form, which outranks the sense.
        const rank =
          entry.words.length * 1000 +
          grammarRank(entry, before, after) -
          index * 10 +
          senseRank(entry, subject);
        if (rank > bestRank) {
          best = entry;
          bestRank = rank;
        }
      }
    }
    return best;
  }

  return (tokens, subject) => {
    const hits: Hit[] = [];
    for (let at = 0; at < tokens.length; ) {
      const entry = bestAt(tokens, at, subject);
      const length = entry?.words.length ?? 1;
      if (entry) hits.push({ entry, from: at, to: at + length });
      at += length;
    }
    return hits;
  };
}
