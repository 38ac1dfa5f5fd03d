/** Deezer playlists, albums, songs and artists → songs. Keyless; every error comes with status 200. */
import { z } from 'zod';
import { createLimit } from '../../concurrency/limit.ts';
import { ServiceError, UserError } from '../../errors.ts';
import type { Playlist } from '../../model/types.ts';
import type { Http } from '../../net/http.ts';
import { allPages } from '../../net/pages.ts';
import { type Probe, probe } from '../../net/probe.ts';
import { retried } from '../../net/retry.ts';
import type { CallOptions, SongSource } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';
import { finishPlaylist } from '../../songs/playlist.ts';
import { type DeezerLink, isLinkOf, type LinkHosts, recogniseLink } from '../links/links.ts';
import { resolveShortLink } from '../links/short-link.ts';
import { deezerAlbum, deezerTrack, rowOfDeezer } from './deezer-songs.ts';

export type DeezerSourceOptions = {
  http: Http;
  /** `https://api.deezer.com` */
  apiUrl: string;
  /** All the addresses that stand in for official ones, so that a link is nobody's but one source's. */
  hosts?: LinkHosts;
  /** Songs of one list at most. Default 5000. */
  maxSongs?: number;
  /** How long to wait when Deezer says that the quota of 50 calls in 5 seconds is used up. */
  quotaWaitMs?: number;
};

type DeezerKind = 'playlist' | 'album' | 'track' | 'artist';

const refusal = z.object({ error: z.object({ code: z.number().catch(0), message: z.string().catch('') }) });

const page = z.object({ data: z.array(z.unknown()), total: z.number().int().min(0).optional() });
const about = z.object({
  title: z.string().catch(''),
  name: z.string().catch(''),
  checksum: z.string().nullish().catch(null),
});

/** https://developers.deezer.com/api/errors: 4 is the quota, 700 "service busy". */
const passing = new Set([4, 700]);

const pageSize = 100;
/** Rows of one page at most, whatever we asked for. */
const maxPage = 2_000;

/** `load` throws `UserError` for what is private or gone, `ServiceError` when Deezer fails. */
export function createDeezerSource(options: DeezerSourceOptions): SongSource {
  const limit = createLimit({ concurrency: 5, intervalMs: 5000, perInterval: 40 });
  const hosts = { ...options.hosts, deezerApiUrl: options.apiUrl };

  async function once<T>(path: string, schema: z.ZodType<T>, call: CallOptions): Promise<T> {
    const url = `${options.apiUrl}${path}`;
    const answer = await limit(
      () => options.http.request({ service: 'deezer', url, signal: call.signal }),
      call.signal,
      call.fairnessKey,
    );
    const refused = refusal.safeParse(answer.json(z.unknown()));
    if (!refused.success) return answer.json(schema);
    const { code, message } = refused.data.error;
    const waits = passing.has(code);
    throw new ServiceError(`deezer refused: ${tidy(message)} (${code})`, {
      service: 'deezer',
      status: waits ? 429 : 404,
      retryable: waits,
      retryAfterMs: waits ? (options.quotaWaitMs ?? 2500) : undefined,
      url,
      body: refused.data,
    });
  }

  const get = <T>(path: string, schema: z.ZodType<T>, call: CallOptions): Promise<T> =>
    retried(() => once(path, schema, call), {
      retries: 2,
      maxWaitMs: 5000,
      minDelayMs: Math.min(300, options.quotaWaitMs ?? 300),
      signal: call.signal,
    });

  async function read(kind: DeezerKind, id: string, call: CallOptions): Promise<Playlist> {
    const source = { source: 'deezer' as const, url: `https://www.deezer.com/${kind}/${id}` };
    if (kind === 'track') {
      const row = rowOfDeezer(await get(`/track/${id}`, deezerTrack, call), null);
      return finishPlaylist({ title: 'song' in row ? row.song.title : null, ...source, rows: [row] });
    }
    const rowsPath = `/${kind}/${id}/${kind === 'artist' ? 'top' : 'tracks'}`;
    const head = await get(`/${kind}/${id}`, about.and(deezerAlbum), call);
    const { rows, total } = await allPages(
      async (offset) => {
        const found = await get(`${rowsPath}?limit=${pageSize}&index=${offset}`, page, call);
        return { rows: found.data.slice(0, maxPage), total: found.total ?? found.data.length };
      },
      kind === 'artist' ? pageSize : (options.maxSongs ?? 5000),
    );
    return finishPlaylist({
      title: head.title || head.name,
      ...source,
      rows: rows.map((raw) => rowOfDeezer(raw, kind === 'album' ? head : null)),
      // An artist's best known are a choice, not a list that was cut.
      ...(kind === 'artist' ? {} : { total }),
      snapshot: head.checksum ?? null,
    });
  }

  function linkOf(text: string): DeezerLink | null {
    const link = recogniseLink(text, hosts);
    return link?.kind === 'deezer' ? link : null;
  }

  return {
    name: 'deezer',
    accepts: (text) => isLinkOf('deezer', text, hosts),
    async load(text, call = {}) {
      const link = linkOf(text);
      const long = link?.type === 'short' ? await resolveShortLink(options.http, link, call) : link;
      if (long?.kind !== 'deezer') {
        throw new UserError('unknown-link', 'That link leads to no Deezer playlist, album or song.');
      }
      try {
        return await read(long.type, long.id, call);
      } catch (error) {
        const gone = error instanceof ServiceError && error.status === 404;
        if (!gone) throw error;
        throw new UserError(
          'playlist-not-found',
          'Deezer shows me nothing there: it may be private or deleted. Make it public, or attach an exported file.',
          { cause: error },
        );
      }
    },
    async snapshot(text, call = {}) {
      const link = linkOf(text);
      if (link?.type !== 'playlist') return null;
      return (await get(`/playlist/${link.id}`, about, call)).checksum ?? null;
    },
  };
}

/** For `doctor`: one song of Deezer's own documentation; that it is there or not, an answer is an answer. */
export function probeDeezer(options: Pick<DeezerSourceOptions, 'apiUrl' | 'http'>): Promise<Probe> {
  return probe('Deezer', async () => {
    const url = `${options.apiUrl}/track/3135556`;
    const answer = await options.http.request({ service: 'deezer', url });
    answer.json(z.looseObject({}));
    return 'answers';
  });
}
