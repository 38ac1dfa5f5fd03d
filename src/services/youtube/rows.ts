/** A video as any of YouTube's ways names it → a row of a playlist. */

import { tidy } from '../../songs/fold.ts';
import type { Row } from '../../songs/playlist.ts';
import { toSong } from '../../songs/song.ts';
import { videoTitle } from '../../songs/titles.ts';

export type Video = {
  id: string;
  title: string;
  /** '' when it is not known. */
  channel: string;
  durationMs?: number | null;
};

const videoId = /^[A-Za-z0-9_-]{11}$/;

/** What is left of a video that nobody can watch any more: it keeps its place, but not its name or its channel. */
const gone = /^(?:private|deleted) video$/i;

/** Song and artist from the video's title; whose channel it is counts where the title names nobody. */
export function rowOfVideo({ id, title, channel, durationMs = null }: Video): Row {
  const shown = tidy(title) || '(no title)';
  if (channel === '' && gone.test(shown))
    return { skipped: { title: shown, reason: 'YouTube no longer shows it' } };
  const found = videoTitle(title, channel);
  const isVideo = videoId.test(id);
  const song = toSong({
    title: found.title,
    artists: found.artist === '' ? [] : [found.artist],
    durationMs,
    url: isVideo ? `https://www.youtube.com/watch?v=${id}` : null,
    cover: isVideo ? `https://i.ytimg.com/vi/${id}/mqdefault.jpg` : null,
  });
  return song === null ? { skipped: { title: shown, reason: 'it has no title' } } : { song };
}

/** Albums on YouTube Music are playlists called "Album - Name". */
export const titleOfList = (title: string): string => tidy(title).replace(/^Album - (?=.)/, '');
