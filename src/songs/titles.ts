/** Titles and names as people and channels write them, for looking a song up. What is shown stays as it came. */
import type { Song } from '../model/song.ts';
import { fold, tidy } from './fold.ts';
import { titleParts } from './title-parts.ts';

export type ArtistTitle = { artist: string; title: string };

const spaced = /\s[-‐‑‒–—―−~]{1,2}\s/;
/** En and em dashes also separate without spaces; a hyphen does not (a-ha, Jay-Z). */
const tight = /[–—―]/;

const quotes = /^["“”„«»'‘’](.*)["“”„«»'‘’]$/;

const unquoted = (text: string): string => quotes.exec(text)?.[1]?.trim() ?? text;

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

const betweenArtists = /\s*[;,]\s+|\s+(?:feat\.?|ft\.?|featuring|with|vs\.?|x|×)\s+/i;

/** "Queen feat. David Bowie" → "Queen". Empty without an artist. */
export function primaryArtist(artists: readonly string[]): string {
  const first = (artists[0] ?? '').slice(0, 300);
  return first.split(betweenArtists)[0]?.trim() || first;
}

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

/** "EdSheeranVEVO" → "Ed Sheeran", "Adele - Topic" → "Adele", "ABBA Official" → "ABBA". */
function channelArtist(channel: string): string {
  const name = tidy(channel, 200);
  const vevo = /^(.+?)\s*VEVO$/.exec(name)?.[1];
  if (vevo !== undefined) return vevo.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return name
    .replace(/\s+[-–]\s+Topic$/, '')
    .replace(/\s+(?:Official|Oficial|Officiel|Official Channel|Official Artist Channel|TV|Music)$/i, '')
    .replace(/^Official\s+/i, '')
    .trim();
}

/** Decoration at the end, without brackets. */
const loose =
  /\s+(?:(?:the\s+)?official\s+(?:music\s+|lyrics?\s+|hd\s+|4k\s+)?(?:video|audio|visuali[sz]er|mv|clip)|(?:music|lyrics?)\s+video|official\s+m\/v|m\/v|(?:with|w\/)\s+lyrics|lyrics)(?:\s+(?:hd|hq|4k))?$/i;

function cleanVideoTitle(title: string): string {
  const { base, version } = titleParts(title.replace(/(?:\s+#[\p{L}\p{N}_]+)+$/u, ''));
  const plain = base.replace(loose, '').replace(/\s+(?:HD|HQ|4K)$/, '');
  const bare = unquoted(plain.trim() || base) || plain;
  return version === null ? bare : `${bare} (${version})`;
}

/** Guests after a name, up to the next bracket. */
const guests = /\s+(?:feat\.?|ft\.?|featuring)\s+[^()[\]-]*$/i;

const filmed = /official|oficial|officiel|video|audio|lyrics?|visuali[sz]er/i;

/** `Artist "Title"`, `アーティスト「タイトル」`. */
const quoted =
  /^(.{1,150}?)\s*(?:["“„](.{1,200}?)["”“]|「(.{1,200}?)」|『(.{1,200}?)』|(?<=\s)['‘](.{2,200}?)['’](?=\s|$))/;

/** A video's title and channel → artist and title. `artist` is the channel's name when the title has none. */
export function videoTitle(title: string, channel: string): ArtistTitle {
  const whole = tidy(title);
  const owner = channelArtist(channel);
  // A channel that YouTube made from records: the title is the record's.
  if (/\s[-–]\sTopic$/.test(channel)) return { artist: owner, title: cleanVideoTitle(whole) || whole };
  const [part = whole] = whole.split(/\s*[|｜┃│]\s*/).filter((text) => text !== '');
  const first = part.replace(guests, '');
  const inQuotes = quoted.exec(first);
  const dashed = splitArtistTitle(first);
  if (inQuotes && !dashed) {
    const name = inQuotes[2] ?? inQuotes[3] ?? inQuotes[4] ?? inQuotes[5] ?? '';
    return { artist: inQuotes[1]?.trim() || owner, title: cleanVideoTitle(name) || name };
  }
  if (!dashed) return { artist: owner, title: cleanVideoTitle(first) || whole };
  const left = cleanVideoTitle(dashed.artist);
  const right = cleanVideoTitle(dashed.title);
  // "Title - Artist" on the artist's own channel.
  const isReversed = owner !== '' && fold(right) === fold(owner) && fold(left) !== fold(owner);
  if (isReversed) return { artist: right, title: left };
  // "Title - Official Video": what followed the dash was decoration.
  const isDecoration = filmed.test(dashed.title) && titleParts(first).base === dashed.artist;
  if (isDecoration) return { artist: owner, title: cleanVideoTitle(first) };
  return { artist: dashed.artist.replace(guests, ''), title: right || dashed.title };
}
