/** Linking a Spotify account as people do it: in a browser, over real sockets. */
import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createHttp } from '../../src/net/http.ts';
import { createSpotifyAccounts, spotifyRedirect } from '../../src/services/spotify/account/accounts.ts';
import { createSpotifySource } from '../../src/services/spotify/index.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { startWebServer } from '../../src/web/server.ts';
import { linkTo } from '../support/links.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { noChromium, startChromium } from '../support/outside-programs.ts';
import { type FakeSpotify, fakeClient, rowsOf, startSpotify } from '../support/spotify-server.ts';

type SpotifyAccounts = ReturnType<typeof createSpotifyAccounts>;

const http = createHttp({ userAgent: 'test' });

const ada = { userId: '1', name: 'ada' };

async function startBot(): Promise<{ accounts: SpotifyAccounts; spotify: FakeSpotify; url: string }> {
  const spotify = await startSpotify();
  let accounts: SpotifyAccounts | null = null;
  const ready = (): SpotifyAccounts => {
    if (accounts === null) throw new Error('not yet');
    return accounts;
  };
  const server = await startWebServer({
    host: '127.0.0.1',
    port: 0,
    health: () => ({ ok: true }),
    spotify: {
      start: (ticket) => ready().pages.start(ticket),
      finish: (answer, secret) => ready().pages.finish(answer, secret),
      confirm: (token, secret) => ready().pages.confirm(token, secret),
      undo: (secret) => ready().pages.undo(secret),
    },
  });
  onTestFinished(() => server.close());
  accounts = createSpotifyAccounts({
    http,
    clientId: fakeClient.id,
    ...spotifyRedirect({ HTTP_PORT: server.port }),
    accountsUrl: spotify.url,
    apiUrl: spotify.url,
    store: createMemoryKeyValue(),
    secrets: createSecretBox([randomBytes(32)]),
  });
  return { accounts, spotify, url: server.url };
}

describe.skipIf(noChromium !== null)(
  `linking in a browser${noChromium === null ? '' : ` (${noChromium})`}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium();
    });
    afterAll(() => browser?.close());

    /** A browser of somebody's own, with a cookie jar of its own. */
    async function person() {
      const context = await browser.newContext();
      onTestFinished(() => context.close());
      return context.newPage();
    }

    it('goes there and back, and the person’s own songs can be read', async () => {
      const { accounts, spotify } = await startBot();
      const page = await person();
      await page.goto(await accounts.link(ada));
      expect(await page.textContent('h1')).toBe('SceneScore wants to:');
      await page.click('#agree');
      expect(await page.textContent('h1')).toBe('Link these two accounts?');
      expect(await page.textContent('main')).toMatch(
        /Spotify account:\s+ada \(shown as “ada on Spotify”\)Discord account: @ada \(id 1\)/,
      );
      expect(await accounts.status('1')).toEqual({ linked: false });
      await page.click('#confirm');
      expect(await page.textContent('h1')).toBe('Your songs are in reach');
      spotify.liked.set('ada', rowsOf(3));
      const source = createSpotifySource({ http, webUrl: spotify.url, apiUrl: spotify.url });
      const account = (await accounts.access('1')) ?? undefined;
      expect((await source.load(linkTo('liked'), { account })).songs).toHaveLength(3);
    });

    it('says what happened when the person says no', async () => {
      const { accounts } = await startBot();
      const page = await person();
      await page.goto(await accounts.link(ada));
      await page.click('#cancel');
      expect(await page.textContent('main')).toMatch(/You did not let Spotify.*nothing was linked/s);
      expect(await accounts.status('1')).toEqual({ linked: false });
    });

    it('refuses a wrong state', async () => {
      const { accounts, spotify, url } = await startBot();
      const page = await person();
      await page.goto(await accounts.link(ada));
      const answer = await page.goto(`${url}/spotify/callback?code=code-1&state=guess`);
      expect(answer?.status()).toBe(403);
      expect(await page.textContent('h1')).toBe('Nothing was linked');
      expect(spotify.asked(/api\/token/)).toBe(0);
    });

    it('refuses the same answer a second time', async () => {
      const { accounts, spotify } = await startBot();
      const page = await person();
      await page.goto(await accounts.link(ada));
      await page.click('#agree');
      await page.reload();
      expect(await page.textContent('main')).toContain('used already');
      expect(await accounts.status('1')).toEqual({ linked: false });
      expect(spotify.asked(/api\/token/)).toBe(1);
    });

    it('refuses a stolen link: once opened, it opens for nobody else', async () => {
      const { accounts, spotify } = await startBot();
      const link = await accounts.link(ada);
      const owner = await person();
      await owner.goto(link);
      const thief = await person();
      spotify.signedInAs = 'thief';
      expect((await thief.goto(link))?.status()).toBe(403);
      spotify.signedInAs = 'ada';
      await owner.click('#agree');
      await owner.click('#confirm');
      expect(await accounts.status('1')).toMatchObject({ spotifyName: 'ada on Spotify' });
    });

    it('refuses an answer that another browser brings: the address at Spotify was passed on', async () => {
      const { accounts, spotify } = await startBot();
      const owner = await person();
      await owner.goto(await accounts.link({ userId: '2', name: 'mallory' }));
      const victim = await person();
      spotify.signedInAs = 'victim';
      await victim.goto(owner.url());
      await victim.click('#agree');
      expect(await victim.textContent('main')).toContain('opened in another browser');
      expect(await accounts.status('2')).toEqual({ linked: false });
      expect(spotify.asked(/api\/token/)).toBe(0);
    });

    it('lets a person who was sent somebody’s link undo it at once', async () => {
      const { accounts, spotify } = await startBot();
      const victim = await person();
      spotify.signedInAs = 'victim';
      await victim.goto(await accounts.link({ userId: '2', name: 'mallory' }));
      await victim.click('#agree');
      expect(await victim.textContent('main')).toContain('@mallory (id 2)');
      expect(await accounts.status('2')).toEqual({ linked: false });
      await victim.click('#confirm');
      expect(await accounts.status('2')).toMatchObject({ linked: true });
      await victim.click('#undo');
      expect(await victim.textContent('h1')).toBe('Undone');
      expect(await accounts.status('2')).toEqual({ linked: false });
    });
  },
);
