/** How fast services may be asked by all workers together, and by how many calls at once: one line in Redis for each. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { ServiceError } from '../errors.ts';
import { defaultTimeoutMs, type Http, type HttpRequest } from '../net/http.ts';
import { leaseKey, lifeMs, lineKey, paceKey, turnChannel } from './connection.ts';

/** At most `calls` are begun within any `perMs` milliseconds, and at most `atOnce` in hand, where that is said. */
export type Rate = { calls: number; perMs: number; atOnce?: number };

export type PaceOptions = {
  redis: Redis;
  /** A connection that may listen: it hears whose turn has come. */
  ears: Redis;
  /** By service; others are not held back. */
  rates: ReadonlyMap<string, Rate>;
  /** At most so many calls in hand at once, by service. */
  places: ReadonlyMap<string, number>;
  onTrouble(error: unknown): void;
};

/**
 * Begins one more call where there is room, else gives the milliseconds until there may be. By Redis's own clock, since
 * those of many machines differ.
 *
 * Places: calls stand in line in the order of coming, and the first `places` of it are those in hand. Whoever waits is
 * believed to be there as long as they look again; whoever began, as long as the call may take: a killed worker's calls
 * leave by themselves.
 *
 * Pace: a sliding window, the list holds when the last calls were begun. Nothing is promised to those who wait, so that
 * whoever gives up meanwhile takes nothing from the others.
 */
const begin = `
local window, line, lease = KEYS[1], KEYS[2], KEYS[3]
local calls, perMs, places = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local id, leaseMs, lookMs, lifeMs = ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if places > 0 then
  for _, gone in ipairs(redis.call('ZRANGEBYSCORE', lease, '-inf', now)) do
    redis.call('ZREM', line, gone)
    redis.call('ZREM', lease, gone)
  end
  local last = redis.call('ZRANGE', line, -1, -1, 'WITHSCORES')[2] or 0
  redis.call('ZADD', line, 'NX', last + 1, id)
  redis.call('ZADD', lease, now + 3 * lookMs, id)
  redis.call('PEXPIRE', line, lifeMs)
  redis.call('PEXPIRE', lease, lifeMs)
  if redis.call('ZRANK', line, id) >= places then return lookMs end
end
if calls > 0 then
  local oldest = redis.call('LINDEX', window, -calls)
  if oldest and oldest + perMs > now then return oldest + perMs - now end
  redis.call('RPUSH', window, string.format('%.0f', now))
  redis.call('LTRIM', window, -calls, -1)
  redis.call('PEXPIRE', window, perMs)
end
if places > 0 then redis.call('ZADD', lease, now + leaseMs, id) end
return 0
`;

/** Leaves the line, and calls whoever comes to be in hand by that. */
const leave = `
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
local next = redis.call('ZRANGE', KEYS[1], ARGV[2] - 1, ARGV[2] - 1)[1]
if next then redis.call('PUBLISH', ARGV[3], next) end
`;

/** Who asks one model of several is told at once, as the service would tell, and may ask another. */
const farOffMs = 3_000;
/** Whoever waits for a place looks so often of their own accord: the dead call nobody. */
const lookMs = 1_000;
/** A call's time is counted from when we hear that it may begin, which is later than in Redis. */
const slackMs = 2_000;

const usedUp = (service: string, retryAfterMs: number): ServiceError =>
  new ServiceError(`${service} has been asked enough for now`, {
    service,
    status: 429,
    retryable: true,
    retryAfterMs,
  });

/** `http` with every call of a named service in its turn. Without Redis each worker keeps to its own limits only. */
export function pacedHttp(http: Http, { redis, ears, rates, places, onTrouble }: PaceOptions): Http {
  /** Of those who wait, by the id of the call. */
  const bells = new Map<string, AbortController>();
  ears.on('message', (_, id) => bells.get(id)?.abort());
  ears.subscribe(turnChannel).catch(onTrouble);

  async function turn(id: string, { service, quota, timeoutMs, signal }: HttpRequest): Promise<void> {
    const { calls, perMs } = rates.get(service) ?? { calls: 0, perMs: 0 };
    const atOnce = places.get(service) ?? 0;
    const window = paceKey(quota === undefined ? service : `${service}:${quota}`);
    const leaseMs = (timeoutMs ?? defaultTimeoutMs) + slackMs;
    const keys = [window, lineKey(service), leaseKey(service)];
    while (redis.status === 'ready') {
      // Hung up before the question: the call may come before its answer.
      const bell = new AbortController();
      bells.set(id, bell);
      const wait = await redis
        .eval(begin, keys.length, ...keys, calls, perMs, atOnce, id, leaseMs, lookMs, lifeMs)
        .catch(onTrouble);
      if (typeof wait !== 'number' || wait <= 0) return;
      if (quota !== undefined && wait > farOffMs) throw usedUp(service, wait);
      const ms = atOnce > 0 ? Math.min(wait, lookMs) : wait;
      const ends = AbortSignal.any(signal ? [signal, bell.signal] : [bell.signal]);
      await sleep(ms, undefined, { signal: ends }).catch(() => signal?.throwIfAborted());
    }
  }

  async function inTurn<T>(request: HttpRequest, call: () => Promise<T>): Promise<T> {
    const { service } = request;
    const atOnce = places.get(service);
    if (atOnce === undefined && !rates.has(service)) return call();
    const id = randomUUID();
    try {
      await turn(id, request);
      return await call();
    } finally {
      bells.delete(id);
      // Nobody waits for it, and while Redis is away the lease ends by itself.
      if (atOnce !== undefined && redis.status === 'ready') {
        redis.eval(leave, 2, lineKey(service), leaseKey(service), id, atOnce, turnChannel).catch(onTrouble);
      }
    }
  }

  return {
    request: (request) => inTurn(request, () => http.request(request)),
    stream: (request) => inTurn(request, () => http.stream(request)),
  };
}
