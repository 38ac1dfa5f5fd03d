/** Songs wait in one queue; every service with a free slot takes the next one that it wasn't asked about yet. */
import { createFairQueue } from '../../concurrency/queues.ts';
import { withSignal } from '../../concurrency/time-limits.ts';
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

/** Waits for a free slot of a service that it wasn't asked about yet. */
type Waiting = { asked: ReadonlySet<LyricsService>; start: (service: LyricsService) => void };

/**
 * Asks services about songs until one has an answer: in their order while there is little to do, all at once when
 * there is much, so that a slow service doesn't hold up what another could find. Runs take turns. `failed` are services
 * that failed on the way: with one of them, "none" doesn't mean that there is none. Rejects for aborts and bugs only.
 */
export function createLyricsQueue(services: readonly LyricsService[]) {
  const waiting = createFairQueue<Waiting>();
  const freeSlots = new Map(services.map((service) => [service, service.atOnce]));

  function fillSlots(): void {
    for (const service of services) {
      for (let free = freeSlots.get(service) ?? 0; free > 0; free--) {
        const next = waiting.take(({ asked }) => !asked.has(service));
        if (next === undefined) break;
        freeSlots.set(service, free - 1);
        next.start(service);
      }
    }
  }

  function freeService(
    asked: ReadonlySet<LyricsService>,
    key: object,
    signal: AbortSignal | undefined,
  ): Promise<LyricsService> {
    return new Promise((resolve, reject) => {
      const item: Waiting = {
        asked,
        start(service) {
          signal?.removeEventListener('abort', onAbort);
          resolve(service);
        },
      };
      const onAbort = (): void => {
        waiting.remove(key, item);
        reject(signal?.reason);
      };
      signal?.throwIfAborted();
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting.add(key, item);
      fillSlots();
    });
  }

  /** The slot stays taken until the service has answered, also when the song was given up meanwhile. */
  async function ask(service: LyricsService, song: Song, call: CallOptions): Promise<Lyrics> {
    try {
      return await service.find(song, call);
    } finally {
      freeSlots.set(service, (freeSlots.get(service) ?? 0) + 1);
      fillSlots();
    }
  }

  return async (song: Song, call: CallOptions): Promise<{ lyrics: Lyrics; failed: LyricsService[] }> => {
    // Without a key of their own, calls with one signal are one run's.
    const { signal, fairnessKey = signal ?? call } = call;
    const asked = new Set<LyricsService>();
    const failed: LyricsService[] = [];
    while (asked.size < services.length) {
      const service = await freeService(asked, fairnessKey, signal);
      asked.add(service);
      try {
        const lyrics = await withSignal(ask(service, song, call), signal);
        if (lyrics.kind !== 'none') return { lyrics, failed };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        failed.push(service);
      }
    }
    return { lyrics: { kind: 'none' }, failed };
  };
}
