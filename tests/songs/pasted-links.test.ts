/** A list of links, one a line, from the pasted text to the songs: the bot's own ports, and services on this machine. */
import { expect, it } from 'vitest';
import { createPlaylistPorts } from '../../src/app/pipeline-parts.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { createHttp } from '../../src/net/http.ts';
import { startRun } from '../../src/pipeline/run.ts';
import { loadPlaylists } from '../../src/pipeline/songs/load-playlists.ts';
import { createPlaylistCache } from '../../src/services/sources/playlist-cache.ts';
import { deezerTrackOf, startDeezer } from '../support/deezer-server.ts';
import { type MadeUpSong, madeUpSongs } from '../support/made-up-songs.ts';
import { memoryCache } from '../support/pipeline.ts';
import { fakeClient, quotaExceeded, startSpotify, trackOf } from '../support/spotify-server.ts';
import { apiRefusal, startYouTubePlaylists, videosOf } from '../support/youtube-playlist-server.ts';

const videoLink = ({ id }: { id: string }): string => `https://youtu.be/${id}?si=shared`;
const trackLink = (song: MadeUpSong): string => `https://open.spotify.com/intl-de/track/${trackOf(song).id}`;
const deezerLink = (index: number): string => `https://www.deezer.com/en/track/${1000 + index}`;

async function services() {
  const [youtube, deezer, spotify] = [
    await startYouTubePlaylists(),
    await startDeezer(),
    await startSpotify(),
  ];
  const songs = madeUpSongs(20);
  youtube.lists.set('PLx', { title: 'x', videos: videosOf(60) });
  deezer.records = songs
    .slice(0, 10)
    .map((song, index) => ({ track: { ...deezerTrackOf(song, index), id: 1000 + index }, genres: [] }));
  spotify.catalogue = songs.slice(10).map(trackOf);
  const config = readConfig({
    DEEZER_API_URL: deezer.url,
    YOUTUBE_API_URL: youtube.url,
    YOUTUBE_WEB_URL: youtube.url,
    YOUTUBE_API_KEY: 'good-key',
    SPOTIFY_API_URL: spotify.url,
    SPOTIFY_ACCOUNTS_URL: spotify.url,
    SPOTIFY_WEB_URL: spotify.url,
    SPOTIFY_CLIENT_ID: fakeClient.id,
    SPOTIFY_CLIENT_SECRET: fakeClient.secret,
  });
  const ports = createPlaylistPorts(config, {
    http: createHttp({ userAgent: 'test', maxTimeoutMs: 2000 }),
    playlistCache: createPlaylistCache(memoryCache()),
    logger: createLogger('silent'),
    hearing: null,
  });
  const load = (lines: readonly string[], budgetMs = 20_000) =>
    loadPlaylists({ playlists: [{ kind: 'text', text: lines.join('\n') }] }, ports, startRun(budgetMs, {}));
  return { youtube, deezer, spotify, songs, ports, load };
}

const asked = (loopback: { seen: { url: URL }[] }, path: string): number =>
  loopback.seen.filter(({ url }) => url.pathname.startsWith(path)).length;

it('reads links of several services in the order of the list, beside lines with names', async () => {
  const { load, songs } = await services();
  const [video] = videosOf(1);
  const [, , , deezerSong] = songs;
  const spotifySong = songs[14];
  if (!video || !spotifySong || !deezerSong) throw new Error('too few songs');
  const found = await load([
    trackLink(spotifySong),
    'The Lanterns - By Name',
    videoLink(video),
    deezerLink(3),
  ]);
  expect(found.songs).toMatchObject([
    { title: 'By Name', artists: ['The Lanterns'] },
    { title: spotifySong.title, artists: [spotifySong.artist] },
    { title: 'Song 1', artists: ['Artist 0'], url: `https://www.youtube.com/watch?v=${video.id}` },
    { title: deezerSong.title, isrc: deezerSong.isrc },
  ]);
  expect(found).toMatchObject({ total: 4, skipped: [], notices: [] });
});

it('asks for fifty videos by one request, and for each once', async () => {
  const { load, youtube } = await services();
  const found = await load([...videosOf(50), ...videosOf(2)].map(videoLink));
  expect(found.songs).toHaveLength(50);
  expect(found.skipped).toEqual([]);
  expect(youtube.loopback.seen).toHaveLength(1);
  await load(videosOf(60).map(videoLink));
  expect(youtube.loopback.seen).toHaveLength(3);
});

it('asks for a video that is not there no second time', async () => {
  const { load, youtube } = await services();
  await expect(load([videoLink({ id: 'gone0000001' }), videoLink({ id: 'gone0000002' })])).rejects.toThrow(
    'only ids of videos',
  );
  expect(youtube.loopback.seen).toHaveLength(1);
});

it('leaves out a link that leads nowhere, and no other', async () => {
  const { load, songs, deezer } = await services();
  const [song] = songs;
  const lost = 'https://www.deezer.com/track/999999';
  const found = await load([deezerLink(0), lost, 'https://open.spotify.com/track/no']);
  expect(found.songs.map(({ title }) => title)).toContain(song?.title);
  expect(found.skipped).toMatchObject([{ title: lost, reason: 'a link without a name', url: lost }]);
  expect(asked(deezer.loopback, '/track/')).toBe(2);
});

