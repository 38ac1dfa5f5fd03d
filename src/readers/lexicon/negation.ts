/** Negation and loss: what they turn ("never lonely", "love is over"), and where they don't ("never felt so alive"). */
import { type Hit, wordSet } from './matcher.ts';
import { BARRIERS, COPULAS, ENDINGS, NEGATORS, SCOPE_ENDS } from './small-words.ts';
import type { Token } from './tokens.ts';

export const containsAny = (words: readonly string[], set: ReadonlySet<string>): boolean =>
  words.some((word) => set.has(word));

/** Up to `reach` words before a token in the same clause, nearest first; a phrase is one word, where it ends. */
export function wordsBefore(
  tokens: readonly Token[],
  at: number,
  reach: number,
  phrases: ReadonlyMap<number, string> = new Map(),
): string[] {
  const words: string[] = [];
  for (let back = at - 1; back >= Math.max(0, at - reach); back -= 1) {
    if (tokens[back + 1]?.opensClause) break;
    const word = phrases.get(back) ?? tokens[back]?.text ?? '';
    if (word !== '') words.push(word);
  }
  return words;
}

const WOULD_BE = wordSet('will would be');
const MORE = wordSet('more better worse');
const STATES = wordSet('be been get feel felt look ask have');
/** After the word: "hurt so much", "loved anyone this much", "loved you more". */
const DEGREE_AFTER = /^(?:(?!any )\S+ )?(?:(?:so|this) (?:much|hard|well|deeply|badly|bad|good|loud)|more)\b/;

function isMoreSo({ entry, from, to }: Hit, tokens: readonly Token[], [nearest]: readonly string[]): boolean {
  const isInflected = (word: string): boolean => word.endsWith('er') && !entry.words.includes(word);
  const own = tokens.slice(from, to).map(({ text }) => text);
  return MORE.has(nearest ?? '') || own.some((word) => MORE.has(word) || isInflected(word));
}

/**
 * "Couldn't be happier", "never felt so alive", "nothing hurt so much": the negation says that nothing is more so.
 * "I'm not happier", "I couldn't be so cruel" and "I'll never be so happy again" deny it.
 */
function isUnsurpassed(hit: Hit, tokens: readonly Token[]): boolean {
  const before = wordsBefore(tokens, hit.from, 6);
  const at = before.findIndex((word) => NEGATORS.has(word));
  const modal = before[at + 1] ?? '';
  if (at === -1) return false;
  const between = before.slice(0, at);
  const moreSo = isMoreSo(hit, tokens, before);
  if (moreSo && /^(?:could|can)$/.test(modal) && containsAny(between, STATES)) return true;
  const rest = tokens.slice(hit.to, hit.to + 3);
  const end = rest.findIndex(({ opensClause }) => opensClause);
  const after = rest.slice(0, end === -1 ? undefined : end).map(({ text }) => text);
  const isDegree = /^(?:so|this)$/.test(before[0] ?? '')
    ? hit.entry.pos !== 'n'
    : /^(?:such|much (?:so|this))\b/.test(before.slice(0, 2).join(' ')) || DEGREE_AFTER.test(after.join(' '));
  const isEver =
    before[at] === 'not'
      ? /^(?:have|has|had)$/.test(modal)
      : /^(?:never|nothing|nobody|none)$/.test(before[at] ?? '');
  return (moreSo || isDegree) && isEver && !/^(?:will|would)$/.test(modal) && !containsAny(between, WOULD_BE);
}

/** Is a hit denied by the words before it, nearest first? */
export function isNegated(tokens: readonly Token[], hit: Hit, before: readonly string[]): boolean {
  const end = before.findIndex((word) => SCOPE_ENDS.has(word));
  const negators = before.slice(0, end === -1 ? undefined : end).filter((word) => NEGATORS.has(word));
  // "Ain't no" is a single negation, "not without" is none.
  if (negators.length === 0 || (negators.length > 1 && negators.includes('without'))) return false;
  return !isUnsurpassed(hit, tokens);
}

/** "Nothing can hurt us": the "nothing" is as good as what it denies. "Nothing helps" stays bad. */
export function deniesBad(
  tokens: readonly Token[],
  hits: readonly Hit[],
  shifts: readonly { valence: number }[],
  index: number,
): boolean {
  const hit = hits[index];
  if (hit === undefined || hit.to - hit.from > 1 || !NEGATORS.has(tokens[hit.from]?.text ?? '')) return false;
  const denied = hits.findIndex(({ entry, from }, later) => {
    const isNear = from > hit.from && from <= hit.from + 5;
    return isNear && Math.abs(entry.valence * (shifts[later]?.valence ?? 1)) > 0.03;
  });
  const { entry, from } = hits[denied] ?? hit;
  const isSameClause = tokens.slice(hit.from + 1, from + 1).every((token) => !token.opensClause);
  return isSameClause && entry.valence * (shifts[denied]?.valence ?? 1) > 0;
}

/** End a good thing only as the clause's last word: "love grown cold", not "love on a cold day". */
const LAST = wordSet('over cold');

/**
 * Is what ends before `from` said to be over? A bad thing only with a copula: "the cold is finally over". With one,
 * a good thing also a little later: "the love we had is gone".
 */
function isOver(tokens: readonly Token[], from: number, isGood: boolean): boolean {
  let isSaid = false;
  for (let at = from; at < Math.min(tokens.length, from + (isGood ? 5 : 3)); at += 1) {
    const token = tokens[at];
    if (token === undefined || token.opensClause) return false;
    const isLast = tokens[at + 1]?.opensClause ?? true;
    if (token.text === 'more' && isLast && at > from && tokens[at - 1]?.text === 'no') return true;
    if (
      (isSaid || (isGood && at < from + 3)) &&
      (ENDINGS.has(token.text) || (isLast && LAST.has(token.text)))
    )
      return true;
    if (BARRIERS.has(token.text)) return false;
    isSaid ||= COPULAS.has(token.text);
  }
  return false;
}

const TAKES = wordSet('take takes took taken taking');
const PAST = wordSet('was were had');

/** "We were happy once", "once I was loved". */
function wasOnce(tokens: readonly Token[], { to, entry }: Hit, before: readonly string[]): boolean {
  const after = tokens.slice(to, to + 2);
  const isSaid =
    before.includes('once') ||
    after.some(
      ({ text }, index) => text === 'once' && after.slice(0, index + 1).every((t) => !t.opensClause),
    );
  return isSaid && entry.valence > 0 && containsAny(before, PAST);
}

/** Is it over ("love is gone"), once was ("we were happy once"), or taken away ("you take my hope away")? */
export function isLost(tokens: readonly Token[], hit: Hit, before: readonly string[]): boolean {
  const isTaken = containsAny(before, TAKES) && tokens[hit.to]?.text === 'away';
  return isTaken || isOver(tokens, hit.to, hit.entry.valence > 0) || wasOnce(tokens, hit, before);
}
