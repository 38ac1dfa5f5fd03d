/** How fast services may be asked by all workers together: one clock in Redis for each. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { ServiceError } from '../errors.ts';
import type { Http, HttpRequest } from '../support/http.ts';
import { paceKey } from './connection.ts';

/** At most `calls` are begun within any `perMs` milliseconds. */
export type Rate = { calls: number; perMs: number };

export type PaceOptions = {
  redis: Redis;
  /** By service; others are not held back. */
  rates: ReadonlyMap<string, Rate>;
  onTrouble(error: unknown): void;
};

/**
 * A sliding window: the list holds when the last calls were begun. Begins one more where there is room, else gives the
 * milliseconds until there may be. Nothing is promised to those who wait, so that whoever gives up meanwhile takes
 * nothing from the others. By Redis's own clock, since those of many machines differ.
 */
const begin = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local calls, perMs = tonumber(ARGV[1]), tonumber(ARGV[2])
local oldest = redis.call('LINDEX', KEYS[1], -calls)
if oldest and oldest + perMs > now then return oldest + perMs - now end
redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
redis.call('LTRIM', KEYS[1], -calls, -1)
redis.call('PEXPIRE', KEYS[1], perMs)
return 0
`;

/** Who asks one model of several is told at once, as the service would tell, and may ask another. */
const farOffMs = 3_000;

const usedUp = (service: string, retryAfterMs: number): ServiceError =>
  new ServiceError(`${service} has been asked enough for now`, {
    service,
    status: 429,
    retryable: true,
    retryAfterMs,
  });

/** `http` with every call of a named service in its turn. Without Redis each worker keeps to its own limits only. */
export function pacedHttp(http: Http, { redis, rates, onTrouble }: PaceOptions): Http {
  async function turn({ service, quota, signal }: HttpRequest): Promise<void> {
    const rate = rates.get(service);
    if (rate === undefined) return;
    const key = paceKey(quota === undefined ? service : `${service}:${quota}`);
    while (redis.status === 'ready') {
      const wait = await redis.eval(begin, 1, key, rate.calls, rate.perMs).catch(onTrouble);
      if (typeof wait !== 'number' || wait <= 0) return;
      if (quota !== undefined && wait > farOffMs) throw usedUp(service, wait);
      await sleep(wait, undefined, signal ? { signal } : {});
    }
  }
  return {
    async request(request) {
      await turn(request);
      return http.request(request);
    },
    async stream(request) {
      await turn(request);
      return http.stream(request);
    },
  };
}
