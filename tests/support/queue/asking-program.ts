/** A worker's process that asks `URL` twice as LRCLIB, limited by the Redis at `QUEUE_URL`, and gets no answer. */

import { Redis } from 'ioredis';
import { createHttp } from '../../../src/net/http.ts';
import { rateLimitedHttp } from '../../../src/queue/rate-limits.ts';

const redis = new Redis(process.env.QUEUE_URL ?? '');
await redis.ping();
const http = rateLimitedHttp(createHttp({ userAgent: 'test' }), {
  redis,
  rates: new Map(),
  concurrency: new Map([['lrclib', 2]]),
  onError: () => undefined,
});
const ask = () => http.request({ service: 'lrclib', url: process.env.URL ?? '', timeoutMs: 1_000 });
await Promise.allSettled([ask(), ask()]);
