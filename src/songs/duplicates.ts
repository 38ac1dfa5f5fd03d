/** Songs that a playlist names more than once. */
import type { Notice, Song } from '../model/types.ts';
import { foldSongs } from './identity.ts';

/** Each song once, and what to tell the person about it: nothing, or one notice. */
export function foldRepeated(songs: readonly Song[]): { songs: Song[]; notices: Notice[] } {
  const folded = foldSongs(songs);
  if (folded.duplicates === 0) return { songs: folded.songs, notices: [] };
  const text =
    folded.duplicates === 1
      ? '1 song is in the playlist twice; it counts once.'
      : `${folded.duplicates.toLocaleString('en-US')} repeats in the playlist were folded: each song counts once.`;
  return { songs: folded.songs, notices: [{ code: 'duplicates-folded', text }] };
}
