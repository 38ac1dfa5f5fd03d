/** The lyrics of a song, from any service that has them. */
import { z } from 'zod';
import { sentences } from '../../locales/sentences.ts';
import { cacheKey, day } from '../../pipeline/cached-answers.ts';
import type { Cache, LyricsSource } from '../../pipeline/ports.ts';
import { nameKey } from '../../songs/identity.ts';
import { noWords } from '../../songs/names/title-labels.ts';
import { titleParts } from '../../songs/names/title-parts.ts';
import { genius } from '../genius/index.ts';
import { lrclib } from '../lrclib/index.ts';
import { subsonicLyrics } from '../subsonic/lyrics.ts';
import { createLyricsQueue, type LyricsProvider, type LyricsService } from './lyrics-queue.ts';

const { inSentence: musicServer } = sentences.subsonic;

/** First choice first. A new one is a folder beside these and a word here. */
export const lyricsProviders: readonly LyricsProvider[] = [subsonicLyrics, lrclib, genius];

/**
 * One source of many, the first choice first. When a service failed and no other had lyrics, `onNotice` is called, so
 * `find` throws for aborts and bugs only. "None" is kept for a day, "instrumental" for a month, lyrics never.
 */
export function createLyricsChain(parts: { services: readonly LyricsService[]; cache: Cache }): LyricsSource {
  const { services, cache } = parts;
  const ask = createLyricsQueue(services);
  return {
    name: services.map(({ name }) => name).join(' and '),
    async find(song, call = {}) {
      const able = services.filter(({ isFor }) => isFor?.(song) ?? true);
      if (able.length === 0) return { kind: 'none' };
      // "Song (Instrumental)": whatever is found by its name is sung in another recording.
      if (titleParts(song.title).words?.split(', ').includes(noWords)) return { kind: 'instrumental' };
      // With the names, so that a service switched on later is asked about what the others didn't have.
      const key = cacheKey('lyrics', '2', [able.map(({ name }) => name), nameKey(song), song.durationMs]);
      const known = z.enum(['none', 'instrumental']).safeParse(await cache.get(key)).data;
      if (known !== undefined) return { kind: known };
      const { lyrics, failed } = await ask(song, call);
      if (lyrics.kind === 'instrumental') await cache.set(key, lyrics.kind, 30 * day);
      if (lyrics.kind !== 'none') return lyrics;
      if (failed.length === 0) await cache.set(key, lyrics.kind, day);
      for (const { name } of failed) {
        const code = `lyrics-${name.toLowerCase().replace(/[^a-z]+/g, '-')}-failed`;
        call.onNotice?.({
          code,
          ...sentences.lyrics.serviceFailed(name === musicServer.text ? musicServer : name),
        });
      }
      return lyrics;
    },
  };
}
