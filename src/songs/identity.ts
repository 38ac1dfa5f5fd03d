/** When are two songs the same song? By a key (of our own lists), or by likeness (of what a service found). */
import type { Song } from '../model/song.ts';
import { cut, fold } from './fold.ts';
import { titleParts } from './title-parts.ts';
import { primaryArtist } from './titles.ts';

/** Titles that many albums have: only the album tells them apart. */
const commonTitles = new Set(['intro', 'outro', 'interlude', 'prelude', 'untitled', 'skit', 'overture']);

/** Without a leading article, without partners: "The Beatles" = "Beatles", "Florence + The Machine" = "Florence". */
function artistKey(artists: readonly string[]): string {
  const [partner = ''] = primaryArtist(artists).split(/\s+(?:&|\+|and|y|et|und)\s+|,/i);
  return fold(partner).replace(/^the (?=.)/, '');
}

/** The song by its names alone: a remaster is the same song, a live recording or a remix is another. */
export function nameKey(song: Pick<Song, 'title' | 'artists' | 'album'>): string {
  const { base, version } = titleParts(song.title);
  const title = fold(base);
  const album = commonTitles.has(title) ? fold(song.album ?? '') : '';
  return cut([artistKey(song.artists), title, version ?? '', album].join('|').replace(/\|+$/, ''), 300);
}

/** One key for a song on every service: its ISRC, else its folded names. For caches and ratings. */
export function songKey(song: Pick<Song, 'title' | 'artists' | 'album' | 'isrc'>): string {
  return song.isrc === null ? `name:${nameKey(song)}` : `isrc:${song.isrc}`;
}

function bigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at < text.length - 1; at++) {
    const pair = text.slice(at, at + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/**
 * How alike two names are, 0..1: Dice's coefficient over letter pairs of the folded names, spaces ignored.
 * Names of fewer than six letters must be equal: "Hell" is not "Hello".
 */
export function similarity(a: string, b: string): number {
  const [one, two] = [fold(a).replaceAll(' ', ''), fold(b).replaceAll(' ', '')];
  if (one === two) return 1;
  if (one.length < 6 || two.length < 6) return 0;
  const first = bigrams(one);
  let shared = 0;
  for (const [pair, times] of bigrams(two)) shared += Math.min(times, first.get(pair) ?? 0);
  return (2 * shared) / (one.length + two.length - 2);
}

const closeEnough = 0.8;
/** Characters of a name that are compared. */
const longest = 300;

const numbersIn = (text: string): string => (fold(text).match(/\d+/g) ?? []).join(' ');

/** Without what is in brackets: "(I Can’t Get No) Satisfaction" is known as "Satisfaction". */
const withoutBrackets = (text: string): string => text.replace(/[([][^()[\]]{0,200}[)\]]/g, ' ').trim();

function isSameTitle(wanted: string, found: string): boolean {
  // Part 1 is not part 2, however alike their letters are.
  if (numbersIn(wanted) !== numbersIn(found)) return false;
  if (similarity(wanted, found) >= closeEnough) return true;
  const [shortWanted, shortFound] = [withoutBrackets(wanted), withoutBrackets(found)];
  return (
    (shortWanted !== '' && fold(shortWanted) === fold(found)) ||
    (shortFound !== '' && fold(shortFound) === fold(wanted))
  );
}

const betweenNames = /\s*[,;/&+×]\s*|\s+(?:feat\.?|ft\.?|featuring|with|and|x|vs\.?|y|et|und)\s+/i;

const namesIn = (text: string): string[] => text.split(betweenNames).filter((name) => fold(name) !== '');

/** "Utada Hikaru" is Hikaru Utada. */
const anyOrder = (name: string): string =>
  fold(name)
    .replace(/^the (?=.)/, '')
    .split(' ')
    .sort()
    .join(' ');

function isSameArtist(wanted: string, found: string): boolean {
  if (similarity(wanted, found) >= closeEnough) return true;
  const others = namesIn(found);
  return namesIn(wanted).some((name) =>
    others.some((other) => anyOrder(name) === anyOrder(other) || similarity(name, other) >= closeEnough),
  );
}

/** Versions that are not the song, unless they were asked for: their words or their singer differ. */
const derived =
  /(?:^| )(?:translation|translated|romanized|romanization|karaoke|cover|tribute|instrumental|parody)(?: |$)/;

/**
 * Is the hit the song? Spelling may differ a little, brackets and decoration may be missing, live recordings and
 * remixes count (their words are the song's); translations, covers and lists do not.
 */
export function isSameSong(
  wanted: { title: string; artists: readonly string[] },
  found: { title: string; artist: string },
): boolean {
  // A service's answer may be of any length.
  const artist = cut(found.artist, longest);
  const [ours, theirs] = [titleParts(wanted.title), titleParts(found.title)];
  if (derived.test(theirs.version ?? '') && !derived.test(ours.version ?? '')) return false;
  return (
    isSameTitle(ours.base, theirs.base) &&
    wanted.artists.some((one) => isSameArtist(cut(one, longest), artist))
  );
}

/** Is it the very recording? As `isSameSong`, but a live recording or a remix is another one. */
export const isSameRecording = (...songs: Parameters<typeof isSameSong>): boolean =>
  titleParts(songs[0].title).version === titleParts(songs[1].title).version && isSameSong(...songs);
