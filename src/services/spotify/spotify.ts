/** Spotify playlists, albums, songs, artists and Liked Songs → songs, by whichever way is open. */
import { isAbort, ServiceError, UserError } from '../../errors.ts';
import type { Playlist } from '../../model/types.ts';
import type { Http } from '../../net/http.ts';
import type { SongSource, SourceOptions, SpotifyAccess } from '../../pipeline/ports.ts';
import { isLinkOf, type LinkHosts, recogniseLink, type SpotifyLink } from '../links/links.ts';
import { resolveShortLink } from '../links/short-link.ts';
import { createSpotifyApi } from './api.ts';
import { readSpotifyEmbed } from './embed.ts';
import { createSpotifyLists, type SpotifyListKind } from './lists.ts';
import { noticesOf, refusalSentence, unreadableSentence } from './refusals.ts';

export type SpotifySourceOptions = {
  http: Http;
  /** `https://open.spotify.com` */
  webUrl: string;
  /** `https://api.spotify.com` */
  apiUrl: string;
  /** All the addresses that stand in for official ones, so that a link is nobody's but one source's. */
  hosts?: LinkHosts;
  /** The app's own access, when it has keys. */
  app?: SpotifyAccess | undefined;
  /** May the public embed page be read? Default true; a host may not want it. */
  readsPublicPage?: boolean;
  /** Told of refused keys and used-up quotas, for the host's log. */
  onTrouble?: (error: Error) => void;
  /** Songs of one list at most. Default 5000. */
  maxSongs?: number;
  now?: () => number;
};

type Target = { type: SpotifyListKind; id: string } | { type: 'liked' };

/** `load` throws `UserError` with what can be done about it, `ServiceError` only when Spotify cannot be reached at all. */
export function createSpotifySource(options: SpotifySourceOptions): SongSource {
  const now = options.now ?? Date.now;
  const { app, maxSongs = 5000 } = options;
  const lists = createSpotifyLists({ api: createSpotifyApi(options), app, maxSongs });
  const hosts = { ...options.hosts, spotifyWebUrl: options.webUrl, spotifyApiUrl: options.apiUrl };

  function linkOf(text: string): SpotifyLink | null {
    const link = recogniseLink(text, hosts);
    return link?.kind === 'spotify' ? link : null;
  }

  async function targetOf(text: string, call: SourceOptions): Promise<Target> {
    const link = linkOf(text);
    const long = link?.type === 'short' ? await resolveShortLink(options.http, link, call) : link;
    if (long?.kind === 'spotify') return long;
    throw new UserError('unknown-link', 'That link leads to no Spotify playlist, album or song.');
  }

  async function liked({ account, ...call }: SourceOptions): Promise<Playlist> {
    if (account === undefined) {
      throw new UserError(
        'spotify-not-linked',
        'Only you can see your Liked Songs: link your Spotify account first with `/spotify link`, then ask again.',
      );
    }
    try {
      return await lists.liked({ ...call, access: account });
    } catch (error) {
      throw refusalSentence(error, { byAccount: true, now: now() }) ?? error;
    }
  }

  /** Why this way is closed, null when Spotify merely failed; whatever says nothing about the way is thrown on. */
  function closedBecause(error: unknown, byAccount: boolean): UserError | null {
    if (error instanceof UserError && error.code === 'spotify-relink') return error;
    if (isAbort(error) || !(error instanceof ServiceError)) throw error;
    options.onTrouble?.(error);
    return refusalSentence(error, { byAccount, now: now() });
  }

  /** The first way that is open. What closed the others is told with the songs, or instead of them. */
  async function load(text: string, { account, ...call }: SourceOptions = {}): Promise<Playlist> {
    const target = await targetOf(text, call);
    if (target.type === 'liked') return liked({ account, ...call });
    const refusals: UserError[] = [];
    for (const access of [account, app]) {
      if (access === undefined) continue;
      try {
        return await lists.read(target.type, target.id, { ...call, access });
      } catch (error) {
        const refusal = closedBecause(error, access === account);
        if (refusal !== null) refusals.push(refusal);
      }
    }
    if (options.readsPublicPage === false) throw refusals[0] ?? unreadableSentence(undefined);
    try {
      const found = await readSpotifyEmbed(options, target, call);
      return { ...found, notices: [...found.notices, ...noticesOf(refusals)] };
    } catch (error) {
      if (!(error instanceof ServiceError) || (error.retryable && refusals.length === 0)) throw error;
      throw refusals.find(({ code }) => code !== 'spotify-not-yours') ?? unreadableSentence(error);
    }
  }

  return {
    name: 'spotify',
    accepts: (text) => isLinkOf('spotify', text, hosts),
    load,
    async snapshot(text, { account, ...call } = {}) {
      const link = linkOf(text);
      const access = account ?? app;
      if (link?.type !== 'playlist' || access === undefined) return null;
      return lists.snapshot(link.id, { ...call, access });
    },
  };
}
