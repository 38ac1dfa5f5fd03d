/**
 * Valence shifters (Polanyi and Zaenen 2006): what the words around a word do to it. Negation ("never lonely"),
 * degree ("a little sad"), contrast ("sweet, but sad"), relief ("chase away the gloom"), loss ("robbed of love").
 */
import type { Hit, Subject } from './matcher.ts';
import {
  BARRIERS,
  CONCESSIONS,
  CONTRASTS,
  COPULAS,
  DEPRIVERS,
  DIMINISHERS,
  ENDINGS,
  INTENSIFIERS,
  NEGATORS,
  RELIEVERS,
  SCOPE_ENDS,
} from './small-words.ts';
import type { Token } from './tokens.ts';

/** What a hit's valence, energy and weight are multiplied by; `moods`: do its moods count? */
export type Shift = { valence: number; energy: number; weight: number; moods: boolean };

const containsAny = (words: readonly string[], set: ReadonlySet<string>): boolean =>
  words.some((word) => set.has(word));

/** Up to `reach` words before a token in the same clause, nearest first, without `skipped` tokens. */
function wordsBefore(
  tokens: readonly Token[],
  at: number,
  reach: number,
  skipped: ReadonlySet<number> = new Set(),
): string[] {
  const words: string[] = [];
  for (let back = at - 1; back >= Math.max(0, at - reach); back -= 1) {
    if (tokens[back + 1]?.opensClause) break;
    if (!skipped.has(back)) words.push(tokens[back]?.text ?? '');
  }
  return words;
}

function isNegated(before: readonly string[]): boolean {
  const end = before.findIndex((word) => SCOPE_ENDS.has(word));
  const negators = before.slice(0, end === -1 ? undefined : end).filter((word) => NEGATORS.has(word));
  // "Ain't no" is a single negation, "not without" is none.
  return negators.length > 0 && !(negators.length > 1 && negators.includes('without'));
}

function isReachedBy(shifters: ReadonlySet<string>, before: readonly string[]): boolean {
  const at = before.findIndex((word) => shifters.has(word));
  return at !== -1 && !containsAny(before.slice(0, at), BARRIERS);
}

/** Is what ends before `from` said to be over? A bad thing only with a copula: "the cold is finally over". */
function isOver(tokens: readonly Token[], from: number, isGood: boolean): boolean {
  let isSaid = isGood;
  for (let at = from; at < Math.min(tokens.length, from + 3); at += 1) {
    const token = tokens[at];
    if (token === undefined || token.opensClause) return false;
    const isLast = tokens[at + 1]?.opensClause ?? true;
    if (isSaid && (ENDINGS.has(token.text) || (token.text === 'over' && isLast))) return true;
    if (BARRIERS.has(token.text)) return false;
    isSaid ||= COPULAS.has(token.text);
  }
  return false;
}

/** By how much the word right before weakens one of the other sign: "hollow victory", "sweet sorrow". */
function colouring({ entry, from }: Hit, previous: Hit | undefined): number {
  if (previous?.to !== from || previous.entry.pos === 'v') return 1;
  if (previous.entry.field === 'genre' || previous.entry.field === 'sound') return 1;
  if (entry.valence > 0 && previous.entry.valence < -0.3) return 0.2;
  return entry.valence < 0 && previous.entry.valence > 0.3 ? 0.7 : 1;
}

/** How much more or less a token weighs in a sentence with a "but": what follows the last one counts more. */
function contrastWeight(tokens: readonly Token[], at: number): number {
  let start = at;
  while (start > 0 && !tokens[start]?.opensSentence) start -= 1;
  let end = at + 1;
  while (end < tokens.length && !tokens[end]?.opensSentence) end += 1;
  for (let index = end - 1; index > start; index -= 1) {
    if (!CONTRASTS.has(tokens[index]?.text ?? '')) continue;
    // "no purpose but letting go" is not a contrast.
    const isException = wordsBefore(tokens, index, 3).some((word) => word === 'no' || word === 'nothing');
    if (!isException) return at > index ? 1.3 : 0.75;
  }
  return 1;
}

/**
 * One shift for each hit, in their order. Captions are only checked for negation: in a photo "over", "against"
 * and "behind" are places, "little" is a size, and "broken" has an entry of its own.
 */
export function shiftsOf(tokens: readonly Token[], hits: readonly Hit[], subject: Subject): Shift[] {
  // The small words of a phrase ("no doubt") belong to it, unless it is nothing but a degree ("a bit").
  const phrases = hits.filter(
    ({ entry, from, to }) => to - from > 1 && !(entry.valence === 0 && containsAny(entry.words, DIMINISHERS)),
  );
  const ofPhrases = new Set(
    phrases.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
  );
  return hits.map((hit, index) => {
    const before = wordsBefore(tokens, hit.from, 4, ofPhrases);
    const shift: Shift = { valence: 1, energy: 1, weight: 1, moods: true };
    if (subject !== 'photo') {
      shiftByNeighbours(shift, hit, before.slice(0, 3), isOver(tokens, hit.to, hit.entry.valence > 0));
      shift.valence *= colouring(hit, hits[index - 1]);
      shift.weight *= contrastWeight(tokens, hit.from);
    }
    if (isNegated(before)) {
      // "Not happy" is sad; "not sad" is only a little happy.
      multiply(shift, hit.entry.valence > 0 ? -0.6 : -0.4, 0.4);
      shift.moods = false;
    }
    return shift;
  });
}

/** Degree, concession, relief and loss. `before` is nearest first. */
function shiftByNeighbours(shift: Shift, { entry }: Hit, before: readonly string[], isOver: boolean): void {
  const { valence } = entry;
  if (containsAny(before.slice(0, 2), INTENSIFIERS)) multiply(shift, 1.25, 1.25);
  if (containsAny(before, DIMINISHERS)) multiply(shift, 0.6, 0.6);
  if (containsAny(before, CONCESSIONS)) shift.weight *= 0.6;
  const isTakenAway =
    valence < 0 ? isReachedBy(RELIEVERS, before) : valence > 0.2 && isReachedBy(DEPRIVERS, before);
  if (isTakenAway || (isOver && Math.abs(valence) > 0.2)) {
    multiply(shift, valence < 0 ? -0.35 : -0.45, 0.6);
    shift.moods = false;
  }
}

function multiply(shift: Shift, valence: number, energy: number): void {
  shift.valence *= valence;
  shift.energy *= energy;
}
