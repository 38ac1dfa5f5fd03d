import { expect, it } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import type { Link, SongSource } from '../../src/pipeline/ports.ts';
import { followingShortLinks } from '../../src/services/sources/links.ts';
import { linkTo } from '../support/links.ts';
import { startLoopback } from '../support/loopback.ts';
import { playlist } from '../support/pipeline.ts';

const long = 'https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M';

/** Every host is one loopback server. */
async function start() {
  const answers: Record<string, Parameters<typeof startLoopback>[0]> = {
    '/good': () => ({ status: 307, headers: { location: `${long}?si=1` } }),
    '/hop': () => ({ status: 301, headers: { location: 'https://spotify.app.link/good' } }),
    '/page': () => ({ body: `<link href="https://a.example/x"><meta property="og:url" content="${long}">` }),
    '/inside': () => ({ status: 302, headers: { location: 'http://169.254.169.254/latest' } }),
    '/other': () => ({ status: 302, headers: { location: 'https://www.deezer.com/playlist/1' } }),
    '/empty': () => ({ body: '<html></html>' }),
    '/down': () => ({ status: 503 }),
    '/hang': () => 'hang',
  };
  const server = await startLoopback((request, seen) =>
    (answers[request.url.pathname] ?? (() => ({ status: 404 })))(request, seen),
  );
  const http = createHttp({
    userAgent: 'test',
    fetch: (url, init) => fetch(`${server.url}${new URL(String(url)).pathname}`, init),
  });
  const loaded: Link[] = [];
  const source: SongSource = {
    name: 'spotify',
    async load(link) {
      loaded.push(link);
      return playlist([]);
    },
    snapshot: async () => 's1',
  };
  const load = (path: string, signal?: AbortSignal) =>
    followingShortLinks(source, http).load(linkTo(`https://spotify.link${path}`), { signal });
  return { server, loaded, load, source: followingShortLinks(source, http) };
}

it.each(['/good', '/hop', '/page'])('%s leads to the playlist', async (path) => {
  const { load, loaded } = await start();
  await load(path);
  expect(loaded).toEqual([linkTo(long)]);
});

it.each(['/inside', '/other', '/empty', '/gone'])('%s leads nowhere, and that is said', async (path) => {
  const { load, loaded, server } = await start();
  await expect(load(path)).rejects.toMatchObject({ code: 'unknown-link' });
  expect(server.seen).toHaveLength(1);
  expect(loaded).toEqual([]);
});

it('fails as a service when its host is down, and lets an abort through', async () => {
  const { load } = await start();
  await expect(load('/down')).rejects.toMatchObject({ service: 'spotify', retryable: true });
  await expect(load('/hang', AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'TimeoutError' });
});

it('leaves other links alone, and has a version mark for those only', async () => {
  const { source, loaded, server } = await start();
  await source.load(linkTo(long));
  expect(await source.snapshot?.(linkTo(long))).toBe('s1');
  expect(await source.snapshot?.(linkTo('https://spotify.link/good'))).toBeNull();
  expect(loaded).toHaveLength(1);
  expect(server.seen).toHaveLength(0);
});
