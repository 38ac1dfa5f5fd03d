/** What a source says about a song → a `Song`, with everything cleaned and cut to size. */
import type { Song } from '../pipeline/types.ts';

export type SongFacts = {
  title: string;
  artists: readonly string[];
  album?: string | null | undefined;
  /** Whatever names the year first: `2011`, `2011-05`, `2011-05-03`. */
  released?: string | number | null | undefined;
  durationMs?: number | null | undefined;
  isrc?: string | null | undefined;
  url?: string | null | undefined;
  cover?: string | null | undefined;
};

const maxTextLength = 300;
const maxArtists = 20;

/** One line without control and direction characters, at most 300 characters long. */
export function cleanText(text: string): string {
  return (
    text
      .slice(0, 4 * maxTextLength)
      .normalize('NFC')
      // Direction marks can turn round whatever is printed after them.
      .replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, maxTextLength)
      // Half of a pair, where the cut went through one.
      .replace(/\p{Cs}/gu, '')
  );
}

/** Upper case without hyphens, or null where it is none. ISO 3901. */
export function cleanIsrc(isrc: string | null | undefined): string | null {
  const code = (isrc ?? '').slice(0, 20).replace(/[-\s]/g, '').toUpperCase();
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code) ? code : null;
}

/** An https address, or null: covers and links are handed on to people. */
export function cleanUrl(url: string | null | undefined): string | null {
  return url && url.length <= 2048 && /^https:\/\//i.test(url) && URL.canParse(url)
    ? new URL(url).href
    : null;
}

function yearOf(released: string | number | null | undefined): number | null {
  const year = Number(/^\d{4}/.exec(String(released ?? ''))?.[0]);
  // Services write 0000 for a date they do not know.
  return year >= 1000 ? year : null;
}

/** The song, or null when not even a title is left. */
export function createSong(facts: SongFacts): Song | null {
  const title = cleanText(facts.title);
  if (title === '') return null;
  const { durationMs } = facts;
  return {
    title,
    artists: facts.artists.slice(0, maxArtists).map(cleanText).filter(Boolean),
    album: cleanText(facts.album ?? '') || null,
    year: yearOf(facts.released),
    durationMs: durationMs && durationMs > 0 && durationMs < 86_400_000 ? Math.round(durationMs) : null,
    isrc: cleanIsrc(facts.isrc),
    url: cleanUrl(facts.url),
    genres: [],
    cover: cleanUrl(facts.cover),
    audio: null,
    reading: null,
  };
}
