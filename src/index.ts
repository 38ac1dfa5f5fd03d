/** The Discord bot. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createApp } from './app.ts';
import { endWell } from './bot/lifetime.ts';
import { redacted } from './bot/redact.ts';
import { noToken, runBot } from './bot/run-bot.ts';
import { readConfig } from './config.ts';
import { causeChain, UserError } from './errors.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { loadEnvFile } from './support/load-env-file.ts';
import { packagePath } from './support/root.ts';

async function main(): Promise<void> {
  loadEnvFile();
  const config = readConfig(process.env);
  if (config.DISCORD_TOKEN === undefined) throw noToken();
  const log = createLogger(config.LOG_LEVEL);
  const manifest = JSON.parse(readFileSync(packagePath('package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  const metrics = config.HTTP_PORT === undefined ? null : await createMetrics();
  const app = await createApp(config, { logger: log, metrics, readsAside: true });
  const announce = (line: string): void => void process.stdout.write(`${line}\n`);
  const bot = await runBot({ config, app, log, version, announce, metrics });
  endWell({ log, close: () => bot.close(), lost: bot.lost });
}

try {
  await main();
} catch (error) {
  // A refused connection has its reason in the cause; a stack would only hide it.
  const said = error instanceof UserError ? error.message : `SceneScore could not start: ${whole(error)}`;
  process.stderr.write(`${said}\n`);
  process.exit(1);
}

function whole(error: unknown): string {
  return causeChain(error).map(redacted).join(', because of ');
}
