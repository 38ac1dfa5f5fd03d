/** A list of songs → playlist files, one for each format. What we write, our own readers read back. */
import { escapeUTF8 } from 'entities';
import { tidy } from './fold.ts';

export type ListedSong = {
  title: string;
  artists: readonly string[];
  album: string | null;
  isrc: string | null;
  /** Where it can be heard, as its playlist says. */
  url: string | null;
  /** A search that finds it: for formats in which every song needs an address. */
  search: string;
};

export type SongList = { title: string; songs: readonly ListedSong[] };

/** Several names in one field, separated as most programs do; a name keeps no `;` of its own. */
const joinArtists = (artists: readonly string[]): string =>
  artists
    .map((artist) => tidy(artist.replaceAll(';', ',')))
    .filter(Boolean)
    .join(';');

/** Extended M3U in UTF-8: what players open. */
function writeM3u({ title, songs }: SongList): string {
  const lines = songs.flatMap((song) => {
    const artists = joinArtists(song.artists);
    const name = tidy(song.title);
    return [
      // -1: the length is unknown.
      `#EXTINF:-1,${artists === '' ? name : `${artists} - ${name}`}`,
      ...(artists === '' ? [] : [`#EXTART:${artists}`]),
      ...(song.album === null ? [] : [`#EXTALB:${tidy(song.album)}`]),
      song.url ?? song.search,
    ];
  });
  return `${['#EXTM3U', `#PLAYLIST:${tidy(title)}`, ...lines].join('\n')}\n`;
}

/**
 * A title can be any text, and spreadsheets run what begins like a formula: an apostrophe before it prevents that,
 * and our own reader takes it off again. https://owasp.org/www-community/attacks/CSV_Injection
 */
function csvCell(text: string): string {
  const plain = tidy(text);
  const safe = /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A table with Exportify's headers, which other programs read too: RFC 4180, with the mark that Excel wants. */
function writeCsv({ songs }: SongList): string {
  const rows = [
    ['Track Name', 'Artist Name(s)', 'Album Name', 'ISRC', 'Track URL'],
    ...songs.map(({ title, artists, album, isrc, url }) => [
      title,
      joinArtists(artists),
      album ?? '',
      isrc ?? '',
      url ?? '',
    ]),
  ];
  return `\ufeff${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** XML may not hold control characters, which `tidy` takes out, nor these two. */
const xmlText = (text: string): string => escapeUTF8(tidy(text).replace(/[\ufffe\uffff]/g, ''));

const xmlElement = (name: string, text: string | null): string[] =>
  text === null || text === '' ? [] : [`      <${name}>${xmlText(text)}</${name}>`];

/** XSPF 1: https://xspf.org/spec */
function writeXspf({ title, songs }: SongList): string {
  const tracks = songs.flatMap((song) => [
    '    <track>',
    ...xmlElement('location', song.url),
    ...xmlElement('identifier', song.isrc && `isrc:${song.isrc}`),
    ...xmlElement('title', song.title),
    ...xmlElement('creator', song.artists.join(', ')),
    ...xmlElement('album', song.album),
    '    </track>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<playlist version="1" xmlns="http://xspf.org/ns/0/">',
    `  <title>${xmlText(title)}</title>`,
    '  <trackList>',
    ...tracks,
    '  </trackList>',
    '</playlist>',
    '',
  ].join('\n');
}

/** `name` is the files' name without its ending. */
export function playlistFiles(list: SongList, name: string): { name: string; text: string }[] {
  return [
    { name: `${name}.m3u8`, text: writeM3u(list) },
    { name: `${name}.csv`, text: writeCsv(list) },
    { name: `${name}.xspf`, text: writeXspf(list) },
  ];
}
