/** Links that need no key and no request. */
import type { Song } from '../../model/song.ts';

/** Discord and browsers take longer addresses; nobody types a longer title. */
const maxQuery = 150;

/** A YouTube search that finds the song: always there, never a wrong video. */
export function youtubeSearchLink({ title, artists }: Song): string {
  const query = `${artists.slice(0, 2).join(' ')} ${title}`.replace(/\s+/g, ' ').trim();
  // By characters, not code units: half a surrogate pair cannot be encoded.
  const kept = Array.from(query).slice(0, maxQuery).join('');
  return `https://www.youtube.com/results?search_query=${encodeURIComponent(kept.replace(/\p{Surrogate}/gu, ''))}`;
}
