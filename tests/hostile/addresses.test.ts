/** A service that sends us elsewhere is not followed: nothing outside the addresses that were set is ever connected to. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { playlistOf } from '../faults/matrix.ts';
import { services } from '../faults/services.ts';
import { startWorld } from '../faults/world.ts';
import { startLoopback } from '../support/loopback.ts';

const connecting = z.object({ connectParams: z.object({ host: z.string() }) });

/** Every host that `fetch` connects to from now on. */
function connections(): Set<string> {
  const hosts = new Set<string>();
  const note = (message: unknown): void => {
    const { data } = connecting.safeParse(message);
    if (data !== undefined) hosts.add(data.connectParams.host);
  };
  subscribe('undici:client:beforeConnect', note);
  onTestFinished(() => void unsubscribe('undici:client:beforeConnect', note));
  return hosts;
}

it.each(services)('$name cannot lead us anywhere', async (row) => {
  const elsewhere = await startLoopback(() => ({ json: {} }));
  const targets = [
    `${elsewhere.url}/`,
    'http://169.254.169.254/latest/meta-data/',
    '//[::1]:80/',
    'file:///etc/passwd',
  ];
  let asked = 0;
  const lying = await startLoopback(() => ({
    status: [301, 302, 307, 308][asked % 4] ?? 302,
    headers: { location: targets[asked++ % targets.length] ?? '' },
  }));
  const world = await startWorld();
  onTestFinished(() => world.close());
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-addresses-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const config = readConfig({
    DATA_DIR: dataDir,
    MODELS_OFFLINE: '1',
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    LRCLIB_URL: world.lrclib.url,
    FACTS: 'off',
    RATE_LIMITS: 'lrclib:1000/1',
    ...row.env(lying.url, world),
  });
  const logger = createLogger('silent');
  const app = await createApp(config, { logger, budgetMs: 8_000, maxTimeoutMs: 500 });
  onTestFinished(() => app.close());
  const hosts = connections();
  const playlists = [playlistOf(row, 0)];
  await app.matchScene({ photo: world.photo, playlists, feeling: '' }).catch(() => undefined);
  expect(asked).toBeGreaterThan(0);
  expect(elsewhere.seen).toHaveLength(0);
  const { lrclib, lrclibWithoutWords, genius, gemini, spotify, nobody } = world;
  const set = [lying, lrclib, lrclibWithoutWords, genius, gemini, spotify, nobody];
  const allowed = set.map(({ url }) => new URL(url).host);
  expect([...hosts].filter((host) => !allowed.includes(host))).toEqual([]);
  expect(hosts.size).toBeGreaterThan(0);
});