it('asks one service for fifty songs at most, where each costs a request', async () => {
  const { load, youtube } = await services();
  // Without the key each video is a page.
  youtube.trouble = () => apiRefusal(403, 'quotaExceeded');
  const found = await load(videosOf(60).map(videoLink));
  expect(found.songs).toHaveLength(50);
  expect(found.skipped).toHaveLength(10);
  expect(asked(youtube.loopback, '/oembed')).toBe(50);
});

it('reads the pages of videos where the key is used up', async () => {
  const { load, youtube } = await services();
  youtube.trouble = () => apiRefusal(403, 'quotaExceeded');
  const found = await load(videosOf(3).map(videoLink));
  expect(found.songs.map(({ title }) => title)).toEqual(['Song 1', 'Song 2', 'Song 3']);
  expect(asked(youtube.loopback, '/oembed')).toBe(3);
});

it('does without a service that fails, and says so where nothing else is in the list', async () => {
  const { load, deezer } = await services();
  deezer.trouble = () => ({ status: 503, body: 'upstream' });
  const found = await load([deezerLink(0), ...videosOf(2).map(videoLink)]);
  expect(found.songs.map(({ title }) => title)).toEqual(['Song 1', 'Song 2']);
  expect(found.skipped.map(({ title }) => title)).toEqual([deezerLink(0)]);
  expect(found.notices).toMatchObject([{ code: 'playlist-unavailable' }]);
  await expect(load([deezerLink(1), deezerLink(2)])).rejects.toMatchObject({
    code: 'playlist-unavailable',
    message: expect.stringContaining('Deezer does not answer'),
  });
});

it('says that a limit is used up, rather than that the links lead nowhere', async () => {
  const { load, youtube, spotify, songs } = await services();
  youtube.trouble = () => apiRefusal(403, 'quotaExceeded');
  youtube.pageTrouble = { status: 403, body: 'no robots' };
  await expect(load(videosOf(3).map(videoLink))).rejects.toMatchObject({ code: 'youtube-busy' });
  spotify.trouble = () => quotaExceeded(7200);
  spotify.pageTrouble = { status: 403, body: 'no robots' };
  const links = songs.slice(10, 12).map(trackLink);
  await expect(load(links)).rejects.toMatchObject({ code: 'spotify-busy' });
});

it('reads the playlists that a list links to, beside its songs', async () => {
  const { load, deezer, songs } = await services();
  const rows = songs.slice(0, 3).map(deezerTrackOf);
  deezer.playlists.set('908', { title: 'Evenings', checksum: 'c', rows });
  const link = 'https://www.deezer.com/playlist/908';
  const beside = await load(['My evenings:', `${link}?utm_source=x`, 'The Lanterns - By Name']);
  expect(beside.songs.map(({ title }) => title)).toEqual(['By Name', 'Song 1', 'Song 2', 'Song 3']);
  expect(beside).toMatchObject({ total: 5, skipped: [{ title: 'My evenings:' }], notices: [] });
  const alone = await load([link, '']);
  expect(alone).toMatchObject({ title: 'Evenings', source: 'deezer', url: link, total: 3, skipped: [] });
  const lost = 'https://www.deezer.com/playlist/909';
  expect(await load([lost, 'The Lanterns - By Name'])).toMatchObject({
    total: 2,
    skipped: [{ title: lost }],
    notices: [{ code: 'playlist-not-found', text: expect.stringContaining('private or deleted') }],
  });
  await expect(load([lost, ''])).rejects.toMatchObject({ code: 'playlist-not-found' });
});

it('reads the video that a link leads to, whichever list it was watched in', async () => {
  const { load } = await services();
  const links = videosOf(2).map(({ id }) => `https://www.youtube.com/watch?v=${id}`);
  const found = await load([`${links[0]}&list=RDx&start_radio=1`, `${links[1]}&list=PLx&index=2`]);
  expect(found.songs.map(({ title }) => title)).toEqual(['Song 1', 'Song 2']);
});

it('says of each of several lists how often its songs repeat', async () => {
  const { ports } = await services();
  const run = startRun(20_000, {});
  const texts = ['A - One\nA - One', 'B - One\nB - One\nB - One'];
  const playlists = texts.map((text) => ({ kind: 'text' as const, text }));
  await loadPlaylists({ playlists }, ports, run);
  expect(run.notices().map(({ text }) => text.split(' ', 2).join(' '))).toEqual([
    '1 duplicate',
    '2 duplicates',
  ]);
});

it('says which of several links is wrong', async () => {
  const { ports, deezer, songs } = await services();
  deezer.playlists.set('908', {
    title: 'Evenings',
    checksum: 'c',
    rows: songs.slice(0, 3).map(deezerTrackOf),
  });
  const load = (ids: readonly number[]) =>
    loadPlaylists(
      {
        playlists: ids.map((one) => ({ kind: 'link', link: `https://www.deezer.com/playlist/${one}` })),
      },
      ports,
      startRun(20_000, {}),
    );
  await expect(load([908, 909])).rejects.toMatchObject({
    code: 'playlist-not-found',
    message: expect.stringMatching(/^Link 2: Deezer shows me nothing/),
  });
  await expect(load([909])).rejects.toThrow(/^Deezer shows me nothing/);
});

it('does not wait longer for a service than a playlist may take', async () => {
  const { load, deezer } = await services();
  deezer.trouble = () => 'hang';
  const found = await load(
    [...Array.from({ length: 9 }, (_, at) => deezerLink(at)), ...videosOf(2).map(videoLink)],
    1000,
  );
  expect(found.songs.map(({ title }) => title)).toEqual(['Song 1', 'Song 2']);
});
