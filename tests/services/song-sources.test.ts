/** What every source of songs does, whichever service is behind it. */
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import type { SongSource, SourceOptions } from '../../src/pipeline/ports.ts';
import { createAppleMusicSource } from '../../src/services/apple-music/index.ts';
import { createDeezerSource } from '../../src/services/deezer/index.ts';
import { createSpotifySource } from '../../src/services/spotify/index.ts';
import { createYouTubeSource } from '../../src/services/youtube/index.ts';
import { applePage, serverData } from '../support/apple-server.ts';
import { deezerTrackOf, startDeezer } from '../support/deezer-server.ts';
import { linkTo } from '../support/links.ts';
import { type Answer, startLoopback } from '../support/loopback.ts';
import { type MadeUpSong, madeUpSongs } from '../support/made-up-songs.ts';
import { startSpotify, trackOf } from '../support/spotify-server.ts';
import { startYouTubePlaylists } from '../support/youtube-playlist-server.ts';

const http = createHttp({ userAgent: 'test', maxTimeoutMs: 2000, retryDelayMs: 1 });

type Case = {
  createSource(url: string): SongSource;
  link: string;
  missing: string;
  call?: SourceOptions;
  /** More than one page of the service holds. */
  songs: number;
  /** Starts the service with a list of these songs, and one row before them that is none. */
  serve(songs: MadeUpSong[], bad?: 'bad row'): Promise<{ url: string }>;
  /** Codes of the sentences that are said; undefined where it fails as a service. */
  empty: string;
  gone: string;
  busy?: string;
  nonsense?: string;
};

const spotifyId = '37i9dQZF1DXcBWIGoYBM5M';
const videoList = 'PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf';

async function serveSpotify(songs: MadeUpSong[], bad?: 'bad row') {
  const spotify = await startSpotify();
  spotify.users.set('ada-token', 'ada');
  const rows = songs.map((song) => ({ item: trackOf(song) }));
  const episode = { item: { type: 'episode', name: 'One', uri: 'spotify:episode:1', artists: [] } };
  const list = { name: 'Evenings', snapshot: 's1', owner: 'ada', isPublic: true };
  spotify.playlists.set(spotifyId, { ...list, rows: bad ? [episode, ...rows] : rows });
  return spotify;
}

const spotify = {
  createSource: (url: string) => createSpotifySource({ http, webUrl: url, apiUrl: url }),
  link: `https://open.spotify.com/playlist/${spotifyId}`,
  missing: 'https://open.spotify.com/playlist/0000000000000000000abc',
  serve: serveSpotify,
  empty: 'empty-playlist',
  gone: 'playlist-not-found',
  nonsense: 'spotify-unreadable',
};

const youtube = {
  link: `https://www.youtube.com/playlist?list=${videoList}`,
  missing: 'https://www.youtube.com/playlist?list=PLunknown',
  async serve(songs: MadeUpSong[], bad?: 'bad row') {
    const server = await startYouTubePlaylists();
    const videos = songs.map(({ artist, title }, at) => ({
      id: `video${String(at).padStart(6, '0')}`,
      title: `${artist} - ${title}`,
      channel: 'c',
    }));
    const deleted = { id: 'bbbbbbbbbbb', title: 'Deleted video', channel: '' };
    server.lists.set(videoList, { title: 'Evenings', videos: bad ? [deleted, ...videos] : videos });
    return server;
  },
  empty: 'empty-playlist',
};

