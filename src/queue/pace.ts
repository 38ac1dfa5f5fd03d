/** How fast services may be asked by all workers together: one clock in Redis for each. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Http, HttpRequest } from '../support/http.ts';
import { paceKey } from './connection.ts';

/** At most `calls` at once, and in the long run `calls` in each `perMs` milliseconds. */
export type Rate = { calls: number; perMs: number };

export type PaceOptions = {
  redis: Redis;
  /** By service; others are not held back. */
  rates: ReadonlyMap<string, Rate>;
  onTrouble(error: unknown): void;
};

/**
 * The generic cell rate algorithm (ITU-T I.371): keeps the time at which the service is free again, takes the next
 * place and gives the wait until then in milliseconds. By Redis's own clock, since those of many machines differ.
 */
const takePlace = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local between, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local free = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + between
redis.call('SET', KEYS[1], string.format('%.3f', free), 'PX', math.ceil(free - now))
return math.ceil(math.max(0, free - burst - now))
`;

/** `http` with every call of a named service in its turn. Without Redis each worker keeps to its own limits only. */
export function pacedHttp(http: Http, { redis, rates, onTrouble }: PaceOptions): Http {
  async function turn({ service, signal }: HttpRequest): Promise<void> {
    const rate = rates.get(service);
    if (rate === undefined || redis.status !== 'ready') return;
    const between = rate.perMs / rate.calls;
    const wait = await redis.eval(takePlace, 1, paceKey(service), between, rate.perMs).catch(onTrouble);
    if (typeof wait === 'number' && wait > 0) await sleep(wait, undefined, signal ? { signal } : {});
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
