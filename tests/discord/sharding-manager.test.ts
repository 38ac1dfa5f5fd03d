/** discord.js's own ShardingManager over the very program that runs alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ShardingManager } from 'discord.js';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startDiscord } from '../support/discord/loopback-discord.ts';

const root = resolve(import.meta.dirname, '../..');
const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB';

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
