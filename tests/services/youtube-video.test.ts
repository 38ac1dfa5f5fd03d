import { expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createHttp } from '../../src/net/http.ts';
import { youtube } from '../../src/services/youtube/index.ts';
import { createVideoFinder } from '../../src/services/youtube/video-finder.ts';
import type { ServerOptions } from '../support/lrclib-server.ts';
import { aSong, recordingCache } from '../support/songs.ts';
import { startYoutube, type Video, youtubeTroubles } from '../support/youtube-server.ts';

const http = createHttp({ userAgent: 'SceneScore/0 (test)', maxTimeoutMs: 300 });
const song = aSong({ title: 'Rain & Shine' });

async function finder(videos: readonly Video[], options?: ServerOptions) {
  const server = await startYoutube(videos, options);
  const cache = recordingCache();
  return {
    server,
    cache,
    videos: createVideoFinder({
      apiKey: 'k',
      url: server.url,
      http,
      cache,
    }),
  };
}

const link = (id: string): string => `https://www.youtube.com/watch?v=${id}`;

it('finds the video that is the song, and its own recording before others', async () => {
  const { server, videos } = await finder([
    { id: 'reaction001', title: 'REACTING to The Band!!', channel: 'Somebody' },
    { id: 'cover000001', title: 'A Singer - Rain &amp; Shine (cover)', channel: 'A Singer' },
    { id: 'live0000001', title: 'The Band - Rain &amp; Shine (Live at the Hall)', channel: 'The Band' },
    { id: 'right000001', title: 'The Band - Rain &amp; Shine (Official Video)', channel: 'TheBandVEVO' },
  ]);
  expect(await videos.find(song)).toBe(link('right000001'));
  expect(await videos.find({ ...song, title: 'Rain & Shine - Live at the Hall' })).toBe(link('live0000001'));
  expect(Object.fromEntries(server.seen[0]?.url.searchParams ?? [])).toMatchObject({
    part: 'snippet',
    type: 'video',
    q: 'The Band Rain & Shine',
    key: 'k',
  });
});

it('rather has none than a wrong one, or one whose id is no id', async () => {
  const { videos } = await finder([
    { id: 'x"><script>', title: 'The Band - Rain & Shine', channel: 'The Band' },
    { id: 'other000001', title: 'The Band - Another Song', channel: 'The Band' },
  ]);
  expect(await videos.find(song)).toBeNull();
  expect(await videos.find(aSong({ title: 'Rain', artists: [] }))).toBeNull();
});

it('searches once for a song', async () => {
  const { server, videos, cache } = await finder([
    { id: 'right000001', title: 'Rain & Shine', channel: 'The Band - Topic' },
  ]);
  expect([await videos.find(song), await videos.find(song)]).toEqual([
    link('right000001'),
    link('right000001'),
  ]);
  expect(server.seen).toHaveLength(1);
  expect([...cache.entries.values()][0]?.ttlMs).toBeLessThanOrEqual(30 * 86_400_000);
});

it.each([
  ['old', youtubeTroubles.quota],
  ['new', youtubeTroubles.searchesPerDay],
])(
  'is quiet until midnight in California when the day’s searches are used up (%s answer)',
  async (_, trouble) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T20:00:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    const { server, videos } = await finder([], {
      before: (__, seen) => (seen.length === 1 ? trouble : undefined),
    });
    expect([await videos.find(song), await videos.find(song)]).toEqual([null, null]);
    expect(server.seen).toHaveLength(1);
    vi.setSystemTime(Date.parse('2026-11-23T07:59:59Z'));
    await videos.find(song);
    expect(server.seen).toHaveLength(1);
    vi.setSystemTime(Date.parse('2026-11-23T08:00:00Z'));
    await videos.find(song);
    expect(server.seen).toHaveLength(2);
  },
);

it('fails once for a bad key and is quiet from then on', async () => {
  for (const trouble of [youtubeTroubles.badKey, youtubeTroubles.blocked]) {
    const { server, videos } = await finder([], { before: () => trouble });
    await expect(videos.find(song)).rejects.toMatchObject({ service: 'youtube' });
    expect(await videos.find(song)).toBeNull();
    expect(server.seen).toHaveLength(1);
  }
});

it('fails as a service does, and keeps its key out of the error', async () => {
  for (const before of [
    'hang',
    'reset',
    { status: 500 },
    { body: '<html>' },
    { json: { items: 5 } },
  ] as const) {
    const { videos } = await finder([], { before: () => before });
    const error: unknown = await videos.find(song).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ServiceError', service: 'youtube' });
    expect(JSON.stringify(error)).not.toContain('key=');
  }
});

it('tells the doctor whether the key is good, without a search', async () => {
  const { server } = await finder([]);
  const ask = (YOUTUBE_API_URL: string) =>
    youtube.probe?.(readConfig({ YOUTUBE_API_URL, YOUTUBE_API_KEY: 'k' }), http);
  expect(await ask(server.url)).toMatchObject({ ok: true });
  expect(server.seen[0]?.url.pathname).toBe('/youtube/v3/videos');
  const { server: ill } = await finder([], { before: () => youtubeTroubles.blocked });
  expect(await ask(ill.url)).toMatchObject({
    ok: false,
    detail: 'refused the key (403)',
  });
});
