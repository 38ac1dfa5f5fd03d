/** LRCLIB (https://lrclib.net/docs): open, keyless and slow; it asks for few requests at once, with pauses between. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createLimit } from '../../concurrency/limit.ts';
import { ServiceError } from '../../errors.ts';
import { createBreaker } from '../../net/breaker.ts';
import type { Http } from '../../net/http.ts';
import { type Probe, probe } from '../../net/probe.ts';
import type { Lyrics } from '../../pipeline/ports.ts';
import type { LyricsService } from '../lyrics/lyrics-queue.ts';
import { bestHit, lookupsOf, lrclibHit, lrclibRecord, lyricsOf } from './records.ts';

const service = 'lrclib';

export type LrclibOptions = {
  url: string;
  http: Http;
  /** Open requests at once. */
  atOnce?: number | undefined;
  /** For one request. LRCLIB often takes 3-7 s. */
  timeoutMs?: number;
  /** Between the starts of two requests; LRCLIB bans clients that ask too fast. */
  spacingMs?: number | undefined;
};

/** More are taken for abuse. */
export const lrclibAtOnce = 2;
const defaultSpacingMs = 500;
/** A rate limit that ends later than this isn't waited for. */
const maxWaitMs = 5000;

/** By exact name and length, then by cleaned name, then by search. */
export function createLrclib(options: LrclibOptions): LyricsService {
  const { http, url, atOnce = lrclibAtOnce, timeoutMs = 10_000, spacingMs = defaultSpacingMs } = options;
  const breaker = createBreaker({ service, failures: 3, openMs: 60_000 });
  const limit = createLimit({ concurrency: atOnce, intervalMs: spacingMs, perInterval: 1 });
  /** Until then the service asked not to be asked. */
  let pausedUntil = 0;

  async function waitForPause(signal: AbortSignal | undefined): Promise<void> {
    const waitMs = pausedUntil - Date.now();
    if (waitMs <= 0) return;
    if (waitMs <= maxWaitMs) return sleep(waitMs, undefined, { signal });
    const fields = { service, status: 429, retryable: false, retryAfterMs: waitMs };
    throw new ServiceError('lrclib asked for a pause', fields);
  }

  /** Null for 404. Asks once more after a rate limit that ends soon. */
  async function request<T>(
    path: string,
    schema: z.ZodType<T>,
    signal: AbortSignal | undefined,
    isRepeated = false,
  ): Promise<T | null> {
    await waitForPause(signal);
    try {
      const asked = { service, url: `${url}${path}`, timeoutMs, maxBytes: 2 * 1024 * 1024, signal };
      return (await http.request(asked)).json(schema);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error.status === 404) return null;
      if (error.status !== 429) throw error;
      pausedUntil = Math.max(pausedUntil, Date.now() + (error.retryAfterMs ?? 1000));
      if (isRepeated) throw error;
      return request(path, schema, signal, true);
    }
  }

  /** The breaker comes before the queue: while it is open nothing waits only to be refused. */
  const ask = <T>(path: string, schema: z.ZodType<T>, signal: AbortSignal | undefined): Promise<T | null> =>
    breaker.run(() => limit(() => request(path, schema, signal), signal));

  return {
    name: 'LRCLIB',
    atOnce,
    async find(song, { signal } = {}): Promise<Lyrics> {
      const lookups = lookupsOf(song);
      for (const { title, artist, seconds } of lookups) {
        const query = new URLSearchParams({ track_name: title, artist_name: artist });
        if (seconds !== undefined) query.set('duration', String(seconds));
        const found = await ask(`/api/get?${query}`, lrclibRecord, signal);
        const lyrics = found && lyricsOf(found);
        if (lyrics && lyrics.kind !== 'none') return lyrics;
      }
      const plain = lookups.at(-1);
      if (plain === undefined) return { kind: 'none' };
      const query = new URLSearchParams({ track_name: plain.title, artist_name: plain.artist });
      const hits = await ask(`/api/search?${query}`, z.array(lrclibHit), signal);
      return bestHit(song, plain, hits ?? []);
    },
  };
}

/** One cheap request, for `doctor`. */
export function probeLrclib({ url, http }: Pick<LrclibOptions, 'url' | 'http'>): Promise<Probe> {
  return probe('LRCLIB', async () => {
    const path = '/api/search?track_name=hallelujah&artist_name=leonard+cohen';
    const response = await http.request({ service, url: `${url}${path}`, timeoutMs: 10_000 });
    response.json(z.array(lrclibHit));
    return 'answers';
  });
}
