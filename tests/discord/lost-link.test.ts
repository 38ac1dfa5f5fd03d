/** A Spotify link that ends by itself: wherever that is found out, the person is told, once and alone. */
import { randomBytes } from 'node:crypto';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Ranking } from '../../src/model/ranking.ts';
import { createHttp } from '../../src/net/http.ts';
import type { MatchRequest } from '../../src/pipeline/request.ts';
import { createPlaylistCache } from '../../src/services/sources/playlist-cache.ts';
import { createSpotifyAccounts } from '../../src/services/spotify/account/accounts.ts';
import { linkKey } from '../../src/services/spotify/account/links.ts';
import { createSpotifySource } from '../../src/services/spotify/index.ts';
import { createAppAccess } from '../../src/services/spotify/tokens.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { slash } from '../support/discord/payloads.ts';
import { type Exchange, isAnswer, says, startTestBot } from '../support/discord/test-bot.ts';
import { linkTo } from '../support/links.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';
import { recordingCache } from '../support/songs.ts';
import { fakeClient, rowsOf, startSpotify } from '../support/spotify-server.ts';

const person = '100000000000000007';
const id = '37i9dQZF1DXcBWIGoYBM5M';
const link = `https://open.spotify.com/playlist/${id}`;
const ephemeral = 64;
const ranOut = says('has run out or was taken back');

/** The bot with a linked account; playlists are read as by the whole program. */
async function start({ withApp = false } = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22) });
  onTestFinished(() => void vi.useRealTimers());
  const spotify = await startSpotify();
  const list = { name: 'Evenings', rows: rowsOf(3), snapshot: 's1', owner: 'ada', isPublic: true };
  spotify.playlists.set(id, list);
  const http = createHttp({ userAgent: 'test' });
  const store = createMemoryKeyValue();
  const client = { http, accountsUrl: spotify.url, clientId: fakeClient.id };
  const app = createAppAccess({ ...client, clientSecret: fakeClient.secret });
  const accountsWith = (key: Buffer) =>
    createSpotifyAccounts({
      ...client,
      apiUrl: spotify.url,
      redirectUri: 'http://127.0.0.1:9876/spotify/callback',
      startUrl: undefined,
      store,
      secrets: createSecretBox([key]),
      beforeEnd: cache.forgetAccount,
    });
  const cache = createPlaylistCache(recordingCache());
  const source = cache.wrap(
    createSpotifySource({
      http,
      webUrl: spotify.url,
      apiUrl: spotify.url,
      ...(withApp ? { app } : {}),
    }),
  );
  const accounts = accountsWith(randomBytes(32));
  const page = await (await fetch(await accounts.link({ userId: person, name: 'ada' }))).text();
  const back = /id="agree" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  await accounts.finishFromPastedAddress(person, back);

  async function matchScene({ account, playlists: [first] }: MatchRequest): Promise<Ranking> {
    if (first?.kind !== 'link') throw new Error('no link');
    const { notices } = await source.load(linkTo(first.link), { account });
    return { ...ranking(), notices };
  }
  const startBot = (other?: Buffer) =>
    startTestBot({
      store,
      matchScene,
      dependencies: { accounts: other === undefined ? accounts : accountsWith(other) },
    });
  return { spotify, store, startBot, later: (hours: number) => vi.setSystemTime(Date.now() + hours * 3.6e6) };
}

const whispers = async (exchange: Exchange) => {
  await exchange.message(isAnswer);
  return vi.waitFor(() => {
    const found = exchange.followUps().map(({ body }) => body);
    expect(found).toHaveLength(1);
    return found[0];
  });
};

it('while a remembered playlist answers', async () => {
  const { startBot, spotify, later } = await start();
  const { scenescore } = await startBot();
  expect((await scenescore(person, { playlist: link }).message(isAnswer)).embeds).not.toEqual([]);
  spotify.revokeAll();
  later(2);
  const told = await whispers(scenescore(person, { playlist: link }));
  expect(told).toMatchObject({
    content: expect.stringContaining('link your account again with `/spotify link`'),
    flags: ephemeral,
  });
  const next = scenescore(person, { playlist: link });
  await next.message(isAnswer);
  expect(next.followUps()).toEqual([]);
});

it('while playlists are offered, and by an app that reads every playlist', async () => {
  const { startBot, spotify, later } = await start({ withApp: true });
  const { ask, scenescore } = await startBot();
  spotify.extended = true;
  spotify.revokeAll();
  later(2);
  await ask(slash('scenescore', { playlist: '' }, person, {}, 'playlist')).acknowledged();
  const told = await whispers(scenescore(person, { playlist: link }));
  expect(told).toMatchObject({ content: expect.stringContaining('has run out') });
});

it('by any command, also one that fails', async () => {
  const { startBot, spotify, later } = await start();
  const { ask, scenescore } = await startBot();
  spotify.revokeAll();
  later(2);
  await ask(slash('scenescore', { playlist: '' }, person, {}, 'playlist')).acknowledged();
  const failed = scenescore(person, { playlist: 'liked' });
  await failed.message(says('To use your liked songs'));
  await failed.message(ranOut);
  const status = ask(slash('spotify status', {}, person));
  await status.message(says('No Spotify account is linked'));
  expect(status.followUps()).toEqual([]);
});

it('not twice, where that is what the command fails with', async () => {
  const { startBot, spotify, later } = await start();
  const { ask, scenescore } = await startBot();
  spotify.revokeAll();
  later(2);
  const failed = scenescore(person, { playlist: 'liked' });
  await failed.message(ranOut);
  const status = ask(slash('spotify status', {}, person));
  await status.message(says('No Spotify account is linked'));
  expect([...failed.messages(), ...status.messages()].filter(ranOut)).toHaveLength(1);
});

it('when the host’s key was changed, or what is kept can’t be read', async () => {
  const { startBot, store } = await start();
  const { scenescore, ask } = await startBot(randomBytes(32));
  expect(await whispers(scenescore(person, { playlist: link }))).toMatchObject({
    content: expect.stringContaining('key was changed'),
  });
  await store.set(linkKey(person), { spotifyId: 'of another form' });
  await ask(slash('playlist show', {}, person)).message(says('can no longer read what I kept'));
});

it('is handed out and deleted with everything else', async () => {
  const { startBot, spotify, later, store } = await start();
  const { ask } = await startBot();
  spotify.revokeAll();
  later(2);
  await ask(slash('scenescore', { playlist: '' }, person, {}, 'playlist')).acknowledged();
  await vi.waitFor(async () => expect(await store.get(linkKey(person))).toEqual({ lost: 'ranOut' }));
  await ask(slash('privacy delete', {}, person)).message(says('Deleted'));
  expect(await store.get(linkKey(person))).toBeUndefined();
});
