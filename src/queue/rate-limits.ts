/** Rate limits of the services over all workers, in Redis: how often one is called, and how many calls run at once. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { ServiceError } from '../errors.ts';
import { defaultTimeoutMs, type Http, type HttpRequest, wrapHttp } from '../net/http.ts';
import { keys, lifeMs } from './connection.ts';

/** At most `calls` begin within any `perMs` milliseconds, and at most `atOnce` run, where that is given. */
export type Rate = { calls: number; perMs: number; atOnce?: number };

export type RateLimitsOptions = {
  redis: Redis;
  /** By service; others are not limited. */
  rates: ReadonlyMap<string, Rate>;
  concurrency: ReadonlyMap<string, number>;
  onError(error: unknown): void;
};

/** A waiting call that did not ask for so long is gone. */
const waitingLeaseMs = 3_000;

/**
 * Begins one more call if it may, else gives the milliseconds until it may be worth asking again. By Redis's clock,
 * since those of many machines differ.
 *
 * Concurrency: calls stand in line in the order of asking, and the first `places` of it are running. A waiting call
 * counts as alive while it keeps asking, a running one for as long as it may take: calls of a killed worker expire.
 *
 * Rate: a sliding window; the list holds when the last calls began. Waiting calls reserve nothing, so those that give
 * up delay no others.
 */
const begin = `
local window, line, lease = KEYS[1], KEYS[2], KEYS[3]
local calls, perMs, places = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local id, leaseMs, pollMs, lifeMs = ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if places > 0 then
  for _, gone in ipairs(redis.call('ZRANGEBYSCORE', lease, '-inf', now)) do
    redis.call('ZREM', line, gone)
    redis.call('ZREM', lease, gone)
  end
  local last = redis.call('ZRANGE', line, -1, -1, 'WITHSCORES')[2] or 0
  redis.call('ZADD', line, 'NX', last + 1, id)
  redis.call('ZADD', lease, now + ${waitingLeaseMs}, id)
  redis.call('PEXPIRE', line, lifeMs)
  redis.call('PEXPIRE', lease, lifeMs)
  if redis.call('ZRANK', line, id) >= places then return pollMs end
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

/** A caller that has several quotas to choose from is refused at once, as the service would do it. */
const maxQuotaWaitMs = 3_000;
const pollMs = 50;
/** The time-out of a call starts when its worker hears that it may begin, which is later than in Redis. */
const slackMs = 2_000;

const usedUp = (service: string, retryAfterMs: number): ServiceError =>
  new ServiceError(`${service} has been asked enough for now`, {
    service,
    status: 429,
    retryable: true,
    retryAfterMs,
  });

/** `http` within the limits. While Redis cannot be reached, each worker keeps only to its own limits. */
export function rateLimitedHttp(http: Http, options: RateLimitsOptions): Http {
  const { redis, rates, concurrency, onError } = options;

  async function waitForTurn(id: string, { service, quota, timeoutMs, signal }: HttpRequest): Promise<void> {
    const { calls, perMs } = rates.get(service) ?? { calls: 0, perMs: 0 };
    const atOnce = concurrency.get(service) ?? 0;
    const window = keys.pace(quota === undefined ? service : `${service}:${quota}`);
    const leaseMs = (timeoutMs ?? defaultTimeoutMs) + slackMs;
    while (redis.status === 'ready') {
      const limits = [calls, perMs, atOnce, id, leaseMs, pollMs, lifeMs];
      const waitMs = await redis
        .eval(begin, 3, window, keys.line(service), keys.lease(service), ...limits)
        .catch(onError);
      if (typeof waitMs !== 'number' || waitMs <= 0) return;
      if (quota !== undefined && waitMs > maxQuotaWaitMs) throw usedUp(service, waitMs);
      // In line it has to show that it is alive.
      const ms = atOnce > 0 ? Math.min(waitMs, 1_000) : waitMs;
      await sleep(ms, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
    }
  }

  return wrapHttp(http, async (request, call) => {
    const { service } = request;
    const atOnce = concurrency.get(service);
    if (atOnce === undefined && !rates.has(service)) return call();
    const id = randomUUID();
    try {
      await waitForTurn(id, request);
      return await call();
    } finally {
      // Not awaited; while Redis is away the lease expires by itself.
      if (atOnce !== undefined && redis.status === 'ready') {
        redis.multi().zrem(keys.line(service), id).zrem(keys.lease(service), id).exec().catch(onError);
      }
    }
  });
}
