/** The last step of every source: what was read → a playlist worth ranking, or the sentence that says why not. */
import { UserError } from '../errors.ts';
import type { Notice } from '../model/notice.ts';
import type { Playlist, PlaylistSource, Skipped } from '../model/playlist.ts';
import type { Song } from '../model/song.ts';
import { mergeDuplicates, skipDuplicates } from './duplicates.ts';
import { tidy } from './fold.ts';
import { titleOfMany } from './formats/title-of-many.ts';

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
  const { songs, notices: repeated } = skipDuplicates(named);
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

/** Notices with the same code are told once each text. */
function uniqueNotices(notices: readonly Notice[]): Notice[] {
  const byText = new Map(notices.map((notice) => [`${notice.code}\n${notice.text}`, notice]));
  return [...byText.values()];
}

/**
 * One playlist of all songs, each once, in the order of the sources. The snapshot joins the sources' own, and is
 * null as soon as one of them has none. Throws a plain `Error` for no playlist at all.
 */
export function joinPlaylists(playlists: readonly Playlist[]): Playlist {
  const [first, ...others] = playlists;
  if (!first) throw new Error('there is nothing to join');
  if (others.length === 0) return first;
  const { songs, duplicates } = mergeDuplicates(playlists.flatMap((playlist) => playlist.songs));
  const snapshots = playlists.map(({ snapshot }) => snapshot);
  const shared: Notice[] =
    duplicates === 0
      ? []
      : [
          {
            code: 'playlists-overlap',
            text:
              duplicates === 1
                ? '1 song is in more than one of the playlists; it counts once.'
                : `${duplicates} songs are in more than one of the playlists; each counts once.`,
          },
        ];
  return {
    title: titleOfMany(playlists.map(({ title }) => title)) ?? first.title,
    source: first.source,
    url: first.url,
    songs,
    total: playlists.reduce((sum, { total }) => sum + total, 0),
    skipped: playlists.flatMap(({ skipped }) => skipped),
    notices: uniqueNotices([...playlists.flatMap(({ notices }) => notices), ...shared]),
    snapshot: snapshots.includes(null) ? null : snapshots.join('+'),
  };
}
