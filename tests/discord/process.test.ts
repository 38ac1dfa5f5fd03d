import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import KeyvSqlite from '@keyv/sqlite';
import { ShardingManager } from 'discord.js';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { rasterise } from '../../src/photos/sharp.ts';
import { startDiscord } from '../support/discord/loopback-discord.ts';
import { attachment, modal, press, slash } from '../support/discord/payloads.ts';
import { exchangeOf, isAnswer, type MessageBody } from '../support/discord/test-bot.ts';
import { startLoopback } from '../support/loopback.ts';

const root = resolve(import.meta.dirname, '../..');
const person = '100000000000000007';
const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB';

type Running = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

function start(env: Record<string, string>): Running {
  const data = mkdtempSync(join(tmpdir(), 'scenescore-'));
  let output = '';
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/index.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: data, DATA_DIR: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(data, { recursive: true, force: true });
  });
  return { child, output: () => output, ended };
}

const drawnPhoto = (): Promise<Uint8Array> =>
  rasterise(
    new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#27406b"/><circle cx="320" cy="300" r="90" fill="#f2a541"/></svg>',
    ),
  );

/** A first ranking comes without buttons. */
const isFinal = (body: MessageBody): boolean => isAnswer(body) && (body.components?.length ?? 0) > 0;

describe('the bot as a process', () => {
  it('says in one sentence what is missing without a token, and exits with 1', async () => {
    const { ended, output } = start({});
    expect(await ended).toBe(1);
    expect(output()).toMatch(/^DISCORD_TOKEN is missing.*`npm run demo`.*\n$/);
  });

  it('says in one sentence that Discord refuses the token', async () => {
    const discord = await startDiscord();
    discord.refuse = () => ({ status: 401, json: { code: 0, message: '401: Unauthorized' } });
    const { ended, output } = start({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.apiUrl,
      LOG_LEVEL: 'silent',
    });
    expect(await ended).toBe(1);
    expect(output()).toMatch(/^Discord does not accept DISCORD_TOKEN.*\n$/);
  });

  it('says in one sentence that Discord cannot be reached', async () => {
    const { ended, output } = start({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: 'http://127.0.0.1:9',
      LOG_LEVEL: 'silent',
    });
    expect(await ended).toBe(1);
    expect(output()).toMatch(
      /^SceneScore could not start: a GET .*ECONNREFUSED.* start it again in a minute\.\n$/,
    );
  });

  it('says in one sentence that its port is taken', async () => {
    const discord = await startDiscord();
    const port = discord.host.split(':')[1] ?? '';
    const { ended, output } = start({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.apiUrl,
      HTTP_PORT: port,
      LOG_LEVEL: 'silent',
    });
    expect(await ended).toBe(1);
    expect(output()).toMatch(/^Port \d+ is in use.*HTTP_PORT\.\n$/);
  });

  it('matches a photo with a file for real, reports its health, and ends cleanly on SIGTERM', async () => {
    const discord = await startDiscord();
    const nothing = await startLoopback(() => ({
      status: 404,
      json: { code: 404, name: 'TrackNotFound', message: '' },
    }));
    discord.files.set('/attachments/1/2/photo.png', await drawnPhoto());
    const csv =
      'Artist Name,Track Name,Genres\nNina,Quiet Sea,ambient\nRob,Burning Rage,metal\nIda,Golden Evening,folk\n';
    discord.files.set('/attachments/1/3/songs.csv', new TextEncoder().encode(csv));
    const identified = discord.identified();
    const { child, output, ended } = start({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_ATTACHMENT_HOSTS: discord.host,
      HTTP_PORT: '0',
      CAPTIONER: 'none',
      EMBEDDER: 'builtin',
      LRCLIB_URL: nothing.url,
      FACTS: 'off',
    });
    // Guilds, GuildMessageReactions, DirectMessageReactions: none of them privileged.
    expect(await identified).toBe((1 << 0) | (1 << 10) | (1 << 13));
    await vi.waitFor(() => expect(output()).toContain('"msg":"ready"'), { timeout: 45_000 });
    // Said on another stream, which may be a moment later.
    const invited = /^scenescore is ready, in 1 server. Invite it with https:.*permissions=117760$/m;
    await vi.waitFor(() => expect(output()).toMatch(invited), { timeout: 5_000 });
    const url = /"url":"(http:[^"]+)"/.exec(output())?.[1] ?? '';
    const health = await fetch(`${url}/healthz`);
    expect([health.status, await health.json()]).toMatchObject([200, { ok: true, store: true }]);

    const image = attachment(`http://${discord.host}/attachments/1/2/photo.png`, {
      content_type: 'image/png',
    });
    const file = attachment(`http://${discord.host}/attachments/1/3/songs.csv`, { filename: 'songs.csv' });
    const payload = slash('scenescore', { image, file }, person);
    discord.dispatch('INTERACTION_CREATE', payload);
    const answer = await exchangeOf(discord, payload.token).message(isFinal, 60_000);
    expect(answer.embeds?.at(-1)?.footer?.text).toContain('Read all 3 songs of “songs”');
    expect(answer.sent.files[0]?.name).toBe('photo.jpg');
    expect(answer.sent.files[0]?.bytes.subarray(0, 2)).toEqual(new Uint8Array([0xff, 0xd8]));

    // As Discord shows the answer: its files have addresses.
    const shown = { ...discord.originals.get(payload.token) };
    discord.files.set('/attachments/1/4/photo.jpg', answer.sent.files[0]?.bytes ?? new Uint8Array());
    const thumbnail = { url: `http://${discord.host}/attachments/1/4/photo.jpg` };
    const message = { ...shown, embeds: [{ title: 'the photo', thumbnail }] };
    const pressed = (action: string) => {
      const parts = answer.components?.flatMap(({ components }) => components) ?? [];
      return parts.find(({ custom_id }) => custom_id.startsWith(`v1:${action}:`))?.custom_id ?? '';
    };
    const card = press(pressed('card'), message, person);
    discord.dispatch('INTERACTION_CREATE', card);
    const drawn = await exchangeOf(discord, card.token).message(isAnswer, 30_000);
    expect(drawn.sent.files[0]?.bytes.subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'));
    const refine = press(pressed('refine'), message, person);
    discord.dispatch('INTERACTION_CREATE', refine);
    const { data } = await exchangeOf(discord, refine.token).acknowledged();
    const fields = { words: 'angry and loud', caption: '' };
    const wish = modal(String(data?.custom_id), fields, person, { message });
    discord.dispatch('INTERACTION_CREATE', wish);
    const refined = await exchangeOf(discord, wish.token).message(isFinal, 30_000);
    expect(refined.embeds?.[1]?.title).toBe('1. Burning Rage');
    expect(refined.sent.files[0]?.name).toBe('photo.jpg');
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('scenescore_requests_total{outcome="answered",code=""} 1');
    expect(metrics).toContain('scenescore_queue_runs{line="bot",state="waiting"} 0');

    discord.files.set('/attachments/1/2/page.png', new TextEncoder().encode('<html>no photo</html>'));
    const fake = attachment(`http://${discord.host}/attachments/1/2/page.png`, { content_type: 'image/png' });
    const other = slash('scenescore', { image: fake, file }, '100000000000000008');
    discord.dispatch('INTERACTION_CREATE', other);
    const refused = await exchangeOf(discord, other.token).message(({ flags }) => flags === 64, 30_000);
    expect(refused.content).toMatch(/^[A-Z].*(JPEG|PNG).*\.$/);

    // Photo and card were made elsewhere: what libvips leaves behind in memory does not stay with the bot.
    if (process.platform === 'linux') {
      expect(readFileSync(`/proc/${child.pid}/maps`, 'utf8')).not.toContain('libvips');
    }

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output()).not.toContain(payload.token);
    expect(discord.problems).toEqual([]);
  }, 90_000);

  it('says in its health that the database takes no writes, and when it does again', async () => {
    const discord = await startDiscord();
    const folder = mkdtempSync(join(tmpdir(), 'scenescore-health-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const url = `sqlite://${join(folder, 'kept.sqlite')}`;
    const { output } = start({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.apiUrl,
      STORE_URL: url,
      HTTP_PORT: '0',
      CAPTIONER: 'none',
      EMBEDDER: 'builtin',
      FACTS: 'off',
    });
    await vi.waitFor(() => expect(output()).toContain('"msg":"ready"'), { timeout: 45_000 });
    const other = new KeyvSqlite({ uri: url, table: 'other' });
    onTestFinished(() => other.disconnect());
    await other.query('BEGIN IMMEDIATE');
    const page = `${/"url":"(http:[^"]+)"/.exec(output())?.[1]}/healthz`;
    const ill = await fetch(page);
    expect([ill.status, await ill.json()]).toMatchObject([
      503,
      { ok: false, store: false, problems: ['database: SQLITE_BUSY'] },
    ]);
    await other.query('ROLLBACK');
    const well = async () => (await fetch(page)).json();
    await expect
      .poll(well, { timeout: 20_000, interval: 500 })
      .toMatchObject({ ok: true, store: true, problems: [] });
  }, 90_000);
});

it('starts a process for each shard under a ShardingManager, and each takes its part', async () => {
  const discord = await startDiscord();
  const data = mkdtempSync(join(tmpdir(), 'scenescore-shards-'));
  const settings = {
    DATA_DIR: data,
    DISCORD_API_URL: discord.apiUrl,
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    LOG_LEVEL: 'silent',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const manager = new ShardingManager(join(root, 'src/index.ts'), {
    totalShards: 2,
    token,
    respawn: false,
    execArgv: ['--import', 'tsx'],
    silent: true,
  });
  onTestFinished(async () => {
    const ended = manager.shards.map(
      (shard) => new Promise((done) => (shard.process === null ? done(null) : shard.once('death', done))),
    );
    for (const shard of manager.shards.values()) shard.kill();
    await Promise.all(ended);
    rmSync(data, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });
  // Resolves when each has told the manager that it is ready.
  const shards = await manager.spawn({ delay: 0, timeout: 25_000 });
  expect(shards.size).toBe(2);
  expect([...discord.shards].sort()).toEqual([
    [0, 2],
    [1, 2],
  ]);
  expect(await manager.fetchClientValues('shard.ids')).toEqual([[0], [1]]);
}, 60_000);
