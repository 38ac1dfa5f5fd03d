/** Spotify's playlists, albums, songs, artists and Liked Songs → songs, by the first way that is open. */
import { isAbort, ServiceError, UserError } from '../../errors.ts';
import { spotifyTexts } from '../../locales/en/spotify.ts';
import type { Http } from '../../net/http.ts';
import type { SongSource, SpotifyAccess } from '../../pipeline/ports.ts';
import { createSpotifyApi } from './api.ts';
import type { SpotifyLink } from './links.ts';
import { createSpotifyLists } from './lists.ts';
import { readPublicPage } from './public-page.ts';
import { noticesOf, refusalOf, unreadable } from './refusals.ts';

export type SpotifySourceOptions = {
  http: Http;
  /** `https://open.spotify.com` */
  webUrl: string;
  /** `https://api.spotify.com` */
  apiUrl: string;
  /** The app's own access, when it has keys. */
  app?: SpotifyAccess | undefined;
  /** May the public embed page be read? Default true; a host may not want it. */
  readsPublicPage?: boolean;
  /** Called with refused keys and used-up quotas, for the host's log. */
  onTrouble?: (error: Error) => void;
  maxSongs?: number;
  now?: () => number;
};

/**
 * Asks with the linked account, then with the app's own access, then reads the public page. What closed the other ways
 * is said in a notice, or instead of the songs. `load` throws `UserError` with what can be done about it,
 * `ServiceError` only when Spotify cannot be reached at all.
 */
export function createSpotifySource(options: SpotifySourceOptions): SongSource {
  const { app, maxSongs = 5000, readsPublicPage = true, onTrouble, now = Date.now } = options;
  const lists = createSpotifyLists({ api: createSpotifyApi(options), app, maxSongs });

  /** Why this way is closed, null when Spotify merely failed; throws what says nothing about the way. */
  function refusalBy(access: SpotifyAccess, error: unknown): UserError | null {
    if (error instanceof UserError && error.code === 'spotify-relink') return error;
    if (isAbort(error) || !(error instanceof ServiceError)) throw error;
    onTrouble?.(error);
    return refusalOf(error, { byAccount: access !== app, now: now() });
  }

  return {
    name: 'spotify',

    async load(link: SpotifyLink, { account, ...call } = {}) {
      const isLiked = link.type === 'liked';
      if (isLiked && account === undefined) throw new UserError('spotify-not-linked', spotifyTexts.notLinked);
      const refusals: UserError[] = [];
      for (const access of isLiked ? [account] : [account, app]) {
        if (access === undefined) continue;
        try {
          return await lists.read(link, { ...call, access });
        } catch (error) {
          const refusal = refusalBy(access, error);
          if (refusal !== null) refusals.push(refusal);
          // No other way leads to them.
          if (isLiked) throw refusal ?? error;
        }
      }
      if (!readsPublicPage) throw refusals[0] ?? unreadable();
      try {
        const found = await readPublicPage(options, link, call);
        return { ...found, notices: [...found.notices, ...noticesOf(refusals)] };
      } catch (error) {
        if (!(error instanceof ServiceError) || (error.retryable && refusals.length === 0)) throw error;
        throw refusals.find(({ code }) => code !== 'spotify-not-yours') ?? unreadable(error);
      }
    },

    async snapshot({ type, id }: SpotifyLink, { account, ...call } = {}) {
      const access = account ?? app;
      if (type !== 'playlist' || access === undefined) return null;
      return lists.snapshot(id, { ...call, access });
    },
  };
}
