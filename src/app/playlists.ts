/** Where songs come from: one source a kind of link, files, pasted text. */
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { PlaylistPorts } from '../pipeline/load-playlists.ts';
import type { SongSource } from '../pipeline/ports.ts';
import { joinPlaylists } from '../playlists/join.ts';
import { recogniseLink } from '../playlists/links.ts';
import { readPlaylistFile, readPlaylistText } from '../playlists/read-file.ts';
import { createAppleMusicSource } from '../services/apple-music.ts';
import { createDeezerSource } from '../services/deezer.ts';
import { createSpotifySource } from '../services/spotify.ts';
import { createSpotifyApp } from '../services/spotify-app.ts';
import { createYouTubeSource } from '../services/youtube-playlist.ts';
import type { Http } from '../support/http.ts';

function createSources(config: Config, http: Http, logger: Logger): SongSource[] {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret } = config;
  const app =
    clientId && clientSecret
      ? createSpotifyApp({ http, accountsUrl: config.SPOTIFY_ACCOUNTS_URL, clientId, clientSecret })
      : undefined;
  return [
    createSpotifySource({
      http,
      webUrl: config.SPOTIFY_WEB_URL,
      apiUrl: config.SPOTIFY_API_URL,
      app,
      onTrouble: (error) => logger.warn({ err: error }, 'Spotify refused'),
    }),
    createDeezerSource({ http, apiUrl: config.DEEZER_API_URL }),
    createYouTubeSource({
      http,
      apiUrl: config.YOUTUBE_API_URL,
      apiKey: config.YOUTUBE_API_KEY,
      onTrouble: (error) => logger.warn({ err: error }, 'YouTube refused'),
    }),
    createAppleMusicSource({ http, url: config.APPLE_MUSIC_URL }),
  ];
}

/** Links on replaced addresses are recognised too. */
export function createPlaylistPorts(config: Config, http: Http, logger: Logger): PlaylistPorts {
  const hosts = {
    spotifyWebUrl: config.SPOTIFY_WEB_URL,
    spotifyApiUrl: config.SPOTIFY_API_URL,
    deezerApiUrl: config.DEEZER_API_URL,
    appleMusicUrl: config.APPLE_MUSIC_URL,
    youtubeApiUrl: config.YOUTUBE_API_URL,
  };
  return {
    sources: createSources(config, http, logger),
    isLink: (text) => recogniseLink(text, hosts) !== null,
    readFile: readPlaylistFile,
    readText: readPlaylistText,
    join: joinPlaylists,
  };
}
