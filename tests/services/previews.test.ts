import { expect, it } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import { createPreviews } from '../../src/services/previews.ts';
import { type Answer, startLoopback } from '../support/loopback.ts';
import { aSong, recordingCache } from '../support/songs.ts';

const http = createHttp({ userAgent: 'SceneScore/0 (test)', maxTimeoutMs: 500 });
const song = aSong({ title: 'Rain & Shine', isrc: 'GBAAA1900001' });
const noData: Answer = { json: { error: { type: 'DataException', message: 'no data', code: 800 } } };

const deezerSong = (over: Record<string, unknown> = {}) => ({
  id: 1,
  title: 'Rain & Shine',
  artist: { name: 'The Band' },
  link: 'https://www.deezer.com/track/1',
  preview: 'https://cdnt-preview.dzcdn.net/api/1/1/a.mp3?hdnea=exp=1~acl=/a.mp3*~hmac=f00',
  ...over,
});
const itunesSong = (over: Record<string, unknown> = {}) => ({
  trackName: 'Rain & Shine',
  artistName: 'The Band',
  trackViewUrl: 'https://music.apple.com/us/album/1?i=2',
  previewUrl: 'https://audio-ssl.itunes.apple.com/itunes-assets/a.m4a',
  ...over,
});

type Answers = { isrc?: Answer; search?: Answer; itunes?: Answer };

async function finder({
  isrc = noData,
  search = { json: { data: [] } },
  itunes = { json: { results: [] } },
}: Answers) {
  const server = await startLoopback(({ url: { pathname } }) => {
    if (pathname.startsWith('/deezer/track/isrc:')) return isrc;
    return pathname === '/deezer/search' ? search : itunes;
  });
  const cache = recordingCache();
  const previews = createPreviews({
    http,
    cache,
    deezerUrl: `${server.url}/deezer`,
    itunesUrl: `${server.url}/itunes`,
  });
  return { server, cache, previews, asked: () => server.seen.map(({ url }) => url.pathname) };
}

it('is found by its ISRC, by one request, and remembered for ten minutes at most', async () => {
  const { previews, asked, cache } = await finder({ isrc: { json: deezerSong() } });
  const found = await previews.find(song);
  expect(found).toEqual({
    url: deezerSong().preview,
    from: 'Deezer',
    page: 'https://www.deezer.com/track/1',
  });
  expect(await previews.find(song)).toEqual(found);
  expect(asked()).toEqual(['/deezer/track/isrc:GBAAA1900001']);
  for (const { ttlMs } of cache.entries.values()) expect(ttlMs).toBeLessThanOrEqual(600_000);
});

it('is found by name where the ISRC is not known, and only if it is the song', async () => {
  const rows = [
    deezerSong({ title: 'Rain & Shine (Karaoke)', artist: { name: 'Sing Along' } }),
    7,
    deezerSong(),
  ];
  const { previews, server } = await finder({ search: { json: { data: rows } } });
  expect(await previews.find(song)).toMatchObject({ from: 'Deezer', url: deezerSong().preview });
  expect(server.seen.at(-1)?.url.searchParams.get('q')).toBe('artist:"The Band" track:"Rain & Shine"');
});

it('is looked for by the plain names, which the service may decorate otherwise', async () => {
  const { previews, server } = await finder({ search: { json: { data: [deezerSong()] } } });
  const shown = { title: 'Rain & Shine - Remastered 2011', artists: ['The Band feat. Somebody'], isrc: null };
  expect(await previews.find(shown)).toMatchObject({ from: 'Deezer' });
  expect(server.seen.at(-1)?.url.searchParams.get('q')).toBe('artist:"The Band" track:"Rain & Shine"');
});

it('is of the very recording: not live, and not of another length', async () => {
  const rows = [
    deezerSong({ title: 'Rain & Shine (Live)' }),
    deezerSong({ duration: 400 }),
    deezerSong({ title: 'Rain & Shine (Instrumental)' }),
    deezerSong({ duration: 204, preview: 'https://cdnt-preview.dzcdn.net/right.mp3' }),
  ];
  const { previews } = await finder({ search: { json: { data: rows } } });
  const found = await previews.find({ ...song, isrc: null, durationMs: 200_000 });
  expect(found?.url).toBe('https://cdnt-preview.dzcdn.net/right.mp3');
});

it('is looked for at the iTunes store when Deezer has none, is down, or has no sound of it', async () => {
  const itunes: Answer = { json: { results: [itunesSong({ artistName: 'Others' }), itunesSong()] } };
  for (const search of [
    { json: { data: [] } },
    { status: 500 },
    { json: { data: [deezerSong({ preview: '' })] } },
  ]) {
    const { previews } = await finder({ search, itunes });
    expect(await previews.find(song)).toEqual({
      url: itunesSong().previewUrl,
      from: 'Apple Music',
      page: itunesSong().trackViewUrl,
    });
  }
});

it('never leads anywhere but to the services’ own hosts', async () => {
  for (const preview of [
    'https://evil.example/a.mp3',
    'http://cdnt-preview.dzcdn.net/a.mp3',
    'https://dzcdn.net.evil.example/a.mp3',
    'https://evildzcdn.net/a.mp3',
    'https://x@cdnt-preview.dzcdn.net/a.mp3',
    'https://cdnt-preview.dzcdn.net:8443/a.mp3',
    'javascript:alert(1)',
    `https://cdnt-preview.dzcdn.net/${'a'.repeat(600)}`,
  ]) {
    const { previews } = await finder({ isrc: { json: deezerSong({ preview }) } });
    expect(await previews.find(song), preview).toBeNull();
  }
});

it('is nothing when nobody has it, and a service that was down is asked again', async () => {
  const sure = await finder({});
  expect(await sure.previews.find(song)).toBeNull();
  expect(sure.cache.entries.size).toBe(1);
  const down = await finder({ isrc: 'reset', search: { status: 503 }, itunes: { body: '<html>' } });
  expect(await down.previews.find(song)).toBeNull();
  expect(down.cache.entries.size).toBe(0);
  const nameless = await finder({});
  expect(await nameless.previews.find({ ...song, artists: [], isrc: null })).toBeNull();
  expect(nameless.asked()).toEqual([]);
});

it('lets go when it is told to', async () => {
  const { previews } = await finder({ isrc: 'hang' });
  const reason = new Error('given up');
  await expect(previews.find(song, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
