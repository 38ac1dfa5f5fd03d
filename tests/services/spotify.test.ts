import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { UserError } from '../../src/errors.ts';
import { createHttp } from '../../src/net/http.ts';
import type { SpotifyAccess } from '../../src/pipeline/ports.ts';
import { createPlaylistCache } from '../../src/services/sources/playlist-cache.ts';
import {
  createSpotifySource,
  type SpotifySourceOptions,
  spotify as service,
} from '../../src/services/spotify/index.ts';
import { createAppAccess } from '../../src/services/spotify/tokens.ts';
import { linkTo } from '../support/links.ts';
import { type Seen, startLoopback } from '../support/loopback.ts';
import { recordingCache } from '../support/songs.ts';
import {
  embedPage,
  type FakeSpotify,
  fakeClient,
  quotaExceeded,
  rowsOf,
  startSpotify,
  trackOf,
} from '../support/spotify-server.ts';

const http = createHttp({ userAgent: 'test', retryDelayMs: 1 });
const id = '37i9dQZF1DXcBWIGoYBM5M';
const link = linkTo(`https://open.spotify.com/playlist/${id}?si=1`);

const access = (token: string): SpotifyAccess => ({ id: token, accessToken: async () => token });
const ada = access('ada-token');

async function start(rows: unknown[] = rowsOf(120)): Promise<FakeSpotify> {
  const spotify = await startSpotify();
  spotify.users.set('ada-token', 'ada').set('bob-token', 'bob');
  spotify.playlists.set(id, { name: 'Evenings', rows, snapshot: 's1', owner: 'ada', isPublic: true });
  return spotify;
}

function source(spotify: FakeSpotify, more: Partial<SpotifySourceOptions> = {}) {
  return createSpotifySource({ http, webUrl: spotify.url, apiUrl: spotify.url, ...more });
}

function app(spotify: FakeSpotify, clientSecret = fakeClient.secret): SpotifyAccess {
  return createAppAccess({ http, accountsUrl: spotify.url, clientId: fakeClient.id, clientSecret });
}

async function refusalOf(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (caught: unknown) => caught,
  );
  if (error instanceof UserError) return error;
  throw error;
}

describe('a playlist of the linked account', () => {
  it('is read whole, all pages of 50, with everything Spotify knows of a song', async () => {
    const spotify = await start();
    const found = await source(spotify).load(link, { account: ada });
    expect(found).toMatchObject({
      title: 'Evenings',
      source: 'spotify',
      total: 120,
      snapshot: 's1',
      notices: [],
    });
    expect(found.songs.map(({ title }) => title)).toEqual(
      Array.from({ length: 120 }, (_, index) => `Song ${index + 1}`),
    );
    expect(found.songs[0]).toMatchObject({
      artists: ['Artist 1'],
      album: 'Album of Song 1',
      year: 2019,
      durationMs: 121_000,
      isrc: 'QZABC2600001',
      cover: 'https://i.scdn.co/image/300',
    });
    expect(found.songs[0]?.url).toMatch(/^https:\/\/open\.spotify\.com\/track\/\w{22}$/);
    expect(spotify.asked(/\/items$/)).toBe(3);
    expect(spotify.asked(/\/tracks$/)).toBe(0);
  });

  it('leaves out local files, podcasts and removed songs, and says so', async () => {
    const [song] = rowsOf(1);
    const local = {
      is_local: true,
      item: { ...trackOf({ title: 'Demo', artist: 'Me', isrc: '', seconds: 9 }), id: null },
    };
    const episode = { is_local: false, item: { type: 'episode', name: 'Episode 12' } };
    const withdrawn = { is_local: false, item: { type: 'track', name: '', artists: [] } };
    const older = { is_local: false, track: trackOf({ title: 'Older', artist: 'A', isrc: '', seconds: 60 }) };
    const rows = [song, local, episode, { item: null, track: null }, withdrawn, 'nonsense', older];
    const found = await source(await start(rows)).load(link, { account: ada });
    expect(found.songs.map(({ title }) => title)).toEqual(['Song 1', 'Older']);
    expect(found.total).toBe(7);
    expect(found.skipped).toEqual([
      { title: 'Demo', reason: 'a file on your own computer' },
      { title: 'Episode 12', reason: 'a podcast episode' },
      { title: '(removed song)', reason: 'no longer on Spotify' },
      { title: '(removed song)', reason: 'no longer on Spotify' },
      { title: '(no title)', reason: 'Spotify sent nothing I can read' },
    ]);
  });

  it('is refused in one sentence when it holds only podcasts', async () => {
    const podcasts = [{ item: { type: 'episode', name: 'One' } }, { item: { type: 'episode', name: 'Two' } }];
    const refusal = await refusalOf(source(await start(podcasts)).load(link, { account: ada }));
    expect(refusal.code).toBe('no-songs');
    expect(refusal.message).toContain('podcast');
  });

  it('is not lost when only its name is refused', async () => {
    const spotify = await start(rowsOf(3));
    spotify.trouble = ({ url }) => (url.pathname.endsWith(id) ? quotaExceeded(7200) : null);
    const found = await source(spotify).load(link, { account: ada });
    expect(found).toMatchObject({ title: 'Untitled playlist', total: 3, snapshot: null, notices: [] });
  });

  it('stops at the most that is allowed, and says so', async () => {
    const found = await source(await start(), { maxSongs: 60 }).load(link, { account: ada });
    expect(found.songs).toHaveLength(60);
    expect(found.notices.map(({ text }) => text).join()).toContain('120 songs');
  });

  it('has a version mark that one call tells', async () => {
    const spotify = await start();
    expect(await source(spotify).snapshot?.(link, { account: ada })).toBe('s1');
    expect(spotify.asked(/\/items$/)).toBe(0);
    expect(await source(spotify).snapshot?.(link)).toBeNull();
  });
});

