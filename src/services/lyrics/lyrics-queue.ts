/** Songs wait in one queue; every service with a free slot takes the next one that it wasn't asked about yet. */
import { createFairQueue, type Turn } from '../../concurrency/queues.ts';
import { bound, turnOf } from '../../concurrency/request-scope.ts';
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

/** How many more songs a service may be asked about now, and how long its answers take of late. */
type ServiceState = { readonly service: LyricsService; free: number; usualMs: number | null };

type Found = { lyrics: Lyrics; failed: LyricsService[] };

/** A song, the services that were asked about it, and those of them that have not answered yet. */
type Lookup = {
  readonly song: Song;
  /** Asks within the request that wants to know. */
  readonly find: (service: LyricsService) => Promise<Lyrics>;
  readonly turn: Turn;
  readonly asked: Set<ServiceState>;
  readonly open: Set<ServiceState>;
  readonly failed: LyricsService[];
  /** Aborted as soon as the song has its answer, or its run gives up. */
  readonly end: AbortController;
  readonly resolve: (found: Found) => void;
  readonly reject: (error: unknown) => void;
};

/** How much one answer says about the next: the average of some eight. */
const newest = 1 / 8;

/**
 * Asks services about songs until one has an answer: in their order while there is little to do, all at once when
 * there is much, so that a slow service doesn't hold up what another could find. When nothing waits for it any more, a
 * quick service is also asked about a song that a slower one still has (a hedged request: Dean and Barroso, The Tail at
 * Scale, 2013); the first answer counts. Runs take turns. `failed` are services that failed on the way: with one of
 * them, "none" doesn't mean that there is none. Rejects for aborts and bugs only.
 */
export function createLyricsQueue(services: readonly LyricsService[]) {
  const waiting = createFairQueue<Lookup>();
  const beingAsked = new Set<Lookup>();
  const states = services.map((service): ServiceState => ({ service, free: service.atOnce, usualMs: null }));

  /** A service that has not answered yet counts as slow. */
  const isQuicker = ({ usualMs }: ServiceState, than: ServiceState): boolean =>
    usualMs !== null && usualMs < (than.usualMs ?? Number.POSITIVE_INFINITY);

  const mayAsk = (state: ServiceState, { song, asked }: Lookup): boolean =>
    !asked.has(state) && (state.service.isFor?.(song) ?? true);

  function nextFor(state: ServiceState): Lookup | undefined {
    // First what other services did not have: they can't answer it any more, but may still answer the rest.
    return (
      waiting.take((lookup) => lookup.asked.size > 0 && mayAsk(state, lookup)) ??
      waiting.take((lookup) => mayAsk(state, lookup)) ??
      [...beingAsked].find(
        (lookup) => mayAsk(state, lookup) && [...lookup.open].every((other) => isQuicker(state, other)),
      )
    );
  }

  function fillSlots(): void {
    for (const state of states) {
      while (state.free > 0) {
        const lookup = nextFor(state);
        if (lookup === undefined) break;
        void ask(state, lookup);
      }
    }
  }

  /** False when it was over already. */
  function end(lookup: Lookup): boolean {
    if (lookup.end.signal.aborted) return false;
    lookup.end.abort();
    beingAsked.delete(lookup);
    return true;
  }

  function goOn(lookup: Lookup): void {
    if (lookup.end.signal.aborted || lookup.open.size > 0) return;
    beingAsked.delete(lookup);
    if (states.some((state) => mayAsk(state, lookup))) waiting.add(lookup.turn, lookup);
    else if (end(lookup)) lookup.resolve({ lyrics: { kind: 'none' }, failed: lookup.failed });
  }

  /** The slot stays taken until the call has ended, also when its answer is of no use any more. */
  async function ask(state: ServiceState, lookup: Lookup): Promise<void> {
    const { asked, open, failed } = lookup;
    state.free--;
    asked.add(state);
    open.add(state);
    beingAsked.add(lookup);
    const from = performance.now();
    try {
      const lyrics = await lookup.find(state.service);
      const ms = performance.now() - from;
      state.usualMs = (state.usualMs ?? ms) * (1 - newest) + ms * newest;
      if (lyrics.kind !== 'none' && end(lookup)) lookup.resolve({ lyrics, failed });
    } catch (error) {
      if (error instanceof ServiceError) failed.push(state.service);
      else if (end(lookup)) lookup.reject(error);
    } finally {
      state.free++;
      open.delete(state);
      goOn(lookup);
      fillSlots();
    }
  }

  return (song: Song, call: CallOptions): Promise<Found> => {
    // Without a key of their own, calls with one signal are one run's.
    const { signal, fairnessKey = signal ?? call } = call;
    const turn = turnOf(fairnessKey);
    return new Promise<Found>((resolve, reject) => {
      signal?.throwIfAborted();
      const ended = new AbortController();
      const options = { ...call, signal: ended.signal };
      const lookup: Lookup = {
        song,
        find: bound((service) => service.find(song, options)),
        turn,
        asked: new Set(),
        open: new Set(),
        failed: [],
        end: ended,
        resolve,
        reject,
      };
      const giveUp = (): void => {
        waiting.remove((other) => other === lookup);
        if (end(lookup)) reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true, signal: lookup.end.signal });
      goOn(lookup);
      fillSlots();
    });
  };
}
