import { expect, it } from 'vitest';
import { breakingHttp } from '../../src/net/breaker.ts';
import { createHttp } from '../../src/net/http.ts';
import { startLoopback } from '../support/loopback.ts';

it('leaves a host alone that is down, and no other; asks again when its time is over', async () => {
  let status = 503;
  let time = 0;
  const ill = await startLoopback(() => ({ status, json: {} }));
  const well = await startLoopback(() => ({ json: {} }));
  const http = breakingHttp(createHttp({ userAgent: 'test' }), {
    failures: 2,
    openMs: 1000,
    now: () => time,
  });
  const ask = (url: string) => http.request({ service: 'songs', url });
  for (let times = 0; times < 2; times++)
    await expect(ask(`${ill.url}/${times}`)).rejects.toMatchObject({ status: 503 });
  const resting = { service: 'songs', retryable: true, retryAfterMs: 1000 };
  await expect(ask(`${ill.url}/other`)).rejects.toMatchObject(resting);
  expect(ill.seen).toHaveLength(2);
  expect(await ask(well.url)).toMatchObject({ status: 200 });
  [status, time] = [200, 1000];
  expect(await ask(ill.url)).toMatchObject({ status: 200 });
});

it('takes what a host says about one person or one playlist for an answer', async () => {
  for (const status of [401, 403, 404, 429]) {
    const server = await startLoopback(() => ({ status, json: {} }));
    const http = breakingHttp(createHttp({ userAgent: 'test' }), { failures: 2 });
    for (let times = 0; times < 4; times++)
      await expect(http.request({ service: 'songs', url: server.url })).rejects.toMatchObject({ status });
  }
});
