/** The small words that change what the words around them mean, as written, not lemmas: `small-words.json`. */
import { z } from 'zod';
import { readPackaged } from '../../package-path.ts';

/** Lines of words. */
const tables = readPackaged(
  z.record(z.string(), z.array(z.string())),
  'assets',
  'lexicon',
  'small-words.json',
);

function lines(name: string): string[] {
  const found = tables[name];
  if (found === undefined) throw new Error(`small-words.json has no ${name}`);
  return found;
}

const table = (name: string): ReadonlySet<string> => new Set(lines(name).join(' ').split(' '));

/** Turn around what follows in the clause. */
export const NEGATORS = table('negators');
/** A negation does not reach over these. */
export const SCOPE_ENDS = table('scopeEnds');
/** Make the next word stronger. */
export const INTENSIFIERS = table('intensifiers');
/** Make the next words weaker. */
export const DIMINISHERS = table('diminishers');
/** What comes after counts more. */
export const CONTRASTS = table('contrasts');
/** What comes after counts less. */
export const CONCESSIONS = table('concessions');
/** Take away what is bad. */
export const RELIEVERS = table('relievers');
/** Take away what is good. */
export const DEPRIVERS = table('deprivers');
/** Phrases of the lexicon that do the same: "used to be happy", "no longer afraid". */
export const RELIEVING_PHRASES: ReadonlySet<string> = new Set(lines('relievingPhrases'));
export const DEPRIVING_PHRASES: ReadonlySet<string> = new Set(lines('deprivingPhrases'));
/** After a good thing: it is gone. "Over" says so only as the clause's last word. */
export const ENDINGS = table('endings');
/** Between a bad thing and its end. */
export const COPULAS = table('copulas');
/** Relief and loss do not reach over these: "broken by joy". */
export const BARRIERS = table('barriers');
/** End in "in" without a dropped g: "raisin" is no "raising". */
export const NOT_GERUNDS = table('notGerunds');
export const ENGLISH = table('english');
/** Function words of Spanish, Portuguese, French, German, Italian, Dutch, Scandinavian, Polish, Turkish and Indonesian. */
export const FOREIGN = table('foreign');
