/** The services of the match, and what the person gets when each fails. */
import { fakeClient } from '../support/spotify-server.ts';
import { account } from '../support/subsonic-server.ts';
import type { Fault } from './fault-server.ts';
import { spotifyId, type World } from './world.ts';

type Env = Record<string, string>;

export type ServiceRow = {
  name: string;
  /** The settings that put `failing` in the service's place. */
  env(failing: string, world: World): Env;
  /** A playlist link; without it the songs come as text. */
  link?: string;
  /** The songs come as a file that has their ISRCs, or as the host's own music server has them. */
  known?: 'by ISRC' | 'on the server';
  /** Addresses that don't fail. */
  spared?: RegExp;
  /** What the person gets: `ranking`, `ranking + <notice>`, or `sentence <code>`. */
  outcome: string;
  /** Faults that end in another way, since they say something else. */
  but?: Partial<Record<Fault, string>>;
  /** What it may cost the next person, where that is more than little. */
  next?: Cost & { but?: Partial<Record<Fault, Cost>> };
  /** Where it is well: then it is tried that it is gone back to. */
  well?(world: World): string;
};

type Cost = { asks?: number; ms?: number };

const spotifyLink = `https://open.spotify.com/playlist/${spotifyId}`;
const app = { SPOTIFY_CLIENT_ID: fakeClient.id, SPOTIFY_CLIENT_SECRET: fakeClient.secret };

/** The songs have no words but the server's, and are not heard. */
const musicServer: ServiceRow['env'] = (failing, { lrclibWithoutWords }) => ({
  SUBSONIC_URL: `${failing}/music`,
  SUBSONIC_USER: account.user,
  SUBSONIC_PASSWORD: account.password,
  LRCLIB_URL: lrclibWithoutWords.url,
  LISTEN: 'off',
});

/** Nothing can be read, but something was said: the sentence tells what to do instead. */
const garbled = (sentence: string): Partial<Record<Fault, string>> => ({
  empty: sentence,
  truncated: sentence,
  'wrong type': sentence,
  'wrong shape': sentence,
  '100 MB': sentence,
});

/**
 * Limits have their own time: the next person waits for as long as is asked of them. Up to three addresses are asked,
 * three times each while their time lasts.
 */
const limited = {
  but: { '429': { asks: 9, ms: 8_000 }, '429, wait 1 s': { asks: 9, ms: 8_000 } },
};

const spotifyBusy = { '429': 'ranking + spotify-busy', '429, wait a day': 'ranking + spotify-busy' };

