/** Runs in line: so many at once, one a person with a pause between them, so many waiting, each with its place. */
import { createFairQueue } from '../../concurrency/queues.ts';
import { withTimeLimit } from '../../concurrency/time-limits.ts';
import { createWaitEstimate } from '../../concurrency/wait-estimate.ts';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { QueuePlace } from '../../pipeline/request.ts';
import type { BotLimits } from '../limits.ts';

type Asker = { personId: string /** null in a private chat. */; serverId?: string | null };

type Run = Asker & {
  /** `signal` is aborted when the run takes too long, or when the queue closes. */
  work: (signal: AbortSignal) => Promise<void>;
  /** Called whenever the place in line changes; never for a run that starts at once. */
  onPlace?: ((place: QueuePlace) => void) | undefined;
};

export type RunQueue = ReturnType<typeof createRunQueue>;

type RunQueueOptions = Pick<BotLimits, 'concurrency' | 'maxWaiting' | 'runTimeoutMs' | 'cooldownMs'> & {
  now: () => number;
};

/** Discord accepts an acknowledgement for three seconds; the playlist is chosen after it. */
const reservedMs = 4_000;

const full = (): UserError => new UserError('queue-full', sentences.run.full);
const restarting = (): UserError => new UserError('restarting', sentences.failure.restarting);

/**
 * Servers take turns, however many of their people wait. When the line is full, a newcomer takes the last place of a server
 * that has more people in it. Where one server has several runs at work, a server that has none may start one more than
 * `concurrency`: its people don't wait for a crowd's runs to end.
 */
export function createRunQueue(options: RunQueueOptions) {
  const { now, concurrency } = options;
  /** The runs at work and in line, by person. */
  const runs = new Map<string, Promise<void>>();
  type Waiting = Pick<Run, 'onPlace'> & {
    server: string;
    place: number;
    start: () => void;
    reject: (reason: Error) => void;
  };
  const line = createFairQueue<Waiting>(options.maxWaiting);
  /** `until` in milliseconds since 1970, by person. */
  const reserved = new Map<string, { until: number; server: string }>();
  const cooldown = new Map<string, { until: number }>();
  const estimate = createWaitEstimate();
  const giveUp = new AbortController();
  /** The server of each run at work. */
  const servers: string[] = [];
  let isClosing = false;

  const serverOf = ({ serverId, personId }: Asker): string => serverId ?? personId;

  /** No place is left, and no server has at least two more in line, whose last one the fair queue would drop. */
  function isFullFor(server: string): boolean {
    const waiting = [...line.inOrder(), ...reserved.values()];
    if (servers.length + waiting.length < concurrency + options.maxWaiting) return false;
    const counts = new Map<string, number>();
    for (const { server: other } of waiting) counts.set(other, (counts.get(other) ?? 0) + 1);
    return Math.max(0, ...counts.values()) <= (counts.get(server) ?? 0) + 1;
  }

  function check(asker: Asker): void {
    const { personId } = asker;
    for (const expiring of [reserved, cooldown]) {
      for (const [id, { until }] of expiring) if (until <= now()) expiring.delete(id);
    }
    if (isClosing) throw new UserError('closing', sentences.failure.closing);
    if (runs.has(personId) || reserved.has(personId)) {
      throw new UserError('already-running', sentences.run.alreadyRunning);
    }
    if (isFullFor(serverOf(asker))) throw full();
    const pause = cooldown.get(personId);
    if (pause !== undefined) throw new UserError('cooldown', sentences.run.cooldown(pause.until));
  }

  /** To everybody whose place is another one. */
  function reportPlaces(): void {
    for (const [index, waiting] of line.inOrder().entries()) {
      const place = index + 1;
      if (waiting.place !== place) waiting.onPlace?.({ place, waitMs: estimate.waitMs(place, concurrency) });
      waiting.place = place;
    }
  }

  function mayStart(server: string): boolean {
    if (servers.length < concurrency) return true;
    const isCrowded = new Set(servers).size < servers.length;
    return servers.length === concurrency && isCrowded && !servers.includes(server);
  }

  function startNext(): void {
    const next = line.take(({ server }) => mayStart(server));
    if (next === undefined) return;
    // Counted at once: who comes before it goes on may not take its place.
    servers.push(next.server);
    next.start();
    startNext();
  }

  async function process({ work, onPlace, ...asker }: Run): Promise<void> {
    const server = serverOf(asker);
    if (mayStart(server)) servers.push(server);
    else {
      await new Promise<void>((start, reject) => {
        const last = line.add([server, asker.personId], { onPlace, server, start, reject, place: 0 });
        last?.reject(full());
        reportPlaces();
      });
    }
    const startedAt = performance.now();
    try {
      await withTimeLimit(options.runTimeoutMs, work, giveUp.signal);
      estimate.add(performance.now() - startedAt);
    } finally {
      servers.splice(servers.indexOf(server), 1);
      startNext();
      reportPlaces();
    }
  }

  return {
    /**
     * Throws a `UserError` if the person may not run now; otherwise reserves a place until they `enter`, `cancel` or a
     * few seconds pass. Without reservations a crowd would be promised the same few places.
     */
    reserve(asker: Asker): void {
      check(asker);
      reserved.set(asker.personId, { until: now() + reservedMs, server: serverOf(asker) });
    },
    cancel: (personId: string): void => void reserved.delete(personId),
    /** Settles as the work does; rejects when there is no place. A run that fails costs no pause. */
    async enter(run: Run): Promise<void> {
      const { personId } = run;
      reserved.delete(personId);
      check(run);
      cooldown.set(personId, { until: now() + options.cooldownMs });
      const processing = process(run);
      runs.set(personId, processing);
      try {
        await processing;
      } catch (error) {
        cooldown.delete(personId);
        throw error;
      } finally {
        runs.delete(personId);
      }
    },
    get running(): number {
      return servers.length;
    },
    get waiting(): number {
      return line.size;
    },
    /** Rejects runs in line at once and aborts the others after `graceMs`; resolves when the last one has ended. */
    async close(graceMs: number): Promise<void> {
      isClosing = true;
      for (let run = line.take(); run !== undefined; run = line.take()) run.reject(restarting());
      const abort = setTimeout(() => giveUp.abort(restarting()), graceMs);
      await Promise.allSettled(runs.values());
      clearTimeout(abort);
    },
  };
}
