/** Where songs come from: one source a kind of link, files, pasted text. */
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import { breakingHttp } from '../net/breaking-http.ts';
import type { Http } from '../net/http.ts';
import type { Cache, SongSource } from '../pipeline/ports.ts';
import type { PlaylistPorts } from '../pipeline/songs/load-playlists.ts';
import { createAppleMusicSource } from '../services/apple-music/apple-music.ts';
import { createDeezerSource } from '../services/deezer/deezer.ts';
import { type LinkHosts, recogniseLink } from '../services/links/links.ts';
import type { AccountPlaylists } from '../services/sources/account-playlists.ts';
import { createCachedSource } from '../services/sources/cached-source.ts';
import { createSpotifyApp } from '../services/spotify/app.ts';
import { createSpotifySource } from '../services/spotify/spotify.ts';
import { createYouTubeSource } from '../services/youtube/playlist.ts';
import { joinPlaylists } from '../songs/playlist.ts';

type Parts = {
  http: Http;
  cache: Cache;
  ofAccounts: AccountPlaylists;
  logger: Logger;
  /** Instead of reading files in this thread. */
  readFile?: PlaylistPorts['readFile'] | undefined;
};

/** The addresses that stand in for the official ones: links to them are recognised too. */
function hostsOf(config: Config): LinkHosts {
  return {
    spotifyWebUrl: config.SPOTIFY_WEB_URL,
    spotifyApiUrl: config.SPOTIFY_API_URL,
    deezerApiUrl: config.DEEZER_API_URL,
    appleMusicUrl: config.APPLE_MUSIC_URL,
    youtubeApiUrl: config.YOUTUBE_API_URL,
    youtubeWebUrl: config.YOUTUBE_WEB_URL,
  };
}

function createSources(config: Config, { http: plainHttp, cache, ofAccounts, logger }: Parts): SongSource[] {
  const http = breakingHttp(plainHttp);
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret } = config;
  const hosts = hostsOf(config);
  const app =
    clientId && clientSecret
      ? createSpotifyApp({ http, accountsUrl: config.SPOTIFY_ACCOUNTS_URL, clientId, clientSecret })
      : undefined;
  const sources = [
    createSpotifySource({
      http,
      hosts,
      webUrl: config.SPOTIFY_WEB_URL,
      apiUrl: config.SPOTIFY_API_URL,
      app,
      readsPublicPage: config.SPOTIFY_PUBLIC_PAGE,
      onTrouble: (error) => logger.warn({ err: error }, 'Spotify refused'),
    }),
    createDeezerSource({ http, hosts, apiUrl: config.DEEZER_API_URL }),
    createYouTubeSource({
      http,
      hosts,
      apiUrl: config.YOUTUBE_API_URL,
      apiKey: config.YOUTUBE_API_KEY,
      webUrl: config.YOUTUBE_WEB_URL,
      onTrouble: (error) => logger.warn({ err: error }, 'YouTube refused'),
    }),
    createAppleMusicSource({ http, hosts, url: config.APPLE_MUSIC_URL }),
  ];
  return sources.map((source) => createCachedSource(source, { cache, hosts, ofAccounts }));
}

/** With the parsers of all formats: a bot that reads its files aside hardly needs them. */
const fileReaders = () => import('../songs/read-file.ts');

export function createPlaylistPorts(config: Config, parts: Parts): PlaylistPorts {
  const hosts = hostsOf(config);
  return {
    sources: createSources(config, parts),
    isLink: (text) => recogniseLink(text, hosts) !== null,
    readFile: parts.readFile ?? (async (bytes, name) => (await fileReaders()).readPlaylistFile(bytes, name)),
    readText: async (text) => (await fileReaders()).readPlaylistText(text),
    join: joinPlaylists,
  };
}
