/** Which model is asked, and when: quotas per minute and day, models that are gone or unwell. */
import { setTimeout as sleepFor } from 'node:timers/promises';
import { ServiceError } from '../../errors.ts';
import { googleErrorOf, isKeyRefused, nextPacificMidnight } from '../../net/google.ts';
import type { CallOptions } from '../../pipeline/ports.ts';

/**
 * What a failure means for the next call (https://ai.google.dev/gemini-api/docs/troubleshooting):
 * `key`: the key is wrong, blocked or not allowed here; nothing works until it is changed. `gone`: the model doesn't
 * exist (any more). `day`: its daily quota is used up. `minute`: too many requests or tokens this minute. `refused`:
 * it won't take this request. `unwell`: overloaded, unreachable or silent. `garbled`: it answers, but not as the API does.
 */
export type GeminiTrouble = 'key' | 'gone' | 'day' | 'minute' | 'refused' | 'unwell' | 'garbled';

export function troubleOf(error: ServiceError): GeminiTrouble {
  const { status = 0 } = error;
  const google = googleErrorOf(error);
  // FAILED_PRECONDITION: the free tier isn't offered where the bot runs, and no billing is set up.
  if (isKeyRefused(error) || google.status === 'FAILED_PRECONDITION') return 'key';
  if (status === 404) return 'gone';
  if (status === 429) return google.quotas.some((quota) => quota.includes('PerDay')) ? 'day' : 'minute';
  if (status === 200) return 'garbled';
  return status >= 400 && status < 500 ? 'refused' : 'unwell';
}

export type GeminiModelsOptions = {
  /** First choice first. */
  models: readonly string[];
  /** Requests a minute to each; the free tier of the Flash-Lite models allows 15. */
  perMinute?: number;
  /** The first choice is waited for so long before another model is asked. */
  patienceMs?: number;
  /** Longest wait of a call without a deadline. */
  maxWaitMs?: number;
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** Runs `ask` with the best model available now, and with another when it fails. Throws `ServiceError`. */
export type RunWithModel = <T>(ask: (model: string) => Promise<T>, call?: CallOptions) => Promise<T>;

type State = {
  model: string;
  offUntil: number;
  pausedUntil: number;
  failures: number;
  /** Consecutive pauses after which the model was still busy. */
  uselessPauses: number;
  starts: { at: number; key: object }[];
};

const minuteMs = 60_000;
/** What a call itself needs: no wait ends later than this before the deadline. */
const callMs = 2000;
const maxTries = 6;
/** A model that is busy again after each of so many pauses is left alone for a minute. */
const maxUselessPauses = 3;
/** Of a rate limit per minute that doesn't say how long to wait. */
const defaultPauseMs = 30_000;

/**
 * A run may have started three times as many calls within the last minute as are left for others: three quarters of a
 * model's quota when it is alone, enough for 200 unknown songs on the free tier, and the next run finds room. After
 * the dynamic thresholds of Choudhury and Hahne (IEEE/ACM Transactions on Networking 6(2), 1998).
 */
const shareOfFree = 3;

export function createGeminiModels(options: GeminiModelsOptions): RunWithModel {
  const { perMinute = 15, patienceMs = 3000, maxWaitMs = 20_000, now = Date.now } = options;
  const sleep = options.sleep ?? ((ms, signal) => sleepFor(ms, undefined, { signal }));
  const states = [...new Set(options.models)].map(
    (model): State => ({ model, offUntil: 0, pausedUntil: 0, failures: 0, uselessPauses: 0, starts: [] }),
  );
  /** Set for good by a key that doesn't work. */
  let badKey: ServiceError | null = null;

  /** Until the model may be asked, by its own word and by our count of the last minute. */
  function waitMs(state: State, key: object): number {
    state.starts = state.starts.filter(({ at }) => at > now() - minuteMs);
    const free = perMinute - state.starts.length;
    const own = state.starts.filter((start) => start.key === key).length;
    const oldest = own < shareOfFree * free ? undefined : state.starts[0];
    const freeAt = oldest === undefined ? 0 : oldest.at + minuteMs;
    return Math.max(0, freeAt - now(), state.pausedUntil - now());
  }

  function choose(tried: ReadonlySet<State>, key: object, deadline: number | undefined): State | null {
    const longest = deadline === undefined ? maxWaitMs : deadline - callMs - now();
    const able = states
      .filter((state) => state.offUntil <= now() && !tried.has(state))
      .map((state) => ({ state, wait: waitMs(state, key) }))
      .filter(({ wait }) => wait === 0 || wait <= longest);
    const soon = able.find(({ wait }) => wait <= patienceMs);
    return (soon ?? able.sort((a, b) => a.wait - b.wait)[0])?.state ?? null;
  }

  /** Records what a failure says about the model; true when it may be asked again in this run. */
  function learn(state: State, error: ServiceError, startedAt: number): boolean {
    const trouble = troubleOf(error);
    if (trouble === 'key') badKey = error;
    if (trouble === 'gone') state.offUntil = now() + 60 * minuteMs;
    if (trouble === 'day') state.offUntil = nextPacificMidnight(now());
    const isIll = trouble === 'unwell' || trouble === 'garbled';
    if (isIll && ++state.failures >= 3) state.offUntil = now() + minuteMs;
    if (trouble !== 'minute') return false;
    // Calls that started before the pause couldn't know of it.
    if (startedAt >= state.pausedUntil && ++state.uselessPauses > maxUselessPauses) {
      state.uselessPauses = 0;
      state.offUntil = now() + minuteMs;
      return false;
    }
    // Gemini says how long to wait in the body, not in a header.
    const pauseMs = googleErrorOf(error).retryDelayMs ?? error.retryAfterMs ?? defaultPauseMs;
    state.pausedUntil = Math.max(state.pausedUntil, now() + pauseMs);
    return true;
  }

  return async (ask, call = {}) => {
    const tried = new Set<State>();
    const { fairnessKey = call } = call;
    let failure: ServiceError | null = null;
    for (let tries = 0; tries < maxTries; ) {
      if (badKey !== null) throw badKey;
      const state = choose(tried, fairnessKey, call.deadline);
      if (state === null) break;
      const wait = waitMs(state, fairnessKey);
      if (wait > 0) {
        // Others wait too: afterwards the choice is made again.
        await sleep(wait, call.signal);
        continue;
      }
      const startedAt = now();
      state.starts.push({ at: startedAt, key: fairnessKey });
      tries++;
      try {
        const answer = await ask(state.model);
        state.failures = 0;
        state.uselessPauses = 0;
        return answer;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        failure = error;
        if (!learn(state, error, startedAt)) tried.add(state);
      }
    }
    throw failure ?? new ServiceError('no model of gemini can be asked now', { service: 'gemini' });
  };
}
