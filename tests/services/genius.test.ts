import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createHttp } from '../../src/net/http.ts';
import { createGenius, genius as provider } from '../../src/services/genius/index.ts';
import { cloudflareRefusal, type GeniusSong, geniusPage, startGenius } from '../support/genius-server.ts';
import type { Loopback } from '../support/loopback.ts';
import type { ServerOptions } from '../support/lrclib-server.ts';
import { aSong } from '../support/songs.ts';

const http = createHttp({ userAgent: 'SceneScore/0 (test)', maxTimeoutMs: 500 });

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
  });
  return { server, source };
}

/** Where nobody would look for it. */
const hidden: GeniusSong = { ...rain, url: 'https://genius.com/songs/1' };
const guessed = '/The-band-rain-at-noon-lyrics';

const paths = (server: Loopback): string[] => server.seen.map(({ url }) => url.pathname);

it('searches with the token, reads the page and leaves its furniture behind', async () => {
  const { server, source } = await genius([hidden]);
  expect(await source.find(aSong({ title: 'Rain at Noon (feat. X) - 2011 Remaster' }))).toEqual({
    kind: 'words',
    text: 'It rains again\nat noon\nand rains',
  });
  expect(paths(server)).toEqual([guessed, '/search', '/songs/1']);
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    'Bearer a-token',
    undefined,
  ]);
});

it('spares the search where the page is at its usual address, and is the song’s', async () => {
  const { server, source } = await genius([rain]);
  expect(await source.find(aSong({ title: 'Rain at Noon' }))).toMatchObject({ kind: 'words' });
  expect(paths(server)).toEqual([guessed]);
});

it('reads no other song’s page that stands at the guessed address', async () => {
  const other: GeniusSong = { ...rain, artist: 'A Cover Band', url: `https://genius.com${guessed}` };
  const { server, source } = await genius([other, { ...hidden, words: 'the right one' }]);
  expect(await source.find(aSong({ title: 'Rain at Noon' }))).toMatchObject({ text: 'the right one' });
  expect(paths(server)).toEqual([guessed, '/search', '/songs/1']);
});

it('reads a page where the site says that it stands now', async () => {
  const { server, source } = await genius([hidden], {
    before: ({ url }) =>
      url.pathname === guessed ? { status: 301, headers: { location: '/songs/1' } } : undefined,
  });
  expect(await source.find(aSong({ title: 'Rain at Noon' }))).toMatchObject({ kind: 'words' });
  expect(paths(server)).toEqual([guessed, '/songs/1']);
});

it('asks the search where something else than a song stands at the guessed address', async () => {
  const { server, source } = await genius([hidden], {
    before: ({ url }) => (url.pathname === guessed ? { body: '<html>Oops!</html>' } : undefined),
  });
  for (let times = 0; times < 6; times++)
    expect(await source.find(aSong({ title: 'Rain at Noon' }))).toMatchObject({ kind: 'words' });
  expect(paths(server).filter((path) => path === guessed)).toHaveLength(4);
});

it('leaves pages alone that are no songs’, though the search answers', async () => {
  const { server, source } = await genius([hidden], {
    before: ({ url }) => (url.pathname === '/search' ? undefined : { body: '<html>Who are you?</html>' }),
  });
  for (let times = 0; times < 9; times++)
    await expect(source.find(aSong({ title: 'Rain at Noon' }))).rejects.toMatchObject({ service: 'genius' });
  expect(paths(server).filter((path) => path === '/songs/1').length).toBeLessThan(7);
});

it('gives up guessing where it only goes wrong', async () => {
  const titles = Array.from({ length: 12 }, (_, at) => `Rain ${'I'.repeat(at + 1)}`);
  const { server, source } = await genius(
    titles.map((title, at) => ({ ...rain, title, url: `https://genius.com/songs/${at}` })),
  );
  for (const title of titles) expect(await source.find(aSong({ title }))).toMatchObject({ kind: 'words' });
  expect(paths(server).filter((path) => path.endsWith('-lyrics'))).toHaveLength(4);
});

it('passes over translations, covers and other songs', async () => {
  const { server, source } = await genius([
    { ...rain, artist: 'Genius Romanizations', title: 'The Band - Rain at Noon (Romanized)' },
    { ...rain, artist: 'Genius English Translations' },
    { ...rain, artist: 'A Cover Band' },
    { ...rain, title: 'Rain at Midnight' },
    { ...hidden, words: 'the right one' },
  ]);
  expect(await source.find(aSong({ title: 'Rain at Noon' }))).toEqual({
    kind: 'words',
    text: 'the right one',
  });
  expect(paths(server)).toHaveLength(3);
});

it('has nothing to say when no hit is the song, or its page has no words or is gone', async () => {
  const { source } = await genius(
    [
      { ...rain, artist: 'A Cover Band' },
      { ...rain, title: 'Empty', words: null },
      { ...rain, title: 'Gone', url: 'https://genius.com/gone-lyrics' },
      { ...rain, title: 'Hum', words: null, instrumental: true },
    ],
    { before: ({ url }) => (url.pathname === '/gone-lyrics' ? { status: 404, body: '' } : undefined) },
  );
  for (const title of ['Rain at Noon', 'Empty', 'Gone'])
    expect(await source.find(aSong({ title }))).toEqual({ kind: 'none' });
  expect(await source.find(aSong({ title: 'Hum' }))).toEqual({ kind: 'instrumental' });
});

it('never follows a hit or a redirect to another host', async () => {
  const elsewhere = await startGenius([rain]);
  const { source } = await genius([{ ...rain, url: `${elsewhere.url}/songs/1` }]);
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

it('takes the token nowhere, not even to its own site', async () => {
  const { server, source } = await genius([hidden], {
    before: ({ url }) =>
      url.pathname === '/search' ? { status: 301, headers: { location: '/songs/1' } } : undefined,
  });
  await expect(source.find(aSong({ title: 'Rain at Noon' }))).rejects.toMatchObject({ service: 'genius' });
  expect(paths(server)).toEqual([guessed, '/search']);
});

it('fails as a service does when it is refused', async () => {
  const expired = { error: 'invalid_token', error_description: 'The access token provided is expired' };
  for (const answer of [cloudflareRefusal, { status: 401, json: expired }]) {
    const { source } = await genius([rain], { before: () => answer });
    await expect(source.find(aSong({ title: 'Rain at Noon' }))).rejects.toMatchObject({
      name: 'ServiceError',
      service: 'genius',
      status: answer.status,
      retryable: false,
    });
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

it('lets doctor see whether the token is good', async () => {
  const well = await startGenius([]);
  const ask = (GENIUS_API_URL: string) =>
    provider.probe(readConfig({ GENIUS_TOKEN: 't', GENIUS_API_URL }), http);
  expect(await ask(well.url)).toMatchObject({ ok: true });
  const ill = await startGenius([], { before: () => ({ status: 401, json: { error: 'invalid_token' } }) });
  expect(await ask(ill.url)).toEqual({
    service: 'Genius',
    ok: false,
    detail: 'refused the key (401)',
  });
});
