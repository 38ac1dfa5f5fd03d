import { expect, it } from 'vitest';
import { z } from 'zod';
import { createHttp } from '../../src/net/http.ts';
import { startLoopback } from '../support/loopback.ts';

const http = createHttp({ userAgent: 'SceneScore test' });
const service = 'somewhere';

it('sends its user agent and checks the shape of the answer', async () => {
  const server = await startLoopback(() => ({ json: { n: 1, more: true } }));
  const response = await http.request({ service, url: `${server.url}/a?b=c` });
  expect(response.json(z.object({ n: z.number() }))).toEqual({ n: 1 });
  expect(server.seen[0]?.headers['user-agent']).toBe('SceneScore test');
  expect(() => response.json(z.object({ n: z.string() }))).toThrow(
    expect.objectContaining({ service, retryable: false }),
  );
});

it('tells a refusal with its status, wait and body, and keeps the query out of it', async () => {
  const server = await startLoopback(() => ({
    status: 429,
    headers: { 'retry-after': '3' },
    json: { why: 'x' },
  }));
  await expect(http.request({ service, url: `${server.url}/p?key=secret` })).rejects.toMatchObject({
    status: 429,
    retryable: true,
    retryAfterMs: 3000,
    body: { why: 'x' },
    url: `${server.url}/p`,
  });
});

it('stops at the size limit, told or not', async () => {
  const big = 'x'.repeat(5000);
  const server = await startLoopback(({ url }) =>
    url.pathname === '/told' ? { body: big } : { headers: { 'transfer-encoding': 'chunked' }, body: big },
  );
  for (const path of ['/told', '/untold']) {
    await expect(http.request({ service, url: server.url + path, maxBytes: 1000 })).rejects.toMatchObject({
      service,
      retryable: false,
    });
  }
});

it('gives up on a server that never answers, and on one that hangs up', async () => {
  const server = await startLoopback(({ url }) => (url.pathname === '/hang' ? 'hang' : 'reset'));
  await expect(http.request({ service, url: `${server.url}/hang`, timeoutMs: 50 })).rejects.toMatchObject({
    retryable: true,
  });
  await expect(http.request({ service, url: `${server.url}/reset` })).rejects.toMatchObject({
    retryable: true,
  });
});

it("lets the caller's abort through as an abort", async () => {
  const server = await startLoopback(() => 'hang');
  await expect(
    http.request({ service, url: server.url, signal: AbortSignal.timeout(30) }),
  ).rejects.toMatchObject({ name: 'TimeoutError' });
});

it('follows only the redirects it may', async () => {
  const server = await startLoopback(({ url }) =>
    url.pathname === '/there'
      ? { body: 'here' }
      : { status: 302, headers: { location: url.searchParams.get('to') ?? '' } },
  );
  const mayRedirectTo = (url: URL): boolean => url.host === server.host;
  const followed = await http.request({ service, url: `${server.url}/?to=/there`, mayRedirectTo });
  expect(followed.text()).toBe('here');
  expect(followed.url.pathname).toBe('/there');
  for (const request of [
    { service, url: `${server.url}/?to=/there` },
    { service, url: `${server.url}/?to=http://169.254.169.254/`, mayRedirectTo },
    { service, url: `${server.url}/?to=/?to=/`, mayRedirectTo: () => false },
  ]) {
    await expect(http.request(request)).rejects.toMatchObject({ status: 302, retryable: false });
  }
});
