/** Rows of a file → rows with one title and their artists apart, whichever field the program put them in. */

import { files } from '../locales/en/files.ts';
import { splitArtists } from './artists.ts';
import { isSoundFile, listNumbers, namesInPath, trackNumbers } from './file-names.ts';
import { fold, tidy } from './fold.ts';
import { titleParts } from './names/title-parts.ts';
import { type Draft, type Row, songLink } from './song.ts';
import { splitArtistTitle } from './titles.ts';

/** What stands where a file is named: its path, or a title that is a file's name. */
const pathOf = ({ title, path }: Draft): string =>
  isSoundFile(title) ? title : tidy(title) === '' ? (path ?? '') : '';

/** "Adele - Hello" of Adele is "Hello". */
function withoutArtist(title: string, artists: readonly string[]): string {
  const both = splitArtistTitle(tidy(title));
  if (!both) return title;
  const names = new Set([...artists, artists.join(', ')].map(fold));
  if (names.has(fold(both.artist))) return both.title;
  return names.has(fold(both.title)) ? both.artist : title;
}

/** "Artist - Title"; but in "Title - Live" what follows the dash is no title. */
function splitTitle(title: string): { artist: string; title: string } | null {
  const both = splitArtistTitle(tidy(title));
  return both && fold(titleParts(title).base) === fold(both.artist) ? null : both;
}

type Numbers = { ofPath: ReturnType<typeof trackNumbers>; ofTitle: (title: string) => string };

function nameRow(row: Draft, { ofPath: withoutNumber, ofTitle }: Numbers): Row {
  const path = pathOf(row);
  if (tidy(row.title) === '' && songLink(path) !== null) {
    return { title: path, reason: files.reason.bareLink, url: path };
  }
  const named = path === '' ? null : namesInPath(path, withoutNumber);
  let title = named?.title ?? (row.path ? ofTitle(row.title) : row.title);
  let artists = row.artists.flatMap((name) =>
    splitArtists(name, row.artists.length > 1 ? 0 : row.artistCount),
  );
  if (artists.length === 0 && named?.artist) artists = splitArtists(named.artist);
  if (artists.length === 0) {
    const both = splitTitle(title);
    if (both) [title, artists] = [both.title, splitArtists(both.artist)];
  } else title = withoutArtist(title, artists);
  const folders =
    row.path && (artists.length === 0 || !row.album) ? namesInPath(row.path, withoutNumber) : null;
  if (artists.length === 0 && folders?.artist) artists = splitArtists(folders.artist);
  if (tidy(title) === '') return { title: row.path ?? '', reason: files.reason.noTitle };
  return { ...row, title, artists, album: row.album || named?.album || folders?.album };
}

/** `rows` are of one list: its numbers show whether a number at the head of a file's name is a track's. */
export function nameRows(rows: readonly Row[]): Row[] {
  const drafts = rows.flatMap((row) => ('reason' in row ? [] : row));
  const numbers: Numbers = {
    ofPath: trackNumbers(drafts.flatMap((row) => pathOf(row) || row.path || [])),
    ofTitle: listNumbers(drafts.flatMap((row) => (row.path && pathOf(row) === '' ? row.title : []))),
  };
  return rows.map((row) => ('reason' in row ? row : nameRow(row, numbers)));
}
