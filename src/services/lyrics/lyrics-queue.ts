/** Songs wait in one queue; every service with a free slot takes the next one that it wasn't asked about yet. */
import { createFairQueue } from '../../concurrency/queues.ts';
import { bound } from '../../concurrency/request-scope.ts';
import type { Config } from '../../config.ts';
import { ServiceError } from '../../errors.ts';
import type { Song } from '../../model/song.ts';
import type { Http } from '../../net/http.ts';
import type { Probe } from '../../net/probe.ts';
import type { CallOptions, Lyrics, LyricsSource } from '../../pipeline/ports.ts';

/** A source, and how many songs it is asked about at once. */
export type LyricsService = LyricsSource & { readonly atOnce: number };

export type LyricsProvider = {
  /** As errors and RATE_LIMITS name it. */
  service: string;
  atOnce: number;
  /** Null without its keys. */
  createService(config: Config, parts: { http: Http }): LyricsSource | null;
  /** One cheap request; null without its keys. */
  probe(config: Config, http: Http): Promise<Probe> | null;
};

export type LyricsAnswer = {
  lyrics: Lyrics;
  /** Services that failed: with one of them, "none" doesn't mean that there is none. */
  failed: LyricsService[];
};

type LookupJob = {
  /** Runs within the request that the job belongs to. */
  ask: (service: LyricsService) => Promise<Lyrics>;
  /** Without a key of their own, calls with one signal are one run's. */
  fairnessKey: object;
  asked: Set<LyricsService>;
  failed: LyricsService[];
  isOver: boolean;
  resolve: (lyrics: Lyrics) => void;
  reject: (error: unknown) => void;
};

/**
 * Asks services about songs until one has an answer: in their order while there is little to do, all at once when
 * there is much, so that a slow service doesn't hold up what another could find. Runs take turns. Rejects for aborts
 * and bugs only.
 */
export function createLyricsQueue(
  services: readonly LyricsService[],
): (song: Song, call: CallOptions) => Promise<LyricsAnswer> {
  const waiting = createFairQueue<LookupJob>();
  const freeSlots = new Map(services.map((service) => [service, service.atOnce]));

  function fillSlots(): void {
    for (const service of services) {
      for (let free = freeSlots.get(service) ?? 0; free > 0; free--) {
        const job = waiting.take(({ asked }) => !asked.has(service));
        if (job === undefined) break;
        freeSlots.set(service, free - 1);
        void run(service, job);
      }
    }
  }

  async function run(service: LyricsService, job: LookupJob): Promise<void> {
    job.asked.add(service);
    try {
      const lyrics = await job.ask(service);
      if (lyrics.kind === 'none') enqueue(job);
      else job.resolve(lyrics);
    } catch (error) {
      if (error instanceof ServiceError) {
        job.failed.push(service);
        enqueue(job);
      } else job.reject(error);
    } finally {
      freeSlots.set(service, (freeSlots.get(service) ?? 0) + 1);
      fillSlots();
    }
  }

  function enqueue(job: LookupJob): void {
    // It may have been aborted while a service was looking.
    if (job.isOver) return;
    if (job.asked.size === services.length) job.resolve({ kind: 'none' });
    else waiting.add(job.fairnessKey, job);
  }

  return (song, call) =>
    new Promise((resolve, reject) => {
      const { signal, fairnessKey = signal ?? call } = call;
      const end = (): void => {
        signal?.removeEventListener('abort', onAbort);
        waiting.remove(fairnessKey, job);
        job.isOver = true;
      };
      const job: LookupJob = {
        ask: bound((service: LyricsService) => service.find(song, call)),
        fairnessKey,
        asked: new Set(),
        failed: [],
        isOver: false,
        resolve(lyrics) {
          end();
          resolve({ lyrics, failed: job.failed });
        },
        reject(error) {
          end();
          reject(error);
        },
      };
      const onAbort = (): void => job.reject(signal?.reason);
      if (signal?.aborted) return onAbort();
      signal?.addEventListener('abort', onAbort, { once: true });
      enqueue(job);
      fillSlots();
    });
}