describe('Liked Songs', () => {
  it('are read through the linked account', async () => {
    const spotify = await start();
    spotify.liked.set(
      'ada',
      rowsOf(70).map((row) => ({ track: (row as { item: unknown }).item })),
    );
    const found = await source(spotify).load(linkTo('liked'), { account: ada });
    expect(found).toMatchObject({ title: 'Liked Songs', total: 70 });
    expect(found.songs).toHaveLength(70);
  });

  it('ask for the link when there is none, and again when it is no longer good', async () => {
    const spotify = await start();
    expect((await refusalOf(source(spotify).load(linkTo('liked')))).code).toBe('spotify-not-linked');
    const stale = access('expired-token');
    expect((await refusalOf(source(spotify).load(linkTo('liked'), { account: stale }))).code).toBe(
      'spotify-relink',
    );
  });
});

describe('a playlist of somebody else', () => {
  it('is read from the public page, which shows a hundred, and that is said', async () => {
    const spotify = await start();
    const found = await source(spotify, { app: app(spotify) }).load(link, { account: access('bob-token') });
    expect(found.songs).toHaveLength(100);
    expect(found.songs[0]).toMatchObject({ title: 'Song 1', artists: ['Artist 1'], durationMs: 121_000 });
    expect(found.notices.map(({ code }) => code)).toEqual(['spotify-first-part']);
  });

  it('of fewer songs comes without that remark', async () => {
    const found = await source(await start(rowsOf(99))).load(link);
    expect(found.notices).toEqual([]);
    expect(found.songs).toHaveLength(99);
  });

  it('is read whole by an app with extended quota', async () => {
    const spotify = await start();
    spotify.extended = true;
    const found = await source(spotify, { app: app(spotify) }).load(link);
    expect(found.songs).toHaveLength(120);
    expect(spotify.asked(/\/api\/token$/)).toBe(1);
  });

  it('that is private or deleted is refused with what can be done', async () => {
    const spotify = await start();
    const missing = 'https://open.spotify.com/playlist/0000000000000000000abc';
    const refusal = await refusalOf(source(spotify, { app: app(spotify) }).load(linkTo(missing)));
    expect(refusal.code).toBe('playlist-not-found');
    expect(refusal.message).toMatch(/private or deleted.*exported file/);
  });

  it('is not read from the public page when the host does not want that', async () => {
    const spotify = await start();
    const refusal = await refusalOf(source(spotify, { readsPublicPage: false }).load(link));
    expect(refusal.message).toMatch(/copy its songs.*exported file/);
    expect(spotify.asked(/embed/)).toBe(0);
  });
});

