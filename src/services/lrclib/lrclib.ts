/** LRCLIB (https://lrclib.net/docs): open, keyless, slow, and asks for patience: few requests at once, spaced. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createLimit } from '../../concurrency/limit.ts';
import { ServiceError } from '../../errors.ts';
import type { Song } from '../../model/song.ts';
import { createBreaker } from '../../net/breaker.ts';
import type { Http } from '../../net/http.ts';
import { type Probe, probe } from '../../net/probe.ts';
import type { CallOptions, Lyrics } from '../../pipeline/ports.ts';
import type { LyricsService } from '../lyrics/lyrics-queue.ts';
import { bestHit, lookupsOf, lrclibHit, lrclibWords, lyricsOf } from './records.ts';

const service = 'lrclib';

export type LrclibOptions = {
  url: string;
  http: Http;
  /** Requests in hand at once. */
  atOnce?: number;
  /** For one request. LRCLIB often takes 3-7 s. */
  timeoutMs?: number;
  /** Between the starts of two requests; LRCLIB bans who asks too fast. */
  spacingMs?: number;
  /** A rate limit that ends later than this is not waited for. */
  maxWaitMs?: number;
};

/** More are taken for abuse. */
export const lrclibAtOnce = 2;

/** Song → words from LRCLIB: by exact name and length, then by cleaned name, then by search. */
export function createLrclib(options: LrclibOptions): LyricsService {
  const { http, url, atOnce = lrclibAtOnce, timeoutMs = 10_000, spacingMs = 500, maxWaitMs = 5000 } = options;
  const breaker = createBreaker({ service, failures: 3, openMs: 60_000 });
  const limit = createLimit({ concurrency: atOnce, intervalMs: spacingMs, perInterval: 1 });
  /** Until when the service asked everybody to stay away. */
  let restUntil = 0;

  async function rest(signal: AbortSignal | undefined): Promise<void> {
    const waitMs = restUntil - Date.now();
    if (waitMs <= 0) return;
    if (waitMs > maxWaitMs) {
      throw new ServiceError('lrclib asked for a pause', {
        service,
        status: 429,
        retryable: false,
        retryAfterMs: waitMs,
      });
    }
    await sleep(waitMs, undefined, { signal });
  }

  async function once<T>(
    path: string,
    schema: z.ZodType<T>,
    signal: AbortSignal | undefined,
  ): Promise<T | null> {
    await rest(signal);
    try {
      const address = `${url}${path}`;
      const response = await http.request({
        service,
        url: address,
        timeoutMs,
        maxBytes: 2 * 1024 * 1024,
        signal,
      });
      return response.json(schema);
    } catch (error) {
      if (error instanceof ServiceError && error.status === 404) return null;
      if (error instanceof ServiceError && error.status === 429)
        restUntil = Math.max(restUntil, Date.now() + (error.retryAfterMs ?? 1000));
      throw error;
    }
  }

  async function patiently<T>(
    path: string,
    schema: z.ZodType<T>,
    signal: AbortSignal | undefined,
  ): Promise<T | null> {
    try {
      return await once(path, schema, signal);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.status !== 429) throw error;
      return once(path, schema, signal);
    }
  }

  /**
   * Null for 404. One further try after a rate limit that ends soon. The breaker stands before the line: while it is
   * open nobody waits for a turn only to be refused.
   */
  const ask = <T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T | null> =>
    breaker.run(() => limit(() => patiently(path, schema, signal), signal));

  return {
    name: 'LRCLIB',
    atOnce,
    async find(song: Song, { signal }: CallOptions = {}): Promise<Lyrics> {
      const lookups = lookupsOf(song);
      for (const { title, artist, seconds } of lookups) {
        const query = new URLSearchParams({ track_name: title, artist_name: artist });
        if (seconds !== undefined) query.set('duration', String(seconds));
        const found = await ask(`/api/get?${query}`, lrclibWords, signal);
        const lyrics = found === null ? null : lyricsOf(found);
        if (lyrics !== null && lyrics.kind !== 'none') return lyrics;
      }
      const plain = lookups.at(-1);
      if (plain === undefined) return { kind: 'none' };
      const query = new URLSearchParams({ track_name: plain.title, artist_name: plain.artist });
      const hits = await ask(`/api/search?${query}`, z.array(lrclibHit), signal);
      const best = bestHit(song, plain, hits ?? []);
      return best === undefined ? { kind: 'none' } : lyricsOf(best);
    },
  };
}

/** One cheap question, for `doctor`. */
export function probeLrclib(options: Pick<LrclibOptions, 'url' | 'http'>): Promise<Probe> {
  return probe('LRCLIB', async () => {
    const url = `${options.url}/api/search?track_name=hallelujah&artist_name=leonard+cohen`;
    const response = await options.http.request({ service, url, timeoutMs: 10_000 });
    response.json(z.array(lrclibHit));
    return 'answers';
  });
}
