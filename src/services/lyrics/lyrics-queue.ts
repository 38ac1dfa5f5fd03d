/** Songs wait in one line; every service with a free hand takes the next one that it was not asked about yet. */

import { createFairQueue } from '../../concurrency/fair-queue.ts';
import { bound } from '../../concurrency/request-scope.ts';
import { ServiceError } from '../../errors.ts';
import type { Song } from '../../model/song.ts';
import type { CallOptions, Lyrics, LyricsSource } from '../../pipeline/ports.ts';

/** A source, and how many songs it looks up at once. */
export type LyricsService = LyricsSource & { readonly atOnce: number };

export type DeskAnswer = {
  lyrics: Lyrics;
  /** Services that failed: with one of them, "none" does not mean that there is none. */
  failed: LyricsService[];
};

type Errand = {
  /** Within the request it is for, whoever's turn it is. */
  askOf: (service: LyricsService) => Promise<Lyrics>;
  /** Where nobody says whose it is: calls with one signal are one run's. */
  fairnessKey: object;
  asked: Set<LyricsService>;
  failed: LyricsService[];
  isOver: boolean;
  done: (answer: DeskAnswer) => void;
  fail: (error: unknown) => void;
};

/**
 * Asks services about songs until one has an answer: in their order while there is little to do, all at once when
 * there is much (a slow service would else hold up a hundred songs that another could find meanwhile). Runs take
 * turns. Rejects for aborts and bugs only.
 */
export function createLyricsDesk(
  services: readonly LyricsService[],
): (song: Song, call: CallOptions) => Promise<DeskAnswer> {
  const waiting = createFairQueue<Errand>();
  const free = new Map(services.map((service) => [service, service.atOnce]));

  function handOut(): void {
    for (const service of services) {
      for (let hands = free.get(service) ?? 0; hands > 0; hands--) {
        const errand = waiting.take(({ asked }) => !asked.has(service));
        if (errand === undefined) break;
        free.set(service, hands - 1);
        void run(service, errand);
      }
    }
  }

  async function run(service: LyricsService, errand: Errand): Promise<void> {
    errand.asked.add(service);
    try {
      const lyrics = await errand.askOf(service);
      if (lyrics.kind !== 'none') errand.done({ lyrics, failed: errand.failed });
      else next(errand);
    } catch (error) {
      if (error instanceof ServiceError) {
        errand.failed.push(service);
        next(errand);
      } else errand.fail(error);
    } finally {
      free.set(service, (free.get(service) ?? 0) + 1);
      handOut();
    }
  }

  function next(errand: Errand): void {
    // Its run gave up while the service was still looking.
    if (errand.isOver) return;
    if (errand.asked.size === services.length)
      errand.done({ lyrics: { kind: 'none' }, failed: errand.failed });
    else waiting.add(errand.fairnessKey, errand);
  }

  return (song, call) =>
    new Promise((resolve, reject) => {
      const { signal } = call;
      const giveUp = (): void => errand.fail(signal?.reason);
      const end = (): void => {
        signal?.removeEventListener('abort', giveUp);
        waiting.remove(errand.fairnessKey, errand);
        errand.isOver = true;
      };
      const errand: Errand = {
        askOf: bound((service: LyricsService) => service.find(song, call)),
        fairnessKey: call.fairnessKey ?? signal ?? call,
        asked: new Set(),
        failed: [],
        isOver: false,
        done: (answer) => {
          end();
          resolve(answer);
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      if (signal?.aborted) return giveUp();
      signal?.addEventListener('abort', giveUp, { once: true });
      next(errand);
      handOut();
    });
}
