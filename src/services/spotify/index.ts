/** Spotify: by a linked account or the app's own access where there are keys, else by its public pages. */
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Http } from '../../net/http.ts';
import { type Probe, probe } from '../../net/probe.ts';
import type { SpotifyAccess } from '../../pipeline/ports.ts';
import type { MusicService } from '../sources/music-service.ts';
import { createSpotifyApi } from './api.ts';
import { spotifyLink, spotifyLinkInText } from './links.ts';
import { refusalOf } from './refusals.ts';
import { createSpotifySource } from './source.ts';
import { createAppAccess } from './tokens.ts';

export const spotify: MusicService = {
  name: 'spotify',
  hosts: ['open.spotify.com', 'play.spotify.com', 'embed.spotify.com', 'api.spotify.com'],
  shortHosts: ['spotify.link', 'spotify.app.link'],
  appSchemes: { 'spotify://': 'https://open.spotify.com/' },
  replacements: ({ SPOTIFY_WEB_URL, SPOTIFY_API_URL }) => [SPOTIFY_WEB_URL, SPOTIFY_API_URL],
  linkOf: spotifyLink,
  linkInText: spotifyLinkInText,
  createSource: (config, { http, onTrouble }) =>
    createSpotifySource({
      http,
      webUrl: config.SPOTIFY_WEB_URL,
      apiUrl: config.SPOTIFY_API_URL,
      app: appAccess(config, http),
      readsPublicPage: config.SPOTIFY_PUBLIC_PAGE,
      onTrouble,
    }),
  probe(config, http) {
    const access = appAccess(config, http);
    return access === undefined ? null : probeSpotify(http, config.SPOTIFY_API_URL, access);
  },
};

/** The app's own access; undefined without its keys. */
function appAccess(config: Config, http: Http): SpotifyAccess | undefined {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret } = config;
  if (!clientId || !clientSecret) return undefined;
  return createAppAccess({ http, accountsUrl: config.SPOTIFY_ACCOUNTS_URL, clientId, clientSecret });
}

/** The song of Spotify's own documentation. */
const anySong = '11dFghVXANMlKmJXsNCbNl';

/** What a refusal means to the host, by its code; the person gets another sentence. */
const meanings = new Map([
  ['spotify-keys-refused', 'refused SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET'],
  ['spotify-premium', 'answers this app only while its owner has Premium'],
  ['spotify-busy', 'says that this app has used up its quota'],
]);

/** Are the host's keys good, and may the app ask anything at all? */
async function probeSpotify(http: Http, apiUrl: string, access: SpotifyAccess): Promise<Probe> {
  const api = createSpotifyApi({ http, apiUrl });
  return probe(
    'Spotify',
    async () => {
      await api.get(`/v1/tracks/${anySong}`, z.object({ name: z.string() }), { access });
      return 'answers, and the keys are good';
    },
    (error) => meanings.get(refusalOf(error, { byAccount: false, now: Date.now() })?.code ?? ''),
  );
}
