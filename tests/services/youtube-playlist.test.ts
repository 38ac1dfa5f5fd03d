import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import { createYouTubeSource, type YouTubeSourceOptions } from '../../src/services/youtube/index.ts';
import { linkTo } from '../support/links.ts';
import {
  apiRefusal,
  type FakeYouTube,
  startYouTubePlaylists,
  videosOf,
} from '../support/youtube-playlist-server.ts';

const http = createHttp({ userAgent: 'test', retryDelayMs: 1 });
const id = 'PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf';
const link = linkTo(`https://music.youtube.com/playlist?list=${id}&si=1`);

async function start(count = 120, options: Partial<YouTubeSourceOptions> = {}) {
  const youtube = await startYouTubePlaylists();
  youtube.lists.set(id, { title: 'Evenings', videos: videosOf(count) });
  return { youtube, source: sourceOf(youtube, options) };
}

const sourceOf = ({ url }: FakeYouTube, options: Partial<YouTubeSourceOptions> = {}) =>
  createYouTubeSource({ http, apiUrl: url, webUrl: url, apiKey: 'good-key', ...options });

const withoutKey = { apiKey: undefined };
const asked = ({ loopback }: FakeYouTube, path: RegExp) =>
  loopback.seen.filter(({ url }) => path.test(url.pathname)).length;

describe('with a key', () => {
  it('reads all pages, and songs out of the videos’ titles', async () => {
    const { youtube, source } = await start();
    const found = await source.load(link);
    expect(found).toMatchObject({ title: 'Evenings', source: 'youtube', total: 120, notices: [] });
    expect(found.url).toBe(`https://www.youtube.com/playlist?list=${id}`);
    expect(found.songs.map(({ title }) => title)).toEqual(
      Array.from({ length: 120 }, (_, i) => `Song ${i + 1}`),
    );
    expect(found.songs[0]).toMatchObject({
      artists: ['Artist 0'],
      url: 'https://www.youtube.com/watch?v=video000001',
      cover: 'https://i.ytimg.com/vi/video000001/mqdefault.jpg',
    });
    expect(asked(youtube, /playlistItems$/)).toBe(3);
    expect(asked(youtube, /browse|oembed/)).toBe(0);
  });

  it('takes the channel where a title names nobody, and leaves out what nobody can watch', async () => {
    const { youtube, source } = await start();
    const videos = [
      { id: 'aaaaaaaaaaa', title: 'Yellow', channel: 'Coldplay - Topic' },
      { id: 'bbbbbbbbbbb', title: 'Private video', channel: '' },
      { id: 'ccccccccccc', title: 'Deleted video', channel: '' },
    ];
    youtube.lists.set(id, { title: 'Album - Parachutes', videos });
    const found = await source.load(link);
    expect(found).toMatchObject({
      title: 'Parachutes',
      songs: [{ title: 'Yellow', artists: ['Coldplay'] }],
      total: 3,
    });
    expect(found.skipped.map(({ title }) => title)).toEqual(['Private video', 'Deleted video']);
  });

  it('reads the others of a page on which one is odd, and goes on', async () => {
    const { youtube, source } = await start(60);
    youtube.trouble = ({ url }) =>
      url.pathname.endsWith('playlistItems') && !url.searchParams.has('pageToken')
        ? {
            json: {
              items: [
                { snippet: { title: 'Artist 1 - Song 1', resourceId: { videoId: 'video000001' } } },
                { snippet: { title: null } },
                null,
              ],
              nextPageToken: '50',
              pageInfo: { totalResults: 13 },
            },
          }
        : null;
    const found = await source.load(link);
    expect(found.songs.map(({ title }) => title).slice(0, 2)).toEqual(['Song 1', 'Song 51']);
    expect(found).toMatchObject({ total: 13, skipped: [{ title: 'Row 2' }, { title: 'Row 3' }] });
  });

  it('reads one video', async () => {
    const { source } = await start();
    const found = await source.load(linkTo('https://youtu.be/video000003?t=1'));
    expect(found).toMatchObject({ title: 'Song 3', songs: [{ title: 'Song 3', artists: ['Artist 2'] }] });
    await expect(source.load(linkTo('https://youtu.be/unknown0000'))).rejects.toMatchObject({
      code: 'playlist-not-found',
    });
  });

  it('asks its pages for no list that the key shows to be private', async () => {
    const { youtube, source } = await start();
    youtube.trouble = ({ url }) =>
      url.pathname.endsWith('playlistItems') ? apiRefusal(403, 'playlistItemsNotAccessible') : null;
    await expect(source.load(link)).rejects.toMatchObject({
      code: 'playlist-not-found',
      message: expect.stringContaining('Make it public or unlisted'),
    });
    expect(asked(youtube, /browse/)).toBe(0);
  });

  it('reads the pages instead when the day’s quota is used up, and else says when it begins again', async () => {
    const troubles: Error[] = [];
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22, 20, 0) });
    onTestFinished(() => void vi.useRealTimers());
    const { youtube, source } = await start(3, { onTrouble: (error) => troubles.push(error) });
    youtube.trouble = () => apiRefusal(403, 'quotaExceeded');
    expect((await source.load(link)).songs).toHaveLength(3);
    expect(troubles).toHaveLength(1);
    youtube.pageTrouble = { status: 403, body: 'no robots' };
    await expect(source.load(link)).rejects.toMatchObject({
      code: 'youtube-busy',
      message: expect.stringContaining('in about 12 hours (at 08:00 UTC)'),
    });
  });

  it('says that the key is refused when nothing else works', async () => {
    const { youtube, source } = await start(3, { apiKey: 'wrong' });
    youtube.pageTrouble = { status: 403, body: 'no robots' };
    await expect(source.load(link)).rejects.toMatchObject({ code: 'youtube-key-refused' });
  });

  it('says that a failure may pass where one of the two ways only failed', async () => {
    const { youtube, source } = await start(3, { apiKey: 'wrong' });
    youtube.pageTrouble = { status: 500, body: 'upstream' };
    const passing = { name: 'ServiceError', status: 500, retryable: true };
    await expect(source.load(link)).rejects.toMatchObject(passing);
    youtube.pageTrouble = { status: 403, body: 'no robots' };
    youtube.trouble = () => ({ status: 500, body: 'upstream' });
    await expect(sourceOf(youtube).load(link)).rejects.toMatchObject(passing);
  });

  it('gives the pages there was time for, unless a copy has more', async () => {
    const { source } = await start();
    const deadline = Date.now() + 1_000;
    const found = await source.load(link, { deadline });
    expect(found.songs).toHaveLength(50);
    expect(found).toMatchObject({ total: 120, notices: [{ code: 'first-part' }] });
    expect((await source.load(link, { deadline, keptSongs: 110 })).songs).toHaveLength(120);
  });

  it('stops at the most that is allowed', async () => {
    const { source } = await start(120, { maxSongs: 60 });
    expect(await source.load(link)).toMatchObject({ total: 120, notices: [{ code: 'first-part' }] });
  });
});