describe('albums, songs and artists', () => {
  it('an album gives its songs what it says once', async () => {
    const spotify = await start();
    const found = await source(spotify, { app: app(spotify) }).load(linkTo(`spotify:album:${id}`));
    expect(found).toMatchObject({ title: 'An album', total: 60 });
    expect(found.songs[59]).toMatchObject({ title: 'Song 60', album: 'An album', year: 1999 });
  });

  it('a song is a playlist of one', async () => {
    const spotify = await start();
    const found = await source(spotify, { app: app(spotify) }).load(
      linkTo(`https://open.spotify.com/intl-de/track/${id}`),
    );
    expect(found.songs.map(({ title }) => title)).toEqual(['One song']);
  });

  it('without keys both come from the public page', async () => {
    const pages: Record<string, unknown> = {
      [`/embed/track/${id}`]: {
        type: 'track',
        name: 'Alone',
        artists: [{ name: 'Someone' }],
        duration: '201500',
        releaseDate: { isoString: '2020-01-01T00:00:00Z' },
      },
      [`/embed/artist/${id}`]: {
        type: 'artist',
        name: 'Someone',
        trackList: [{ uri: 'spotify:track:abc', title: 'Hit', subtitle: 'Tyler, The Creator,\u00a0Someone' }],
      },
    };
    const web = await startLoopback(({ url }) => ({ body: embedPage(pages[url.pathname]) }));
    const reader = createSpotifySource({
      http,
      webUrl: web.url,
      apiUrl: 'http://127.0.0.1:9',
    });
    const track = await reader.load(linkTo(`spotify:track:${id}`));
    expect(track.songs[0]).toMatchObject({
      title: 'Alone',
      artists: ['Someone'],
      durationMs: 201_500,
      year: 2020,
    });
    const artist = await reader.load(linkTo(`spotify:artist:${id}`));
    expect(artist.songs[0]).toMatchObject({ title: 'Hit', artists: ['Tyler, The Creator', 'Someone'] });
  });
});

it('an album’s page of a hundred songs may be cut as a playlist’s may', async () => {
  const rows = Array.from({ length: 100 }, (_, at) => ({ title: `Song ${at}`, subtitle: 'A' }));
  const body = embedPage({ type: 'album', name: 'Box', trackList: rows });
  const web = await startLoopback(() => ({ body }));
  const reader = createSpotifySource({ http, webUrl: web.url, apiUrl: 'http://127.0.0.1:9' });
  const found = await reader.load(linkTo(`spotify:album:${id}`));
  expect(found.notices).toMatchObject([{ code: 'spotify-first-part' }]);
});

describe('Spotify’s refusals', () => {
  it('a quota used up for a day is never waited for: the time is said', async () => {
    const spotify = await start();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22, 14, 35) });
    onTestFinished(() => void vi.useRealTimers());
    const calls = source(spotify);
    spotify.liked.set('ada', rowsOf(1));
    spotify.trouble = () => quotaExceeded(86_207);
    const refusal = await refusalOf(calls.load(linkTo('liked'), { account: ada }));
    expect(refusal.code).toBe('spotify-busy');
    expect(refusal.message).toContain('in about 24 hours (at 14:31 UTC)');
    // Until then that list is not even asked for; the others are.
    spotify.trouble = null;
    const asked = spotify.loopback.seen.length;
    expect((await refusalOf(calls.load(linkTo('liked'), { account: ada }))).code).toBe('spotify-busy');
    expect(spotify.loopback.seen.length).toBe(asked);
    expect((await calls.load(link, { account: ada })).songs).toHaveLength(120);
  });

  it('a used-up quota leaves the public page, and is mentioned', async () => {
    const spotify = await start(rowsOf(5));
    spotify.trouble = () => quotaExceeded(7200);
    const found = await source(spotify).load(link, { account: ada });
    expect(found.songs).toHaveLength(5);
    expect(found.notices.map(({ code }) => code)).toEqual(['spotify-busy']);
  });

  it('of one way are mentioned where another one is open', async () => {
    const spotify = await start(rowsOf(5));
    spotify.extended = true;
    const reader = source(spotify, { app: app(spotify) });
    const codes = async () => (await reader.load(link, { account: ada })).notices.map(({ code }) => code);
    const body = 'Check settings on developer.spotify.com/dashboard, the user may not be registered.';
    spotify.trouble = ({ headers }) =>
      headers.authorization === 'Bearer ada-token' ? { status: 403, body } : null;
    expect(await codes()).toEqual(['spotify-not-registered']);
    // Both ways have one limit, which is mentioned once.
    spotify.trouble = () => quotaExceeded(7200);
    expect(await codes()).toEqual(['spotify-busy']);
  });

  it('a permission that was taken back asks for the link again', async () => {
    const spotify = await start();
    spotify.trouble = () => ({
      status: 403,
      json: { error: { status: 403, message: 'Insufficient client scope' } },
    });
    const refusal = await refusalOf(source(spotify).load(linkTo('liked'), { account: ada }));
    expect(refusal).toMatchObject({ code: 'spotify-relink' });
    const found = await source(spotify).load(link, { account: ada });
    expect(found.notices.map(({ code }) => code)).toContain('spotify-relink');
  });

  it('a short wait is kept', async () => {
    const spotify = await start(rowsOf(5));
    let refused = 0;
    spotify.trouble = () =>
      refused++ === 0 ? { status: 429, headers: { 'retry-after': '0' }, body: 'slow down' } : null;
    expect((await source(spotify).load(link, { account: ada })).notices).toEqual([]);
  });

  it.each([
    ['Active premium subscription required for the owner of the app.', 'spotify-premium'],
    [
      'Check settings on developer.spotify.com/dashboard, the user may not be registered.',
      'spotify-not-registered',
    ],
  ])('%s, also in plain text', async (body, code) => {
    const spotify = await start();
    spotify.trouble = () => ({ status: 403, headers: { 'content-type': 'text/plain' }, body });
    expect((await refusalOf(source(spotify).load(linkTo('liked'), { account: ada }))).code).toBe(code);
  });

  it('refused keys are told to the host and, with the songs, to the person', async () => {
    const spotify = await start(rowsOf(5));
    const told: Error[] = [];
    const reader = source(spotify, { app: app(spotify, 'wrong'), onTrouble: (error) => told.push(error) });
    const found = await reader.load(link);
    expect(found.songs).toHaveLength(5);
    expect(found.notices.map(({ code }) => code)).toEqual(['spotify-keys-refused']);
    expect(told).toHaveLength(1);
  });
});

