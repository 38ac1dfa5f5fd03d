/** Deezer's addresses. */
import { idAfter, type PageAddress, refusePodcast } from '../sources/music-service.ts';

export type DeezerLink = { service: 'deezer'; type: 'playlist' | 'album' | 'track' | 'artist'; id: string };

const types = ['playlist', 'album', 'track', 'artist'] as const;

/** `/playlist/…`, also behind a language and in the widget's address. */
export function deezerLink({ segments }: PageAddress): DeezerLink | null {
  const found = idAfter(segments, types, /^\d{1,20}$/);
  if (found !== null) return { service: 'deezer', ...found };
  refusePodcast(segments);
  return null;
}