const cases: Record<string, Case> = {
  'Spotify by a linked account': {
    ...spotify,
    call: { account: { id: 'ada', accessToken: async () => 'ada-token' } },
    songs: 120,
    busy: 'spotify-busy',
  },
  'Spotify’s public page': { ...spotify, songs: 90 },
  Deezer: {
    createSource: (url) => createDeezerSource({ http, apiUrl: url, quotaWaitMs: 1 }),
    link: 'https://www.deezer.com/en/playlist/908622995',
    missing: 'https://www.deezer.com/playlist/1',
    songs: 230,
    async serve(songs, bad) {
      const deezer = await startDeezer();
      const rows: unknown[] = songs.map(deezerTrackOf);
      const list = { title: 'Evenings', checksum: 'c1' };
      deezer.playlists.set('908622995', { ...list, rows: bad ? [{ id: 'x' }, ...rows] : rows });
      return deezer;
    },
    empty: 'empty-playlist',
    gone: 'playlist-not-found',
  },
  'YouTube with a key': {
    ...youtube,
    createSource: (url) => createYouTubeSource({ http, apiUrl: url, webUrl: url, apiKey: 'good-key' }),
    songs: 120,
    gone: 'playlist-not-found',
    busy: 'youtube-busy',
    nonsense: 'youtube-unreadable',
  },
  'YouTube’s own pages': {
    ...youtube,
    createSource: (url) => createYouTubeSource({ http, apiUrl: url, webUrl: url }),
    songs: 230,
    gone: 'youtube-unreadable',
    nonsense: 'youtube-unreadable',
  },
  'Apple Music': {
    createSource: (url) => createAppleMusicSource({ http, url }),
    link: 'https://music.apple.com/us/playlist/evenings/pl.u-abc',
    missing: 'https://music.apple.com/us/playlist/gone/pl.u-def',
    songs: 40,
    async serve(songs, bad) {
      const untitled = { title: ' ', artist: 'Nobody', isrc: '', seconds: 100 };
      const page = applePage(serverData('Evenings', bad ? [untitled, ...songs] : songs));
      return startLoopback(({ url }) =>
        url.pathname.endsWith('pl.u-abc') ? { body: page } : { status: 404, body: 'Not found' },
      );
    },
    empty: 'playlist-not-found',
    gone: 'playlist-not-found',
    nonsense: 'apple-unreadable',
  },
};

describe.each(Object.entries(cases))('%s', (_name, one) => {
  const { createSource, call, serve } = one;
  const load = (url: string, link = one.link, more: SourceOptions = {}) =>
    createSource(url).load(linkTo(link), { ...call, ...more });
  /** A service that gives this answer to everything. */
  const answering = async (answer: Answer) => load((await startLoopback(() => answer)).url);

  it('reads all pages of a list, in order', async () => {
    const songs = madeUpSongs(one.songs);
    const found = await load((await serve(songs)).url);
    expect(found).toMatchObject({ title: 'Evenings', total: one.songs, skipped: [], notices: [] });
    expect(found.songs.map(({ title }) => title)).toEqual(songs.map(({ title }) => title));
    expect(found.songs.map(({ artists }) => artists)).toEqual(songs.map(({ artist }) => [artist]));
    for (const { url } of found.songs) expect(url).toMatch(/^https:\/\//);
    expect(found.source).toBe(createSource('http://127.0.0.1:9').name);
  });

  it('skips a row that is no song', async () => {
    const found = await load((await serve(madeUpSongs(3), 'bad row')).url);
    expect(found.songs.map(({ title }) => title)).toEqual(['Song 1', 'Song 2', 'Song 3']);
    expect(found.skipped).toMatchObject([{ reason: expect.stringMatching(/\w/) }]);
    expect(found.total).toBe(4);
  });

  it('says in a sentence that a list is empty, or private or gone', async () => {
    await expect(load((await serve([])).url)).rejects.toMatchObject({ code: one.empty });
    const { url } = await serve(madeUpSongs(3));
    await expect(load(url, one.missing)).rejects.toMatchObject({
      code: one.gone,
      message: expect.stringMatching(/exported file/),
    });
  });

  it.each<[string, Answer]>([
    ['is down', { status: 503, body: 'upstream' }],
    ['closes the connection', 'reset'],
  ])('fails as a service, worth another try, when it %s', async (_what, answer) => {
    await expect(answering(answer)).rejects.toMatchObject({ name: 'ServiceError', retryable: true });
  });

  it('says when its limit is used up, or fails as a service', async () => {
    const answer = { status: 429, headers: { 'retry-after': '7200' }, body: 'slow down' };
    await expect(answering(answer)).rejects.toMatchObject(
      one.busy === undefined ? { name: 'ServiceError', status: 429 } : { code: one.busy },
    );
  });

  it.each<[string, Answer]>([
    ['HTML without data', { body: '<html>maintenance</html>' }],
    ['JSON of another shape', { json: [1, 2] }],
    ['50 MB', { body: Buffer.alloc(50 * 1024 * 1024, ' ') }],
    ['a redirect to a private address', { status: 302, headers: { location: 'http://169.254.169.254/' } }],
  ])('does not take %s for a list', async (_what, answer) => {
    await expect(answering(answer)).rejects.toMatchObject(
      one.nonsense === undefined ? { name: 'ServiceError', retryable: false } : { code: one.nonsense },
    );
  });

  it('lets its caller give up', async () => {
    const { url } = await startLoopback(() => 'hang');
    const signal = AbortSignal.timeout(50);
    await expect(load(url, one.link, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
