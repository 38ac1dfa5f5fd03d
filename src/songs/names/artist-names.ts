/** Who an artist is: the names in a credit, however they are joined, ordered or written. */
import { cut, fold, foldedWords, joinSingleLetters } from '../fold.ts';
import { inEachWordScript } from './scripts.ts';

/** A credit is never longer; a service's answer may be. */
const longest = 300;

const guest = /[([]?(?:^|(?<=[\s([]))(?:feat\.?|ft\.?|featuring|with)\s+/i;
const between = /\s*[,;/&+×·|]\s*|\s+(?:vs\.?|and|x|y|et|und|e|と)\s+/i;

/** Nobody in particular. */
const placeholderArtists = new Set(
  'various artists|various|va|verschiedene interpreten|varios artistas|artistes divers|unknown artist|unknown|soundtrack'.split(
    '|',
  ),
);

/** Those who sing what others made known. They are not who they imitate, whatever else stands in the credit. */
const imitator =
  /(?:^| )(?:karaoke|tribute|tributes|covers?|lullab(?:y|ies)|instrumentals?|backing tracks?|in the style of|originally performed|made famous|translations?|romanizations?|traducciones|traducoes|kidz bop|music box|8 bit)(?: |$)/;

/** One name as keys: "The Beatles" is "Beatles", "Jay-Z" is "Jay Z", and "Utada Hikaru" is Hikaru Utada. */
function keysOf(name: string): string[] {
  const all = foldedWords(name).map((word) => (word === 'n' ? 'and' : word));
  if (all.length === 0) return fold(name) === '' ? [] : [fold(name)];
  if (placeholderArtists.has(joinSingleLetters(all))) return [];
  const words = all.length > 1 && all[0] === 'the' ? all.slice(1) : all;
  const [first, second] = words;
  return words.length === 2 ? [`${first}${second}`, `${second}${first}`] : [words.join('')];
}

/** "Adele - Topic", "AdeleVEVO", "Adele Official": channels that are their artist's. */
const channel = /\s+[-–]\s+Topic$|\s*VEVO$|\s+Official$/;

function namesIn(credit: string): string[] {
  const whole = cut(credit, longest)
    .replace(channel, '')
    .replace(/^(.+),\s+the$/i, '$1');
  const pieces = whole.split(guest).flatMap((piece) => [piece, ...piece.split(between)]);
  const names = [whole, ...pieces.flatMap((piece) => [piece, ...inEachWordScript(piece)])];
  // "The" and single letters of a longer credit name no artist.
  return names.filter((name, at) => at === 0 || (fold(name).length > 1 && fold(name) !== 'the'));
}

/** Do the credits agree on at least one artist, in one script at least? */
export function isSameArtist(one: readonly string[], other: readonly string[]): boolean {
  const [mine, theirs] = [one, other].map((credits) => ({
    isImitator: credits.some((credit) => imitator.test(fold(cut(credit, longest)))),
    keys: new Set(credits.slice(0, 50).flatMap(namesIn).flatMap(keysOf)),
  }));
  if (mine === undefined || theirs === undefined || mine.isImitator !== theirs.isImitator) return false;
  return [...mine.keys].some((key) => theirs.keys.has(key));
}
