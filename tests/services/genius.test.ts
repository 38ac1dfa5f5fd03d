import { expect, it } from 'vitest';
import { createGenius, probeGenius } from '../../src/services/genius.ts';
import { createHttp } from '../../src/support/http.ts';
import { cloudflareRefusal, type GeniusSong, geniusPage, startGenius } from '../support/genius-server.ts';
import type { Loopback } from '../support/loopback.ts';
import type { ServerOptions } from '../support/lrclib-server.ts';
import { aSong } from '../support/songs.ts';

const http = createHttp({ userAgent: 'SceneScore/0 (test)' });

const rain: GeniusSong = {
  title: 'Rain at Noon',
  artist: 'The Band',
  words:
    '[Verse 1]<br>It rains <i>again</i><br>See The Band LiveGet tickets as low as $45You might also likeat noon<hr>[Chorus]<br>and rains',
};

async function genius(songs: readonly GeniusSong[], options?: ServerOptions) {
  const server: Loopback = await startGenius(songs, options);
  const source = createGenius({
    token: 'a-token',
    apiUrl: server.url,
    webUrl: server.url,
    http,
    timeoutMs: 500,
  });
  return { server, source };
}

const paths = (server: Loopback): string[] => server.seen.map(({ url }) => url.pathname);

it('searches with the token, reads the page and leaves its furniture behind', async () => {
  const { server, source } = await genius([rain]);
  expect(await source.find(aSong({ title: 'Rain at Noon (feat. X) - 2011 Remaster' }))).toEqual({
    kind: 'words',
    text: '[Verse 1]\nIt rains again\n\nat noon\n[Chorus]\nand rains',
  });
  expect(paths(server)).toEqual(['/search', '/The-Band-Rain-at-Noon-lyrics']);
  expect(server.seen[0]?.headers.authorization).toBe('Bearer a-token');
  expect(server.seen[1]?.headers.authorization).toBeUndefined();
});

it('passes over translations, covers and other songs', async () => {
  const { server, source } = await genius([
    { ...rain, artist: 'Genius Romanizations', title: 'The Band - Rain at Noon (Romanized)' },
    { ...rain, artist: 'Genius English Translations' },
    { ...rain, artist: 'A Cover Band' },
    { ...rain, title: 'Rain at Midnight' },
    { ...rain, words: 'the right one' },
  ]);
  expect(await source.find(aSong({ title: 'Rain at Noon' }))).toEqual({
    kind: 'words',
    text: 'the right one',
  });
  expect(paths(server)).toHaveLength(2);
});

it('has nothing to say when no hit is the song, or its page has no words or is gone', async () => {
  const { source } = await genius([
    { ...rain, artist: 'A Cover Band' },
    { ...rain, title: 'Empty', words: null },
    { ...rain, title: 'Gone', url: 'https://genius.com/gone-lyrics' },
    { ...rain, title: 'Hum', instrumental: true },
  ]);
  for (const title of ['Rain at Noon', 'Empty', 'Gone'])
    expect(await source.find(aSong({ title }))).toEqual({ kind: 'none' });
  expect(await source.find(aSong({ title: 'Hum' }))).toEqual({ kind: 'instrumental' });
});

it('never follows a hit or a redirect to another host', async () => {
  const elsewhere = await startGenius([rain]);
  const { source } = await genius([{ ...rain, url: `${elsewhere.url}/The-Band-Rain-at-Noon-lyrics` }]);
  await expect(source.find(aSong({ title: 'Rain at Noon' }))).rejects.toMatchObject({ service: 'genius' });
  const { source: redirected } = await genius([rain], {
    before: ({ url }) =>
      url.pathname === '/search' ? undefined : { status: 302, headers: { location: elsewhere.url } },
  });
  await expect(redirected.find(aSong({ title: 'Rain at Noon' }))).rejects.toMatchObject({
    service: 'genius',
  });
  expect(elsewhere.seen).toHaveLength(0);
});

it('fails as a service does when it is refused, lied to or left waiting', async () => {
  for (const [before, fields] of [
    [cloudflareRefusal, { status: 403, retryable: false }],
    [
      {
        status: 401,
        json: { error: 'invalid_token', error_description: 'The access token provided is expired' },
      },
      { status: 401 },
    ],
    [{ body: cloudflareRefusal.body }, { retryable: false }],
    [{ json: { response: { hits: [{ type: 'song' }] } } }, { retryable: false }],
    [{ json: { response: {} } }, { retryable: false }],
    ['hang', { retryable: true }],
  ] as const) {
    const { source } = await genius([rain], { before: () => before });
    const find = source.find(aSong({ title: 'Rain at Noon' }));
    await expect(find).rejects.toMatchObject({ name: 'ServiceError', service: 'genius', ...fields });
  }
});

it('takes an empty page, half a page and a wall for failures, not for songs without words', async () => {
  const whole = geniusPage({ ...rain, words: null });
  for (const body of [
    '',
    whole.slice(0, whole.indexOf('</div>')),
    '<html><body>Who are you?</body></html>',
  ]) {
    const { source } = await genius([rain], {
      before: ({ url }) => (url.pathname === '/search' ? undefined : { body }),
    });
    await expect(source.find(aSong({ title: 'Rain at Noon' }))).rejects.toMatchObject({
      name: 'ServiceError',
      service: 'genius',
      retryable: false,
    });
  }
});

it('does not knock again at a door that was shut', async () => {
  for (const before of [cloudflareRefusal, { status: 401, json: { error: 'invalid_token' } }]) {
    const { server, source } = await genius([rain], { before: () => before });
    for (let times = 0; times < 3; times++)
      await expect(source.find(aSong({ title: 'Rain at Noon' }))).rejects.toMatchObject({
        service: 'genius',
      });
    expect(server.seen).toHaveLength(1);
  }
});

it('prefers the version that was asked for', async () => {
  const { source } = await genius([
    { ...rain, title: 'Rain at Noon (Remix)', words: 'remixed words' },
    { ...rain, words: 'plain words' },
  ]);
  expect(await source.find(aSong({ title: 'Rain at Noon' }))).toMatchObject({ text: 'plain words' });
  expect(await source.find(aSong({ title: 'Rain at Noon - Remix' }))).toMatchObject({
    text: 'remixed words',
  });
});

it('stops reading a page that has no end', async () => {
  const { source } = await genius([rain], {
    before: ({ url }) => (url.pathname === '/search' ? undefined : { body: 'x'.repeat(6_000_000) }),
  });
  await expect(source.find(aSong({ title: 'Rain at Noon' }))).rejects.toMatchObject({ service: 'genius' });
});

it('is asked at most five at a time', async () => {
  let open = 0;
  let most = 0;
  const { source } = await genius([], {
    delayMs: 20,
    before: () => {
      most = Math.max(most, ++open);
      setTimeout(() => open--, 15);
      return undefined;
    },
  });
  await Promise.all(Array.from({ length: 12 }, (_, at) => source.find(aSong({ title: `Song ${at}` }))));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(5);
});

it('tells the doctor whether the token is good', async () => {
  const well = await startGenius([]);
  expect(await probeGenius({ token: 't', apiUrl: well.url, http })).toMatchObject({ ok: true });
  const ill = await startGenius([], { before: () => ({ status: 401, json: { error: 'invalid_token' } }) });
  expect(await probeGenius({ token: 't', apiUrl: ill.url, http })).toEqual({
    service: 'Genius',
    ok: false,
    detail: 'refused the key (401)',
  });
});