describe('a failure that may pass', () => {
  const down = { status: 500, body: 'upstream' };

  it('of the page is told as one, whatever the other ways said', async () => {
    const spotify = await start(rowsOf(3));
    spotify.pageTrouble = down;
    const passing = { name: 'ServiceError', status: 500 };
    const reader = source(spotify, { app: app(spotify) });
    await expect(reader.load(link)).rejects.toMatchObject(passing);
    await expect(reader.load(link, { account: access('bob-token') })).rejects.toMatchObject(passing);
    const refused = source(spotify, { app: app(spotify, 'wrong') });
    await expect(refused.load(link)).rejects.toMatchObject(passing);
  });

  it('of the way that is open is not hidden by the ways that never were', async () => {
    const spotify = await start(rowsOf(3));
    const isAda = ({ authorization }: Seen['headers']) => authorization === 'Bearer ada-token';
    spotify.trouble = ({ headers }) => (isAda(headers) ? down : null);
    spotify.pageTrouble = { status: 403, body: 'no robots' };
    const reader = source(spotify, { app: app(spotify) });
    const failed = { name: 'ServiceError', status: 500 };
    await expect(reader.load(link, { account: ada })).rejects.toMatchObject(failed);
    const withoutPage = source(spotify, { app: app(spotify), readsPublicPage: false });
    await expect(withoutPage.load(link, { account: ada })).rejects.toMatchObject(failed);
    // Nor is the time that a used-up quota has.
    spotify.trouble = ({ headers }) => (isAda(headers) ? quotaExceeded(7200) : null);
    await expect(reader.load(link, { account: ada })).rejects.toMatchObject({ code: 'spotify-busy' });
  });

  it('leaves the playlist as it was, with its age', async () => {
    const spotify = await start(rowsOf(3));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22) });
    onTestFinished(() => void vi.useRealTimers());
    const reader = createPlaylistCache(recordingCache()).wrap(source(spotify, { app: app(spotify) }));
    await reader.load(link);
    for (const pageTrouble of [down, 'reset' as const, { body: '<html>without data</html>' }]) {
      vi.setSystemTime(Date.now() + 20 * 60_000);
      spotify.pageTrouble = pageTrouble;
      const kept = await reader.load(link);
      expect(kept.songs).toHaveLength(3);
      expect(kept.notices).toMatchObject([
        { code: 'playlist-as-it-was', text: expect.stringMatching(/\d+ (minutes|hour)/) },
      ]);
    }
    // Gone is no failure.
    spotify.pageTrouble = { status: 404, body: '' };
    await expect(reader.load(link)).rejects.toMatchObject({ code: 'playlist-not-found' });
  });

  it.each([
    ['is down', { status: 503, body: 'upstream' }],
    ['has used up its quota', quotaExceeded(7200)],
  ])('is whole as it was, rather than the first hundred of it, while the API %s', async (_what, answer) => {
    const spotify = await start(rowsOf(130));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22) });
    onTestFinished(() => void vi.useRealTimers());
    const reader = createPlaylistCache(recordingCache()).wrap(source(spotify));
    await reader.load(link, { account: ada });
    spotify.trouble = () => answer;
    vi.setSystemTime(Date.now() + 20 * 60_000);
    const kept = await reader.load(link, { account: ada });
    expect(kept.songs).toHaveLength(130);
    expect(kept.notices).toMatchObject([{ code: 'playlist-as-it-was' }]);
    // Of one that is no longer theirs the page is all there is.
    spotify.trouble = null;
    spotify.playlists.set(id, {
      name: 'Evenings',
      rows: rowsOf(130),
      snapshot: 's2',
      owner: 'bob',
      isPublic: true,
    });
    vi.setSystemTime(Date.now() + 3 * 3_600_000);
    expect((await reader.load(link, { account: ada })).songs).toHaveLength(100);
  });

  it('that a limit cut is read again as soon as the limit has ended', async () => {
    const spotify = await start(rowsOf(130));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22) });
    onTestFinished(() => void vi.useRealTimers());
    const reader = createPlaylistCache(recordingCache()).wrap(source(spotify));
    spotify.trouble = () => quotaExceeded(60);
    const cut = await reader.load(link, { account: ada });
    expect(cut.songs).toHaveLength(100);
    expect(cut.notices.map(({ code }) => code)).toContain('spotify-busy');
    spotify.trouble = null;
    vi.setSystemTime(Date.now() + 61_000);
    expect(await reader.load(link, { account: ada })).toMatchObject({ total: 130, notices: [] });
  });
});