export const services: readonly ServiceRow[] = [
  {
    name: 'LRCLIB',
    well: ({ lrclib }) => lrclib.url,
    env: (failing) => ({ LRCLIB_URL: failing }),
    outcome: 'ranking + lyrics',
    // It has none of these songs: an answer.
    but: { '404': 'ranking' },
    // Some of it can be read, and says that there is no such song: an answer as well.
    next: { but: { '404': { asks: 12 }, 'wrong shape': { asks: 12 } } },
  },
  {
    name: 'Genius API',
    well: ({ genius }) => genius.url,
    env: (failing, { lrclibWithoutWords, nobody }) => ({
      LRCLIB_URL: lrclibWithoutWords.url,
      GENIUS_TOKEN: 'genius-token',
      GENIUS_API_URL: failing,
      // No page stands where one would guess it.
      GENIUS_WEB_URL: nobody.url,
    }),
    outcome: 'ranking + lyrics',
    next: { but: { '404': { asks: 6 } } },
  },
  {
    name: 'Genius pages',
    well: ({ genius }) => genius.url,
    env: (failing, { lrclibWithoutWords, genius }) => ({
      LRCLIB_URL: lrclibWithoutWords.url,
      GENIUS_TOKEN: 'genius-token',
      GENIUS_API_URL: genius.url,
      GENIUS_WEB_URL: failing,
    }),
    outcome: 'ranking + lyrics',
    // The page is gone: an answer.
    but: { '404': 'ranking' },
    next: { but: { '404': { asks: 6 } } },
  },
  {
    name: 'Gemini',
    well: ({ gemini }) => gemini.url,
    env: (failing) => ({ GEMINI_API_KEY: 'gemini-key', GEMINI_API_URL: failing }),
    outcome: 'ranking + reader-failed',
  },
  {
    name: 'Gemini, for photos too',
    env: (failing) => ({ CAPTIONER: 'gemini', GEMINI_API_KEY: 'gemini-key', GEMINI_API_URL: failing }),
    outcome: 'ranking + known-by-colours + photo-not-seen + reader-failed',
  },
  {
    // A search link stands for the winner's video then.
    name: 'YouTube videos',
    env: (failing) => ({ YOUTUBE_API_KEY: 'youtube-key', YOUTUBE_API_URL: failing }),
    outcome: 'ranking',
  },
  {
    name: 'YouTube playlists',
    env: (failing) => ({
      YOUTUBE_API_KEY: 'youtube-key',
      YOUTUBE_API_URL: failing,
      YOUTUBE_WEB_URL: failing,
    }),
    link: 'https://www.youtube.com/playlist?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf',
    next: limited,
    outcome: 'sentence playlist-unavailable',
    but: {
      ...garbled('sentence youtube-unreadable'),
      '401': 'sentence youtube-key-refused',
      '403': 'sentence youtube-key-refused',
      '404': 'sentence playlist-not-found',
      '429': 'sentence youtube-busy',
      '429, wait 1 s': 'sentence youtube-busy',
      '429, wait a day': 'sentence youtube-busy',
      'wrong shape': 'sentence empty-playlist',
    },
  },
  {
    name: 'Deezer',
    env: (failing) => ({ DEEZER_API_URL: failing }),
    link: 'https://www.deezer.com/en/playlist/908622995',
    outcome: 'sentence playlist-unavailable',
    but: { '404': 'sentence playlist-not-found' },
  },
  {
    // A song is ranked by its words alone then.
    name: 'Deezer, for facts',
    well: ({ nobody }) => nobody.url,
    env: (failing) => ({ FACTS: 'deezer', DEEZER_API_URL: failing }),
    outcome: 'ranking',
  },
  {
    name: 'MusicBrainz',
    well: ({ nobody }) => nobody.url,
    env: (failing) => ({
      FACTS: 'musicbrainz',
      MUSICBRAINZ_URL: failing,
      RATE_LIMITS: 'lrclib:1000/1,musicbrainz:1000/1',
    }),
    outcome: 'ranking',
    // A recording that it doesn't have is no failure: the first person's are asked about behind their answer, too.
    next: { but: { '404': { asks: 12 } } },
  },
  {
    name: 'ReccoBeats',
    well: ({ nobody }) => nobody.url,
    env: (failing) => ({ FACTS: 'reccobeats', RECCOBEATS_URL: failing }),
    known: 'by ISRC',
    outcome: 'ranking',
  },
  {
    name: 'Subsonic',
    env: (failing) => ({ SUBSONIC_URL: failing, SUBSONIC_USER: 'host', SUBSONIC_PASSWORD: 'a password' }),
    link: 'subsonic:playlist:p1',
    outcome: 'sentence playlist-unavailable',
    but: {
      '401': 'sentence subsonic-refused',
      '403': 'sentence subsonic-refused',
      '404': 'sentence playlist-not-found',
    },
  },
  {
    name: 'Subsonic lyrics',
    well: ({ subsonic }) => subsonic.url.replace('/music', ''),
    env: musicServer,
    known: 'on the server',
    outcome: 'ranking + lyrics',
    // The server has neither the method nor the song: answers.
    but: { '404': 'ranking' },
    next: { but: { '404': { asks: 6 } } },
  },
  {
    // It says that it has them by the songs' ids, and then fails.
    name: 'Subsonic lyrics by id',
    well: ({ subsonic }) => subsonic.url.replace('/music', ''),
    env: musicServer,
    known: 'on the server',
    spared: /getOpenSubsonicExtensions/,
    outcome: 'ranking + lyrics',
    but: { '404': 'ranking' },
    next: { but: { '404': { asks: 6 } } },
  },
  {
    // A song is ranked by its words alone then.
    name: 'Subsonic sounds',
    well: ({ subsonic }) => subsonic.url.replace('/music', ''),
    env: (failing, world) => ({
      ...musicServer(failing, world),
      LRCLIB_URL: world.lrclib.url,
      LISTEN: 'files',
    }),
    known: 'on the server',
    spared: /getOpenSubsonicExtensions|getLyrics/,
    outcome: 'ranking + sounds-missing',
    // Neither this song nor any sound: answers. What comes drop by drop is still coming when the run goes on without it.
    but: { '404': 'ranking', 'wrong type': 'ranking', 'slow drip': 'ranking' },
    next: { but: { 'slow drip': { asks: 12, ms: 8_000 } } },
  },
  {
    name: 'Apple Music',
    env: (failing) => ({ APPLE_MUSIC_URL: failing }),
    link: 'https://music.apple.com/us/playlist/evenings/pl.u-abc',
    outcome: 'sentence playlist-unavailable',
    but: {
      ...garbled('sentence apple-unreadable'),
      '401': 'sentence apple-unreadable',
      '403': 'sentence apple-unreadable',
      '404': 'sentence playlist-not-found',
    },
  },
  {
    // The public page stands behind it.
    name: 'Spotify API',
    well: ({ spotify }) => spotify.url,
    env: (failing, { spotify }) => ({
      ...app,
      SPOTIFY_API_URL: failing,
      SPOTIFY_ACCOUNTS_URL: spotify.url,
      SPOTIFY_WEB_URL: spotify.url,
    }),
    link: spotifyLink,
    outcome: 'ranking',
    but: { ...spotifyBusy, '429, wait 1 s': 'ranking + spotify-busy' },
    // What the page gave instead isn't kept beyond the limit: the next person asks the API again.
    next: limited,
  },
  {
    name: 'Spotify accounts',
    well: ({ spotify }) => spotify.url,
    env: (failing, { spotify }) => ({
      ...app,
      SPOTIFY_API_URL: spotify.url,
      SPOTIFY_ACCOUNTS_URL: failing,
      SPOTIFY_WEB_URL: spotify.url,
    }),
    link: spotifyLink,
    outcome: 'ranking',
    but: { ...spotifyBusy, '429, wait 1 s': 'ranking + spotify-busy' },
    next: limited,
  },
  {
    name: 'Spotify embed page',
    env: (failing) => ({ SPOTIFY_WEB_URL: failing }),
    link: spotifyLink,
    outcome: 'sentence playlist-unavailable',
    but: {
      ...garbled('sentence spotify-unreadable'),
      '401': 'sentence spotify-unreadable',
      '403': 'sentence spotify-unreadable',
      '404': 'sentence playlist-not-found',
    },
  },
  {
    name: 'all of Spotify',
    env: (failing) => ({
      ...app,
      SPOTIFY_API_URL: failing,
      SPOTIFY_ACCOUNTS_URL: failing,
      SPOTIFY_WEB_URL: failing,
    }),
    link: spotifyLink,
    next: limited,
    outcome: 'sentence playlist-unavailable',
    but: {
      ...garbled('sentence spotify-unreadable'),
      '401': 'sentence spotify-unreadable',
      '403': 'sentence spotify-unreadable',
      '404': 'sentence playlist-not-found',
      '429': 'sentence spotify-busy',
      '429, wait 1 s': 'sentence spotify-busy',
      '429, wait a day': 'sentence spotify-busy',
    },
  },
  {
    name: 'model hub',
    env: (failing) => ({
      HF_ENDPOINT: failing,
      MODELS_OFFLINE: '0',
      CAPTIONER: 'blip',
      EMBEDDER: 'Xenova/all-MiniLM-L6-v2',
    }),
    outcome: 'ranking + embedder-failed + known-by-colours',
    // A model on its way is waited for, as long as the run allows.
    next: { ms: 12_000 },
  },
];
