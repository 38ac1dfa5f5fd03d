/** A shard of the bot and a worker, each a process of its own, on one Redis. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { rasterise } from '../../src/photos/sharp.ts';
import { noRedis, startRedis } from '../support/database-servers.ts';
import { startDiscord } from '../support/discord/loopback-discord.ts';
import { attachment, slash } from '../support/discord/payloads.ts';
import { exchangeOf, isAnswer } from '../support/discord/test-bot.ts';
import { startGemini } from '../support/gemini-server.ts';
import { startLoopback } from '../support/loopback.ts';

const root = resolve(import.meta.dirname, '../..');
const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB';
const square =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="#27406b"/></svg>';

function start(program: string, env: Record<string, string>) {
  const data = mkdtempSync(join(tmpdir(), 'scenescore-'));
  let output = '';
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: data, DATA_DIR: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(data, { recursive: true, force: true });
  });
  return { child, ended, output: () => output };
}

const urlIn = (output: string): string => /"url":"(http:[^"]+)"/.exec(output)?.[1] ?? '';

it('says in one sentence what a worker is missing', async () => {
  const { ended, output } = start('src/worker.ts', { QUEUE_URL: '' });
  expect(await ended).toBe(1);
  expect(output()).toMatch(/^QUEUE_URL is missing.*\n$/);
}, 90_000);

describe.skipIf(noRedis !== null)(`bot and worker${noRedis === null ? '' : ` (${noRedis})`}`, () => {
  it('answers a photo in Discord by a worker that shows it to Gemini, and both end cleanly on SIGTERM', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const discord = await startDiscord();
    const gemini = await startGemini();
    const nothing = await startLoopback(() => ({ status: 404, json: { code: 404, message: '' } }));
    discord.files.set('/attachments/1/2/photo.png', await rasterise(new TextEncoder().encode(square)));
    const csv = 'Artist Name,Track Name\nNina,Quiet Sea\nRob,Burning Rage\nIda,Golden Evening\n';
    discord.files.set('/attachments/1/3/songs.csv', new TextEncoder().encode(csv));
    const common = {
      QUEUE_URL: redis.url,
      STORE_URL: redis.url,
      MODELS_OFFLINE: '1',
      CAPTIONER: 'gemini',
      GEMINI_API_KEY: 'gemini-key',
      GEMINI_API_URL: gemini.url,
      EMBEDDER: 'builtin',
      LRCLIB_URL: nothing.url,
      FACTS: 'off',
      HTTP_PORT: '0',
      LOG_LEVEL: 'debug',
    };
    const worker = start('src/worker.ts', common);
    const bot = start('src/index.ts', {
      ...common,
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_ATTACHMENT_HOSTS: discord.host,
      SHARDS: '1',
      SHARD_COUNT: '2',
    });
    await vi.waitFor(() => expect(bot.output()).toContain('"msg":"ready"'), { timeout: 90_000 });
    expect(discord.shards).toEqual([[1, 2]]);

    const image = attachment(`http://${discord.host}/attachments/1/2/photo.png`, {
      content_type: 'image/png',
    });
    const file = attachment(`http://${discord.host}/attachments/1/3/songs.csv`, { filename: 'songs.csv' });
    const payload = slash('scenescore', { image, file }, '100000000000000007');
    discord.dispatch('INTERACTION_CREATE', payload);
    const answer = await exchangeOf(discord, payload.token).message(isAnswer, 120_000);
    expect(answer.embeds?.at(-1)?.footer?.text).toMatch(
      /Read all 3 songs of “songs”[\s\S]*Your photo was read by Gemini/u,
    );
    expect(gemini.calls.filter(({ photo }) => photo !== null)).toHaveLength(1);

    const done = 'scenescore_requests_total{outcome="answered",code=""} 1';
    for (const { output } of [worker, bot]) {
      const metrics = async (): Promise<string> => (await fetch(`${urlIn(output())}/metrics`)).text();
      // The answer is seen in Discord a moment before it is counted.
      await expect.poll(metrics, { timeout: 30_000 }).toContain(done);
    }
    expect(await (await fetch(`${urlIn(bot.output())}/metrics`)).text()).toContain(
      'scenescore_queue_runs{line="shared",state="waiting"} 0',
    );
    // The worker explains the run; no words, songs or ids are in either log.
    expect(worker.output()).toMatch(/"request":"[0-9a-z]{8}".*"msg":"what a run did"/);
    for (const { output } of [worker, bot]) {
      expect(output()).not.toMatch(
        /Quiet Sea|Burning Rage|Golden Evening|songs\.csv|photo\.png|100000000000000007/,
      );
    }
    for (const { child } of [bot, worker]) child.kill('SIGTERM');
    expect(await Promise.all([bot.ended, worker.ended])).toEqual([0, 0]);
  }, 300_000);
});
