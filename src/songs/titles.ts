/** Titles and names as people and channels write them, for looking a song up. What is shown stays as it came. */

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
