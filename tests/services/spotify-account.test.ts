import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import { createSpotifyAccounts } from '../../src/services/spotify/account/accounts.ts';
import { createSpotifySource } from '../../src/services/spotify/index.ts';
import type { ListedSong, SongList } from '../../src/songs/export.ts';
import type { KeyValue } from '../../src/store/documents.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { linkTo } from '../support/links.ts';
import { madeUpSongs } from '../support/made-up-songs.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import {
  type FakeSpotify,
  fakeClient,
  quotaExceeded,
  rowsOf,
  startSpotify,
  trackOf,
} from '../support/spotify-server.ts';

type SpotifyAccounts = ReturnType<typeof createSpotifyAccounts>;

const http = createHttp({ userAgent: 'test' });
const redirectUri = 'http://127.0.0.1:9876/spotify/callback';
const hour = 3_600_000;

const ada = { userId: '1', name: 'ada' };

type World = {
  spotify: FakeSpotify;
  accounts: SpotifyAccounts;
  /** Everything that is kept, as text. */
  kept: Map<string, string>;
  store: KeyValue;
  passTime(ms: number): void;
  again(keys: [Buffer, ...Buffer[]]): SpotifyAccounts;
};

const key = randomBytes(32);

async function start(options: { startUrl?: string; clientSecret?: string } = {}): Promise<World> {
  const spotify = await startSpotify();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22) });
  onTestFinished(() => void vi.useRealTimers());
  const memory = createMemoryKeyValue();
  const kept = new Map<string, string>();
  const store: KeyValue = {
    ...memory,
    async set(name, value, ttlMs) {
      kept.set(name, JSON.stringify(value));
      await memory.set(name, value, ttlMs);
    },
  };
  const again = (keys: [Buffer, ...Buffer[]]): SpotifyAccounts =>
    createSpotifyAccounts({
      http,
      clientId: fakeClient.id,
      clientSecret: options.clientSecret,
      redirectUri,
      startUrl: options.startUrl,
      accountsUrl: spotify.url,
      apiUrl: spotify.url,
      store,
      secrets: createSecretBox(keys),
    });
  return {
    spotify,
    store,
    kept,
    again,
    accounts: again([key]),
    passTime: (ms) => void vi.setSystemTime(Date.now() + ms),
  };
}

