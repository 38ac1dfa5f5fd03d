/** The whole program, from `/spotify link` over Spotify and back, to the songs only this person can read. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startDiscord } from '../support/discord/loopback-discord.ts';
import { slash } from '../support/discord/payloads.ts';
import { exchangeOf, type MessageBody, says } from '../support/discord/test-bot.ts';
import { fakeClient, rowsOf, startSpotify } from '../support/spotify-server.ts';

const person = '100000000000000007';
const root = resolve(import.meta.dirname, '../..');

/** Spotify wants to know the address beforehand, so the port has to be known before the bot starts. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function startBot(env: Record<string, string>) {
  const [discord, spotify] = [await startDiscord(), await startSpotify()];
  const data = mkdtempSync(join(tmpdir(), 'scenescore-'));
  let output = '';
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/index.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: data,
      DATA_DIR: data,
      DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB',
      DISCORD_API_URL: discord.apiUrl,
      CAPTIONER: 'none',
      EMBEDDER: 'builtin',
      SPOTIFY_CLIENT_ID: fakeClient.id,
      SPOTIFY_CLIENT_SECRET: fakeClient.secret,
      SPOTIFY_API_URL: spotify.url,
      SPOTIFY_ACCOUNTS_URL: spotify.url,
      SPOTIFY_WEB_URL: spotify.url,
      SECRET_KEY: randomBytes(32).toString('base64'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise((done) => child.on('exit', done));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(data, { recursive: true, force: true });
  });
  await vi.waitFor(() => expect(output).toContain('"msg":"ready"'), { timeout: 30_000, interval: 100 });
  async function ask(command: string, options: Record<string, string>, fits: (body: MessageBody) => boolean) {
    const payload = slash(command, options, person);
    discord.dispatch('INTERACTION_CREATE', payload);
    return exchangeOf(discord, payload.token).message(fits, 30_000);
  }
  return { spotify, ask, output: () => output };
}

it('links an account in a browser, and reads what only that account may', async () => {
  const port = await freePort();
  const { spotify, ask, output } = await startBot({ HTTP_PORT: String(port) });
  await ask('spotify status', {}, says('No Spotify account is linked'));
  const offered = await ask('spotify link', {}, says('**Open Spotify**'));
  const link = offered.components?.[0]?.components[0]?.url ?? '';
  expect(link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/spotify/start\\?t=`));

  const started = await fetch(link, { redirect: 'manual' });
  const consent = await (await fetch(started.headers.get('location') ?? '')).text();
  const back = (/id="agree" href="([^"]+)"/.exec(consent)?.[1] ?? '').replaceAll('&amp;', '&');
  const cookie = started.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await fetch(back, { headers: { cookie } });
  const shown = await page.text();
  expect([page.status, shown]).toEqual([200, expect.stringContaining('ada on Spotify')]);
  const token = /name="token" value="([^"]+)"/.exec(shown)?.[1] ?? '';
  const confirm = new URL('confirm', back);
  const agreed = await fetch(confirm, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ token }),
  });
  expect([agreed.status, await agreed.text()]).toEqual([200, expect.stringContaining('linked now')]);

  await ask('spotify status', {}, says('Linked with Spotify as **ada on Spotify**'));
  spotify.liked.set('ada', rowsOf(3));
  await ask('playlist set', { link: 'liked' }, (body) => JSON.stringify(body).includes('3 songs'));
  await ask('spotify unlink', {}, says('is unlinked'));
  await ask('spotify status', {}, says('No Spotify account is linked'));
  expect(output()).not.toMatch(/access-\w|refresh-\w|code-\w{8}/);
}, 90_000);

it('links by pasting the address where the callback cannot be reached', async () => {
  const { spotify, ask } = await startBot({});
  const offered = await ask('spotify link', {}, says('**Paste the address**'));
  const [open, paste] = offered.components?.[0]?.components ?? [];
  expect(open?.url?.startsWith(`${spotify.url}/authorize?`)).toBe(true);
  expect(paste?.label).toBe('Paste the address');
}, 90_000);
