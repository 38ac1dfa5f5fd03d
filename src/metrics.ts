/**
 * What is counted for Prometheus. Labels hold names of our own only (services, stages, outcomes): nobody's words,
 * songs or ids. Times bear the id of a request that took so long as their exemplar: the way from a slow bucket to the
 * lines of the log.
 */
import type { Counter, Histogram, Metric, OpenMetricsContentType } from 'prom-client';
import { currentRequest } from './concurrency/request-scope.ts';
import { withTimeout } from './concurrency/time-limits.ts';
import { isAbort, ServiceError, UserError } from './errors.ts';
import type { ProgressEvent } from './model/progress.ts';
import type { SongReading } from './model/reading.ts';
import type { Http, HttpRequest } from './net/http.ts';
import type { MatchAlbum } from './pipeline/album/match-album.ts';
import type { Cache } from './pipeline/ports.ts';
import type { MatchScene, RunOptions } from './pipeline/request.ts';
import { createWatchedCache } from './store/watched-cache.ts';

export type MetricsFormat = 'text' | 'openmetrics';

export type QueueDepth = { running: number; waiting: number };

export interface Metrics {
  /** What `/metrics` says: `text` as ever, `openmetrics` with exemplars, which the plain text has no place for. */
  page(format?: MetricsFormat): Promise<{ contentType: string; body: string }>;
  /** The same, counted. */
  http(http: Http): Http;
  cache(cache: Cache): Cache;
  matchScene(matchScene: MatchScene): MatchScene;
  matchAlbum(matchAlbum: MatchAlbum): MatchAlbum;
  /** Asked whenever the page is: one place for each line people stand in. One that does not answer is left out. */
  watchQueue(line: string, depth: () => QueueDepth | Promise<QueueDepth>): void;
}

const seconds = { run: [0.5, 1, 2, 4, 8, 15, 30, 60, 120], call: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25] };

/** For one line to say how long it is. */
const depthMs = 1_000;

/** Of a call: told apart as far as somebody would act differently. */
function outcomeOf(error: unknown): string {
  if (isAbort(error)) return 'given-up';
  if (!(error instanceof ServiceError)) return 'bug';
  if (error.status === undefined) return 'unreachable';
  if (error.status === 429) return 'rate-limited';
  if (error.status >= 500) return 'server-error';
  return error.status >= 400 ? 'refused' : 'nonsense';
}

/** Of a run. */
function endOf(error: unknown): { outcome: string; code: string } {
  if (error instanceof UserError) return { outcome: 'refused', code: error.code };
  return { outcome: isAbort(error) ? 'given-up' : 'failed', code: '' };
}

/** Keys begin with their kind. */
export const kindOf = (key: string): string => /^[a-z-]{1,30}(?=:)/.exec(key)?.[0] ?? 'other';

/** The stages of a run. The first two go on side by side, each other begins when all before it are over. */
const stages: readonly ProgressEvent['type'][] = [
  'scene-described',
  'playlist-loaded',
  'songs-read',
  'songs-embedded',
  'songs-ranked',
  'explanation-written',
];

/** Seconds each stage took, of those that were reached. `reached` is in milliseconds since the run began. */
export function stageSeconds(reached: ReadonlyMap<ProgressEvent['type'], number>): Map<string, number> {
  const took = new Map<string, number>();
  for (const [at, stage] of stages.entries()) {
    const end = reached.get(stage);
    if (end === undefined) continue;
    const before = at < 2 ? [] : stages.slice(0, at);
    const begin = Math.max(0, ...before.map((one) => reached.get(one) ?? 0));
    took.set(stage, Math.max(0, end - begin) / 1000);
  }
  return took;
}

/** Labels of an exemplar; empty outside of any request, and prom-client leaves it out. */
function exemplarLabels(): Record<string, string> {
  const request = currentRequest();
  return request === undefined ? {} : { request_id: request.id };
}

function countedHttp(http: Http, calls: Counter, callSeconds: Histogram): Http {
  async function counted<T>({ service }: HttpRequest, work: () => Promise<T>): Promise<T> {
    const stop = callSeconds.startTimer({ service }, exemplarLabels());
    let outcome = 'ok';
    try {
      return await work();
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      stop();
      calls.inc({ service, outcome });
    }
  }
  return {
    request: (request) => counted(request, () => http.request(request)),
    stream: (request) => counted(request, () => http.stream(request)),
  };
}

type RunMetrics = { runs: Counter; first: Histogram; last: Histogram; stage: Histogram; songs: Counter };

type Work<Request, Answered> = (request: Request, options?: RunOptions) => Promise<Answered>;

