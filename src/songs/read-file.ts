/** An attached file or pasted text → a playlist. */
import { UserError } from '../errors.ts';
import { fileNames } from '../locales/en/files.ts';
import { sentences } from '../locales/sentences.ts';
import type { Playlist } from '../model/playlist.ts';
import { type DecodedFile, decodeFile } from './decode.ts';
import { tidy } from './fold.ts';
import { csv } from './formats/csv.ts';
import { refuseForeign } from './formats/foreign.ts';
import type { Format } from './formats/format.ts';
import { itunesXml } from './formats/itunes-xml.ts';
import { jsonList } from './formats/json-list.ts';
import { jspf, xspf } from './formats/jspf.ts';
import { m3u } from './formats/m3u.ts';
import { aimp, cue, numberedEntries } from './formats/player-lists.ts';
import { spotifyData } from './formats/spotify-data.ts';
import { textLines } from './formats/text-lines.ts';
import { xmlLists } from './formats/xml-lists.ts';
import { nameRows } from './name-rows.ts';
import { finishPlaylist, maxRows, reasonOf, titleOfMany } from './playlist.ts';
import type { Row } from './song.ts';

export const maxFileBytes = 10 * 1024 * 1024;

const { failure, notice } = sentences.files;

/** Every format that can be read; among equally sure ones the earlier wins. */
export const formats: readonly Format[] = [
  ...[m3u, xspf, itunesXml, xmlLists, numberedEntries, aimp, cue],
  ...[jspf, spotifyData, csv, jsonList, textLines],
];

function formatOf(file: DecodedFile): Format {
  const scored = formats.map((format) => ({ format, score: format.sniff(file) }));
  const [best] = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  if (!best || best.format === textLines) refuseForeign(file.text);
  if (!best) throw new UserError('unknown-playlist-format', failure.unknownFormat);
  return best.format;
}

/** One more than is counted, so that it shows that there are more. */
function takeRows(rows: Iterable<Row>): Row[] {
  const taken: Row[] = [];
  for (const row of rows) if (taken.push(row) > maxRows) break;
  return taken;
}

function read(bytes: Uint8Array, source: 'file' | 'text', extension: string, fallbackTitle: string) {
  if (bytes.length > maxFileBytes) {
    throw new UserError('playlist-too-large', failure.tooLarge(maxFileBytes / 1024 / 1024));
  }
  const file = decodeFile(bytes, extension);
  if (file.text.trim() === '') throw new UserError('empty-playlist', failure.blank);
  const parsed = formatOf(file).parse(file);
  const titles = new Set(parsed.titles.map((title) => tidy(title, 100)).filter(Boolean));
  return finishPlaylist({
    title: titleOfMany(titles) ?? fallbackTitle,
    source,
    url: null,
    rows: nameRows(takeRows(parsed.rows)),
    notices: titles.size > 1 ? [{ code: 'several-playlists', ...notice.severalPlaylists(titles.size) }] : [],
    whyEmpty: (first) =>
      new UserError('empty-playlist', first ? failure.noSongs(reasonOf(first)) : failure.noRows),
  });
}

/**
 * Reads a playlist file of any known format. The name gives the title when the file has none.
 * Throws `UserError`: `playlist-too-large`, `unknown-playlist-format`, `unknown-columns`, `broken-file`, `empty-playlist`.
 */
export function readPlaylistFile(bytes: Uint8Array, name: string): Playlist {
  const baseName = name.replace(/^.*[\\/]/s, '');
  const [, stem = '', extension = ''] =
    /^(.+?)(?:\.([A-Za-z0-9]{1,5}|ndjson|vdjfolder))?$/s.exec(baseName) ?? [];
  return read(
    bytes,
    'file',
    extension.toLowerCase(),
    tidy(stem.replaceAll('_', ' '), 100) || fileNames.playlist,
  );
}

/** The same for pasted text, where lines of "Artist - Title" are the rule. Throws the same `UserError`s. */
export function readPlaylistText(text: string): Playlist {
  return read(new TextEncoder().encode(text), 'text', 'txt', fileNames.pasted);
}
