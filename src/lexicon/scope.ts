/**
 * What the words around a word do to it: negation ("never lonely"), degree ("a little sad"), contrast
 * ("sweet, but sad"), relief ("chase away the gloom") and loss ("robbed of love"). Cheap, by distance alone.
 */
import type { Hit, Subject } from './matcher.ts';
import type { Token } from './tokens.ts';

/** How a hit counts where it stands: its valence and energy are multiplied, its weight too. */
export type Stance = { valence: number; energy: number; weight: number; moods: boolean };

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const NEGATORS = set(
  'not no never without nor neither hardly barely scarcely nothing nobody none lacking lacks',
);
const SCOPE_ENDS = set('but because that who which when where while until except though although yet');
const STRONGER = set(
  'very so really truly deeply totally completely utterly absolutely extremely incredibly insanely fully ' +
    'intensely wildly fiercely profoundly purely forever always such most super too all ever',
);
const WEAKER = set(
  'slightly somewhat rather fairly faintly lightly mildly vaguely almost half partly quasi bit little touch ' +
    'hint trace dash tinge tinged kind sort less semi sometimes maybe perhaps occasional',
);
const CONTRASTS = set('but yet however');
const CONCESSIONS = set('despite although though through amid beneath behind');
const RELIEVERS = set(
  'heal heals healing mend mends mending ease eases easing soothe soothes cure cures overcome overcomes overcoming ' +
    'escape escapes escaping survive survives surviving end ends ending stop stops chase chases chasing wipe wipes ' +
    'dry dries refuse refuses refusing banish banishes resist resists resisting conquer conquers dispel dispels ' +
    'shake shakes shaking forget forgetting free freed beat beats beating past beyond against defy defying leave leaving',
);
const DEPRIVERS = set(
  'lose loses losing lost steal steals stole stolen stealing rob robbed robbing destroy destroys destroyed kill kills ' +
    'killed killing deny denied denies break breaks broke broken breaking lack miss misses missing hide hides hiding ' +
    'doubt doubts doubting waste wasted wasting ruin ruins ruined betray betrays betrayed mock mocks mocking hate hates ' +
    'need needs needing fake faking bury buried burying smash smashes wreck crushed fading fallen shattered',
);
const PASSING = set(
  'gone lost over dying dead fading faded fades cold slipping ended ends leaving died burned wasted denied unreturned',
);

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

function after(tokens: readonly Token[], from: number, reach: number): string[] {
  const words: string[] = [];
  for (let at = from; at < tokens.length && words.length < reach; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.opensClause) break;
    words.push(token.text);
  }
  return words;
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
  const covered = new Set(hits.flatMap(({ from, to }) => (to - from > 1 ? range(from, to) : [])));
  return hits.map(({ entry, from, to }) => {
    const stance: Stance = { valence: 1, energy: 1, weight: 1, moods: true };
    const nearest = before(tokens, covered, from, 4);
    if (subject !== 'photo') turn(stance, entry.valence, nearest.slice(0, 3), after(tokens, to, 2));
    if (isNegated(nearest)) {
      // "Not happy" is sad; "not sad" is only a little happy.
      stance.valence *= entry.valence > 0 ? -0.6 : -0.4;
      stance.energy *= 0.4;
      stance.moods = false;
    }
    const but = subject === 'photo' ? -1 : contrast(tokens, from);
    if (but >= 0) stance.weight *= from > but ? 1.3 : 0.75;
    return stance;
  });
}

/** Degree, relief, loss and concession, by the words before and after; `before` is nearest first. */
function turn(stance: Stance, valence: number, before: readonly string[], after: readonly string[]): void {
  if (before.slice(0, 2).some((word) => STRONGER.has(word))) scale(stance, 1.25);
  if (before.some((word) => WEAKER.has(word))) scale(stance, 0.6);
  if (valence < 0 && before.some((word) => RELIEVERS.has(word))) flip(stance, RELIEF);
  else if (valence > 0.2 && before.some((word) => DEPRIVERS.has(word))) flip(stance, DEPRIVATION);
  else if (valence > 0.2 && after.some((word) => PASSING.has(word))) flip(stance, DEPRIVATION);
  if (before.some((word) => CONCESSIONS.has(word))) stance.weight *= 0.6;
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
