/** `scenescore songs` on every kind of link, against servers that answer as the services do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../src/cli/program.ts';
import { applePage, serverData } from '../support/apple-server.ts';
import { deezerTrackOf, startDeezer } from '../support/deezer-server.ts';
import { startLoopback } from '../support/loopback.ts';
import { madeUpSongs } from '../support/made-up-songs.ts';
import { fakeClient, rowsOf, startSpotify } from '../support/spotify-server.ts';
import { startYouTubePlaylists, videosOf } from '../support/youtube-playlist-server.ts';

const document = z.object({
  title: z.string(),
  source: z.string(),
  total: z.number(),
  read: z.number(),
  songs: z.array(z.object({ title: z.string(), artists: z.array(z.string()) })),
  notices: z.array(z.string()),
});

const id = '37i9dQZF1DXcBWIGoYBM5M';
const list = 'PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf';

async function run(link: string, env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'scenescore-songs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let out = '';
  let complaint = '';
  const code = await runCli(['songs', link, '--json'], {
    env: { DATA_DIR: folder, MODELS_OFFLINE: '1', ...env },
    print: (text) => {
      out += text;
    },
    complain: (text) => {
      complaint += text;
    },
    columns: 80,
    progressStream: process.stderr,
  });
  return { code, complaint, found: code === 0 ? document.parse(JSON.parse(out)) : null };
}

async function startSpotifyWith(songs: number) {
  const spotify = await startSpotify();
  const evenings = { name: 'Evenings', rows: rowsOf(songs), snapshot: 's', owner: 'ada', isPublic: true };
  spotify.playlists.set(id, evenings);
  const { url } = spotify;
  return { spotify, env: { SPOTIFY_WEB_URL: url, SPOTIFY_API_URL: url, SPOTIFY_ACCOUNTS_URL: url } };
}

it('Spotify, a public playlist without keys', async () => {
  const { env } = await startSpotifyWith(130);
  const { found } = await run(`https://open.spotify.com/intl-de/playlist/${id}?si=1`, env);
  expect(found).toMatchObject({ title: 'Evenings', source: 'spotify', read: 100 });
  expect(found?.notices.join()).toContain('first 100');
});

it('Spotify, with the keys of an app that has extended quota', async () => {
  const { spotify, env } = await startSpotifyWith(130);
  spotify.extended = true;
  const keys = { SPOTIFY_CLIENT_ID: fakeClient.id, SPOTIFY_CLIENT_SECRET: fakeClient.secret };
  const { found } = await run(`spotify:playlist:${id}`, { ...env, ...keys });
  expect(found).toMatchObject({ read: 130, total: 130, notices: [] });
});

it('Spotify, an album', async () => {
  const { env } = await startSpotifyWith(1);
  const keys = { SPOTIFY_CLIENT_ID: fakeClient.id, SPOTIFY_CLIENT_SECRET: fakeClient.secret };
  expect((await run(`https://open.spotify.com/album/${id}`, { ...env, ...keys })).found).toMatchObject({
    read: 60,
  });
});

it('Deezer', async () => {
  const deezer = await startDeezer();
  deezer.playlists.set('908622995', {
    title: 'Evenings',
    checksum: 'c',
    rows: madeUpSongs(130).map(deezerTrackOf),
  });
  const env = { DEEZER_API_URL: deezer.url };
  const { found } = await run('https://www.deezer.com/en/playlist/908622995', env);
  expect(found).toMatchObject({ title: 'Evenings', source: 'deezer', read: 130 });
  // On the replaced address itself, too.
  expect((await run(`${deezer.url}/playlist/908622995`, env)).found).toMatchObject({ read: 130 });
});

it.each<Record<string, string>>([{ YOUTUBE_API_KEY: 'good-key' }, {}])('YouTube, with %j', async (keys) => {
  const youtube = await startYouTubePlaylists();
  youtube.lists.set(list, { title: 'Evenings', videos: videosOf(120) });
  const env = { YOUTUBE_API_URL: youtube.url, YOUTUBE_WEB_URL: youtube.url, ...keys };
  const { found } = await run(`https://music.youtube.com/playlist?list=${list}`, env);
  expect(found).toMatchObject({ title: 'Evenings', source: 'youtube', read: 120 });
  expect(found?.songs[0]).toEqual({ title: 'Song 1', artists: ['Artist 0'] });
});

it('Apple Music', async () => {
  const apple = await startLoopback(() => ({ body: applePage(serverData('Evenings', madeUpSongs(40))) }));
  const link = 'https://music.apple.com/us/playlist/evenings/pl.u-abc';
  expect((await run(link, { APPLE_MUSIC_URL: apple.url })).found).toMatchObject({
    source: 'apple',
    read: 40,
  });
});

it.each([
  ['https://soundcloud.com/someone/sets/some', /soundcloud\.com.*Spotify, YouTube.*playlist file/],
  ['liked', /spotify link/],
  ['https://music.youtube.com/playlist?list=LM', /likes/],
])('refuses %s in one sentence', async (link, sentence) => {
  const { code, complaint } = await run(link, {});
  expect(code).toBe(2);
  expect(complaint.trim()).toMatch(sentence);
  expect(complaint.trim()).not.toContain('\n');
});
