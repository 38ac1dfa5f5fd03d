/** A source that remembers its playlists, and asks whether they have changed before it reads them again. */

import { createSingleFlight } from '../../concurrency/single-flight.ts';
import { isAbort, ServiceError, UserError } from '../../errors.ts';
import { agoWords } from '../../locales/en/durations.ts';
import { linkTexts } from '../../locales/en/links.ts';
import { type Playlist, playlistSchema } from '../../model/playlist.ts';
import { cacheKey, day } from '../../pipeline/cache-key.ts';
import type { Cache, Link, SongSource, SourceOptions } from '../../pipeline/ports.ts';
import type { AccountPlaylists } from './account-playlists.ts';

export type CachedSourceOptions = {
  cache: Cache;
  /** What was read with a linked account is noted there. */
  ofAccounts: Pick<AccountPlaylists, 'note'>;
  /** How long a playlist without a version mark counts as unchanged. Default ten minutes. */
  unmarkedMs?: number;
  now?: () => number;
};

/** Kept this long for days on which the service does not answer. */
const keptMs = 7 * day;

/** Refusals that pass with time, whoever asks. */
const passing = new Set(['spotify-busy', 'youtube-busy']);

/**
 * Wraps a source. A playlist with the same version mark as now is taken from the cache; without a mark, for ten
 * minutes. When the service fails, the playlist as it was is better than none, and a notice says how old it is.
 * What a linked account sees is kept for that account alone, and no longer than the link. Who ask at once share one
 * reading.
 */
export function createCachedSource(source: SongSource, options: CachedSourceOptions): SongSource {
  const now = options.now ?? Date.now;
  const { cache, unmarkedMs = 600_000 } = options;
  const flight = createSingleFlight<Playlist>();

  function keyOf(link: Link, call: SourceOptions): string {
    return cacheKey('playlist', '1', [source.name, link, call.account?.id ?? null]);
  }

  /** Is what was kept still what the service would give? */
  async function isUnchanged(kept: Playlist, link: Link, call: SourceOptions): Promise<boolean> {
    const isRecent = now() - (kept.readAt ?? 0) < unmarkedMs;
    if (kept.snapshot === null || source.snapshot === undefined) return isRecent;
    try {
      const mark = await source.snapshot(link, call);
      return mark === null ? isRecent : mark === kept.snapshot;
    } catch (error) {
      if (isAbort(error) || !(error instanceof ServiceError || error instanceof UserError)) throw error;
      return isRecent;
    }
  }

  function asItWas(kept: Playlist): Playlist {
    const text = linkTexts.asItWas(kept.title, agoWords(now() - (kept.readAt ?? 0)));
    return { ...kept, notices: [...kept.notices, { code: 'playlist-as-it-was', text }] };
  }

  async function load(link: Link, key: string, call: SourceOptions): Promise<Playlist> {
    const kept = playlistSchema.safeParse(await cache.get(key)).data;
    if (kept !== undefined && (await isUnchanged(kept, link, call))) return kept;
    try {
      const read = { ...(await source.load(link, call)), readAt: now() };
      if (call.account !== undefined) await options.ofAccounts.note(call.account.id, key);
      await cache.set(key, read, keptMs);
      return read;
    } catch (error) {
      const passes = error instanceof ServiceError || (error instanceof UserError && passing.has(error.code));
      if (kept === undefined || !passes) throw error;
      return asItWas(kept);
    }
  }

  return {
    ...source,
    async load(link, call = {}) {
      const key = keyOf(link, call);
      return flight(key, (signal) => load(link, key, { ...call, signal }), call.signal);
    },
  };
}