describe('without a key', () => {
  it.each([false, true])(
    'reads what YouTube’s own page is fed with (drawn the newer way: %s)',
    async (isNewer) => {
      const { youtube, source } = await start(230, withoutKey);
      youtube.isNewer = isNewer;
      const found = await source.load(link);
      expect(found).toMatchObject({ title: 'Evenings', total: 230, notices: [] });
      expect(found.songs.map(({ title }) => title)).toEqual(
        Array.from({ length: 230 }, (_, i) => `Song ${i + 1}`),
      );
      expect(found.songs[0]?.artists).toEqual(['Artist 0']);
      expect(asked(youtube, /browse$/)).toBe(3);
      expect(asked(youtube, /youtube\/v3/)).toBe(0);
    },
  );

  it('reads one video by its documented way', async () => {
    const { youtube, source } = await start(3, withoutKey);
    expect((await source.load(linkTo('https://youtu.be/video000003'))).songs).toMatchObject([
      { title: 'Song 3' },
    ]);
    expect(asked(youtube, /oembed$/)).toBe(1);
    await expect(source.load(linkTo('https://youtu.be/unknown0000'))).rejects.toMatchObject({
      code: 'playlist-not-found',
    });
  });

  it('gives what it has read of a list whose next page fails, unless a copy has more', async () => {
    const { youtube, source } = await start(230, withoutKey);
    youtube.pageTrouble = ({ body }) =>
      body.includes('continuation') ? { status: 503, body: 'upstream' } : null;
    const found = await source.load(link);
    expect(found.songs).toHaveLength(100);
    expect(found).toMatchObject({ total: 101, notices: [{ code: 'first-part' }] });
    await expect(source.load(link, { keptSongs: 230 })).rejects.toMatchObject({ status: 503 });
  });

  it('leaves out what its page shows to nobody', async () => {
    const { youtube, source } = await start(1, withoutKey);
    const videos = ['[Private video]', '[Deleted video]'].map((title, at) => ({
      id: `aaaaaaaaaa${at}`,
      title,
      channel: '',
    }));
    youtube.lists.set(id, { title: 'Evenings', videos: [...videosOf(1), ...videos] });
    expect(await source.load(link)).toMatchObject({ total: 3, songs: [{ title: 'Song 1' }] });
  });

  it('gives up in time', async () => {
    const { youtube, source } = await start(3, { ...withoutKey, pageTimeoutMs: 60 });
    youtube.pageTrouble = 'hang';
    await expect(source.load(link)).rejects.toMatchObject({ name: 'ServiceError', retryable: true });
  });
});
