/** What every source ends with: a playlist worth ranking, or the sentence that says why not. */
import { UserError } from '../errors.ts';
import { fileTexts } from '../locales/en/files.ts';
import type { Notice } from '../model/notice.ts';
import type { Playlist, PlaylistSource, Skipped } from '../model/playlist.ts';
import type { Song } from '../model/song.ts';
import { mergeDuplicates, skipDuplicates } from './duplicates.ts';
import { tidy } from './fold.ts';

/** A row that isn't a song, or the song in it. */
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
  const title = tidy(found.title ?? '') || fileTexts.name.untitled;
  if (total === 0) throw new UserError('empty-playlist', fileTexts.failure.emptyPlaylist(title));
  if (named.length === 0) {
    throw new UserError('no-songs', fileTexts.failure.nothingToRank(title, total, skipped[0]?.reason));
  }
  const { songs, notices: duplicates } = skipDuplicates(named);
  const notices = [...(found.notices ?? []), ...duplicates];
  if (total > found.rows.length && !notices.some(({ code }) => code.endsWith('-first-part'))) {
    const text = fileTexts.notice.firstPart(title, total, found.rows.length);
    notices.push({ code: 'first-part', text });
  }
  const { source, url, snapshot = null } = found;
  return { title, source, url, songs, total, skipped, notices, snapshot };
}

/** "A", "A + B", "A + B and 3 more"; null without a name. */
export function titleOfMany(titles: ReadonlySet<string>): string | null {
  const [first, second, ...others] = titles;
  if (first === undefined || second === undefined) return first ?? null;
  return others.length === 0 ? `${first} + ${second}` : fileTexts.name.many(first, second, others.length);
}

/**
 * Several sources as one playlist: all songs, each once, in the order of the sources. The snapshot joins the
 * sources' own, and is null as soon as one of them has none. Throws a plain `Error` for no playlist at all.
 */
export function joinPlaylists(playlists: readonly Playlist[]): Playlist {
  const [first, ...others] = playlists;
  if (!first) throw new Error('there is nothing to join');
  if (others.length === 0) return first;
  const { songs, duplicates } = mergeDuplicates(playlists.flatMap((playlist) => playlist.songs));
  const notices = playlists.flatMap((playlist) => playlist.notices);
  if (duplicates > 0) notices.push({ code: 'playlists-overlap', text: fileTexts.notice.overlap(duplicates) });
  const snapshots = playlists.map(({ snapshot }) => snapshot);
  return {
    title: titleOfMany(new Set(playlists.map(({ title }) => title))) ?? first.title,
    source: first.source,
    url: first.url,
    songs,
    total: playlists.reduce((sum, { total }) => sum + total, 0),
    skipped: playlists.flatMap(({ skipped }) => skipped),
    // The same thing is said once.
    notices: [...new Map(notices.map((notice) => [`${notice.code}\n${notice.text}`, notice])).values()],
    snapshot: snapshots.includes(null) ? null : snapshots.join('+'),
  };
}
