/** The whole program, where nothing but services on this machine can be reached. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AppOptions, createApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { rasterise } from '../../src/photos/sharp.ts';
import { startLoopback } from './loopback.ts';

/** Without models, lyrics and facts unless `settings` name them; ends with the test. */
export async function startApp(settings: Record<string, string>, options: Partial<AppOptions> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-app-'));
  const nothing = await startLoopback(() => ({ status: 404, json: {} }));
  const config = readConfig({
    DATA_DIR: dataDir,
    MODELS_OFFLINE: '1',
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    FACTS: 'off',
    LRCLIB_URL: nothing.url,
    RATE_LIMITS: 'gemini:1000/60,lrclib:1000/1,musicbrainz:1000/1',
    ...settings,
  });
  const app = await createApp(config, { logger: createLogger('silent'), ...options });
  onTestFinished(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { app, config, dataDir };
}

export const blackPhoto = (): Promise<Uint8Array> =>
  rasterise(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    ),
  );
