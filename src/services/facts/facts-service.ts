/** What a service of facts is, and how each is asked: at its own pace, and left alone while it is down. */
import { z } from 'zod';
import type { Limit } from '../../concurrency/queues.ts';
import type { Config } from '../../config.ts';
import { ServiceError } from '../../errors.ts';
import type { Song } from '../../model/song.ts';
import type { Http } from '../../net/http.ts';
import type { Probe } from '../../net/probe.ts';
import { createBreaker, retried } from '../../net/recovery.ts';
import type { Cache, CallOptions } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';

const numberBetween = (min: number, max: number) => z.number().min(min).max(max).nullable().catch(null);
const share = numberBetween(0, 1);

/** Names of genres as a service gives them → a few, cut to length. */
export const genreNames = z
  .array(z.string())
  .transform((names) => names.slice(0, 8).flatMap((name) => tidy(name, 60) || []));

/** What one service says of a recording. */
export const recordFactsSchema = z.object({
  genres: genreNames,
  /** Beats a minute. */
  tempo: numberBetween(30, 300),
  /** Of the whole recording, in dB below full scale. */
  loudness: numberBetween(-60, 0),
  /** As Spotify measured them. */
  valence: share,
  energy: share,
  cover: z.string().nullable(),
});
export type RecordFacts = z.output<typeof recordFactsSchema>;

export const noFacts: RecordFacts = {
  genres: [],
  tempo: null,
  loudness: null,
  valence: null,
  energy: null,
  cover: null,
};

export type FactsService = {
  /** Songs it is asked about at the same time. */
  atOnce: number;
  /** False where it takes seconds a song: then no answer waits for it. */
  isQuick: boolean;
  /** null: it doesn't have this recording. Throws `ServiceError` when it fails. */
  find(song: Song, call: CallOptions): Promise<RecordFacts | null>;
};

export type FactsProvider = {
  /** As FACTS, RATE_LIMITS and errors name it. */
  service: Config['FACTS'][number];
  createService(config: Config, parts: { http: Http; cache: Cache }): FactsService;
  /** One cheap request; left out where another part of the program asks the same service. */
  probe?(config: Config, http: Http): Promise<Probe>;
};

/** No answer is waited for any longer: a song that is late is asked about again in the background. */
export const timeoutMs = 5_000;

/** Runs calls of one service, which is left alone for a minute after three failures. null for 404: it isn't there. */
export function createCaller(service: string) {
  const breaker = createBreaker({ service, failures: 3, openMs: 60_000 });
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await breaker.run(work);
    } catch (error) {
      if (error instanceof ServiceError && error.status === 404) return null;
      throw error;
    }
  };
}

type RequestsOptions = {
  service: string;
  url: string;
  http: Http;
  limit: Limit;
  /** How often a request that failed, and may do better, is sent again. */
  retries: number;
};

/** GET requests for JSON at one service; null for 404. */
export function createFactsRequests(options: RequestsOptions) {
  const { service, url, http, limit, retries } = options;
  const { retryDelayMs: minDelayMs = 1_000 } = http;
  const call = createCaller(service);
  return <T>(path: string, schema: z.ZodType<T>, { signal, fairnessKey }: CallOptions): Promise<T | null> => {
    const request = { service, url: `${url}${path}`, signal, timeoutMs, maxBytes: 1024 * 1024 };
    const work = async () => (await limit(() => http.request(request), signal, fairnessKey)).json(schema);
    return call(() => retried(work, { retries, minDelayMs, maxWaitMs: 5_000, signal }));
  };
}
