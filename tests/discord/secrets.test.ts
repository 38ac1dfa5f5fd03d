/** A whole day of the bot with canaries for secrets: linking, photos, exports, failing services, pages, and a crash. */
import { createServer } from 'node:net';
import { expect, it, vi } from 'vitest';
import { rasterise } from '../../src/photos/sharp.ts';
import { canaries, clientId, echo, expectNoCanary, seenOf, servicesAt, start } from '../support/canaries.ts';
import { startDiscord } from '../support/discord/loopback-discord.ts';
import { attachment, slash } from '../support/discord/payloads.ts';
import { exchangeOf, isAnswer, type MessageBody, says } from '../support/discord/test-bot.ts';
import { startLoopback } from '../support/loopback.ts';

const person = '100000000000000007';
/** What Spotify gives for an account, and what its page brings back. */
const given = {
  access: 'canary-access-token-of-ada',
  refresh: 'canary-refresh-token-of-ada',
  code: 'canary-code-of-ada',
};
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="#27406b"/></svg>';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Spotify's accounts: gives the canaries for a code, and then repeats whatever it is shown. */
async function startAccounts() {
  const echoing = await echo(400);
  const isGood = (form: URLSearchParams): boolean => form.get('code') === given.code;
  const accounts = await startLoopback(async ({ url, body, headers, method }) => {
    if (url.pathname === '/api/token' && isGood(new URLSearchParams(body))) {
      const { access: access_token, refresh: refresh_token } = given;
      return { json: { access_token, refresh_token, token_type: 'Bearer', scope: '', expires_in: 1 } };
    }
    if (url.pathname === '/v1/me' && headers.authorization === `Bearer ${given.access}`)
      return { json: { id: 'ada', display_name: 'Ada' } };
    const answer = await fetch(`${echoing.url}${url.pathname}${url.search}`, {
      method,
      headers: { authorization: headers.authorization ?? '' },
      ...(method === 'POST' ? { body } : {}),
    });
    return { status: answer.status, headers: { 'x-echo': 'yes' }, json: await answer.json() };
  });
  return { accounts, echoing };
}

it('leaks no secret, whatever happens', async () => {
  const [discord, services, pages, { accounts, echoing }, port] = await Promise.all([
    startDiscord(),
    echo(401),
    // No song stands where one would guess it, so the search is asked, with its token.
    echo(404),
    startAccounts(),
    freePort(),
  ]);
  const said: string[] = [];
  const env = {
    ...canaries,
    ...servicesAt(services.url),
    GENIUS_WEB_URL: pages.url,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_ATTACHMENT_HOSTS: discord.host,
    SPOTIFY_CLIENT_ID: clientId,
    SPOTIFY_ACCOUNTS_URL: accounts.url,
    SPOTIFY_API_URL: accounts.url,
    HTTP_PORT: String(port),
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
  };
  const bug =
    "process.on('SIGUSR2', () => { throw Object.assign(new Error(JSON.stringify(process.env)), { env: process.env }); });";
  const args = ['--import', `data:text/javascript,${encodeURIComponent(bug)}`, 'src/index.ts'];
  const bot = start(args, env);
  await vi.waitFor(() => expect(bot.said()).toContain('"msg":"ready"'), { timeout: 30_000 });
  const ask = async (
    command: string,
    options: Parameters<typeof slash>[1],
    fits: (body: MessageBody) => boolean,
  ) => {
    const payload = slash(command, options, person);
    discord.dispatch('INTERACTION_CREATE', payload);
    return exchangeOf(discord, payload.token).message(fits, 30_000);
  };
  /** A page of the bot's, headers and all. */
  const open = async (address: string, headers: Record<string, string> = {}, form?: URLSearchParams) => {
    const sent = form === undefined ? {} : { method: 'POST', body: form };
    const page = await fetch(address, { redirect: 'manual', headers, ...sent });
    const whole = `${JSON.stringify([...page.headers])} ${await page.text()}`;
    said.push(whole);
    return { status: page.status, headers: page.headers, whole };
  };

  // Linking: a code that Spotify refuses and repeats, then one it takes.
  for (const code of ['canary-code-refused', given.code]) {
    const offered = await ask('spotify link', {}, says('**Open Spotify**'));
    const link = offered.components?.[0]?.components[0]?.url ?? '';
    const started = await open(link);
    const state = new URL(started.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const cookie = started.headers.get('set-cookie')?.split(';')[0] ?? '';
    const back = `http://127.0.0.1:${port}/spotify/callback?${new URLSearchParams({ code, state })}`;
    const { whole } = await open(back, { cookie });
    expect(whole).toContain(code === given.code ? '<strong>ada</strong>' : 'nothing was linked');
    const token = /name="token" value="([^"]+)"/.exec(whole)?.[1];
    if (token === undefined) continue;
    const agreed = await open(String(new URL('confirm', back)), { cookie }, new URLSearchParams({ token }));
    expect(agreed.whole).toContain('linked now');
  }
  await ask('spotify status', {}, says('Linked with Spotify as **Ada**'));

  // A photo with songs that only a token opens, which has run out; and one that is answered.
  discord.files.set('/attachments/1/2/photo.png', await rasterise(Buffer.from(svg)));
  discord.files.set(
    '/attachments/1/3/songs.csv',
    Buffer.from('Artist Name,Track Name\nNina,Quiet Sea\nRob,Rage\n'),
  );
  const image = attachment(`http://${discord.host}/attachments/1/2/photo.png`, { content_type: 'image/png' });
  const file = attachment(`http://${discord.host}/attachments/1/3/songs.csv`, { filename: 'songs.csv' });
  await ask('scenescore', { image, playlist: 'liked' }, ({ content = '' }) => /^[A-Z].*\.$/s.test(content));
  await vi.waitFor(() => expect(echoing.seen.length).toBeGreaterThan(1), { timeout: 10_000 });
  await ask('scenescore', { image, file }, (body) => isAnswer(body) && (body.components?.length ?? 0) > 0);
  const exported = await ask('privacy export', {}, says('everything I keep'));
  expect(exported.sent.files).not.toEqual([]);
  for (const page of ['metrics', 'healthz', 'nothing', 'spotify/callback?code=x&state=y'])
    await open(`http://127.0.0.1:${port}/${page}`);
  await open(`http://127.0.0.1:${port}/metrics`, { accept: 'application/openmetrics-text' });
  said.push(seenOf(bot.child.pid ?? 0));

  // What Discord was sent: messages and files, not the token that each of its calls needs.
  for (const { body, files } of discord.sent) {
    said.push(JSON.stringify(body), ...files.map(({ bytes }) => Buffer.from(bytes).toString('latin1')));
  }
  // The fault of a bug that has everything in its hands.
  bot.child.kill('SIGUSR2');
  expect(await bot.ended).toBe(1);
  expect(bot.said()).toContain('the program cannot go on');
  said.push(bot.said(), bot.written());
  expectNoCanary(said.join('\n'), Object.values(given));
  const tokens = discord.sent.map(({ path }) => /\/(?:interactions|webhooks)\/\d+\/([^/?]+)/.exec(path)?.[1]);
  for (const token of new Set(tokens)) expect(bot.said()).not.toContain(token ?? 'a token');
  // They did fly.
  expect(services.seen.map(({ headers }) => headers.authorization)).toContain(
    `Bearer ${canaries.GENIUS_TOKEN}`,
  );
  expect(echoing.seen.map(({ body }) => body).join()).toContain(given.refresh);
}, 120_000);
