/** The Discord bot. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createApp } from './app/app.ts';
import { loadEnvFile } from './app/load-env-file.ts';
import { noToken, runBot } from './app/run-bot.ts';
import { endWell, startWell } from './app/run-main.ts';
import { readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { packagePath } from './package-path.ts';
import { createRedact, secretsIn } from './redact.ts';

loadEnvFile();
const redact = createRedact(secretsIn(process.env));

async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (config.DISCORD_TOKEN === undefined) throw noToken();
  const log = createLogger(config.LOG_LEVEL, { redact });
  const manifest = JSON.parse(readFileSync(packagePath('package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  const metrics = config.HTTP_PORT === undefined ? null : await createMetrics();
  const app = await createApp(config, { logger: log, metrics, useWorkerProcess: true });
  const announce = (line: string): void => void process.stdout.write(`${line}\n`);
  const bot = await runBot({ config, app, log, version, announce, metrics });
  endWell({ log, close: () => bot.close(), lost: bot.lost });
}

await startWell(main, redact);