describe('hostile and broken answers', () => {
  const page = async (answer: Parameters<typeof startLoopback>[0]) => {
    const web = await startLoopback(answer);
    return createSpotifySource({ http, webUrl: web.url, apiUrl: web.url });
  };

  it.each([
    ['a page without data', '<html><body>Hello</body></html>'],
    ['data of another shape', embedPage({ type: 'playlist', songs: ['a'] })],
    ['broken data', '<script id="__NEXT_DATA__" type="application/json">{"props":</script>'],
    ['an unclosed script', `<script id="__NEXT_DATA__">${'<script '.repeat(10_000)}`],
  ])('%s', async (_name, body) => {
    expect((await refusalOf((await page(() => ({ body }))).load(link))).code).toBe('spotify-unreadable');
  });

  it('the same list at another place in the page is found', async () => {
    const trackList = [{ uri: 'spotify:track:abc', title: 'Deep', subtitle: 'A, B', duration: 1000 }];
    const body = embedPage({ type: 'x', inner: { deeper: { name: ' Moved ', trackList } } });
    const found = await (await page(() => ({ body }))).load(link);
    expect(found).toMatchObject({ title: 'Moved', songs: [{ title: 'Deep', artists: ['A', 'B'] }] });
  });

  it('a page that came without its data is asked for once more', async () => {
    const trackList = [{ uri: 'spotify:track:abc', title: 'There', subtitle: 'A', duration: 1000 }];
    const reader = await page((_request, seen) => ({
      body: seen.length === 1 ? '<html></html>' : embedPage({ type: 'playlist', name: 'N', trackList }),
    }));
    expect((await reader.load(link)).songs).toHaveLength(1);
  });

  it('HTML where JSON was promised is no reason to fail while the public page answers', async () => {
    const spotify = await start(rowsOf(3));
    spotify.trouble = () => ({ status: 200, body: '<html>Gateway</html>' });
    expect((await source(spotify).load(link, { account: ada })).songs).toHaveLength(3);
  });

  it('titles are cut and cleaned', async () => {
    const rows = [
      {
        item: {
          ...trackOf({ title: 'x', artist: 'a', isrc: '', seconds: 1 }),
          name: `\u202eevil\n\u0000${'y'.repeat(9000)}`,
        },
      },
    ];
    const [song] = (await source(await start(rows)).load(link, { account: ada })).songs;
    expect(song?.title).toMatch(/^evil y+$/);
    expect(song?.title.length).toBeLessThanOrEqual(300);
  });
});

describe('the doctor’s question', () => {
  const ask = ({ url }: FakeSpotify, clientSecret = fakeClient.secret) =>
    service.probe?.(
      readConfig({
        SPOTIFY_API_URL: url,
        SPOTIFY_ACCOUNTS_URL: url,
        SPOTIFY_CLIENT_ID: fakeClient.id,
        SPOTIFY_CLIENT_SECRET: clientSecret,
      }),
      http,
    );

  it('is answered when the keys are good, and says what is wrong when not', async () => {
    const spotify = await start();
    expect(await ask(spotify)).toMatchObject({ ok: true });
    expect(await ask(spotify, 'wrong')).toMatchObject({
      ok: false,
      detail: 'refused SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET',
    });
    spotify.trouble = () => ({
      status: 403,
      body: 'Active premium subscription required for the owner of the app.',
    });
    expect((await ask(spotify))?.detail).toContain('Premium');
    await spotify.loopback.close();
    expect(await ask(spotify)).toMatchObject({ ok: false, detail: 'could not be reached' });
  });
});
