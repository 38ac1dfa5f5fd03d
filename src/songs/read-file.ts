/** An attached file or pasted text → a playlist. */
import { UserError } from '../errors.ts';
import { fileTexts } from '../locales/en/files.ts';
import type { Notice } from '../model/notice.ts';
import type { Playlist, Skipped } from '../model/playlist.ts';
import type { Song } from '../model/song.ts';
import { type DecodedFile, decodeFile } from './decode.ts';
import { skipDuplicates } from './duplicates.ts';
import { tidy } from './fold.ts';
import { type Format, maxRows, names, type Row, reasons } from './formats/format.ts';
import { formats } from './formats/index.ts';
import { titleOfMany } from './playlist.ts';
import { type Draft, toSong } from './song.ts';
import { splitArtistTitle } from './titles.ts';

/** Songs read from one file; the rest is counted. */
export const maxSongs = 10_000;
/** Larger files are refused. */
export const maxFileBytes = 10 * 1024 * 1024;

/** Skipped rows that are listed one by one. */
const maxSkipped = 1_000;

const { failure, notice } = fileTexts;

type Gathered = { songs: Song[]; skipped: Skipped[]; skippedCount: number; total: number; isCut: boolean };

/** Many files have both names in the title: "Artist - Title". */
function withArtist(draft: Draft): Draft {
  if (draft.artists.some((name) => name !== '')) return draft;
  const both = splitArtistTitle(tidy(draft.title));
  return both ? { ...draft, title: both.title, artists: both.artist.split(';') } : draft;
}

function gather(rows: Iterable<Row>): Gathered {
  const found: Gathered = { songs: [], skipped: [], skippedCount: 0, total: 0, isCut: false };
  for (const row of rows) {
    if (found.total === maxRows) break;
    found.total++;
    if (found.songs.length === maxSongs) {
      found.isCut = true;
      continue;
    }
    const song = 'reason' in row ? null : toSong(withArtist(row));
    if (song) found.songs.push(song);
    else if (++found.skippedCount <= maxSkipped) {
      const reason = 'reason' in row ? row.reason : reasons.noTitle;
      found.skipped.push({ title: tidy(row.title, 80) || names.row(found.total), reason });
    }
  }
  return found;
}

function noticesOf(titles: ReadonlySet<string>, { total, isCut, skippedCount }: Gathered): Notice[] {
  const notices: Notice[] = [];
  if (titles.size > 1) {
    notices.push({ code: 'several-playlists', text: notice.severalPlaylists(titles.size) });
  }
  if (isCut) {
    const isMore = total === maxRows;
    notices.push({ code: 'playlist-cut', text: notice.cut(isMore ? maxRows - 1 : total, isMore, maxSongs) });
  }
  if (skippedCount > maxSkipped) {
    notices.push({ code: 'many-rows-skipped', text: notice.manySkipped(skippedCount, maxSkipped) });
  }
  return notices;
}

/** By content first; the extension only decides between formats that are equally sure. */
function formatOf(file: DecodedFile): Format {
  const scored = formats.map((format) => {
    const sure = format.sniff(file);
    return { format, score: sure > 0 && format.extensions.includes(file.extension) ? sure + 0.05 : sure };
  });
  const [best] = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  if (!best) throw new UserError('unknown-playlist-format', failure.unknownFormat);
  return best.format;
}

function read(
  bytes: Uint8Array,
  source: 'file' | 'text',
  extension: string,
  fallbackTitle: string,
): Playlist {
  if (bytes.length > maxFileBytes) {
    throw new UserError('playlist-too-large', failure.tooLarge(maxFileBytes / 1024 / 1024));
  }
  const file = decodeFile(bytes, extension);
  if (file.text.trim() === '') throw new UserError('empty-playlist', failure.blank);
  const parsed = formatOf(file).parse(file);
  const titles = new Set(parsed.titles.map((title) => tidy(title, 100)).filter(Boolean));
  const gathered = gather(parsed.rows);
  if (gathered.songs.length === 0) {
    const [first] = gathered.skipped;
    throw new UserError('empty-playlist', first ? failure.noSongs(first.reason) : failure.noRows);
  }
  const { songs, notices } = skipDuplicates(gathered.songs);
  return {
    title: titleOfMany(titles) ?? fallbackTitle,
    source,
    url: null,
    songs,
    total: gathered.total,
    skipped: gathered.skipped,
    notices: [...noticesOf(titles, gathered), ...notices],
    snapshot: null,
  };
}

/**
 * Reads a playlist file of any known format. The name gives the title when the file has none.
 * Throws `UserError`: `playlist-too-large`, `unknown-playlist-format`, `unknown-columns`, `broken-file`, `empty-playlist`.
 */
export function readPlaylistFile(bytes: Uint8Array, name: string): Playlist {
  const baseName = name.replace(/^.*[\\/]/s, '');
  const [, stem = '', extension = ''] = /^(.+?)(?:\.([A-Za-z0-9]{1,5}))?$/s.exec(baseName) ?? [];
  return read(bytes, 'file', extension.toLowerCase(), tidy(stem.replaceAll('_', ' '), 100) || names.playlist);
}

/** The same for pasted text, where lines of "Artist - Title" are the rule. Throws the same `UserError`s. */
export function readPlaylistText(text: string): Playlist {
  return read(new TextEncoder().encode(text), 'text', 'txt', names.pasted);
}
