/** Lets the log and the metrics watch what the program does; nothing else changes. */
import { currentRequest, inRequest } from './concurrency/request-scope.ts';
import type { Notice } from './model/notice.ts';
import type { ProgressEvent } from './model/progress.ts';
import type { Ranking, Soundtrack } from './model/ranking.ts';
import type { Basis } from './model/reading.ts';
import { type Http, wrapHttp } from './net/http.ts';
import type { Cache } from './pipeline/ports.ts';
import type { RunOptions } from './pipeline/request.ts';

/** Times are in milliseconds. */
export type Watcher = {
  /** A call of a service ended; `error` is undefined when it was answered. */
  onCall(call: { service: string; ms: number; error: unknown }): void;
  /** A key was looked up in the cache, alone or among many; `kind` is what it begins with. */
  onLookup(kind: string, isHit: boolean): void;
  onRun(seen: RunSeen): void;
};

type RunSeen = {
  run: 'match' | 'album' | 'refinement';
  ms: number;
  /** Until the first ranking; null when none was sent on the way. */
  firstRankingMs: number | null;
  stageMs: Map<string, number>;
} & ({ facts: Facts } | { error: unknown });

/** `bases`: what each song of the answer was read from; `details` are for the log, without anybody's words. */
type Facts = {
  bases: Basis[];
  notices: readonly Notice[];
  details: Record<string, string | number | boolean>;
};

export function observeHttp(http: Http, watchers: readonly Watcher[]): Http {
  return wrapHttp(http, async ({ service }, exchange) => {
    const startedAt = performance.now();
    let error: unknown;
    try {
      return await exchange();
    } catch (thrown) {
      error = thrown;
      throw thrown;
    } finally {
      const ms = performance.now() - startedAt;
      for (const { onCall } of watchers) onCall({ service, ms, error });
    }
  });
}

export function observeCache(cache: Cache, watchers: readonly Watcher[]): Cache {
  function seen(key: string, value: unknown): void {
    const kind = /^[a-z-]{1,30}(?=:)/.exec(key)?.[0] ?? 'other';
    for (const { onLookup } of watchers) onLookup(kind, value !== undefined);
  }
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

/** The first two stages run side by side; each other one begins when all before it have ended. */
const stages: readonly ProgressEvent['type'][] = [
  'scene-described',
  'playlist-loaded',
  'songs-read',
  'songs-ranked',
  'explanation-written',
];

/** Milliseconds that each stage took; `reached` says when it ended, in milliseconds since the run began. */
export function stageTimes(reached: ReadonlyMap<ProgressEvent['type'], number>): Map<string, number> {
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

/** Each run is a request of its own, unless it is part of one. */
export function observeRun<Request, Answer>(
  run: RunSeen['run'],
  work: (request: Request, options?: RunOptions) => Promise<Answer>,
  factsOf: (answer: Answer) => Facts,
  watchers: readonly Watcher[],
) {
  async function observed(request: Request, options: RunOptions): Promise<Answer> {
    const startedAt = performance.now();
    const elapsed = (): number => performance.now() - startedAt;
    const reached = new Map<ProgressEvent['type'], number>();
    let firstRankingMs: number | null = null;
    function end(outcome: { facts: Facts } | { error: unknown }): void {
      const seen = { run, ms: elapsed(), firstRankingMs, stageMs: stageTimes(reached), ...outcome };
      for (const { onRun } of watchers) onRun(seen);
    }
    const { onProgress, onRanking } = options;
    const answer = await work(request, {
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
    }).catch((error: unknown) => {
      end({ error });
      throw error;
    });
    end({ facts: factsOf(answer) });
    return answer;
  }
  return (request: Request, options: RunOptions = {}): Promise<Answer> =>
    currentRequest() === undefined ? inRequest(() => observed(request, options)) : observed(request, options);
}

export const matchFacts = ({ matches, skipped, explainedBy, notices }: Ranking): Facts => ({
  bases: matches.map(({ reading }) => reading.basis),
  notices,
  details: { songs: matches.length, skipped: skipped.length, explainedBy },
});

export const albumFacts = ({ playlist, songs, notices }: Soundtrack): Facts => ({
  bases: songs.map(({ match }) => match.reading.basis),
  notices,
  details: { songs: playlist.read, photos: songs.length },
});
