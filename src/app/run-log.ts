/**
 * What the log says of each run. At `info`: that it was made, how long it took and what was degraded. At `debug`: how
 * long each stage took, which services were called and what the cache held. Names of our own and numbers only: no line
 * says whose run it is or what it is about.
 */
import { currentRequest, type RequestScope } from '../concurrency/request-scope.ts';
import { isAbort, ServiceError, UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Watcher } from '../observe.ts';

/** By service or by kind of cache entry; work that requests share counts for the one that began it. */
type Counts = Record<string, Record<string, number>>;

/** Names the error without its words; the error itself is logged by the caller of the run. */
function codeOf(error: unknown): string {
  if (error instanceof UserError) return error.code;
  return isAbort(error) ? 'given-up' : 'failed';
}

export function createRunLog(log: Logger): Watcher {
  const counts = new WeakMap<RequestScope, { calls: Counts; cache: Counts }>();

  function count(what: 'calls' | 'cache', name: string, outcome: string): void {
    const request = currentRequest();
    if (request === undefined) return;
    const here = counts.get(request) ?? { calls: {}, cache: {} };
    counts.set(request, here);
    here[what][name] ??= {};
    here[what][name][outcome] = (here[what][name][outcome] ?? 0) + 1;
  }

  return {
    onCall({ service, ms, error }) {
      count('calls', service, error === undefined ? 'ok' : 'failed');
      if (error === undefined) return;
      // A ServiceError's message is in our own words; the service's answer is not logged.
      const { status, message: why } = error instanceof ServiceError ? error : { message: codeOf(error) };
      log.debug({ service, status, why, ms: Math.round(ms) }, 'a call failed');
    },
    onLookup: (kind, isHit) => count('cache', kind, isHit ? 'hit' : 'miss'),
    onRun({ run, stageMs, ...seen }) {
      const ms = Math.round(seen.ms);
      const stagesMs = Object.fromEntries([...stageMs].map(([name, took]) => [name, Math.round(took)]));
      const request = currentRequest();
      log.debug(
        { run, stagesMs, calls: {}, cache: {}, ...(request && counts.get(request)) },
        'what a run did',
      );
      if (request) counts.delete(request);
      if ('error' in seen) {
        log.info({ run, ms, end: codeOf(seen.error) }, 'a run was not answered');
      } else {
        const { details, notices } = seen.facts;
        log.info({ run, ms, ...details, notices: notices.map(({ code }) => code) }, 'a run was answered');
      }
    },
  };
}
