/** What every source ends with: a playlist worth ranking, each song once, or the sentence that says why not. */
import { UserError } from '../errors.ts';
import { fileNames, files } from '../locales/en/files.ts';
import { sentences } from '../locales/sentences.ts';
import type { Notice } from '../model/notice.ts';
import type { Playlist, PlaylistSource, Skipped } from '../model/playlist.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Song } from '../model/song.ts';
import { mergeDuplicates } from './duplicates.ts';
import { tidy } from './fold.ts';
import { nameKey } from './identity.ts';
import { type Row, songLink, toSong } from './song.ts';

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
  const nameKeys: string[] = [];
  const skipped: Skipped[] = [];
  const found = { songs, nameKeys, skipped, skippedCount: 0, repeats: 0, rows: 0, isCut: false };
  /** Repeats take no place from others. */
  const keys = new Set<string>();
  for (const row of rows) {
    if (found.rows === maxRows) break;
    found.rows++;
    if (found.isCut) continue;
    const song = 'reason' in row ? null : toSong(row);
    if (song) {
      const key = nameKey(song);
      found.isCut = keys.size === maxSongs && !keys.has(key);
      if (found.isCut) continue;
      // So many repeats hold no more facts worth joining.
      if (keys.has(key) && found.songs.length >= 2 * maxSongs) {
        found.repeats++;
        continue;
      }
      keys.add(key);
      found.songs.push(song);
      found.nameKeys.push(key);
    } else if (++found.skippedCount <= maxSkipped) {
      const reason = 'reason' in row ? row.reason : files.reason.noTitle;
      found.skipped.push({
        title: tidy(row.title, 80) || fileNames.row(found.rows),
        reason,
        ...('reason' in row && row.url && songLink(row.url) !== null && { url: videoAlone(row.url) }),
      });
    }
  }
  return found;
}

/** A row that is a video's link means the video, whichever list it was watched in. */
const videoAlone = (url: string): string =>
  /[?&]v=|\/\/youtu\.be\//.test(url) ? url.replace(/(?<=[?&])list=[^&#]*&?/, '') : url;

const { failure, notice: texts, reason: reasons } = sentences.files;

const knownReasons = new Map(
  [
    ...Object.values(reasons),
    ...Object.values(sentences.spotifyLists.rows),
    ...[sentences.deezer.unreadableRow, sentences.subsonic.unreadableRow, sentences.youtube.gone],
  ].map((reason) => [reason.text, reason]),
);

/** Why a row was left out, as a sentence where it is one of ours. */
export const reasonOf = (row: Skipped | undefined): Sentence | string =>
  row === undefined ? reasons.unknown : (knownReasons.get(row.reason) ?? row.reason);

function emptyError(title: string, total: number, first: Skipped | undefined): UserError {
  return total === 0
    ? new UserError('empty-playlist', failure.emptyPlaylist(title))
    : new UserError('no-songs', failure.nothingToRank(title, total, reasonOf(first)));
}

/**
 * Each song once, at its first place. Throws `UserError` `empty-playlist` without a row, `no-songs` when every row was
 * skipped; but a list of links without names is a playlist whose songs are still to be looked up.
 */
export function finishPlaylist(found: Found): Playlist {
  const { source, url, snapshot = null } = found;
  const { skipped, skippedCount, rows, isCut, ...gathered } = gather(found.rows);
  const total = Math.max(found.total ?? 0, rows);
  const title = tidy(found.title ?? '') || fileNames.untitled;
  if (gathered.songs.length === 0 && !skipped.some((row) => row.url !== undefined)) {
    throw found.whyEmpty?.(skipped[0]) ?? emptyError(title, total, skipped[0]);
  }
  const notices = [...(found.notices ?? [])];
  if (isCut) {
    const isMore = rows === maxRows;
    notices.push({ code: 'playlist-cut', ...texts.cut(isMore ? maxRows - 1 : rows, isMore, maxSongs) });
  }
  if (skippedCount > maxSkipped) {
    notices.push({ code: 'many-rows-skipped', ...texts.manySkipped(skippedCount, maxSkipped) });
  }
  const { songs: merged, duplicates: merges } = mergeDuplicates(gathered.songs, gathered.nameKeys);
  const duplicates = merges + gathered.repeats;
  const songs = merged.slice(0, maxSongs);
  if (duplicates > 0) notices.push({ code: 'duplicates-skipped', ...texts.duplicates(duplicates) });
  if (total > rows && !notices.some(({ code }) => code.endsWith('-first-part'))) {
    notices.push({ code: 'first-part', ...texts.firstPart(title, total, rows) });
  }
  return { title, source, url, songs, total, skipped, notices, snapshot };
}

/** "A", "A + B", "A + B and 3 more"; null without a name. */
export function titleOfMany(titles: ReadonlySet<string>): string | null {
  const [first, second, ...others] = titles;
  if (first === undefined || second === undefined) return first ?? null;
  return others.length === 0 ? `${first} + ${second}` : fileNames.many(first, second, others.length);
}

/**
 * Several sources as one playlist: all songs, each once, in the order of the sources. Throws a plain `Error` for no
 * playlist at all.
 */
export function joinPlaylists(playlists: readonly Playlist[]): Playlist {
  const [first, ...others] = playlists;
  if (!first) throw new Error('there is nothing to join');
  if (others.length === 0) return first;
  const { songs, duplicates } = mergeDuplicates(playlists.flatMap((playlist) => playlist.songs));
  const notices = playlists.flatMap((playlist) => playlist.notices);
  if (duplicates > 0) notices.push({ code: 'playlists-overlap', ...texts.overlap(duplicates) });
  const urls = playlists.flatMap(({ url }) => url ?? []);
  return {
    title: titleOfMany(new Set(playlists.map(({ title }) => title))) ?? first.title,
    source: first.source,
    // All of them, as people give several.
    url: urls.length === playlists.length ? [...new Set(urls)].join(' ') : null,
    songs,
    total: playlists.reduce((sum, { total }) => sum + total, 0),
    skipped: playlists.flatMap(({ skipped }) => skipped),
    // The same thing is said once.
    notices: [...new Map(notices.map((notice) => [`${notice.code}\n${notice.text}`, notice])).values()],
    snapshot: null,
  };
}
