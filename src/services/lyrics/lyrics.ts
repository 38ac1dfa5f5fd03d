/** The words of a song, from whichever service has them. */
import { z } from 'zod';
import type { Notice } from '../../model/notice.ts';
import type { Song } from '../../model/song.ts';
import { cacheKey, day } from '../../pipeline/cache-key.ts';
import type { Cache, CallOptions, LyricsSource } from '../../pipeline/ports.ts';
import { nameKey } from '../../songs/identity.ts';
import { cached } from '../../store/cached.ts';
import { createLyricsDesk, type DeskAnswer, type LyricsService } from './lyrics-queue.ts';

export type LyricsChainOptions = {
  /** First choice first. */
  services: readonly LyricsService[];
  cache: Cache;
};

/** Only what may be kept: that there are no words, or none to be found. Never the words. */
const remembered = z
  .enum(['none', 'instrumental'])
  .transform((kind): DeskAnswer => ({ lyrics: { kind }, failed: [] }));

function ttlMs({ lyrics, failed }: DeskAnswer): number {
  if (lyrics.kind === 'instrumental') return 30 * day;
  return lyrics.kind === 'none' && failed.length === 0 ? day : 0;
}

function lookedInVain({ name }: LyricsService): Notice {
  return {
    code: `lyrics-${name.toLowerCase().replace(/[^a-z]+/g, '-')}-failed`,
    text: `${name} did not answer for some songs, so they may have been read without their words.`,
  };
}

/**
 * One source of many. Where a service fails another is asked; when that was in vain, `onNotice` is told, so `find`
 * throws for aborts only. Absences are remembered for a day, "instrumental" for a month, words never. Without any service
 * every song is `none`.
 */
export function createLyricsChain({ services, cache }: LyricsChainOptions): LyricsSource {
  const names = services.map(({ name }) => name);
  const ask = createLyricsDesk(services);

  async function askAndTell(song: Song, call: CallOptions): Promise<DeskAnswer> {
    const answer = await ask(song, call);
    // Words that came from elsewhere are as good: nothing to tell then.
    if (answer.lyrics.kind === 'none')
      for (const service of answer.failed) call.onNotice?.(lookedInVain(service));
    return answer;
  }

  const remembering = cached(askAndTell, {
    cache,
    // A service switched on later must be asked about what the others did not have.
    key: (song) => cacheKey('lyrics', '1', [names, nameKey(song), song.durationMs]),
    ttlMs,
    store: ({ lyrics }) => lyrics.kind,
    parse: (stored) => remembered.safeParse(stored).data,
  });

  return {
    name: names.join(' and '),
    find: async (song, call = {}) =>
      services.length === 0 ? { kind: 'none' } : (await remembering(song, call)).lyrics,
  };
}
