/** When are two songs the same song? By a key (of our own lists), or by likeness (of what a service found). */
import type { Song } from '../model/song.ts';
import { primaryArtist, withoutPartners } from './artists.ts';
import { cut, fold } from './fold.ts';
import { isSameArtist } from './names/artist-names.ts';
import { type TitleParts, titleParts } from './names/title-parts.ts';

/** Titles that many albums have: only the album tells them apart. */
const commonTitles = new Set(['intro', 'outro', 'interlude', 'prelude', 'untitled', 'skit', 'overture']);

/** Without a leading article, without partners: "The Beatles" = "Beatles", "Florence + The Machine" = "Florence". */
const artistKey = (artists: readonly string[]): string =>
  fold(withoutPartners(primaryArtist(artists))).replace(/^the (?=.)/, '');

/** The song by its names alone: a remaster is the same song, a live recording or a remix is another. */
export function nameKey(song: Pick<Song, 'title' | 'artists' | 'album'>): string {
  const artist = artistKey(song.artists);
  // Of unknown artists only the whole title and the album can tell songs apart.
  if (artist === '') return cut(`|${fold(song.title)}|${fold(song.album ?? '')}`.replace(/\|+$/, ''), 300);
  const { names, part, version } = titleParts(song.title);
  const title = [names[0], part].filter(Boolean).join(' ');
  const album = commonTitles.has(title) ? fold(song.album ?? '') : '';
  return cut([artist, title, version ?? '', album].join('|').replace(/\|+$/, ''), 300);
}

/** One key for a song on every service: its ISRC, else its folded names. For caches and ratings. */
export function songKey(song: Pick<Song, 'title' | 'artists' | 'album' | 'isrc'>): string {
  return song.isrc === null ? `name:${nameKey(song)}` : `isrc:${song.isrc}`;
}

/** A song as a playlist or a service names it. */
export type Named = { title: string; artists: readonly string[]; durationMs?: number | null };

/** Recordings of one length differ by less, wherever they were measured. */
const nearlyEqualMs = 3_000;
const toleranceMs = 10_000;

/** Within ten seconds, or a tenth of the longer one: fade-outs, silence, the ends of a video. */
function isLengthNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(toleranceMs, Math.max(one, other) / 10);
}

const shares = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((name) => other.includes(name));

/** "(I Never Had) Enough" is known as "Enough": a bracket at the beginning may be missing. */
const withoutFirstBracket = ({ base }: TitleParts): string =>
  base.replace(/^[([][^()[\]]{1,200}[)\]]\s*(?=\S)/, '');
/** "Escape (The Rain Song)": a bracket at the end may be missing where the lengths say the same. */
const withoutLastBracket = ({ base }: TitleParts): string =>
  base.replace(/(?<=\S)\s*[([][^()[\]]{1,200}[)\]]$/, '');

function isSameTitle(one: TitleParts, other: TitleParts, isLengthEqual: boolean): boolean {
  if (one.part !== other.part || one.words !== other.words) return false;
  const namesOf = (parts: TitleParts): string[] => [
    ...parts.names,
    ...titleParts(withoutFirstBracket(parts)).names,
    ...(isLengthEqual ? titleParts(withoutLastBracket(parts)).names : []),
  ];
  return shares(one.names, namesOf(other)) || shares(namesOf(one), other.names);
}

/**
 * Have the two the same words? Their titles are equal without decoration, in one script at least; the part is equal;
 * they are the same kind of recording: live, acoustic, remastered or faster ones have the song's words, while an
 * instrumental, a translation, a remix, a demo, an interlude is only like another of its kind; they agree on an artist;
 * and their lengths fit, where both are known and neither title says that it is another cut. What isn't sure is no.
 */
export function isSameSong(one: Named, other: Named): boolean {
  const [ours, theirs] = [titleParts(one.title), titleParts(other.title)];
  const lengths = [one.durationMs ?? 0, other.durationMs ?? 0] as const;
  const areKnown = lengths[0] > 0 && lengths[1] > 0;
  if (areKnown && !ours.isOtherLength && !theirs.isOtherLength && !isLengthNear(...lengths)) return false;
  const isLengthEqual = areKnown && Math.abs(lengths[0] - lengths[1]) <= nearlyEqualMs;
  return isSameTitle(ours, theirs, isLengthEqual) && isSameArtist(one.artists, other.artists);
}

/** Is it the very recording? As `isSameSong`, but a live recording or another arrangement is another one. */
export const isSameRecording = (one: Named, other: Named): boolean =>
  titleParts(one.title).version === titleParts(other.title).version && isSameSong(one, other);