function measuredRuns<Request, Answered>(
  work: Work<Request, Answered>,
  metrics: RunMetrics,
  readingsOf: (answer: Answered) => readonly SongReading[],
): Work<Request, Answered> {
  const { runs, first, last, stage, songs } = metrics;
  return async (request, options = {}) => {
    const startedAt = performance.now();
    const elapsedMs = (): number => performance.now() - startedAt;
    const reached = new Map<ProgressEvent['type'], number>();
    const { onProgress, onRanking } = options;
    let firstMs: number | null = null;
    let answer: Answered;
    try {
      answer = await work(request, {
        ...options,
        onProgress(event) {
          reached.set(event.type, elapsedMs());
          onProgress?.(event);
        },
        // Left out where nobody wants rankings on the way: making them costs something.
        onRanking:
          onRanking &&
          ((early) => {
            firstMs ??= elapsedMs();
            onRanking(early);
          }),
      });
    } catch (error) {
      runs.inc(endOf(error));
      throw error;
    }
    runs.inc({ outcome: 'answered', code: '' });
    const told = { exemplarLabels: exemplarLabels() };
    last.observe({ value: elapsedMs() / 1000, ...told });
    first.observe({ value: (firstMs ?? elapsedMs()) / 1000, ...told });
    for (const [name, value] of stageSeconds(reached))
      stage.observe({ labels: { stage: name }, value, ...told });
    for (const { basis } of readingsOf(answer)) songs.inc({ basis });
    return answer;
  };
}

/** Counters of one process, with those of Node itself (memory, event-loop delay, garbage collection). */
export async function createMetrics(): Promise<Metrics> {
  const prom = await import('prom-client');
  // Only this format has a place for exemplars, and prom-client refuses them elsewhere.
  const register = new prom.Registry<OpenMetricsContentType>();
  register.setContentType(prom.Registry.OPENMETRICS_CONTENT_TYPE);
  prom.collectDefaultMetrics({ register, eventLoopMonitoringPrecision: 10 });
  const registers = [register];
  const counter = (name: string, help: string, labelNames: string[]) =>
    new prom.Counter({ name: `scenescore_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new prom.Histogram({
      name: `scenescore_${name}`,
      help,
      labelNames,
      buckets,
      registers,
      enableExemplars: true,
    });

  const calls = counter('service_calls_total', 'Calls of outside services.', ['service', 'outcome']);
  const callSeconds = histogram('service_call_seconds', 'How long calls took.', ['service'], seconds.call);
  const looks = counter('cache_lookups_total', 'Looks into the cache.', ['kind', 'outcome']);
  const lines = new Map<string, () => QueueDepth | Promise<QueueDepth>>();
  new prom.Gauge({
    name: 'scenescore_queue_runs',
    help: 'Runs at work and in line.',
    labelNames: ['line', 'state'],
    registers,
    async collect() {
      this.reset();
      const depths = [...lines].map(async ([line, depth]) => {
        // A queue that is down must not take the rest of the page with it.
        const now = await withTimeout(depthMs, Promise.resolve(depth())).catch(() => null);
        if (now === null) return;
        this.set({ line, state: 'running' }, now.running);
        this.set({ line, state: 'waiting' }, now.waiting);
      });
      await Promise.all(depths);
    },
  });
  const runMetrics = {
    runs: counter('requests_total', 'Runs by how they ended.', ['outcome', 'code']),
    first: histogram('first_answer_seconds', 'From the request to the first ranking.', [], seconds.run),
    last: histogram('request_seconds', 'From the request to the final answer.', [], seconds.run),
    stage: histogram('stage_seconds', 'How long each stage took.', ['stage'], seconds.run),
    songs: counter('songs_ranked_total', 'Songs ranked, by what they were read from.', ['basis']),
  };
  const inText = new prom.Registry();
  for (const { name } of register.getMetricsAsArray()) {
    const metric = register.getSingleMetric(name);
    // A page in OpenMetrics takes `_total` off the counters' names for good: the text page has them as they were.
    const named: Metric = Object.create(metric ?? null, { name: { value: name } });
    inText.registerMetric(named);
  }
  const pages = { text: inText, openmetrics: register };
  return {
    page: async (format = 'text') => ({
      contentType: pages[format].contentType,
      body: await pages[format].metrics(),
    }),
    http: (http) => countedHttp(http, calls, callSeconds),
    cache: (cache) =>
      createWatchedCache(cache, (key, value) =>
        looks.inc({ kind: kindOf(key), outcome: value === undefined ? 'miss' : 'hit' }),
      ),
    matchScene: (matchScene) =>
      measuredRuns(matchScene, runMetrics, ({ matches }) => matches.map(({ reading }) => reading)),
    matchAlbum: (matchAlbum) =>
      measuredRuns(matchAlbum, runMetrics, ({ songs }) => songs.map(({ match }) => match.reading)),
    watchQueue: (line, depth) => void lines.set(line, depth),
  };
}
