/** The last step of every source: what was read → a playlist worth ranking, or the sentence that says why not. */
import { UserError } from '../errors.ts';
import type { Notice, Playlist, PlaylistSource, Skipped, Song } from '../model/types.ts';
import { foldRepeated } from './duplicates.ts';
import { tidy } from './fold.ts';

/** A row that is no song, or the song in it. */
export type Row = { song: Song } | { skipped: Skipped };

export type Found = {
  title: string | null | undefined;
  source: PlaylistSource;
  url: string | null;
  rows: readonly Row[];
  /** What the source says there is, when it says more than it gives. */
  total?: number;
  snapshot?: string | null;
  notices?: readonly Notice[];
};

/** Each song once, at its first place. Throws `UserError` `empty-playlist` without a row, `no-songs` when every row was skipped. */
export function finishPlaylist(found: Found): Playlist {
  const named = found.rows.flatMap((row) => ('song' in row ? [row.song] : []));
  const skipped = found.rows.flatMap((row) => ('skipped' in row ? [row.skipped] : []));
  const total = Math.max(found.total ?? 0, found.rows.length);
  const title = tidy(found.title ?? '') || 'Untitled playlist';
  if (total === 0) {
    throw new UserError(
      'empty-playlist',
      `“${title}” is empty: add some songs to it, or give me another one.`,
    );
  }
  if (named.length === 0) {
    const reason = skipped[0]?.reason ?? 'they could not be read';
    throw new UserError(
      'no-songs',
      `I found no songs I can rank in “${title}”: ${reason}${total > 1 ? `, and so on for all ${total}` : ''}. Give me a playlist with songs in it.`,
    );
  }
  const { songs, notices: repeated } = foldRepeated(named);
  const notices = [...(found.notices ?? []), ...repeated];
  if (total > found.rows.length && !notices.some(({ code }) => code.endsWith('-first-part'))) {
    notices.push({
      code: 'first-part',
      text: `“${title}” holds ${total} songs, of which I read the first ${found.rows.length}.`,
    });
  }
  return {
    title,
    source: found.source,
    url: found.url,
    songs,
    total,
    skipped,
    notices,
    snapshot: found.snapshot ?? null,
  };
}
