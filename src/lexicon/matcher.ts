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

const NOUN_BEFORE = new Set([
  'a',
  'an',
  'the',
  'my',
  'your',
  'his',
  'her',
  'our',
  'their',
  'this',
  'that',
  'of',
  'no',
]);
const VERB_BEFORE = new Set([
  'to',
  'i',
  'you',
  'we',
  'they',
  'will',
  'would',
  'can',
  'could',
  'should',
  'not',
  "let's",
]);

function fits(form: Form, entry: Entry): boolean {
  if (form.as === '-' || entry.pos === '-') return true;
  return form.as === entry.pos || (form.as === 'a' && entry.pos === 'r');
}

/** Among entries of one length: the sense that is meant, what the word before asks for, and genres where they are. */
function preference(entry: Entry, before: string, subject: Subject): number {
  if (entry.field === 'genre') return 4;
  const isMeant = (entry.field === 'scene') === (subject === 'photo');
  return (isMeant ? 2 : 0) + grammar(entry, before);
}

function grammar(entry: Entry, before: string): number {
  if (NOUN_BEFORE.has(before)) return entry.pos === 'n' || entry.pos === 'a' ? 1 : 0;
  if (VERB_BEFORE.has(before)) return entry.pos === 'v' ? 1 : 0;
  return 0;
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
    if (token === undefined) return null;
    const before = token.opensClause ? '' : (tokens[from - 1]?.text ?? '');
    let best: Entry | null = null;
    let bestRank = 0;
    for (const [index, form] of lemmas.forms(token.text).entries()) {
      for (const entry of lexicon.startingWith(form.lemma)) {
        if (entry.field === 'genre' && subject !== 'music') continue;
        if (entry.words.length === 1 ? !fits(form, entry) : !follows(entry, tokens, from)) continue;
        // Length outranks the word's own form, which outranks what stands before it.
        const rank = entry.words.length * 100 - index * 10 + preference(entry, before, subject) + 100;
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
