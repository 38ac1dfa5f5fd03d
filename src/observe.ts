/** Wraps what the program does so that metrics and the log can watch it; nothing else changes. */
import type { ProgressEvent } from './model/progress.ts';
import type { Http, HttpRequest } from './net/http.ts';
import type { Cache } from './pipeline/ports.ts';
import type { RunOptions } from './pipeline/request.ts';

/** One call of a service; `error` is undefined when it was answered. */
export type CallSeen = { service: string; ms: number; error: unknown };

export function observeHttp(http: Http, onCall: (call: CallSeen) => void): Http {
  async function observed<T>({ service }: HttpRequest, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    let error: unknown;
    try {
      return await work();
    } catch (thrown) {
      error = thrown;
      throw thrown;
    } finally {
      onCall({ service, ms: performance.now() - startedAt, error });
    }
  }
  return {
    request: (request) => observed(request, () => http.request(request)),
    stream: (request) => observed(request, () => http.stream(request)),
  };
}

/** `onLookup` gets the kind that the key begins with, for each key that was read, alone or among many. */
export function observeCache(cache: Cache, onLookup: (kind: string, isHit: boolean) => void): Cache {
  const seen = (key: string, value: unknown): void =>
    onLookup(/^[a-z-]{1,30}(?=:)/.exec(key)?.[0] ?? 'other', value !== undefined);
  return {
    ...cache,
    async get(key) {
      const value = await cache.get(key);
      seen(key, value);
      return value;
    },
    async getMany(keys) {
      const values = await cache.getMany(keys);
      for (const [at, key] of keys.entries()) seen(key, values[at]);
      return values;
    },
  };
}

type Reached = ReadonlyMap<ProgressEvent['type'], number>;

/** The first two stages run side by side; each other one begins when all before it have ended. */
const stages: readonly ProgressEvent['type'][] = [
  'scene-described',
  'playlist-loaded',
  'songs-read',
  'songs-embedded',
  'songs-ranked',
  'explanation-written',
];

/** Milliseconds that each stage took; `reached` says when it ended, in milliseconds since the run began. */
export function stageTimes(reached: Reached): Map<string, number> {
  const times = new Map<string, number>();
  for (const [at, stage] of stages.entries()) {
    const end = reached.get(stage);
    if (end === undefined) continue;
    const before = at < 2 ? [] : stages.slice(0, at);
    const begin = Math.max(0, ...before.map((one) => reached.get(one) ?? 0));
    times.set(stage, Math.max(0, end - begin));
  }
  return times;
}

/** A run that ended; times are in milliseconds. */
export type RunSeen<Answer> = {
  ms: number;
  /** Until the first ranking; null when none was sent on the way. */
  firstRankingMs: number | null;
  stageMs: Map<string, number>;
} & ({ answer: Answer } | { error: unknown });

export type Run<Request, Answer> = (request: Request, options?: RunOptions) => Promise<Answer>;

export function observeRun<Request, Answer>(
  run: Run<Request, Answer>,
  onEnd: (seen: RunSeen<Answer>) => void,
): Run<Request, Answer> {
  return async (request, options = {}) => {
    const startedAt = performance.now();
    const elapsed = (): number => performance.now() - startedAt;
    const reached = new Map<ProgressEvent['type'], number>();
    let firstRankingMs: number | null = null;
    const end = (outcome: { answer: Answer } | { error: unknown }): void =>
      onEnd({ ms: elapsed(), firstRankingMs, stageMs: stageTimes(reached), ...outcome });
    const { onProgress, onRanking } = options;
    let answer: Answer;
    try {
      answer = await run(request, {
        ...options,
        onProgress(event) {
          reached.set(event.type, elapsed());
          onProgress?.(event);
        },
        // Left out when the caller wants no early rankings: making them takes time.
        onRanking:
          onRanking &&
          ((early) => {
            firstRankingMs ??= elapsed();
            onRanking(early);
          }),
      });
    } catch (error) {
      end({ error });
      throw error;
    }
    end({ answer });
    return answer;
  };
}
