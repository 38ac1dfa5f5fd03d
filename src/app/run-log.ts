/**
 * What the log says of each run. At `info`: that it was made, how long it took and what was degraded. At `debug`: how
 * long each stage took, which services were called how often, and what the cache already had. Names of our own and numbers only: whose run it is, and what it is about, is in no line.
 */

import { currentRequest, inRequest, type RequestScope } from '../concurrency/request-scope.ts';
import { isAbort, ServiceError, UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { kindOf, stageSeconds } from '../metrics.ts';
import type { Notice } from '../model/notice.ts';
import type { ProgressEvent } from '../model/progress.ts';
import type { Http, HttpRequest } from '../net/http.ts';
import type { MatchAlbum } from '../pipeline/album/match-album.ts';
import type { Cache } from '../pipeline/ports.ts';
import type { Refine } from '../pipeline/refine/refine.ts';
import type { MatchScene, RunOptions } from '../pipeline/request.ts';
import { createWatchedCache } from '../store/watched-cache.ts';

export interface RunLog {
  http(http: Http): Http;
  cache(cache: Cache): Cache;
  matchScene(matchScene: MatchScene): MatchScene;
  matchAlbum(matchAlbum: MatchAlbum): MatchAlbum;
  refine(refine: Refine): Refine;
}

type Work<Q, R> = (request: Q, options?: RunOptions) => Promise<R>;
/** What is said of an answer. */
type Answered = { songs: number; notices: readonly Notice[] } & Record<string, unknown>;

/** By service or by kind of what is kept; work that requests share counts for the one that began it. */
type Counts = Record<string, Record<string, number>>;
type Asked = { calls: Counts; cache: Counts };

function count(counts: Counts | undefined, name: string, outcome: string): void {
  if (counts === undefined) return;
  counts[name] ??= {};
  counts[name][outcome] = (counts[name][outcome] ?? 0) + 1;
}

/** Whole milliseconds. */
const since = (startedAt: number): number => Math.round(performance.now() - startedAt);

function stageMs(reached: ReadonlyMap<ProgressEvent['type'], number>): Record<string, number> {
  const stages = [...stageSeconds(reached)].map(([name, seconds]) => [name, Math.round(1000 * seconds)]);
  return Object.fromEntries(stages);
}

/** How a run ended that gave no answer; the error itself is told by who asked for the run. */
function endOf(error: unknown): string {
  if (error instanceof UserError) return error.code;
  return isAbort(error) ? 'given-up' : 'failed';
}

export function createRunLog(log: Logger): RunLog {
  /** Counted only while a run goes on, and only where it is told. */
  const asked = new WeakMap<RequestScope, Asked>();
  const askedHere = (): Asked | undefined => {
    const request = currentRequest();
    return request === undefined ? undefined : asked.get(request);
  };

  async function counted<T>({ service }: HttpRequest, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      const answer = await work();
      count(askedHere()?.calls, service, 'ok');
      return answer;
    } catch (error) {
      count(askedHere()?.calls, service, 'failed');
      // The message of such an error is of our own words; what the service said is not.
      const { status, message: why } = error instanceof ServiceError ? error : { message: endOf(error) };
      log.debug({ service, status, why, ms: since(startedAt) }, 'a call failed');
      throw error;
    }
  }

  function look(key: string, value: unknown): void {
    count(askedHere()?.cache, kindOf(key), value === undefined ? 'miss' : 'hit');
  }

  async function told<Q, R>(
    run: string,
    work: Work<Q, R>,
    answered: (answer: R) => Answered,
    [request, options = {}]: Parameters<Work<Q, R>>,
  ): Promise<R> {
    const startedAt = performance.now();
    const isDebug = log.isLevelEnabled('debug');
    const mine: Asked = { calls: {}, cache: {} };
    const scope = currentRequest();
    if (isDebug && scope !== undefined) asked.set(scope, mine);
    const reached = new Map<ProgressEvent['type'], number>();
    const sayHow = (): void => log.debug({ run, stagesMs: stageMs(reached), ...mine }, 'what a run did');
    try {
      const answer = await work(request, {
        ...options,
        onProgress(event) {
          reached.set(event.type, performance.now() - startedAt);
          options.onProgress?.(event);
        },
      });
      sayHow();
      const { notices, ...facts } = answered(answer);
      const codes = notices.map(({ code }) => code);
      log.info({ run, ms: since(startedAt), ...facts, notices: codes }, 'a run was answered');
      return answer;
    } catch (error) {
      sayHow();
      log.info({ run, ms: since(startedAt), end: endOf(error) }, 'a run was not answered');
      throw error;
    }
  }

  /** Each run belongs to a request, also where no face began one. */
  function logged<Q, R>(run: string, work: Work<Q, R>, answered: (answer: R) => Answered): Work<Q, R> {
    return (...asked) => {
      const done = (): Promise<R> => told(run, work, answered, asked);
      return currentRequest() === undefined ? inRequest(done) : done();
    };
  }

  return {
    http: (http) => ({
      request: (request) => counted(request, () => http.request(request)),
      stream: (request) => counted(request, () => http.stream(request)),
    }),
    cache: (cache) => createWatchedCache(cache, look),
    matchScene: (work) =>
      logged('match', work, ({ matches, skipped, explainedBy, notices }) => ({
        songs: matches.length,
        skipped: skipped.length,
        explainedBy,
        notices,
      })),
    matchAlbum: (work) =>
      logged('album', work, ({ playlist, songs, notices }) => ({
        songs: playlist.read,
        photos: songs.length,
        notices,
      })),
    refine: (work) =>
      logged('refinement', work, ({ ranking: { matches, notices }, isUnderstood }) => ({
        songs: matches.length,
        isUnderstood,
        notices,
      })),
  };
}
