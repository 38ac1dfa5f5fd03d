/** The Discord bot. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createApp } from './app/app.ts';
import { noToken, runBot } from './app/run-bot.ts';
import { runMain } from './app/run-main.ts';
import { loadEnvFile } from './config.ts';
import { createMetrics } from './metrics.ts';
import { packagePath } from './package-path.ts';

loadEnvFile();
await runMain(process.env, async (config, log) => {
  // Before anything else is opened.
  if (config.DISCORD_TOKEN === undefined) throw noToken();
  const manifest = JSON.parse(readFileSync(packagePath('package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  const metrics = config.HTTP_PORT === undefined ? null : await createMetrics();
  const app = await createApp(config, { logger: log, metrics, useWorkerProcess: true });
  const announce = (line: string): void => void process.stdout.write(`${line}\n`);
  return runBot({ config, app, log, version, announce, metrics });
});
