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
    expect.objectContaining({
      message: 'somewhere answered in an unknown shape',
      status: 200,
      retryable: false,
      cause: expect.any(z.ZodError),
    }),
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

it.each([
  [400, false],
  [403, false],
  [408, true],
  [425, true],
  [429, true],
  [499, false],
  [500, true],
  [503, true],
])('status %i is worth a retry: %s', async (status, retryable) => {
  const server = await startLoopback(() => ({ status, body: 'no' }));
  const error = { service, message: `somewhere answered ${status}`, status, retryable, body: 'no' };
  await expect(http.request({ service, url: server.url })).rejects.toMatchObject(error);
  await expect(http.stream({ service, url: server.url })).rejects.toMatchObject(error);
});

it('takes 304 for an answer', async () => {
  const server = await startLoopback(() => ({ status: 304 }));
  expect(await http.request({ service, url: server.url })).toMatchObject({ status: 304 });
});

it('reads Retry-After as seconds or as a date, and nothing else', async () => {
  const inAMinute = new Date(Date.now() + 60_000).toUTCString();
  const server = await startLoopback(({ url }) => {
    const after = url.searchParams.get('after');
    return { status: 503, ...(after === null ? {} : { headers: { 'retry-after': after } }) };
  });
  const waitOf = async (after?: string): Promise<number | undefined> => {
    const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
    const error = await http.request({ service, url: `${server.url}/${query}` }).catch((one) => one);
    return error.retryAfterMs;
  };
  expect(await waitOf()).toBeUndefined();
  expect(await waitOf('2')).toBe(2000);
  expect(await waitOf('-2')).toBe(0);
  expect(await waitOf('soon')).toBeUndefined();
  expect(await waitOf('Thu, 01 Jan 1970 00:00:00 GMT')).toBe(0);
  const wait = (await waitOf(inAMinute)) ?? 0;
  expect(wait).toBeGreaterThan(50_000);
  expect(wait).toBeLessThanOrEqual(60_000);
});

it('keeps of a refusal at most 64 KiB', async () => {
  const server = await startLoopback(({ url }) => ({
    status: 400,
    body: 'x'.repeat(Number(url.searchParams.get('size'))),
  }));
  const bodyOf = async (size: number): Promise<unknown> =>
    (await http.request({ service, url: `${server.url}/?size=${size}` }).catch((one) => one)).body;
  expect(await bodyOf(65_536)).toHaveLength(65_536);
  expect(await bodyOf(65_537)).toBe('');
});

it('sends the method, headers and body it is given, and a GET by default', async () => {
  const server = await startLoopback(() => ({ json: {} }));
  await http.request({ service, url: server.url });
  await http.request({ service, url: server.url, method: 'PUT', headers: { 'x-a': 'b' }, body: 'hello' });
  expect(server.seen.map(({ method, body }) => [method, body])).toEqual([
    ['GET', ''],
    ['PUT', 'hello'],
  ]);
  expect(server.seen[1]?.headers['x-a']).toBe('b');
});

it('says that an answer is not JSON, or is too deep to be read', async () => {
  const server = await startLoopback(({ url }) => ({
    body: url.pathname === '/deep' ? '['.repeat(5000) + ']'.repeat(5000) : 'hello',
  }));
  for (const path of ['/text', '/deep']) {
    const response = await http.request({ service, url: server.url + path });
    expect(() => response.json(z.unknown())).toThrow(
      expect.objectContaining({
        message: 'somewhere answered something that is not JSON',
        status: 200,
        retryable: false,
        cause: expect.any(SyntaxError),
        url: server.url + path,
      }),
    );
  }
});

it('stops at the size limit, whether the length is declared or not', async () => {
  const server = await startLoopback(({ url }) => ({
    ...(url.pathname === '/chunked' ? { headers: { 'transfer-encoding': 'chunked' } } : {}),
    body: 'x'.repeat(1000),
  }));
  for (const path of ['/declared', '/chunked']) {
    const url = server.url + path;
    expect((await http.request({ service, url, maxBytes: 1000 })).bytes).toHaveLength(1000);
    await expect(http.request({ service, url, maxBytes: 999 })).rejects.toMatchObject({
      message: 'somewhere answered more than 999 bytes',
      status: 200,
      retryable: false,
      url,
    });
  }
});

it('reads 5 MiB and no more unless asked to', async () => {
  const most = 5 * 1024 * 1024;
  const server = await startLoopback(({ url }) => ({
    body: Buffer.alloc(Number(url.searchParams.get('size'))),
  }));
  const url = `${server.url}/?size=`;
  expect((await http.request({ service, url: `${url}${most}` })).bytes).toHaveLength(most);
  await expect(http.request({ service, url: `${url}${most + 1}` })).rejects.toMatchObject({
    retryable: false,
  });
});

