/** What a file or a service says about a song, checked and cleaned into a `Song` in one place. */
import { z } from 'zod';
import type { Skipped } from '../model/playlist.ts';
import type { Reading } from '../model/reading.ts';
import type { Song } from '../model/song.ts';
import { tidy } from './fold.ts';

/** A song as found: nothing in it has been checked. */
export type Draft = {
  title: string;
  artists: readonly string[];
  /** How many artists the one text of `artists` names, where the file says so. */
  artistCount?: number;
  album?: string | null;
  /** A year, or any date that holds one. */
  year?: string | number | null;
  durationMs?: number | null;
  isrc?: string | null;
  subsonicId?: string | null;
  /** A link or a `spotify:` URI. */
  url?: string | null;
  /** Where its file lies: names the song when nothing else does. */
  path?: string | null;
  genres?: readonly string[];
  cover?: string | null;
  /** Spotify's valence and energy, 0..1. */
  valence?: number | null;
  energy?: number | null;
  heard?: Song['heard'];
  reading?: Reading | null;
};

/** A song, or a row that is left out for a reason; its link may still tell which song it is. A song without a title is left out when rows are collected. */
export type Row = Draft | Skipped;

const longestMs = 24 * 3_600_000;

function uniqueNames(names: readonly string[], most: number, longest: number): string[] {
  const tidied = names.slice(0, most * 2).map((name) => tidy(name, longest));
  return [...new Set(tidied)].filter(Boolean).slice(0, most);
}

function yearIn(text: string): number | null {
  const year = Number(/(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/.exec(text.slice(0, 40))?.[0]);
  return Number.isNaN(year) ? null : year;
}

/** US-RC1-76-07839 → USRC17607839; null for what is no ISRC (ISO 3901). */
function cleanIsrc(text: string): string | null {
  const isrc = text
    .slice(0, 40)
    .replace(/^ISRC:?/i, '')
    .replace(/[\s-]/g, '')
    .toUpperCase();
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(isrc) ? isrc : null;
}

const share = (value: number | null | undefined): number | null =>
  typeof value === 'number' && value >= 0 && value <= 1 ? value : null;

/**
 * Pages a song may be linked to, by host (subdomains included) and path. Links from files are shown to others, and a
 * music service's own host redirects elsewhere under other paths.
 */
const songPages: readonly (readonly [host: string, page: RegExp])[] = [
  ['spotify.com', /^\/(?:intl-[a-z]{2,5}\/)?(?:embed\/)?(?:track|album|playlist|episode|artist)\/\w/],
  [
    'youtube.com',
    /^\/(?:watch\?(?:.*&)?v=|playlist\?|results\?search_query=|(?:shorts|embed|live|v)\/)[\w=-]/,
  ],
  ['youtu.be', /^\/[\w-]{11}(?:\?|$)/],
  ['music.apple.com', /^\/(?:[a-z]{2}\/)?(?:album|song|playlist|music-video)\/./],
  ['itunes.apple.com', /^\/(?:[a-z]{2}\/)?(?:album|song|playlist|music-video)\/./],
  ['deezer.com', /^\/(?:[a-z]{2}\/)?(?:track|album|playlist)\/\d/],
  ['tidal.com', /^\/(?:browse\/)?(?:track|album|playlist|video)\/\w/],
  ['qobuz.com', /^\/(?:[a-z]{2}-[a-z]{2}\/)?(?:track|album|playlist)\/./],
  ['soundcloud.com', /^\/[\w-]+\/[\w-]/],
  ['bandcamp.com', /^\/(?:track|album)\/./],
  ['music.amazon.com', /^\/(?:tracks|albums|playlists)\/\w/],
  ['last.fm', /^\/(?:[a-z]{2}\/)?music\/./],
  ['musicbrainz.org', /^\/(?:recording|release|release-group|work|track)\/\w/],
];

const coverHosts = (
  'scdn.co spotifycdn.com mzstatic.com dzcdn.net ytimg.com ggpht.com googleusercontent.com sndcdn.com ' +
  'bcbits.com coverartarchive.org'
).split(' ');

const maxLength = 500;

const isOn = ({ hostname }: URL, host: string): boolean => hostname === host || hostname.endsWith(`.${host}`);

function httpsOn(isAllowed: (url: URL) => boolean, raw: string): string | null {
  if (raw.length > maxLength || !/^https?:\/\//i.test(raw) || !URL.canParse(raw)) return null;
  const url = new URL(raw);
  if (url.username !== '' || url.password !== '' || url.port !== '') return null;
  if (!isAllowed(url)) return null;
  url.protocol = 'https:';
  return url.href;
}

const isSongPage = (url: URL): boolean =>
  songPages.some(([host, page]) => isOn(url, host) && page.test(url.pathname + url.search));

/** A link or a `spotify:track:` URI → an https address of a music service; null for anything else. */
export function songLink(raw: string): string | null {
  const uri = /^spotify:track:([0-9A-Za-z]{22})$/.exec(raw.trim());
  return uri ? `https://open.spotify.com/track/${uri[1]}` : httpsOn(isSongPage, raw.trim());
}

/** The address of a cover on a music service's own picture host; null for anything else. */
export const coverLink = (raw: string): string | null =>
  httpsOn((url) => coverHosts.some((host) => isOn(url, host)), raw.trim());

/** Checks, cleans and cuts every fact; null when not even a title is left. */
export function toSong(draft: Draft): Song | null {
  const title = tidy(draft.title);
  if (title === '') return null;
  const duration = draft.durationMs ?? 0;
  const valence = share(draft.valence);
  const energy = share(draft.energy);
  return {
    title,
    artists: uniqueNames(draft.artists, 20, 200),
    album: tidy(draft.album ?? '') || null,
    year: yearIn(String(draft.year ?? '')),
    durationMs: duration > 0 && duration <= longestMs ? Math.round(duration) : null,
    isrc: cleanIsrc(draft.isrc ?? ''),
    url: songLink(draft.url ?? ''),
    genres: uniqueNames(draft.genres ?? [], 10, 60),
    cover: coverLink(draft.cover ?? ''),
    audio: valence === null && energy === null ? null : { valence, energy },
    ...(draft.subsonicId && draft.subsonicId.length <= 200 && { subsonicId: draft.subsonicId }),
    ...(draft.heard && { heard: draft.heard }),
    reading: draft.reading ?? null,
  };
}

/** For fields of a service's answer that a song can do without: null for anything but such a value. */
export const orNull = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null);
export const textOrNull = orNull(z.string());
export const numberOrNull = orNull(z.number());
