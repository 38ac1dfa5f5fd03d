/**
 * What the words around a word do to it: negation ("never lonely"), degree ("a little sad"), contrast
 * ("sweet, but sad"), relief ("chase away the gloom") and loss ("robbed of love"). Cheap, by distance alone.
 */
import type { Hit, Subject } from './matcher.ts';
import {
  BARRIERS,
  CONCESSIONS,
  CONTRASTS,
  COPULAS,
  DEPRIVERS,
  NEGATORS,
  PASSING,
  RELIEVERS,
  SCOPE_ENDS,
  STRONGER,
  WEAKER,
} from './scope-words.ts';
import type { Token } from './tokens.ts';

/** How a hit counts where it stands: its valence and energy are multiplied, its weight too. */
export type Stance = { valence: number; energy: number; weight: number; moods: boolean };

const NONE: ReadonlySet<number> = new Set();

const RELIEF = -0.35;
const DEPRIVATION = -0.45;

/** Words that stand up to `reach` tokens before in the same clause, nearest first; those of phrases are left out. */
function before(
  tokens: readonly Token[],
  covered: ReadonlySet<number>,
  at: number,
  reach: number,
): readonly string[] {
  const words: string[] = [];
  for (let back = at - 1; back >= Math.max(0, at - reach); back -= 1) {
    if (tokens[back + 1]?.opensClause) break;
    if (!covered.has(back)) words.push(tokens[back]?.text ?? '');
  }
  return words;
}

function isNegated(near: readonly string[]): boolean {
  const end = near.findIndex((word) => SCOPE_ENDS.has(word));
  const negators = near.slice(0, end === -1 ? near.length : end).filter((word) => NEGATORS.has(word));
  // "Ain't no" is one negation said twice; "not without" is none.
  return negators.length > 0 && !(negators.length > 1 && negators.includes('without'));
}

function reaches(near: readonly string[], shifters: ReadonlySet<string>): boolean {
  const at = near.findIndex((word) => shifters.has(word));
  return at !== -1 && !near.slice(0, at).some((word) => BARRIERS.has(word));
}

/** Is what ends before `from` said to be gone? A bad thing only in so many words: "the cold is finally over". */
function passes(tokens: readonly Token[], from: number, isGood: boolean): boolean {
  let isSaid = isGood;
  for (let at = from; at < Math.min(tokens.length, from + 3); at += 1) {
    const token = tokens[at];
    if (token === undefined || token.opensClause) return false;
    const isLast = tokens[at + 1]?.opensClause ?? true;
    if (isSaid && (PASSING.has(token.text) || (token.text === 'over' && isLast))) return true;
    if (BARRIERS.has(token.text)) return false;
    isSaid ||= COPULAS.has(token.text);
  }
  return false;
}

/** The word right before colours a word of the other sign: "hollow victory", "sweet sorrow". */
function colour(stance: Stance, { entry, from }: Hit, previous: Hit | undefined): void {
  if (previous === undefined || previous.to !== from || previous.entry.pos === 'v') return;
  if (previous.entry.field === 'genre' || previous.entry.field === 'sound') return;
  if (entry.valence > 0 && previous.entry.valence < -0.3) stance.valence *= 0.2;
  if (entry.valence < 0 && previous.entry.valence > 0.3) stance.valence *= 0.7;
}

/** Index of the last "but" of the sentence a token stands in, or -1; and whether the token is after it. */
function contrast(tokens: readonly Token[], at: number): number {
  let start = at;
  while (start > 0 && !tokens[start]?.opensSentence) start -= 1;
  let end = at + 1;
  while (end < tokens.length && !tokens[end]?.opensSentence) end += 1;
  for (let index = end - 1; index > start; index -= 1) {
    // "no purpose but letting go" is no contrast.
    const isExcept = before(tokens, NONE, index, 3).some((word) => word === 'no' || word === 'nothing');
    if (CONTRASTS.has(tokens[index]?.text ?? '') && !isExcept) return index;
  }
  return -1;
}

/**
 * One stance for each hit, in their order. Of a photo only negation is asked after: in a caption "over",
 * "against" and "behind" are places, "little" is a size and "broken" an entry of its own.
 */
export function stancesOf(tokens: readonly Token[], hits: readonly Hit[], subject: Subject): Stance[] {
  // A phrase has used its small words up ("no doubt"), unless it is nothing but a degree ("a bit").
  const isUsedUp = ({ entry, from, to }: Hit): boolean =>
    to - from > 1 && !(entry.valence === 0 && entry.words.some((word) => WEAKER.has(word)));
  const covered = new Set(hits.filter(isUsedUp).flatMap(({ from, to }) => range(from, to)));
  return hits.map((hit, index) => {
    const stance: Stance = { valence: 1, energy: 1, weight: 1, moods: true };
    const near = before(tokens, covered, hit.from, 4);
    if (subject !== 'photo') {
      turn(stance, hit, near.slice(0, 3), passes(tokens, hit.to, hit.entry.valence > 0));
      colour(stance, hit, hits[index - 1]);
      const but = contrast(tokens, hit.from);
      if (but >= 0) stance.weight *= hit.from > but ? 1.3 : 0.75;
    }
    if (isNegated(near)) {
      // "Not happy" is sad; "not sad" is only a little happy.
      stance.valence *= hit.entry.valence > 0 ? -0.6 : -0.4;
      stance.energy *= 0.4;
      stance.moods = false;
    }
    return stance;
  });
}

/** Degree, relief, loss and concession. `near` is nearest first; `isPast`: what follows says that it is gone. */
function turn(stance: Stance, { entry }: Hit, near: readonly string[], isPast: boolean): void {
  if (near.slice(0, 2).some((word) => STRONGER.has(word))) scale(stance, 1.25);
  if (near.some((word) => WEAKER.has(word))) scale(stance, 0.6);
  if (near.some((word) => CONCESSIONS.has(word))) stance.weight *= 0.6;
  const isBad = entry.valence < 0;
  if (isBad ? reaches(near, RELIEVERS) : reaches(near, DEPRIVERS) && entry.valence > 0.2) {
    flip(stance, isBad ? RELIEF : DEPRIVATION);
  } else if (isPast && Math.abs(entry.valence) > 0.2) flip(stance, isBad ? RELIEF : DEPRIVATION);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function scale(stance: Stance, factor: number): void {
  stance.valence *= factor;
  stance.energy *= factor;
}

function flip(stance: Stance, factor: number): void {
  stance.valence *= factor;
  stance.energy *= 0.6;
  stance.moods = false;
}
