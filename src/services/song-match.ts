/** Titles and artists for look-ups. */
import type { Song } from '../pipeline/types.ts';

/** Lower case, without accents and punctuation, single spaces; letters of every script stay. */
export function folded(text: string): string {
  return text
    .slice(0, 300)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const bracketed = /\s*[([][^()[\]]{0,80}[)\]]/g;
const suffix =
  /\s+-\s+(?:remaster|\d{4}\b|radio edit|single version|album version|from\b|live\b|mono\b|stereo\b).{0,80}$/i;
const feature = /\s+(?:feat\.?|ft\.?|featuring|with)\s.{0,120}$/i;

export function cleanedTitle(title: string): string {
  const bare = title.slice(0, 300);
  return bare.replace(bracketed, '').replace(suffix, '').replace(feature, '').trim() || bare;
}

/** What to look a song up by, in this order; no two are the same. */
export function lookupVariants(song: Song): { title: string; artist: string }[] {
  const [primary] = song.artists;
  if (primary === undefined) return [];
  const variants = [
    { title: song.title, artist: song.artists.join(', ') },
    { title: cleanedTitle(song.title), artist: primary },
  ];
  return variants.filter(
    ({ title, artist }, at) => at === 0 || title !== variants[0]?.title || artist !== variants[0]?.artist,
  );
}

/** Is what a service found this song? Artist and title must both fit. */
export function isSameSong(song: Song, found: { title: string; artist: string }): boolean {
  const title = folded(cleanedTitle(song.title));
  if (title === '' || folded(cleanedTitle(found.title)) !== title) return false;
  const theirs = ` ${folded(found.artist)} `;
  return song.artists.some((artist) => {
    const ours = folded(artist);
    return ours !== '' && (theirs.includes(` ${ours} `) || ` ${ours} `.includes(theirs));
  });
}
