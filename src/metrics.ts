/** Counters for Prometheus. Labels hold names of our own only (services, stages, outcomes): no words, songs or ids. */
import { withTimeout } from './concurrency/time-limits.ts';
import { isAbort, ServiceError, UserError } from './errors.ts';
import type { Watcher } from './observe.ts';

type QueueDepth = { running: number; waiting: number };

export type Metrics = Awaited<ReturnType<typeof createMetrics>>;

const runBuckets = [0.5, 1, 2, 4, 8, 15, 30, 60, 120];
const callBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];

const depthTimeoutMs = 1_000;

function callOutcome(error: unknown): string {
  if (error === undefined) return 'ok';
  if (isAbort(error)) return 'given-up';
  if (!(error instanceof ServiceError)) return 'bug';
  if (error.status === undefined) return 'unreachable';
  if (error.status === 429) return 'rate-limited';
  if (error.status >= 500) return 'server-error';
  return error.status >= 400 ? 'refused' : 'nonsense';
}

function failedRun(error: unknown): { outcome: string; code: string } {
  if (error instanceof UserError) return { outcome: 'refused', code: error.code };
  return { outcome: isAbort(error) ? 'given-up' : 'failed', code: '' };
}

/** Counters of one process, with those of Node itself (memory, event-loop delay, garbage collection). */
export async function createMetrics() {
  const { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } = await import('prom-client');
  const register = new Registry();
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: 10 });
  const registers = [register];
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `scenescore_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new Histogram({ name: `scenescore_${name}`, help, labelNames, buckets, registers });

  const calls = counter('service_calls_total', 'Calls of outside services.', ['service', 'outcome']);
  const callSeconds = histogram('service_call_seconds', 'How long calls took.', ['service'], callBuckets);
  const lookups = counter('cache_lookups_total', 'Lookups in the cache.', ['kind', 'outcome']);
  const runs = counter('requests_total', 'Runs by how they ended.', ['outcome', 'code']);
  const first = histogram('first_answer_seconds', 'From the request to the first ranking.', [], runBuckets);
  const last = histogram('request_seconds', 'From the request to the final answer.', [], runBuckets);
  const stage = histogram('stage_seconds', 'How long each stage took.', ['stage'], runBuckets);
  const songs = counter('songs_ranked_total', 'Songs ranked, by what they were read from.', ['basis']);
  const queues = new Map<string, () => QueueDepth | Promise<QueueDepth>>();
  new Gauge({
    name: 'scenescore_queue_runs',
    help: 'Runs at work and in line.',
    labelNames: ['line', 'state'],
    registers,
    async collect() {
      this.reset();
      const depths = [...queues].map(async ([line, depth]) => {
        // One queue that is down must not fail the whole page.
        const now = await withTimeout(depthTimeoutMs, Promise.resolve(depth())).catch(() => null);
        if (now === null) return;
        this.set({ line, state: 'running' }, now.running);
        this.set({ line, state: 'waiting' }, now.waiting);
      });
      await Promise.all(depths);
    },
  });

  const watcher: Watcher = {
    onCall({ service, ms, error }) {
      callSeconds.observe({ service }, ms / 1000);
      calls.inc({ service, outcome: callOutcome(error) });
    },
    onLookup: (kind, isHit) => lookups.inc({ kind, outcome: isHit ? 'hit' : 'miss' }),
    onRun(seen) {
      if (seen.run === 'refinement') return;
      if ('error' in seen) return runs.inc(failedRun(seen.error));
      runs.inc({ outcome: 'answered', code: '' });
      last.observe(seen.ms / 1000);
      first.observe((seen.firstRankingMs ?? seen.ms) / 1000);
      for (const [name, ms] of seen.stageMs) stage.observe({ stage: name }, ms / 1000);
      for (const basis of seen.facts.bases) songs.inc({ basis });
    },
  };

  return {
    ...watcher,
    /** What `/metrics` answers. */
    page: async () => ({ contentType: register.contentType, body: await register.metrics() }),
    /** `depth` is asked whenever the page is; a queue that does not answer is left out. */
    watchQueue(line: string, depth: () => QueueDepth | Promise<QueueDepth>): void {
      queues.set(line, depth);
    },
  };
}
