import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { currentRequest, requestIdForm } from '../../src/concurrency/request-scope.ts';
import { ServiceError, UserError } from '../../src/errors.ts';
import { sentences } from '../../src/locales/sentences.ts';
import { type SpotifyPages, startWebServer, type WebServerOptions } from '../../src/web/server.ts';

async function start(options: Partial<WebServerOptions> = {}) {
  const server = await startWebServer({
    host: '127.0.0.1',
    port: 0,
    health: () => ({ ok: true }),
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

const refusing = (error: Error): SpotifyPages => ({
  start: () => Promise.reject(error),
  finish: () => Promise.reject(error),
  confirm: () => Promise.reject(error),
  undo: async () => false,
});

it('says whether the bot is well', async () => {
  let ok = true;
  const { url } = await start({ health: () => ({ ok, uptimeSeconds: 3 }) });
  const well = await fetch(`${url}/healthz`);
  expect([well.status, await well.json()]).toEqual([200, { ok: true, uptimeSeconds: 3 }]);
  ok = false;
  expect((await fetch(`${url}/healthz`)).status).toBe(503);
});

it('shows its counters when it has any', async () => {
  const metrics = async () => ({ contentType: 'text/plain; version=0.0.4', body: 'runs_total 3\n' });
  const counted = await fetch(`${(await start({ metrics })).url}/metrics`);
  expect(counted.headers.get('content-type')).toBe('text/plain; version=0.0.4');
  expect(await counted.text()).toBe('runs_total 3\n');
  expect((await fetch(`${(await start()).url}/metrics`)).status).toBe(404);
});

it('shows no folder, keeps nothing in caches and lets nobody frame it', async () => {
  const { url } = await start();
  for (const path of ['/', '/package.json', '/..%2f..%2fetc/passwd', '/spotify/callback']) {
    const answer = await fetch(`${url}${path}`);
    expect(answer.status, path).toBe(404);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
  }
});

it('takes no large bodies and no large headers', async () => {
  const { url } = await start({ spotify: refusing(new Error('never asked')) });
  expect((await fetch(`${url}/spotify/undo`, { method: 'POST', body: 'x'.repeat(2000) })).status).toBe(413);
  const headers = { cookie: 'x'.repeat(20_000) };
  expect((await fetch(`${url}/healthz`, { headers })).status).toBe(431);
});

it('escapes whatever it shows', async () => {
  const spotify = {
    ...refusing(new Error()),
    finish: async () => ({
      name: '<b>a',
      userId: '1',
      spotifyName: '"><script>',
      spotifyId: '<i>',
      token: '"><b>',
    }),
  };
  const { url } = await start({
    spotify: { ...spotify, start: () => Promise.reject(), undo: async () => true },
  });
  const page = await (await fetch(`${url}/spotify/callback?code=1`)).text();
  expect(page).toContain('&lt;b&gt;a');
  expect(page).not.toMatch(/<(?:script|i|b)>/);
});

it('keeps the cookie from scripts and, on https, from plain connections', async () => {
  const spotify = {
    ...refusing(new Error()),
    start: async () => ({ address: 'https://accounts.spotify.com/authorize?state=1', browserSecret: 's' }),
    undo: async () => true,
  };
  const { url } = await start({ spotify, isHttps: true });
  const answer = await fetch(`${url}/spotify/start?t=1`, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('https://accounts.spotify.com/authorize?state=1');
  expect(answer.headers.get('set-cookie')).toMatch(/^scenescore_link=s;.*HttpOnly; Secure; SameSite=Lax/);
});

describe('the language of a page', () => {
  const stale = new UserError('spotify-stale-link', sentences.spotifyLists.signIn.staleLink);
  const pageOf = async (answer: Response) => {
    const page = await answer.text();
    return { in: /<html lang="(..)">/.exec(page)?.[1], title: /<h1>(.*)<\/h1>/.exec(page)?.[1], page };
  };

  it('is that of the person who asked for the link, to the end', async () => {
    const ada = { name: 'ada', userId: '1', spotifyName: 'Ada', spotifyId: 'ada-1' };
    const { url } = await start({
      spotify: {
        start: async () => ({ address: 'https://accounts.spotify.com/authorize', browserSecret: 's' }),
        finish: async () => ({ ...ada, token: 't' }),
        confirm: async () => ada,
        undo: async () => true,
      },
    });
    const opened = await fetch(`${url}/spotify/start?t=1&lang=de`, { redirect: 'manual' });
    const cookie = opened.headers.getSetCookie().map((one) => one.split(';')[0]);
    expect(opened.headers.getSetCookie()).toHaveLength(2);
    for (const one of opened.headers.getSetCookie()) expect(one).toMatch(/HttpOnly; SameSite=Lax$/);
    // Whatever the browser's own is.
    const headers = { cookie: cookie.join('; '), 'accept-language': 'fr' };
    const back = await pageOf(await fetch(`${url}/spotify/callback?code=1`, { headers }));
    expect(back).toMatchObject({ in: 'de', title: 'Diese beiden Konten verbinden?' });
    expect(back.page).toMatch(/Spotify-Konto:\s+<strong>ada-1<\/strong> \(angezeigt als „Ada“\)/);
    const post = async (path: string, body: URLSearchParams) =>
      pageOf(await fetch(`${url}/spotify/${path}`, { method: 'POST', headers, body }));
    const linked = await post('confirm', new URLSearchParams({ token: 't' }));
    expect(linked).toMatchObject({ in: 'de', title: 'Deine Lieder sind in Reichweite' });
    expect(linked.page).toContain('oder nach <code>liked</code>.');
    const undone = await post('undo', new URLSearchParams());
    expect(undone).toMatchObject({ in: 'de', title: 'Rückgängig gemacht' });
  });

  it('is in the link, for one that is refused at once', async () => {
    const { url } = await start({ spotify: refusing(stale) });
    for (const [query, words] of [
      ['t=1&lang=ja', '<code>/spotify 連携</code> で新しいリンク'],
      ['t=1&lang=xx', 'ask for a new one with <code>/spotify link</code>.'],
      ['t=1', 'ask for a new one with <code>/spotify link</code>.'],
    ])
      expect((await pageOf(await fetch(`${url}/spotify/start?${query}`))).page).toContain(words);
  });

  it('is the browser’s where no link said one', async () => {
    const { url } = await start({ spotify: refusing(stale) });
    const asked = async (path: string, language: string) =>
      pageOf(await fetch(`${url}${path}`, { headers: { 'accept-language': language } }));
    const refused = '/spotify/callback?code=1';
    const inPortuguese = await asked(refused, 'sv,pt-BR;q=0.9,en;q=0.8');
    expect(inPortuguese).toMatchObject({ in: 'pt', title: 'Nada foi vinculado' });
    expect(await asked(refused, 'sv')).toMatchObject({ in: 'en', title: 'Nothing was linked' });
    expect(await asked('/', 'es-419')).toMatchObject({ in: 'es', title: 'Aquí no hay nada' });
  });
});

it('refuses what is no form like a form without a token', async () => {
  const bugs: unknown[] = [];
  const tokens: string[] = [];
  const spotify: SpotifyPages = {
    ...refusing(new Error()),
    async confirm(token) {
      tokens.push(token);
      throw new UserError('spotify-stale-link', sentences.spotifyLists.signIn.staleLink);
    },
  };
  const { url } = await start({ spotify, onBug: (bug) => bugs.push(bug) });
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const answer = await fetch(`${url}/spotify/confirm`, { method: 'POST', headers, body: 'nonsense' });
  expect([answer.status, bugs, tokens]).toEqual([403, [], ['']]);
});

it('tells apart what the person can fix, what a service did and what is our bug', async () => {
  const bugs: unknown[] = [];
  const status = async (error: Error) => {
    const { url } = await start({ spotify: refusing(error), onBug: (bug) => bugs.push(bug) });
    const answer = await fetch(`${url}/spotify/callback?code=1&state=2`);
    return [answer.status, /<h1>(.*)<\/h1>/.exec(await answer.text())?.[1]];
  };
  expect(await status(new UserError('spotify-denied', 'You said no.'))).toEqual([403, 'Nothing was linked']);
  expect(await status(new UserError('spotify-paste-it', 'Paste it.'))).toEqual([200, 'Almost there']);
  const down = new ServiceError('down', { service: 'spotify', retryable: true });
  expect(await status(down)).toEqual([502, 'That did not work']);
  expect(bugs).toEqual([]);
  expect(await status(new TypeError('oops'))).toEqual([500, 'That did not work']);
  expect(bugs).toHaveLength(1);
});

it('tells the code that the log has our bug under', async () => {
  const ids: (string | undefined)[] = [];
  const { url } = await start({
    spotify: refusing(new TypeError('oops')),
    onBug: () => ids.push(currentRequest()?.id),
  });
  const page = await (await fetch(`${url}/spotify/callback?code=1&state=2`)).text();
  expect(ids).toEqual([expect.stringMatching(requestIdForm)]);
  expect(page).toContain(`the code <code>${ids[0]}</code>`);
});

it('closes at once, connections that idle included', async () => {
  const server = await startWebServer({ host: '127.0.0.1', port: 0, health: () => ({ ok: true }) });
  const idle = connect(server.port, '127.0.0.1');
  await new Promise((resolve) => idle.once('connect', resolve));
  const closed = new Promise((resolve) => idle.once('close', resolve));
  idle.on('error', () => undefined);
  await server.close();
  await closed;
});

it('fails when the port is taken', async () => {
  const { port } = await start();
  await expect(
    startWebServer({ host: '127.0.0.1', port, health: () => ({ ok: true }) }),
  ).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

it('does not spend a link on a prefetch', async () => {
  let opened = 0;
  const spotify = {
    ...refusing(new Error()),
    start: async () => ({ address: 'https://accounts.spotify.com/authorize', browserSecret: `${++opened}` }),
  };
  const { url } = await start({ spotify });
  const look = async (init: RequestInit) =>
    (await fetch(`${url}/spotify/start?t=1`, { redirect: 'manual', ...init })).status;
  expect(await look({ method: 'HEAD' })).toBe(204);
  expect(await look({ headers: { 'sec-purpose': 'prefetch;prerender' } })).toBe(204);
  expect(opened).toBe(0);
  expect(await look({})).toBe(303);
});
