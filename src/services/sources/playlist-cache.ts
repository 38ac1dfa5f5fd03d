/** Remembers playlists, and asks whether they have changed before it reads them again. */
import { z } from 'zod';
import { createKeyedMutex, createSingleFlight } from '../../concurrency/keyed-work.ts';
import { withTimeLimit } from '../../concurrency/time-limits.ts';
import { isAbort, isBusyCode, isPassing, ServiceError, UserError } from '../../errors.ts';
import { agoWords } from '../../locales/phrases.ts';
import { sentences } from '../../locales/sentences.ts';
import { type Playlist, playlistSchema } from '../../model/playlist.ts';
import { cacheKey, day } from '../../pipeline/cached-answers.ts';
import type { Cache, Link, SongSource, SourceOptions } from '../../pipeline/ports.ts';

/** How long a playlist without a version mark counts as unchanged. */
const unmarkedMs = 600_000;
/** Kept this long for days on which the service does not answer. */
const keptMs = 7 * day;
const keysKeptMs = 30 * day;

/**
 * What was read with a linked account, and whether the link is gone: a run that still goes on keeps nothing more. The
 * keys stay until what they name is removed, which may be cut short.
 */
const keysSchema = z
  .union([
    z.array(z.string()).transform((keys) => ({ keys, isEnded: false })),
    z.object({ ended: z.array(z.string()) }).transform(({ ended: keys }) => ({ keys, isEnded: true })),
  ])
  .catch({ keys: [], isEnded: false });
const keysKey = (accountId: string): string => cacheKey('account-playlists', '1', [accountId]);

/** A page that could not be understood says nothing about the playlist either. */
const saysNothing = (error: unknown): boolean =>
  isPassing(error) ||
  (error instanceof UserError &&
    ['spotify-unreadable', 'youtube-unreadable', 'apple-unreadable'].includes(error.code));

/** Of the time that is left. A version mark is one cheap request, and the kept copy has to be given in time. */
const markShare = 1 / 3;
const loadShare = 0.9;

/** What isn't there after this share of the time is a failure, as it is where the service says so itself. */
async function inTime<T>(
  share: number,
  service: string,
  call: SourceOptions,
  ask: (call: SourceOptions) => Promise<T>,
): Promise<T> {
  if (call.deadline === undefined) return ask(call);
  const ms = Math.max(0, share * (call.deadline - Date.now()));
  const limited = (signal: AbortSignal) => ask({ ...call, signal, deadline: Date.now() + ms });
  try {
    return await withTimeLimit(ms, limited, call.signal);
  } catch (cause) {
    if (!isAbort(cause) || call.signal?.aborted) throw cause;
    throw new ServiceError('the playlist came too late', { service, retryable: true, cause });
  }
}

export type PlaylistCache = ReturnType<typeof createPlaylistCache>;

export function createPlaylistCache(cache: Cache) {
  const flight = createSingleFlight<Playlist>();
  const mutex = createKeyedMutex();

  const keysOf = async (accountId: string) => keysSchema.parse(await cache.get(keysKey(accountId)));

  const noteKey = (accountId: string, key: string): Promise<void> =>
    mutex(accountId, async () => {
      const { keys, isEnded } = await keysOf(accountId);
      if (!isEnded && !keys.includes(key)) await cache.set(keysKey(accountId), [...keys, key], keysKeptMs);
    });

  async function keep(key: string, playlist: Playlist, { account }: SourceOptions): Promise<void> {
    if (account !== undefined) await noteKey(account.id, key);
    await cache.set(key, playlist, keptMs);
    // Asked last: the link may end, in another process too, while this is written.
    if (account !== undefined && (await keysOf(account.id)).isEnded) await cache.remove([key]);
  }

  async function isUnchanged(kept: Playlist, source: SongSource, link: Link, call: SourceOptions) {
    // What was read beside a limit, as far as it could be, is no more than a copy.
    if (kept.notices.some(({ code }) => isBusyCode(code))) return false;
    const isRecent = Date.now() - (kept.readAt ?? 0) < unmarkedMs;
    if (kept.snapshot === null || source.snapshot === undefined) return isRecent;
    try {
      const ask = source.snapshot;
      const mark = await inTime(markShare, source.name, call, (options) => ask(link, options));
      return mark === null ? isRecent : mark === kept.snapshot;
    } catch (error) {
      if (isAbort(error) || !(error instanceof ServiceError || error instanceof UserError)) throw error;
      return isRecent;
    }
  }

  async function load(key: string, source: SongSource, link: Link, call: SourceOptions): Promise<Playlist> {
    const kept = playlistSchema.safeParse(await cache.get(key)).data;
    if (kept !== undefined && (await isUnchanged(kept, source, link, call))) return kept;
    try {
      const ask = (options: SourceOptions) =>
        source.load(link, { ...options, keptSongs: kept?.songs.length });
      const found = kept ? await inTime(loadShare, source.name, call, ask) : await ask(call);
      const read = { ...found, readAt: Date.now() };
      await keep(key, read, call);
      return read;
    } catch (error) {
      if (kept === undefined || !saysNothing(error)) throw error;
      const asItWas = sentences.links.asItWas(kept.title, agoWords(Date.now() - (kept.readAt ?? 0)));
      return { ...kept, notices: [...kept.notices, { code: 'playlist-as-it-was', ...asItWas }] };
    }
  }

  return {
    /**
     * A source that takes a playlist with an unchanged version mark from the cache; without a mark, for ten minutes.
     * When the service fails, it gives the playlist as it was, with a notice that says how old it is. What a linked
     * account sees is kept for that account alone, and no longer than the link. Simultaneous requests share one reading.
     */
    wrap: (source: SongSource): SongSource => ({
      ...source,
      async load(link, call = {}) {
        const key = cacheKey('playlist', '1', [source.name, link, call.account?.id ?? null]);
        return flight(key, (signal) => load(key, source, link, { ...call, signal }), call.signal);
      },
    }),
    /** Removes what was read with a linked account. Rejects when the cache cannot be reached: then it is still there. */
    forgetAccount: (accountId: string): Promise<void> =>
      mutex(accountId, async () => {
        const { keys } = await keysOf(accountId);
        await cache.set(keysKey(accountId), { ended: keys }, day);
        await cache.remove(keys);
      }),
  };
}
