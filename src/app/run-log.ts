/**
 * What the log says of each run. At `info`: that it was made, how long it took and what was degraded. At `debug`: how
 * long each stage took, which services were called and what the cache held. Names of our own and numbers only: no line
 * says whose run it is or what it is about.
 */
import { currentRequest, inRequest, type RequestScope } from '../concurrency/request-scope.ts';
import { isAbort, ServiceError, UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Notice } from '../model/notice.ts';
import type { Http } from '../net/http.ts';
import { observeCache, observeHttp, observeRun, type Run } from '../observe.ts';
import type { MatchAlbum } from '../pipeline/album/match-album.ts';
import type { Cache } from '../pipeline/ports.ts';
import type { Refine } from '../pipeline/refine/refine.ts';
import type { MatchScene } from '../pipeline/request.ts';

/** What the log says of an answer. */
type Facts = { songs: number; notices: readonly Notice[] } & Record<string, unknown>;

/** By service or by kind of cache entry; work that requests share counts for the one that began it. */
type Counts = Record<string, Record<string, number>>;

function count(counts: Counts | undefined, name: string, outcome: string): void {
  if (counts === undefined) return;
  counts[name] ??= {};
  counts[name][outcome] = (counts[name][outcome] ?? 0) + 1;
}

/** Names the error without its words; the error itself is logged by the caller of the run. */
function codeOf(error: unknown): string {
  if (error instanceof UserError) return error.code;
  return isAbort(error) ? 'given-up' : 'failed';
}

export function createRunLog(log: Logger) {
  const isDebug = log.isLevelEnabled('debug');
  /** Counted at `debug` only, for as long as the request is there. */
  const counts = new WeakMap<RequestScope, { calls: Counts; cache: Counts }>();
  const countsHere = () => {
    const request = currentRequest();
    return request && counts.get(request);
  };

  function logged<Request, Answer>(
    run: string,
    work: Run<Request, Answer>,
    factsOf: (answer: Answer) => Facts,
  ): Run<Request, Answer> {
    const observed = observeRun(work, (seen) => {
      const ms = Math.round(seen.ms);
      const stagesMs = Object.fromEntries([...seen.stageMs].map(([name, took]) => [name, Math.round(took)]));
      log.debug({ run, stagesMs, ...countsHere() }, 'what a run did');
      if ('error' in seen) {
        log.info({ run, ms, end: codeOf(seen.error) }, 'a run was not answered');
        return;
      }
      const { notices, ...facts } = factsOf(seen.answer);
      log.info({ run, ms, ...facts, notices: notices.map(({ code }) => code) }, 'a run was answered');
    });
    return (...asked) => {
      const start = (): Promise<Answer> => {
        const request = currentRequest();
        if (isDebug && request) counts.set(request, { calls: {}, cache: {} });
        return observed(...asked);
      };
      return currentRequest() === undefined ? inRequest(start) : start();
    };
  }

  return {
    http: (http: Http) =>
      observeHttp(http, ({ service, ms, error }) => {
        count(countsHere()?.calls, service, error === undefined ? 'ok' : 'failed');
        if (error === undefined) return;
        // A ServiceError's message is in our own words; the service's answer is not logged.
        const { status, message: why } = error instanceof ServiceError ? error : { message: codeOf(error) };
        log.debug({ service, status, why, ms: Math.round(ms) }, 'a call failed');
      }),
    cache: (cache: Cache) =>
      observeCache(cache, (kind, isHit) => count(countsHere()?.cache, kind, isHit ? 'hit' : 'miss')),
    matchScene: (work: MatchScene): MatchScene =>
      logged('match', work, ({ matches, skipped, explainedBy, notices }) => ({
        songs: matches.length,
        skipped: skipped.length,
        explainedBy,
        notices,
      })),
    matchAlbum: (work: MatchAlbum): MatchAlbum =>
      logged('album', work, ({ playlist, songs, notices }) => ({
        songs: playlist.read,
        photos: songs.length,
        notices,
      })),
    refine: (work: Refine): Refine =>
      logged('refinement', work, ({ ranking: { matches, notices }, isUnderstood }) => ({
        songs: matches.length,
        isUnderstood,
        notices,
      })),
  };
}
