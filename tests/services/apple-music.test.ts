import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import { createAppleMusicSource } from '../../src/services/apple-music/index.ts';
import { isoDurationMs } from '../../src/services/apple-music/page.ts';
import { createPlaylistCache } from '../../src/services/sources/playlist-cache.ts';
import { applePage, linkedData, serverData } from '../support/apple-server.ts';
import { linkTo } from '../support/links.ts';
import { type Answer, startLoopback } from '../support/loopback.ts';
import { madeUpSongs } from '../support/made-up-songs.ts';
import { recordingCache } from '../support/songs.ts';

const http = createHttp({ userAgent: 'test' });
const link = 'https://music.apple.com/us/playlist/evenings/pl.u-abc';
const songs = madeUpSongs(40);

async function start(answer: Answer | ((path: string) => Answer)) {
  const apple = await startLoopback(({ url }) =>
    typeof answer === 'function' ? answer(url.pathname) : answer,
  );
  return { apple, source: createAppleMusicSource({ http, url: apple.url }) };
}

const read = async (html: string, from = link) => (await start({ body: html })).source.load(linkTo(from));

describe('Apple Music', () => {
  it.each([
    ['the present shape', serverData('Evenings', songs)],
    ['the older shape', serverData('Evenings', songs, { isOlder: true })],
    ['both forms of data', serverData('Evenings', songs) + linkedData('Evenings', songs)],
  ])('reads a playlist from %s', async (_name, scripts) => {
    const found = await read(applePage(scripts));
    expect(found).toMatchObject({ title: 'Evenings', source: 'apple', url: link, total: 40, notices: [] });
    expect(found.songs.map(({ title }) => title)).toEqual(songs.map(({ title }) => title));
    expect(found.songs[0]).toMatchObject({
      artists: ['Artist 1'],
      album: 'Album of Song 1',
      durationMs: 121_000,
      url: 'https://music.apple.com/us/album/x/4000?i=5000',
      cover: 'https://is1-ssl.mzstatic.com/image/thumb/x/300x300bb.jpg',
    });
  });

  it('reads what search engines are given when there is nothing else', async () => {
    const found = await read(
      applePage(linkedData('Evenings', songs, { byArtist: { name: 'Somebody' }, numTracks: 55 })),
    );
    expect(found.songs).toHaveLength(40);
    expect(found.songs[0]).toMatchObject({ artists: ['Somebody'], durationMs: 121_000 });
    expect(found).toMatchObject({ total: 55, notices: [{ code: 'first-part' }] });
  });

  it('takes the longer list and the other one’s artists', async () => {
    const found = await read(
      applePage(serverData('Evenings', songs.slice(0, 10)), linkedData('Evenings', songs)),
    );
    expect(found.songs).toHaveLength(40);
    expect(found.songs.map(({ artists }) => artists.length)).toEqual([
      ...Array(10).fill(1),
      ...Array(30).fill(0),
    ]);
  });

  it('says that a page of a hundred may be cut', async () => {
    const found = await read(applePage(serverData('Long', madeUpSongs(100))));
    expect(found.notices.map(({ code }) => code)).toEqual(['apple-first-part']);
  });

  it('gives an album’s songs the artist and the album above them', async () => {
    const page = applePage(
      serverData('An album', songs, { withArtists: false }).replaceAll('tertiaryLinks', 'x'),
    );
    const found = await read(page, 'https://music.apple.com/us/album/an-album/4000');
    expect(found.songs[39]).toMatchObject({ artists: ['Album Artist'], album: 'An album' });
  });

  it('takes the one song of an album that was meant', async () => {
    const found = await read(
      applePage(serverData('An album', songs)),
      'https://music.apple.com/us/album/an-album/4000?i=5002',
    );
    expect(found).toMatchObject({ title: 'Song 3', songs: [{ title: 'Song 3' }] });
  });

  it('says that it reads the whole album where its page does not show the song that was meant', async () => {
    const found = await read(
      applePage(serverData('An album', songs)),
      'https://music.apple.com/us/album/an-album/4000?i=99',
    );
    expect(found).toMatchObject({ title: 'An album', total: 40, notices: [{ code: 'apple-whole-album' }] });
  });

  it('reads a song’s own page', async () => {
    const audio = {
      '@type': 'MusicRecording',
      name: 'Alone',
      byArtist: [{ name: 'A' }, { name: 'B' }],
      duration: 'PT4M',
    };
    const page = applePage(
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'MusicComposition', name: 'Alone', audio })}</script>`,
    );
    const found = await read(page, 'https://music.apple.com/jp/song/1440857907');
    expect(found.songs).toMatchObject([{ title: 'Alone', artists: ['A', 'B'], durationMs: 240_000 }]);
  });

  it('leaves a playlist as it was while its page comes without data', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    let body = applePage(serverData('Evenings', songs));
    const { source } = await start(() => ({ body }));
    const kept = createPlaylistCache(recordingCache()).wrap(source);
    await kept.load(linkTo(link));
    body = '<html><body id="shell"></body></html>';
    vi.setSystemTime(Date.now() + 20 * 60_000);
    expect(await kept.load(linkTo(link))).toMatchObject({
      total: 40,
      notices: [{ code: 'playlist-as-it-was' }],
    });
  });

  it('asks as a browser does, at the host’s own address, and follows within it', async () => {
    const { apple, source } = await start((path) =>
      path.endsWith('/pl.u-abc') && !path.includes('moved')
        ? { status: 301, headers: { location: '/us/playlist/moved/pl.u-abc' } }
        : { body: applePage(serverData('Evenings', songs)) },
    );
    expect((await source.load(linkTo(link))).songs).toHaveLength(40);
    expect(apple.seen.map(({ url }) => url.pathname)).toEqual([
      '/us/playlist/evenings/pl.u-abc',
      '/us/playlist/moved/pl.u-abc',
    ]);
    expect(apple.seen[0]?.headers['user-agent']).toContain('Safari');
  });

  it.each<[string, string, Answer]>([
    [
      'data of another shape',
      'apple-unreadable',
      { body: applePage(serverData('x', songs).replaceAll('itemKind', 'kind')) },
    ],
    ['a page that only browsers are given', 'apple-unreadable', { status: 403, body: 'no robots' }],
    ['an empty list', 'playlist-not-found', { body: applePage(linkedData('Evenings', [])) }],
    [
      'JSON without end',
      'apple-unreadable',
      { body: `<script type="application/ld+json">${'['.repeat(100_000)}` },
    ],
    [
      'JSON of great depth',
      'apple-unreadable',
      { body: `<script id="serialized-server-data">${'['.repeat(5000)}${']'.repeat(5000)}</script>` },
    ],
  ])('says what can be done about %s', async (_name, code, answer) => {
    const { source } = await start(answer);
    await expect(source.load(linkTo(link))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/Share it publicly.*exported file/),
    });
  });
});

it.each([
  ['PT3M20S', 200_000],
  ['PT1H2M3.5S', 3_723_000],
  ['PT45S', 45_000],
  ['3:20', null],
  [null, null],
])('isoDurationMs(%j) is %j', (text, ms) => {
  expect(isoDurationMs(text)).toBe(ms);
});
