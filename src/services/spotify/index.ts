/** Spotify → songs: by a linked account or the app's own access where there are keys, else by its public pages. */
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { isAbort, isPassing, ServiceError, UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Http } from '../../net/http.ts';
import { probe } from '../../net/probe.ts';
import type { SongSource, SpotifyAccess } from '../../pipeline/ports.ts';
import type { MusicService } from '../sources/music-service.ts';
import { createSpotifyApi, refusalOf } from './api.ts';
import { type SpotifyLink, spotifyLink, spotifyLinkInText } from './links.ts';
import { createSpotifyLists } from './lists.ts';
import { readPublicPage, shownSongs } from './public-page.ts';
import { createAppAccess } from './tokens.ts';

export const spotify: MusicService = {
  name: 'spotify',
  hosts: ['open.spotify.com', 'play.spotify.com', 'embed.spotify.com', 'api.spotify.com'],
  shortHosts: ['spotify.link', 'spotify.app.link'],
  appSchemes: { 'spotify://': 'https://open.spotify.com/' },
  replacements: ({ SPOTIFY_WEB_URL, SPOTIFY_API_URL }) => [SPOTIFY_WEB_URL, SPOTIFY_API_URL],
  linkOf: spotifyLink,
  linkInText: spotifyLinkInText,
  createSource: (config, parts) =>
    createSpotifySource({
      ...parts,
      webUrl: config.SPOTIFY_WEB_URL,
      apiUrl: config.SPOTIFY_API_URL,
      app: appAccess(config, parts.http),
      readsPublicPage: config.SPOTIFY_PUBLIC_PAGE,
    }),
  /** Are the host's keys good, and may the app ask anything at all? */
  probe(config, http) {
    const access = appAccess(config, http);
    if (access === undefined) return null;
    const api = createSpotifyApi({ http, apiUrl: config.SPOTIFY_API_URL });
    return probe(
      'Spotify',
      async () => {
        await api.get('/v1/tracks/11dFghVXANMlKmJXsNCbNl', z.object({ name: z.string() }), { access });
        return 'answers, and the keys are good';
      },
      (error) => meanings.get(refusalOf(error, false)?.code ?? ''),
    );
  },
};

function appAccess(config: Config, http: Http): SpotifyAccess | undefined {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret } = config;
  if (!clientId || !clientSecret) return undefined;
  return createAppAccess({ http, accountsUrl: config.SPOTIFY_ACCOUNTS_URL, clientId, clientSecret });
}

/** What a refusal means to the host, by its code; the person gets another sentence. */
const meanings = new Map([
  ['spotify-keys-refused', 'refused SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET'],
  ['spotify-premium', 'answers this app only while its owner has Premium'],
  ['spotify-busy', 'says that this app has used up its quota'],
]);

export type SpotifySourceOptions = {
  http: Http;
  webUrl: string;
  apiUrl: string;
  app?: SpotifyAccess | undefined;
  /** May the public embed page be read? Default true; a host may not want it. */
  readsPublicPage?: boolean;
  onTrouble?: (error: Error) => void;
  maxSongs?: number;
};

/**
 * Asks with the linked account, then with the app's own access, then reads the public page. What closed the other ways
 * is said in a notice, or instead of the songs. `load` throws `UserError` with what can be done about it,
 * `ServiceError` only when Spotify cannot be reached at all.
 */
export function createSpotifySource(options: SpotifySourceOptions): SongSource {
  const { app, maxSongs = 5000, readsPublicPage = true, onTrouble } = options;
  const lists = createSpotifyLists({ api: createSpotifyApi(options), app, maxSongs });

  /** Why this way is closed, null when Spotify merely failed; throws what says nothing about the way. */
  function refusalBy(access: SpotifyAccess, error: unknown): UserError | null {
    if (error instanceof UserError && error.code === 'spotify-link-lost') return error;
    if (isAbort(error) || !(error instanceof ServiceError)) throw error;
    onTrouble?.(error);
    return refusalOf(error, access !== app);
  }

  return {
    name: 'spotify',

    async load(link: SpotifyLink, { account, keptSongs = 0, ...call } = {}) {
      const isLiked = link.type === 'liked';
      if (isLiked && account === undefined)
        throw new UserError('spotify-not-linked', sentences.spotifyLists.notLinked);
      const refusals: UserError[] = [];
      /** The first way that only failed for now: it may be the one that is open. */
      let passing: unknown;
      for (const access of isLiked ? [account] : [account, app]) {
        if (access === undefined) continue;
        try {
          return withNotices(await lists.read(link, { ...call, access }), refusals, (reason) => reason);
        } catch (error) {
          const refusal = refusalBy(access, error);
          if (isLiked) throw refusal ?? error;
          if (isPassing(refusal) || (refusal === null && isRetryable(error))) passing ??= refusal ?? error;
          if (refusal !== null) refusals.push(refusal);
        }
      }
      if (!readsPublicPage) throw passing ?? refusals[0] ?? unreadable();
      if (passing !== undefined && keptSongs > shownSongs) throw passing;
      try {
        const found = await readPublicPage(options, link, call);
        return withNotices(found, refusals, sentences.spotifyLists.publicPageInstead);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        // Of two limits, the API's says when it ends.
        if (error.retryable && (passing === undefined || error.status !== 429)) throw error;
        throw passing ?? refusals.find(({ code }) => code !== 'spotify-not-yours') ?? unreadable(error);
      }
    },

    async snapshot({ type, id }: SpotifyLink, { account, ...call } = {}) {
      const access = account ?? app;
      if (type !== 'playlist' || access === undefined) return null;
      return lists.snapshot(id, { ...call, access });
    },
  };
}

/** The usual refusal matters no more once the songs are found; a lost link is told by itself. */
const untold = ['spotify-not-yours', 'spotify-link-lost'];

/** With the refusals that matter even though the songs were found in another way. */
function withNotices(found: Playlist, refusals: readonly UserError[], say: (reason: Sentence) => Sentence) {
  const told = new Map(refusals.map(({ code, sentence }) => [code, { code, ...say(sentence) }]));
  const notices = [...told.values()].filter(({ code }) => !untold.includes(code));
  return { ...found, notices: [...found.notices, ...notices] };
}

const isRetryable = (error: unknown): boolean => error instanceof ServiceError && error.retryable;

/** What the public page ended with, when no other way was open. */
function unreadable(cause?: ServiceError): UserError {
  return cause?.status === 404
    ? new UserError('playlist-not-found', sentences.spotifyLists.notFound, { cause })
    : new UserError('spotify-unreadable', sentences.spotifyLists.unreadable, { cause });
}
