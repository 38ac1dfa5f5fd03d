/** Titles and names as people and channels write them, for looking a song up. What is shown stays as it came. */
import type { Song } from '../model/song.ts';
import { primaryArtist } from './artists.ts';
import { titleParts } from './names/title-parts.ts';

export type ArtistTitle = { artist: string; title: string };

const spaced = /\s[-‐‑‒–—―−~]{1,2}\s/;
/** En and em dashes also separate without spaces; a hyphen does not (a-ha, Jay-Z). */
const tight = /[–—―]/;

const quotes = /^["“”„«»'‘’](.*)["“”„«»'‘’]$/;

/** Without the quotes around it. */
export const unquoted = (text: string): string => quotes.exec(text)?.[1]?.trim() ?? text;

function splitAt(text: string, at: number, length: number): ArtistTitle | null {
  const artist = unquoted(text.slice(0, at).trim());
  const title = unquoted(text.slice(at + length).trim());
  return artist === '' || title === '' ? null : { artist, title };
}

/** Splits a text at its first dash (or tab). The text must be short: at most a line. */
export function splitArtistTitle(text: string): ArtistTitle | null {
  const tab = text.indexOf('\t');
  if (tab > 0) return splitAt(text, tab, 1);
  const dash = spaced.exec(text) ?? tight.exec(text);
  return dash ? splitAt(text, dash.index, dash[0].length) : null;
}

export function splitTitleByArtist(text: string): ArtistTitle | null {
  const at = text.toLowerCase().lastIndexOf(' by ');
  if (at < 0) return null;
  const parts = splitAt(text, at, 4);
  return parts && { artist: parts.title, title: parts.artist };
}

/** A name for a service's search by fields. Quotes separate the fields, so a name must have none. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', ' ').slice(0, 100)}"`;

/**
 * Ways to ask for a song, best first: as it stands, by its first artist, without decoration ("2011 Remaster",
 * "feat. X"), without its version, unless it has words of its own (a live recording has the song's). None without an
 * artist: a title alone finds the wrong song.
 */
export function lookupVariants(song: Pick<Song, 'title' | 'artists'>): ArtistTitle[] {
  const all = song.artists.join(', ');
  const primary = primaryArtist(song.artists);
  if (primary === '') return [];
  const parts = titleParts(song.title);
  const base = parts.words === null ? parts.base : song.title;
  const [partner = ''] = primary.split(/\s+(?:&|\+|and)\s+/i);
  const variants = [
    { title: song.title, artist: all },
    { title: song.title, artist: primary },
    { title: base, artist: primary },
    { title: base, artist: partner },
  ];
  const seen = new Set<string>();
  return variants.filter(({ title, artist }) => {
    const key = `${title.toLowerCase()}\n${artist.toLowerCase()}`;
    return artist !== '' && seen.size < seen.add(key).size;
  });
}