/** What a browser does at the consent page: follows the link to agree, or to cancel. */
async function consent(authorizeUrl: string, choice: 'agree' | 'cancel' = 'agree'): Promise<string> {
  const page = await (await fetch(authorizeUrl)).text();
  return (new RegExp(`id="${choice}" href="([^"]+)"`).exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
}

const answerIn = (address: string) => Object.fromEntries(new URL(address).searchParams);

async function linked(options: Parameters<typeof start>[0] = {}): Promise<World> {
  const world = await start(options);
  await world.accounts.finishFromPastedAddress('1', await consent(await world.accounts.link(ada)));
  return world;
}

describe('linking through the HTTP side', () => {
  const startUrl = 'http://127.0.0.1:9876/spotify/start';
  const ticketIn = (link: string): string => new URL(link).searchParams.get('t') ?? '';

  it('ties the account to the person who asked for the link', async () => {
    const { accounts, spotify } = await start({ startUrl, clientSecret: fakeClient.secret });
    const link = await accounts.link(ada);
    expect(link.startsWith(`${startUrl}?t=`)).toBe(true);
    const inGerman = await accounts.link(ada, { language: 'de' });
    expect([link, inGerman].map((one) => new URL(one).searchParams.get('lang'))).toEqual(['en', 'de']);
    const { address, browserSecret } = await accounts.pages.start(ticketIn(link));
    const query = new URL(address).searchParams;
    expect(query.get('scope')).toBe('playlist-read-private playlist-read-collaborative user-library-read');
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(address).not.toContain(ticketIn(link));
    spotify.signedInAs = 'ada-at-spotify';
    const { token, ...who } = await accounts.pages.finish(answerIn(await consent(address)), browserSecret);
    const both = { userId: '1', name: 'ada', spotifyId: 'ada-at-spotify' };
    expect(who).toEqual({ ...both, spotifyName: 'ada-at-spotify on Spotify' });
    // Nothing is linked before the person agrees, in this browser and once.
    expect(await accounts.status('1')).toEqual({ linked: false });
    for (const [guess, browser] of [
      ['guess', browserSecret],
      [token, 'guess'],
    ] as const)
      await expect(accounts.pages.confirm(guess, browser)).rejects.toMatchObject({ name: 'UserError' });
    expect(await accounts.status('1')).toEqual({ linked: false });
    expect(await accounts.pages.confirm(token, browserSecret)).toEqual(who);
    await expect(accounts.pages.confirm(token, browserSecret)).rejects.toMatchObject({ name: 'UserError' });
    expect(await accounts.status('1')).toMatchObject({ spotifyName: 'ada-at-spotify on Spotify' });
    expect(await accounts.status('2')).toEqual({ linked: false });
  });

  it('refuses a link that is opened twice', async () => {
    const { accounts } = await start({ startUrl });
    const ticket = ticketIn(await accounts.link(ada));
    const both = await Promise.allSettled([accounts.pages.start(ticket), accounts.pages.start(ticket)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(accounts.pages.start(ticket)).rejects.toMatchObject({ code: 'spotify-stale-link' });
    await expect(accounts.pages.start('made-up')).rejects.toMatchObject({ code: 'spotify-stale-link' });
  });

  it('refuses an answer from a browser that did not open the link, and then from everybody', async () => {
    const { accounts, spotify } = await start({ startUrl });
    const { address, browserSecret } = await accounts.pages.start(ticketIn(await accounts.link(ada)));
    // The address at Spotify was passed on: somebody else agrees in their own browser.
    spotify.signedInAs = 'victim';
    const answer = answerIn(await consent(address));
    const other = await accounts.pages.start(ticketIn(await accounts.link({ userId: '2', name: 'bob' })));
    await expect(accounts.pages.finish(answer, undefined)).rejects.toMatchObject({
      code: 'spotify-wrong-browser',
    });
    await expect(accounts.pages.finish(answer, browserSecret)).rejects.toMatchObject({
      code: 'spotify-stale-link',
    });
    const second = answerIn(await consent(other.address));
    await expect(accounts.pages.finish(second, browserSecret)).rejects.toMatchObject({
      code: 'spotify-wrong-browser',
    });
    expect(await accounts.status('1')).toEqual({ linked: false });
    expect(spotify.asked(/api\/token/)).toBe(0);
  });

  it('refuses a wrong state, a denied consent and a replayed code', async () => {
    const { accounts } = await start({ startUrl });
    const open = async () => accounts.pages.start(ticketIn(await accounts.link(ada)));
    const first = await open();
    const answer = answerIn(await consent(first.address));
    await expect(
      accounts.pages.finish({ ...answer, state: 'guess' }, first.browserSecret),
    ).rejects.toMatchObject({
      code: 'spotify-stale-link',
    });
    await accounts.pages.finish(answer, first.browserSecret);
    await expect(accounts.pages.finish(answer, first.browserSecret)).rejects.toMatchObject({
      code: 'spotify-stale-link',
    });
    const second = await open();
    const denied = answerIn(await consent(second.address, 'cancel'));
    await expect(accounts.pages.finish(denied, second.browserSecret)).rejects.toMatchObject({
      code: 'spotify-denied',
    });
    // A used code with a fresh state: Spotify refuses it.
    const third = await open();
    const state = answerIn(await consent(third.address)).state;
    await expect(
      accounts.pages.finish({ code: answer.code, state }, third.browserSecret),
    ).rejects.toMatchObject({
      code: 'spotify-stale-link',
    });
  });

  it('is undone by the browser that did it, once, and never touches a later link', async () => {
    const { accounts } = await start({ startUrl });
    const linkUp = async () => {
      const { address, browserSecret } = await accounts.pages.start(ticketIn(await accounts.link(ada)));
      const { token } = await accounts.pages.finish(answerIn(await consent(address)), browserSecret);
      await accounts.pages.confirm(token, browserSecret);
      return browserSecret;
    };
    const first = await linkUp();
    expect(await accounts.pages.undo('guess')).toBe(false);
    expect(await accounts.pages.undo(first)).toBe(true);
    expect(await accounts.status('1')).toEqual({ linked: false });
    const second = await linkUp();
    await linkUp();
    expect(await accounts.pages.undo(second)).toBe(false);
    expect(await accounts.status('1')).toMatchObject({ linked: true });
  });

  it('fits a button of Discord’s, which holds 512 characters', async () => {
    const { accounts, spotify } = await start();
    const url = await accounts.link(ada, { mayCreatePlaylists: true });
    const longest = url.replace(spotify.url, 'https://accounts.spotify.com');
    expect(longest.length).toBeLessThanOrEqual(512 - 40);
  });

  it('gives ten minutes', async () => {
    const { accounts, passTime } = await start({ startUrl });
    const [slow, slower] = [await accounts.link(ada), await accounts.link(ada)];
    const { address, browserSecret } = await accounts.pages.start(ticketIn(slow));
    const answer = answerIn(await consent(address));
    passTime(10 * 60_000);
    await expect(accounts.pages.start(ticketIn(slower))).rejects.toMatchObject({
      code: 'spotify-stale-link',
    });
    await expect(accounts.pages.finish(answer, browserSecret)).rejects.toMatchObject({
      code: 'spotify-stale-link',
    });
  });
});

describe('linking by a pasted address', () => {
  it('works for the person who asked', async () => {
    const { accounts } = await linked();
    expect(await accounts.status('1')).toMatchObject({ linked: true });
  });

  it('is refused from anybody else, and for any other address', async () => {
    const { accounts } = await start();
    const address = await consent(await accounts.link(ada));
    for (const wrong of [
      '',
      'hello',
      'https://evil.example/spotify/callback?code=a&state=b',
      `x${address}`,
    ]) {
      await expect(accounts.finishFromPastedAddress('1', wrong)).rejects.toMatchObject({
        code: 'spotify-wrong-address',
      });
    }
    await expect(accounts.finishFromPastedAddress('2', address)).rejects.toMatchObject({
      code: 'spotify-not-your-link',
    });
    await expect(accounts.finishFromPastedAddress('1', address)).rejects.toMatchObject({
      code: 'spotify-stale-link',
    });
  });

  it('does not let a browser finish what has no browser', async () => {
    const { accounts } = await start();
    const answer = answerIn(await consent(await accounts.link(ada)));
    await expect(accounts.pages.finish(answer, '')).rejects.toMatchObject({ code: 'spotify-paste-it' });
    await expect(accounts.pages.finish(answer, 'guess')).rejects.toMatchObject({ code: 'spotify-paste-it' });
    // Where Discord says who it is, the same answer is still good.
    const address = `${redirectUri}?${new URLSearchParams(answer)}`;
    expect(await accounts.finishFromPastedAddress('1', address)).toMatchObject({
      spotifyName: 'ada on Spotify',
    });
  });

  it('asks for the right to create playlists only when told to', async () => {
    const { accounts } = await start();
    const scopes = async (may: boolean) =>
      new URL(await accounts.link(ada, { mayCreatePlaylists: may })).searchParams.get('scope');
    expect(await scopes(true)).toContain('playlist-modify-private');
    expect(await scopes(false)).not.toContain('modify');
  });
});

describe('a linked account', () => {
  it('keeps no token in the open', async () => {
    const { kept, accounts } = await linked();
    const token = await (await accounts.access('1'))?.accessToken();
    expect(token).toMatch(/^access-/);
    const all = [...kept].flat().join('\n');
    expect(all).not.toMatch(/access-\w|refresh-\w/);
  });

  it('renews its token once for all who wait, and keeps the new refresh token', async () => {
    const { accounts, spotify, passTime } = await linked();
    const access = await accounts.access('1');
    const first = await access?.accessToken();
    expect(spotify.asked(/api\/token/)).toBe(1);
    passTime(hour);
    const tokens = await Promise.all([1, 2, 3].map(() => access?.accessToken()));
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(first);
    expect(spotify.asked(/api\/token/)).toBe(2);
    passTime(hour);
    await access?.accessToken();
    const sent = spotify.loopback.seen
      .filter(({ url }) => url.pathname === '/api/token')
      .map(({ body }) => new URLSearchParams(body).get('refresh_token'));
    expect(new Set(sent).size).toBe(3);
  });

  it('that was taken back or ran out is forgotten, and asks to be linked again', async () => {
    const { accounts, spotify, passTime } = await linked();
    const access = await accounts.access('1');
    spotify.revokeAll();
    passTime(2 * hour);
    await expect(access?.accessToken()).rejects.toMatchObject({ code: 'spotify-link-lost' });
    expect(await accounts.status('1')).toEqual({ linked: false });
    expect(await accounts.access('1')).toBeNull();
  });

  it('stays linked where two processes renew its token at once, of which one comes too late', async () => {
    const { accounts, again, passTime } = await linked();
    passTime(2 * hour);
    const both = [accounts, again([key])].map(async (one) => (await one.access('1'))?.accessToken());
    for (const token of await Promise.all(both)) expect(token).toMatch(/^access-/);
    expect(await accounts.status('1')).toMatchObject({ linked: true });
  });

  it('stays linked while Spotify is merely down', async () => {
    const { accounts, spotify, passTime } = await linked();
    passTime(2 * hour);
    await spotify.loopback.close();
    const access = await accounts.access('1');
    await expect(access?.accessToken()).rejects.toMatchObject({ name: 'ServiceError', retryable: true });
    expect(await accounts.status('1')).toMatchObject({ linked: true });
  });

  it('is not brought back by a renewal that was under way while it was unlinked', async () => {
    const { accounts, passTime } = await linked();
    const access = await accounts.access('1');
    passTime(2 * hour);
    const renewing = access?.accessToken();
    expect(await accounts.unlink('1')).toBe(true);
    await renewing?.catch(() => undefined);
    expect(await accounts.status('1')).toEqual({ linked: false });
    expect(await accounts.unlink('1')).toBe(false);
    await expect(access?.accessToken()).rejects.toMatchObject({ code: 'spotify-link-lost' });
  });

  it('survives a new key while the old one is still named, and no longer than that', async () => {
    const { again } = await linked();
    const newer = randomBytes(32);
    await (await again([newer, key]).access('1'))?.accessToken();
    // That look has sealed it again.
    expect(await (await again([newer]).access('1'))?.accessToken()).toMatch(/^access-/);
    const lost = again([randomBytes(32)]);
    await expect((await lost.access('1'))?.accessToken()).rejects.toMatchObject({
      code: 'spotify-link-lost',
    });
  });

  it('lists own playlists for suggestions, asked for once a minute', async () => {
    const { accounts, spotify, passTime } = await linked();
    const list = (owner: string) => ({
      name: `${owner}’s`,
      rows: rowsOf(3),
      snapshot: 's',
      owner,
      isPublic: false,
    });
    spotify.playlists.set('mine', list('ada')).set('followed', list('bob'));
    const found = await accounts.playlists('1');
    expect(found).toEqual([{ title: 'ada’s', link: 'https://open.spotify.com/playlist/mine' }]);
    await Promise.all([accounts.playlists('1'), accounts.playlists('1')]);
    expect(spotify.asked(/me\/playlists/)).toBe(1);
    passTime(61_000);
    await accounts.playlists('1');
    expect(spotify.asked(/me\/playlists/)).toBe(2);
    expect(await accounts.playlists('2')).toEqual([]);
    passTime(61_000);
    spotify.trouble = () => ({ status: 404, json: {} });
    await expect(accounts.playlists('1')).rejects.toThrow();
    await expect(accounts.playlists('1')).rejects.toThrow();
    expect(spotify.asked(/me\/playlists/)).toBe(3);
  });

  it('opens the person’s private playlists to them alone', async () => {
    const { accounts, spotify } = await linked();
    spotify.playlists.set('mine', {
      name: 'Diary',
      rows: rowsOf(3),
      snapshot: 's',
      owner: 'ada',
      isPublic: false,
    });
    const source = createSpotifySource({ http, webUrl: spotify.url, apiUrl: spotify.url });
    const account = (await accounts.access('1')) ?? undefined;
    expect((await source.load(linkTo('spotify:playlist:mine'), { account })).songs).toHaveLength(3);
    await expect(source.load(linkTo('spotify:playlist:mine'))).rejects.toMatchObject({
      code: 'playlist-not-found',
    });
  });
});

describe('a new playlist', () => {
  const song = (title: string, over: Partial<ListedSong> = {}): ListedSong => ({
    title,
    artists: ['The Band'],
    album: null,
    isrc: null,
    url: null,
    search: '',
    ...over,
  });
  const listed = madeUpSongs(2);
  const [first, second] = listed.map((one) => trackOf(one));
  const description = 'Von SceneScore angelegt';
  const list: SongList & { description: string } = {
    title: 'SceneScore: a boat on a lake',
    description,
    songs: [
      song('From Spotify', { url: 'https://open.spotify.com/track/0000000000000000000001' }),
      ...listed.map(({ title, artist, isrc }, at) =>
        song(title, { artists: [artist], isrc: at === 0 ? isrc : null }),
      ),
      song('Nobody has this'),
    ],
  };

  async function allowed(): Promise<World> {
    const world = await start();
    world.spotify.catalogue = [{ ...first }, { ...second, uri: 'spotify:episode:1' }, { ...second }];
    const link = await world.accounts.link(ada, { mayCreatePlaylists: true });
    await world.accounts.finishFromPastedAddress('1', await consent(link));
    return world;
  }

  it('is private, has what Spotify has, and says what it has not', async () => {
    const { accounts, spotify } = await allowed();
    const made = await accounts.createPlaylist('1', list);
    const [[id, kept] = ['', null]] = [...spotify.created];
    expect(kept).toMatchObject({
      owner: 'ada',
      about: { name: 'SceneScore: a boat on a lake', public: false, description },
      uris: ['spotify:track:0000000000000000000001', first?.uri, second?.uri],
    });
    expect(made).toEqual({
      url: `https://open.spotify.com/playlist/${id}`,
      added: 3,
      missing: ['Nobody has this'],
    });
  });

  it('waits for the permission, and for a link at all', async () => {
    const { accounts, spotify } = await linked();
    expect(await accounts.createPlaylist('1', list)).toBeNull();
    expect(await accounts.createPlaylist('2', list)).toBeNull();
    expect(spotify.created.size).toBe(0);
  });

  it('says what to do when Spotify refuses or has nothing, and is never asked for twice', async () => {
    const { accounts, spotify } = await allowed();
    const nothing = { title: 'x', description, songs: [song('Nobody has this')] };
    await expect(accounts.createPlaylist('1', nothing)).rejects.toMatchObject({ code: 'spotify-none-found' });
    spotify.trouble = ({ method }) => (method === 'POST' ? quotaExceeded(7200) : null);
    await expect(accounts.createPlaylist('1', list)).rejects.toMatchObject({ code: 'spotify-busy' });
    const down = await allowed();
    down.spotify.trouble = ({ method }) => (method === 'POST' ? { status: 503 } : null);
    await expect(down.accounts.createPlaylist('1', list)).rejects.toMatchObject({ service: 'spotify' });
    expect(
      down.spotify.loopback.seen.filter(
        ({ method, url }) => method === 'POST' && url.pathname === '/v1/me/playlists',
      ),
    ).toHaveLength(1);
    const refused = await allowed();
    refused.spotify.trouble = ({ method }) =>
      method === 'POST' ? { status: 403, json: { error: { status: 403, message: 'Forbidden' } } } : null;
    await expect(refused.accounts.createPlaylist('1', list)).rejects.toMatchObject({
      code: 'spotify-refused',
    });
  });
});

it('never brings a link back that was removed while its token was renewed: 200 trials', async () => {
  const { accounts, store, passTime } = await linked();
  await accounts.unlink('1');
  const rest = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
  // A store as slow as a real one.
  const { get, set, change } = { ...store };
  Object.assign(store, {
    get: async (name: string) => {
      const value = await get(name);
      await rest();
      return value;
    },
    set: async (...args: Parameters<typeof set>) => {
      await rest();
      await set(...args);
    },
    change: async (...args: Parameters<typeof change>) => {
      await rest();
      await change(...args);
    },
  });
  let back = 0;
  for (let trial = 0; trial < 200; trial++) {
    await accounts.finishFromPastedAddress('1', await consent(await accounts.link(ada)));
    const access = await accounts.access('1');
    passTime(2 * hour);
    const renewed = access?.accessToken().catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 12));
    await accounts.unlink('1');
    await renewed;
    if ((await accounts.status('1')).linked) back += 1;
  }
  expect(back).toBe(0);
}, 60_000);
