/** Several sources asked for at once, as one playlist. */
import type { Notice, Playlist } from '../model/types.ts';
import { titleOfMany } from './formats/title-of-many.ts';
import { foldSongs } from './identity.ts';

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
  const { songs, duplicates } = foldSongs(playlists.flatMap((playlist) => playlist.songs));
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