it('streams a body of any size, and for longer than the time limit', async () => {
  const server = await startLoopback(() => ({ body: Buffer.alloc(6_000_000) }));
  const { status, headers, body } = await http.stream({ service, url: server.url, timeoutMs: 200 });
  expect([status, headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
  await new Promise((resolve) => setTimeout(resolve, 300));
  let size = 0;
  for await (const chunk of body) size += chunk.byteLength;
  expect(size).toBe(6_000_000);
});

it('gives up on a server that never answers, and on one that hangs up', async () => {
  const server = await startLoopback(({ url }) => (url.pathname === '/hang' ? 'hang' : 'reset'));
  const late = {
    message: 'somewhere did not answer within 50 ms',
    retryable: true,
    url: `${server.url}/hang`,
  };
  const request = { service, url: `${server.url}/hang?key=secret` };
  await expect(http.request({ ...request, timeoutMs: 50 })).rejects.toMatchObject(late);
  await expect(http.stream({ ...request, timeoutMs: 50 })).rejects.toMatchObject(late);
  const impatient = createHttp({ userAgent: 'x', maxTimeoutMs: 50 });
  await expect(impatient.request({ ...request, timeoutMs: 60_000 })).rejects.toMatchObject(late);
  await expect(http.request({ service, url: `${server.url}/reset` })).rejects.toMatchObject({
    message: 'somewhere could not be reached',
    retryable: true,
    cause: expect.any(TypeError),
  });
});

it('leaves no timer behind', async () => {
  const server = await startLoopback(({ url }) => (url.pathname === '/no' ? { status: 500 } : { json: {} }));
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  await http.request({ service, url: server.url, timeoutMs: 60_000 });
  await http.request({ service, url: `${server.url}/no`, timeoutMs: 60_000 }).catch(() => undefined);
  expect(timers()).toBeLessThanOrEqual(before);
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
      : { status: 302, headers: { location: url.searchParams.get('to') ?? '', 'x-file': 'a' } },
  );
  const asked: (string | null)[] = [];
  const mayRedirectTo = (url: URL, from: Headers): boolean => {
    asked.push(url.pathname, from.get('x-file'));
    return url.host === server.host;
  };
  const followed = await http.request({ service, url: `${server.url}/?to=/there`, mayRedirectTo });
  expect(followed.text()).toBe('here');
  expect(followed.url.pathname).toBe('/there');
  expect(asked).toEqual(['/there', 'a']);
  for (const request of [
    { service, url: `${server.url}/?to=/there` },
    { service, url: `${server.url}/?to=http://169.254.169.254/`, mayRedirectTo },
    { service, url: `${server.url}/?to=http://[`, mayRedirectTo: () => true },
    { service, url: `${server.url}/?to=/?to=/`, mayRedirectTo: () => false },
  ]) {
    await expect(http.request(request)).rejects.toMatchObject({
      message: 'somewhere redirected to an address that is not allowed',
      status: 302,
      retryable: false,
      url: `${server.url}/`,
    });
  }
});

it('follows five redirects and no sixth', async () => {
  const server = await startLoopback(({ url }) => {
    const left = Number(url.pathname.slice(1));
    return left === 0 ? { body: 'here' } : { status: 307, headers: { location: `/${left - 1}` } };
  });
  const mayRedirectTo = () => true;
  expect((await http.request({ service, url: `${server.url}/5`, mayRedirectTo })).text()).toBe('here');
  expect(server.seen).toHaveLength(6);
  await expect(http.request({ service, url: `${server.url}/6`, mayRedirectTo })).rejects.toMatchObject({
    status: 307,
  });
  expect(server.seen).toHaveLength(12);
});

it('takes an address beside any other status for no redirect', async () => {
  const server = await startLoopback(({ url }) => ({
    status: Number(url.pathname.slice(1)),
    headers: { location: '/200' },
    body: 'here',
  }));
  const mayRedirectTo = () => true;
  const ask = (status: number) => http.request({ service, url: `${server.url}/${status}`, mayRedirectTo });
  expect(await ask(201)).toMatchObject({ status: 201 });
  for (const status of [400, 404]) await expect(ask(status)).rejects.toMatchObject({ status });
  expect(server.seen).toHaveLength(3);
  expect(await ask(300)).toMatchObject({ status: 200 });
});

it('takes a redirect without an address for a refusal', async () => {
  const server = await startLoopback(() => ({ status: 300 }));
  await expect(http.request({ service, url: server.url, mayRedirectTo: () => true })).rejects.toMatchObject({
    message: 'somewhere answered 300',
    status: 300,
    retryable: false,
  });
});
