/** The Discord bot. */
import { createApp } from './app/app.ts';
import { runBot } from './app/run-bot.ts';
import { runMain } from './app/run-main.ts';
import { loadEnvFile } from './env-file.ts';
import { UserError } from './errors.ts';
import { hostTexts } from './locales/en/host.ts';
import { createMetrics } from './metrics.ts';
import { ownVersion } from './package-path.ts';

await runMain(
  () => loadEnvFile(process.env),
  async (config, log) => {
    const { DISCORD_TOKEN: token } = config;
    if (token === undefined) throw new UserError('no-token', hostTexts.start.noToken);
    const metrics = config.HTTP_PORT === undefined ? null : await createMetrics();
    const app = await createApp(config, { logger: log, metrics, useWorkerProcess: true });
    const announce = (line: string): void => void process.stdout.write(`${line}\n`);
    return runBot({ token, config, app, log, version: ownVersion(), announce, metrics });
  },
);
