/** Which model is asked, and when: quotas of the minute and the day, models that are gone or unwell. */
import { setTimeout as sleepFor } from 'node:timers/promises';
import { ServiceError } from '../../errors.ts';
import { nextPacificMidnight } from '../../net/pacific.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { askedWaitMs, troubleOf } from './errors.ts';

export type GeminiModelsOptions = {
  /** First choice first. */
  models: readonly string[];
  /** Requests a minute to each; the free tier of the Flash-Lite models allows 15. */
  perMinute?: number;
  /** The first choice is waited for so long before another model is asked. */
  patienceMs?: number;
  /** Without a deadline, no wait is longer than this. */
  maxWaitMs?: number;
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
};

export interface GeminiModels {
  /** Runs `ask` with the best model that can be had now; another one when it fails. Throws `ServiceError`. */
  run<T>(ask: (model: string) => Promise<T>, call?: CallOptions): Promise<T>;
  /** The models that would be asked now, best first: empty after a bad key or when every quota is used up. */
  usable(): string[];
}

type State = {
  model: string;
  offUntil: number;
  pausedUntil: number;
  failures: number;
  /** Pauses in a row that were kept, and after which the model was as busy as before. */
  inVain: number;
  starts: { at: number; fairnessKey: object }[];
};

const minuteMs = 60_000;
/** A call needs some time itself: no wait may end later than this before the deadline. */
const callMs = 2000;
const mostTries = 6;
/** A model that is busy again after each of so many pauses is left alone for a while. */
const mostInVain = 3;

/**
 * A run may have begun three times as many calls of the last minute as are left for others: three quarters of
 * a model's quota when it is alone, enough for 200 unknown songs of the free tier's, and whoever comes finds
 * room. After the dynamic thresholds of Choudhury and Hahne for queues that share one memory (IEEE/ACM
 * Transactions on Networking 6(2), 1998).
 */
const shareOfFree = 3;

export function createGeminiModels(options: GeminiModelsOptions): GeminiModels {
  const { perMinute = 15, patienceMs = 3000, maxWaitMs = 20_000, now = Date.now } = options;
  const sleep = options.sleep ?? ((ms, signal) => sleepFor(ms, undefined, { signal }));
  const states: State[] = [...new Set(options.models)].map((model) => ({
    model,
    offUntil: 0,
    pausedUntil: 0,
    failures: 0,
    inVain: 0,
    starts: [],
  }));
  /** Set for good by a key that does not work. */
  let badKey: ServiceError | null = null;

  const isOn = (state: State): boolean => badKey === null && state.offUntil <= now();

  /** Until the model may be asked: what it said itself, and our own count of the last minute. */
  function waitMs(state: State, fairnessKey: object): number {
    state.starts = state.starts.filter(({ at }) => at > now() - minuteMs);
    const free = perMinute - state.starts.length;
    const own = state.starts.filter((start) => start.fairnessKey === fairnessKey).length;
    const oldest = own < shareOfFree * free ? undefined : state.starts[0];
    const freeAt = oldest === undefined ? 0 : oldest.at + minuteMs;
    return Math.max(0, freeAt - now(), state.pausedUntil - now());
  }

  function choose(
    given: ReadonlySet<State>,
    fairnessKey: object,
    deadline: number | undefined,
  ): State | null {
    const longest = deadline === undefined ? maxWaitMs : deadline - callMs - now();
    const able = states
      .filter((state) => isOn(state) && !given.has(state))
      .map((state) => ({ state, wait: waitMs(state, fairnessKey) }))
      .filter(({ wait }) => wait === 0 || wait <= longest);
    const soon = able.find(({ wait }) => wait <= patienceMs);
    return (soon ?? able.sort((a, b) => a.wait - b.wait)[0])?.state ?? null;
  }

  /** Notes what a failure says about the model; true when it may be asked again in this run. */
  function learn(state: State, error: ServiceError, startedAt: number): boolean {
    const trouble = troubleOf(error);
    // Of calls side by side the first sets the pause: the others could not know of it.
    if (trouble === 'minute' && startedAt >= state.pausedUntil && ++state.inVain > mostInVain) {
      state.inVain = 0;
      state.offUntil = now() + minuteMs;
      return false;
    }
    if (trouble === 'key') badKey = error;
    if (trouble === 'gone') state.offUntil = now() + 60 * minuteMs;
    if (trouble === 'day') state.offUntil = nextPacificMidnight(now());
    if (trouble === 'minute') state.pausedUntil = Math.max(state.pausedUntil, now() + askedWaitMs(error));
    if (trouble === 'unwell' && ++state.failures >= 3) state.offUntil = now() + minuteMs;
    return trouble === 'minute';
  }

  return {
    usable: () => states.filter(isOn).map(({ model }) => model),
    async run(ask, call = {}) {
      const given = new Set<State>();
      const { fairnessKey = call } = call;
      let failure: ServiceError | null = null;
      for (let tries = 0; tries < mostTries; ) {
        if (badKey !== null) throw badKey;
        const state = choose(given, fairnessKey, call.deadline);
        if (state === null) break;
        const wait = waitMs(state, fairnessKey);
        if (wait > 0) {
          // Others wait too: whose turn it is then is decided anew.
          await sleep(wait, call.signal);
          continue;
        }
        const startedAt = now();
        state.starts.push({ at: startedAt, fairnessKey });
        tries++;
        try {
          const answer = await ask(state.model);
          state.failures = 0;
          state.inVain = 0;
          return answer;
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
          failure = error;
          if (!learn(state, error, startedAt)) given.add(state);
        }
      }
      throw (
        failure ??
        new ServiceError('every model of gemini is resting', { service: 'gemini', retryable: false })
      );
    },
  };
}
