/** Videos as any of YouTube's ways names them → rows of a playlist. */
import { youtubeTexts } from '../../locales/en/music-services.ts';
import { tidy } from '../../songs/fold.ts';
import type { Row } from '../../songs/song.ts';
import { videoTitle } from '../../songs/titles.ts';

export type Video = {
  id: string;
  title: string;
  /** '' when it is not known. */
  channel: string;
  durationMs?: number | null;
};

export type VideoList = { title: string; videos: Video[]; total: number };

/** Song and artist from the video's title; the channel counts where the title names no artist. */
export function rowOfVideo({ id, title, channel, durationMs = null }: Video): Row {
  // A private or deleted video keeps its place in the list, but not its name or its channel.
  if (channel === '' && /^(?:private|deleted) video$/i.test(tidy(title))) {
    return { title, reason: youtubeTexts.gone };
  }
  const found = videoTitle(title, channel);
  const isVideo = /^[A-Za-z0-9_-]{11}$/.test(id);
  return {
    title: found.title,
    artists: found.artist === '' ? [] : [found.artist],
    durationMs,
    url: isVideo ? `https://www.youtube.com/watch?v=${id}` : null,
    cover: isVideo ? `https://i.ytimg.com/vi/${id}/mqdefault.jpg` : null,
  };
}
