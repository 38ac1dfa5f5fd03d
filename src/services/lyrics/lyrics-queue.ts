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

/** A service at work: how many more songs it may be asked about now, and how long its answers take of late. */
type Desk = { readonly service: LyricsService; free: number; usualMs: number | null };

type Found = { lyrics: Lyrics; failed: LyricsService[] };

/** A song, whom it was asked of, and who has not answered yet. */
type Lookup = {
  readonly song: Song;
  /** Asks within the request that wants to know. */
  readonly find: (service: LyricsService) => Promise<Lyrics>;
  readonly turn: Turn;
  readonly asked: Set<Desk>;
  readonly open: Set<Desk>;
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
  const desks = services.map((service): Desk => ({ service, free: service.atOnce, usualMs: null }));

  /** Who never answered yet counts as slow. */
  const isQuicker = ({ usualMs }: Desk, than: Desk): boolean =>
    usualMs !== null && usualMs < (than.usualMs ?? Number.POSITIVE_INFINITY);

  const mayAsk = (desk: Desk, { song, asked }: Lookup): boolean =>
    !asked.has(desk) && (desk.service.isFor?.(song) ?? true);

  function nextFor(desk: Desk): Lookup | undefined {
    // What others did not have comes first: nobody else can answer it while this one is busy with the rest.
    return (
      waiting.take((lookup) => lookup.asked.size > 0 && mayAsk(desk, lookup)) ??
      waiting.take((lookup) => mayAsk(desk, lookup)) ??
      [...beingAsked].find(
        (lookup) => mayAsk(desk, lookup) && [...lookup.open].every((other) => isQuicker(desk, other)),
      )
    );
  }

  function fillSlots(): void {
    for (const desk of desks) {
      while (desk.free > 0) {
        const lookup = nextFor(desk);
        if (lookup === undefined) break;
        void ask(desk, lookup);
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
    if (desks.some((desk) => mayAsk(desk, lookup))) waiting.add(lookup.turn, lookup);
    else if (end(lookup)) lookup.resolve({ lyrics: { kind: 'none' }, failed: lookup.failed });
  }

  /** The slot stays taken until the service has answered, also when nobody waits for it any more. */
  async function ask(desk: Desk, lookup: Lookup): Promise<void> {
    const { asked, open, failed } = lookup;
    desk.free--;
    asked.add(desk);
    open.add(desk);
    beingAsked.add(lookup);
    const from = performance.now();
    try {
      const lyrics = await lookup.find(desk.service);
      const ms = performance.now() - from;
      desk.usualMs = (desk.usualMs ?? ms) * (1 - newest) + ms * newest;
      if (lyrics.kind !== 'none' && end(lookup)) lookup.resolve({ lyrics, failed });
    } catch (error) {
      if (error instanceof ServiceError) failed.push(desk.service);
      else if (end(lookup)) lookup.reject(error);
    } finally {
      desk.free++;
      open.delete(desk);
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
      const state = { asked: new Set<Desk>(), open: new Set<Desk>(), failed: [], end: new AbortController() };
      const options = { ...call, signal: state.end.signal };
      const find = bound((service: LyricsService) => service.find(song, options));
      const lookup: Lookup = { song, find, turn, ...state, resolve, reject };
      const giveUp = (): void => {
        waiting.remove(lookup);
        if (end(lookup)) reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true, signal: lookup.end.signal });
      goOn(lookup);
      fillSlots();
    });
  };
}
