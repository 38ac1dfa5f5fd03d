/** The lyrics of a song, from any service that has them. */
import { z } from 'zod';
import { lyricsTexts } from '../../locales/en/readers.ts';
import type { Song } from '../../model/song.ts';
import { cacheKey, day } from '../../pipeline/cache-key.ts';
import type { Cache, CallOptions, LyricsSource } from '../../pipeline/ports.ts';
import { nameKey } from '../../songs/identity.ts';
import { cached } from '../../store/cached.ts';
import { genius } from '../genius/index.ts';
import { lrclib } from '../lrclib/index.ts';
import { createLyricsQueue, type LyricsAnswer } from './lyrics-queue.ts';
import type { LyricsProvider, LyricsService } from './lyrics-service.ts';

/** First choice first. A new one is a folder beside these and a word here. */
export const lyricsProviders: readonly LyricsProvider[] = [lrclib, genius];

/** Only what may be kept: that a song has no lyrics, or none were found. Never the lyrics. */
const kept = z
  .enum(['none', 'instrumental'])
  .transform((kind): LyricsAnswer => ({ lyrics: { kind }, failed: [] }));

function ttlMs({ lyrics, failed }: LyricsAnswer): number {
  if (lyrics.kind === 'instrumental') return 30 * day;
  return lyrics.kind === 'none' && failed.length === 0 ? day : 0;
}

/**
 * One source of many, the first choice first. When a service failed and no other had lyrics, `onNotice` is called, so
 * `find` throws for aborts and bugs only. "None" is kept for a day, "instrumental" for a month, lyrics never.
 */
export function createLyricsChain(options: {
  services: readonly LyricsService[];
  cache: Cache;
}): LyricsSource {
  const { services, cache } = options;
  const names = services.map(({ name }) => name);
  const ask = createLyricsQueue(services);

  async function askWithNotices(song: Song, call: CallOptions): Promise<LyricsAnswer> {
    const answer = await ask(song, call);
    for (const { name } of answer.lyrics.kind === 'none' ? answer.failed : []) {
      const code = `lyrics-${name.toLowerCase().replace(/[^a-z]+/g, '-')}-failed`;
      call.onNotice?.({ code, text: lyricsTexts.serviceFailed(name) });
    }
    return answer;
  }

  const find = cached(askWithNotices, {
    cache,
    // With the names, so that a service switched on later is asked about what the others didn't have.
    key: (song) => cacheKey('lyrics', '1', [names, nameKey(song), song.durationMs]),
    ttlMs,
    store: ({ lyrics }) => lyrics.kind,
    parse: (stored) => kept.safeParse(stored).data,
  });

  return {
    name: names.join(' and '),
    find: async (song, call = {}) =>
      services.length === 0 ? { kind: 'none' } : (await find(song, call)).lyrics,
  };
}
