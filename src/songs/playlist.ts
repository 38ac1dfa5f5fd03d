/** What every source ends with: a playlist worth ranking, or the sentence that says why not. */
import { UserError } from '../errors.ts';
import { fileTexts } from '../locales/en/files.ts';
import type { Notice } from '../model/notice.ts';
import type { Playlist, PlaylistSource, Skipped } from '../model/playlist.ts';
import type { Song } from '../model/song.ts';
import { mergeDuplicates } from './duplicates.ts';
import { tidy } from './fold.ts';
import { type Row, toSong } from './song.ts';

/** Songs read from one source; further ones are counted. */
export const maxSongs = 10_000;
/** Rows after which even counting stops. */
export const maxRows = 100_000;
/** Skipped rows that are listed one by one. */
const maxSkipped = 1_000;

export type Found = {
  title: string | null | undefined;
  source: PlaylistSource;
  url: string | null;
  rows: Iterable<Row>;
  /** What the source says there is, when it says more than it gives. */
  total?: number;
  snapshot?: string | null;
  notices?: readonly Notice[];
  /** Why there is no song in it, where the usual sentence doesn't fit. */
  whyEmpty?: (first: Skipped | undefined) => UserError;
};

function gather(rows: Iterable<Row>) {
  const songs: Song[] = [];
  const skipped: Skipped[] = [];
  const found = { songs, skipped, skippedCount: 0, rows: 0, isCut: false };
  for (const row of rows) {
    if (found.rows === maxRows) break;
    found.rows++;
    if (found.songs.length === maxSongs) {
      found.isCut = true;
      continue;
    }
    const song = 'reason' in row ? null : toSong(row);
    if (song) found.songs.push(song);
    else if (++found.skippedCount <= maxSkipped) {
      const reason = 'reason' in row ? row.reason : fileTexts.reason.noTitle;
      found.skipped.push({ title: tidy(row.title, 80) || fileTexts.name.row(found.rows), reason });
    }
  }
  return found;
}

const { failure, notice: texts } = fileTexts;

function emptyError(title: string, total: number, first: Skipped | undefined): UserError {
  return total === 0
    ? new UserError('empty-playlist', failure.emptyPlaylist(title))
    : new UserError('no-songs', failure.nothingToRank(title, total, first?.reason));
}

/** Each song once, at its first place. Throws `UserError` `empty-playlist` without a row, `no-songs` when every row was skipped. */
export function finishPlaylist(found: Found): Playlist {
  const { source, url, snapshot = null } = found;
  const { skipped, skippedCount, rows, isCut, ...gathered } = gather(found.rows);
  const total = Math.max(found.total ?? 0, rows);
  const title = tidy(found.title ?? '') || fileTexts.name.untitled;
  if (gathered.songs.length === 0) {
    throw found.whyEmpty?.(skipped[0]) ?? emptyError(title, total, skipped[0]);
  }
  const notices = [...(found.notices ?? [])];
  if (isCut) {
    const isMore = rows === maxRows;
    notices.push({ code: 'playlist-cut', text: texts.cut(isMore ? maxRows - 1 : rows, isMore, maxSongs) });
  }
  if (skippedCount > maxSkipped) {
    notices.push({ code: 'many-rows-skipped', text: texts.manySkipped(skippedCount, maxSkipped) });
  }
  const { songs, duplicates } = mergeDuplicates(gathered.songs);
  if (duplicates > 0) notices.push({ code: 'duplicates-skipped', text: texts.duplicates(duplicates) });
  if (total > rows && !notices.some(({ code }) => code.endsWith('-first-part'))) {
    notices.push({ code: 'first-part', text: texts.firstPart(title, total, rows) });
  }
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
  if (duplicates > 0) notices.push({ code: 'playlists-overlap', text: texts.overlap(duplicates) });
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
