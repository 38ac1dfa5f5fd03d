/** A worker's process that asks `URL` twice as LRCLIB, in its turn by the Redis at `QUEUE_URL`, and hears no answer. */

import { Redis } from 'ioredis';
import { createHttp } from '../../../src/net/http.ts';
import { pacedHttp } from '../../../src/queue/pace.ts';

const redis = new Redis(process.env.QUEUE_URL ?? '');
await redis.ping();
const http = pacedHttp(createHttp({ userAgent: 'test' }), {
  redis,
  ears: redis.duplicate(),
  rates: new Map(),
  places: new Map([['lrclib', 2]]),
  onTrouble: () => undefined,
});
const ask = () => http.request({ service: 'lrclib', url: process.env.URL ?? '', timeoutMs: 1_000 });
await Promise.allSettled([ask(), ask()]);
