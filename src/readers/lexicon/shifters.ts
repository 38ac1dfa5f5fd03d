/**
 * Valence shifters (Polanyi and Zaenen 2006): what the words around a word do to it. Negation ("never lonely"),
 * degree ("a little sad"), contrast ("sweet, but sad"), relief ("chase away the gloom"), loss ("robbed of love").
 */
import type { Hit, Subject } from './matcher.ts';
import { containsAny, deniesBad, isLost, isNegated, wordsBefore } from './negation.ts';
import {
  BARRIERS,
  CONCESSIONS,
  CONTRASTS,
  DEPRIVERS,
  DEPRIVING_PHRASES,
  DIMINISHERS,
  INTENSIFIERS,
  RELIEVERS,
  RELIEVING_PHRASES,
} from './small-words.ts';
import type { Token } from './tokens.ts';

/** What a hit's valence, energy and weight are multiplied by; `moods`: do its moods count? */
export type Shift = { valence: number; energy: number; weight: number; moods: boolean };

function isReachedBy(shifters: ReadonlySet<string>, before: readonly string[]): boolean {
  const at = before.findIndex((word) => shifters.has(word));
  return at !== -1 && !containsAny(before.slice(0, at), BARRIERS);
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
  const phrases = new Map<number, string>();
  for (const { entry, from, to } of hits) {
    if (to - from === 1 || (entry.valence === 0 && containsAny(entry.words, DIMINISHERS))) continue;
    for (let at = from; at < to; at += 1) phrases.set(at, at === to - 1 ? entry.lemma : '');
  }
  // "Nobody can spoil our party": what is kept from harm is as good as it is.
  let spared: Hit | null = null;
  const shifts = hits.map((hit, index) => {
    const before = wordsBefore(tokens, hit.from, 5, phrases);
    const shift: Shift = { valence: 1, energy: 1, weight: 1, moods: true };
    const previous = hits[index - 1];
    const isSpared = hit.entry.valence > 0 && previous === spared && hit.from - (spared?.to ?? 0) < 3;
    if (isSpared) return shift;
    spared = null;
    if (subject !== 'photo') {
      shiftByNeighbours(shift, hit, before, isLost(tokens, hit, before));
      shift.valence *= previous && isDegree(tokens, previous, hit) ? 1 : colouring(hit, previous);
      shift.weight *= contrastWeight(tokens, hit.from);
    }
    if (isNegated(tokens, hit, before)) {
      // "Not happy" is sad; "not sad" is only a little happy.
      multiply(shift, hit.entry.valence > 0 ? -0.6 : -0.4, 0.4);
      shift.moods = false;
      if (hit.entry.valence < -0.2 && hit.entry.pos === 'v') spared = hit;
    }
    return shift;
  });
  return shifts.map((shift, index) => {
    const hit = hits[index];
    const next = hits[index + 1];
    const saysNothing =
      hit !== undefined &&
      next !== undefined &&
      (isDegree(tokens, hit, next) || deniesBad(tokens, hits, shifts, index));
    return saysNothing ? { ...shift, weight: 0, moods: false } : shift;
  });
}

/** "Terribly fond", "really sad": the first word is only a degree of the second. */
const isDegree = (tokens: readonly Token[], { from, to }: Hit, next: Hit): boolean =>
  to === next.from &&
  to - from === 1 &&
  INTENSIFIERS.has(tokens[from]?.text ?? '') &&
  tokens[to]?.opensClause === false;

/** Degree, concession, relief and loss. `nearby` is nearest first. */
function shiftByNeighbours(shift: Shift, { entry }: Hit, nearby: readonly string[], isLost: boolean): void {
  const { valence } = entry;
  const before = nearby.slice(0, 3);
  if (containsAny(before.slice(0, 2), INTENSIFIERS)) multiply(shift, 1.25, 1.25);
  if (containsAny(before, DIMINISHERS)) multiply(shift, 0.6, 0.6);
  if (containsAny(before, CONCESSIONS)) shift.weight *= 0.6;
  // "Too tired to dance".
  const isOutOfReach = nearby[0] === 'to' && nearby.includes('too');
  const isTakenAway =
    valence < 0
      ? isReachedBy(RELIEVERS, before) || containsAny(nearby, RELIEVING_PHRASES)
      : isReachedBy(DEPRIVERS, before) || containsAny(nearby, DEPRIVING_PHRASES) || isOutOfReach;
  if ((isTakenAway && (valence < 0 || valence > 0.2)) || (isLost && Math.abs(valence) > 0.2)) {
    multiply(shift, valence < 0 ? -0.35 : -0.45, 0.6);
    shift.moods = false;
  }
}

function multiply(shift: Shift, valence: number, energy: number): void {
  shift.valence *= valence;
  shift.energy *= energy;
}
