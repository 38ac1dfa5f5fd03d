/** The words of a song, from wherever they can be had. */
import { z } from 'zod';
import { cacheKey, day } from '../pipeline/cache-key.ts';
import type { Cache, CallOptions, Lyrics, LyricsSource } from '../pipeline/ports.ts';
import type { Notice, Song } from '../pipeline/types.ts';
import { nameKey } from '../playlists/identity.ts';
import { cached } from '../support/cached.ts';
import { firstGood } from '../support/fallback.ts';

export type LyricsChainOptions = {
  /** Files beside the playlist; asked first and never remembered. */
  folder?: LyricsSource | undefined;
  /** Asked in this order. */
  services: readonly LyricsSource[];
  cache: Cache;
};

/** `complete`: everybody answered, so "none" means that there is none. */
type Found = { lyrics: Lyrics; complete: boolean };

/** Only what may be kept: that there are no words, or none to be found. Never the words. */
const remembered = z
  .enum(['none', 'instrumental'])
  .transform((kind): Found => ({ lyrics: { kind }, complete: true }));

function ttlMs({ lyrics, complete }: Found): number {
  if (lyrics.kind === 'instrumental') return 30 * day;
  return lyrics.kind === 'none' && complete ? day : 0;
}

function troubleNotice(name: string, next: string | undefined): Notice {
  return {
    code: `lyrics-${name.toLowerCase().replace(/[^a-z]+/g, '-')}-failed`,
    text: next
      ? `${name} did not answer for some songs, so their words were looked for on ${next}.`
      : `${name} did not answer for some songs, so they may have been read without their words.`,
  };
}

/**
 * One source of many. A service that fails is told through `onNotice` and the next is asked, so `find` throws
 * for aborts only. Without any source every song is `none`.
 */
export function createLyricsChain(options: LyricsChainOptions): LyricsSource {
  const { cache, folder, services } = options;
  const names = services.map(({ name }) => name);

  async function ask(song: Song, call: CallOptions): Promise<Found> {
    const result = await firstGood(services, (source) => source.find(song, call), {
      isGood: ({ kind }) => kind !== 'none',
      onFailure: ({ name }) => call.onNotice?.(troubleNotice(name, names[names.indexOf(name) + 1])),
    });
    return { lyrics: result.answer ?? { kind: 'none' }, complete: result.failures.length === 0 };
  }

  const remembering = cached(ask, {
    cache,
    // A service switched on later must be asked about what the others did not have.
    key: (song) => cacheKey('lyrics', '1', [names, nameKey(song), song.durationMs]),
    ttlMs,
    store: ({ lyrics }) => lyrics.kind,
    parse: (stored) => remembered.safeParse(stored).data,
  });

  return {
    name: [...(folder ? [folder.name] : []), ...names].join(', then '),
    async find(song, call = {}): Promise<Lyrics> {
      const beside = await folder?.find(song, call);
      if (beside !== undefined && beside.kind !== 'none') return beside;
      return services.length === 0 ? { kind: 'none' } : (await remembering(song, call)).lyrics;
    },
  };
}
