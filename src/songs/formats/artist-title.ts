/** "Artist - Title" in all the ways people write it. */

export type ArtistTitle = { artist: string; title: string };

const spaced = /\s[-‐‑‒–—―−~]{1,2}\s/;
/** En and em dashes also part without spaces; a hyphen does not (a-ha, Jay-Z). */
const tight = /[–—―]/;

const quotes = /^["“”„«»'‘’](.*)["“”„«»'‘’]$/;

function unquoted(text: string): string {
  return quotes.exec(text)?.[1]?.trim() ?? text;
}

function splitAt(text: string, at: number, length: number): ArtistTitle | null {
  const artist = unquoted(text.slice(0, at).trim());
  const title = unquoted(text.slice(at + length).trim());
  return artist === '' || title === '' ? null : { artist, title };
}

/** Parts a text at its first dash (or tab). The text must be short: at most a line. */
export function splitArtistTitle(text: string): ArtistTitle | null {
  const tab = text.indexOf('\t');
  if (tab > 0) return splitAt(text, tab, 1);
  const dash = spaced.exec(text) ?? tight.exec(text);
  return dash ? splitAt(text, dash.index, dash[0].length) : null;
}

/** "Title by Artist", parted at the last "by". */
export function splitTitleByArtist(text: string): ArtistTitle | null {
  const at = text.toLowerCase().lastIndexOf(' by ');
  if (at < 0) return null;
  const parts = splitAt(text, at, 4);
  return parts && { artist: parts.title, title: parts.artist };
}
