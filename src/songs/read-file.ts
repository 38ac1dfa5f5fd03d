/** An attached file or pasted text → a playlist. */
import { UserError } from '../errors.ts';
import type { Notice } from '../model/notice.ts';
import type { Playlist, Skipped } from '../model/playlist.ts';
import type { Song } from '../model/song.ts';
import { type DecodedFile, decodeFile } from './decode.ts';
import { skipDuplicates } from './duplicates.ts';
import { tidy } from './fold.ts';
import { type Format, maxRows, type Row, type Rows } from './formats/format.ts';
import { formats } from './formats/index.ts';
import { toSong } from './song.ts';

/** Songs read from one file; the rest is counted and said. */
export const maxSongs = 10_000;
/** Bytes of a file that is looked at. */
export const maxFileBytes = 10 * 1024 * 1024;

/** Left-out rows that are named one by one. */
const maxSkipped = 1_000;

type Gathered = { songs: Song[]; skipped: Skipped[]; skippedCount: number; total: number; isCut: boolean };

function gather(rows: Iterable<Row>): Gathered {
  const found: Gathered = { songs: [], skipped: [], skippedCount: 0, total: 0, isCut: false };
  for (const row of rows) {
    if (found.total === maxRows) break;
    found.total++;
    if (found.songs.length === maxSongs) {
      found.isCut = true;
      continue;
    }
    const song = 'reason' in row ? null : toSong(row);
    if (song) {
      found.songs.push(song);
      continue;
    }
    found.skippedCount++;
    if (found.skipped.length < maxSkipped) {
      const reason = 'reason' in row ? row.reason : 'no title in this row';
      found.skipped.push({ title: tidy(row.title, 80) || `Row ${found.total}`, reason });
    }
  }
  return found;
}

const count = (number: number): string => number.toLocaleString('en-US');

function remarks({ total, isCut, skippedCount }: Gathered): Notice[] {
  const notices: Notice[] = [];
  if (isCut) {
    const all = total === maxRows ? `more than ${count(maxRows - 1)}` : count(total);
    notices.push({
      code: 'playlist-cut',
      text: `That playlist has ${all} rows; I read the first ${count(maxSongs)} songs.`,
    });
  }
  if (skippedCount > maxSkipped) {
    notices.push({
      code: 'many-rows-skipped',
      text: `${count(skippedCount)} rows could not be read; the first ${count(maxSkipped)} are listed.`,
    });
  }
  return notices;
}

function toPlaylist(rows: Rows, source: 'file' | 'text', fallbackTitle: string): Playlist {
  const gathered = gather(rows.rows);
  if (gathered.songs.length === 0) {
    const [first] = gathered.skipped;
    throw new UserError(
      'empty-playlist',
      first
        ? `I found no song in that playlist (the first row: ${first.reason}). Check what is in it and try again.`
        : 'That playlist is empty. Put some songs in and try again.',
    );
  }
  const { songs, notices } = skipDuplicates(gathered.songs);
  return {
    title: tidy(rows.title ?? '', 100) || fallbackTitle,
    source,
    url: null,
    songs,
    total: gathered.total,
    skipped: gathered.skipped,
    notices: [...(rows.notices ?? []), ...remarks(gathered), ...notices],
    snapshot: null,
  };
}

/** By content first; the extension only decides between formats that are equally sure. */
function recogniseFormat(file: DecodedFile): Format | null {
  let best: { format: Format; score: number } | null = null;
  for (const format of formats) {
    const sure = format.recognise(file);
    const score = sure === 0 ? 0 : sure + (format.extensions.includes(file.extension) ? 0.05 : 0);
    if (score > (best?.score ?? 0)) best = { format, score };
  }
  return best?.format ?? null;
}

const baseName = (path: string): string => path.replace(/^.*[\\/]/s, '');

/**
 * Reads a playlist file of any known format. The name gives the title when the file has none.
 * Throws `UserError`: `playlist-too-large`, `unknown-playlist-format`, `unknown-columns`, `broken-file`, `empty-playlist`.
 */
export function readPlaylistFile(bytes: Uint8Array, name: string): Playlist {
  if (bytes.length > maxFileBytes) {
    throw new UserError(
      'playlist-too-large',
      `That playlist file is larger than ${maxFileBytes / 1024 / 1024} MB. Split it, or export fewer songs.`,
    );
  }
  const [, stem = '', extension = ''] = /^(.+?)(?:\.([A-Za-z0-9]{1,5}))?$/s.exec(baseName(name)) ?? [];
  const file = decodeFile(bytes, extension.toLowerCase());
  if (file.text.trim() === '') {
    throw new UserError('empty-playlist', 'That playlist file is empty. Export it once more and try again.');
  }
  const format = recogniseFormat(file);
  if (!format) {
    throw new UserError(
      'unknown-playlist-format',
      'I do not know that kind of file. Send a CSV, M3U, XSPF, JSPF, iTunes or plain text playlist.',
    );
  }
  return toPlaylist(format.read(file), 'file', tidy(stem.replaceAll('_', ' '), 100) || 'Your playlist');
}

/** The same for pasted text, where lines of "Artist - Title" are the rule. Throws the same `UserError`s. */
export function readPlaylistText(text: string): Playlist {
  const playlist = readPlaylistFile(new TextEncoder().encode(text), 'Pasted songs.txt');
  return { ...playlist, source: 'text' };
}
