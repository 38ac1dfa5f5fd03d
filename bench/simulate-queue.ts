/** A line of requests before so many places at work, minute by minute of made-up time. */

export type SimulationOptions = {
  /** Requests a minute, coming as they please (a Poisson process). */
  perMinute: number;
  /** Workers times what each has in hand at once. */
  places: number;
  /** How long requests take at work, in milliseconds: each is one of these, by chance. */
  serviceMs: readonly number[];
  minutes: number;
  /** Repeatable chance. */
  seed?: number;
};

export type Simulated = {
  /** Milliseconds in line. */
  medianWaitMs: number;
  p95WaitMs: number;
  /** Share of places at work, 0..1. */
  busy: number;
};

/** Mulberry32, Tommy Ettinger 2017: small, fast, good enough for a queue. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

/** First come, first served, by whichever place is free the soonest. */
export function simulateQueue(options: SimulationOptions): Simulated {
  const { perMinute, places, serviceMs, minutes, seed = 1 } = options;
  const random = chance(seed);
  // A heap of the times at which places are free, the soonest at the root.
  const free = new Float64Array(places);
  const waits: number[] = [];
  let now = 0;
  let worked = 0;
  while (now < minutes * 60_000) {
    now += (-Math.log(1 - random()) * 60_000) / perMinute;
    const began = Math.max(now, free[0] ?? 0);
    const took = serviceMs[Math.floor(random() * serviceMs.length)] ?? 0;
    waits.push(began - now);
    worked += took;
    replaceSoonest(free, began + took);
  }
  const sorted = Float64Array.from(waits).sort();
  return {
    medianWaitMs: quantile(sorted, 0.5),
    p95WaitMs: quantile(sorted, 0.95),
    busy: worked / (places * now),
  };
}

function replaceSoonest(heap: Float64Array, time: number): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && (heap[right] ?? 0) < (heap[left] ?? 0) ? right : left;
    if ((heap[child] ?? 0) >= time) break;
    heap[at] = heap[child] ?? 0;
    at = child;
  }
  heap[at] = time;
}
