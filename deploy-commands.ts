/** `npm run deploy-commands`, or `npm run deploy-commands -- --guild ID` for one server. */
import { parseArgs } from 'node:util';
import { commands } from './src/commands/index.ts';
import { readConfig } from './src/config.ts';
import { deployCommands, deployFailure } from './src/discord/deploy.ts';
import { loadEnvFile } from './src/env-file.ts';
import { UserError } from './src/errors.ts';
import { hostTexts } from './src/locales/en/host.ts';
import { createRedact, secretsIn } from './src/redact.ts';

const texts = hostTexts.deploy;

function asked() {
  try {
    return parseArgs({ options: { guild: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
      .values;
  } catch (cause) {
    throw new UserError('bad-option', texts.usage, { cause });
  }
}

async function main(): Promise<void> {
  const { help, guild } = asked();
  if (help) {
    process.stdout.write(`${texts.usage}\n`);
    return;
  }
  const config = readConfig(loadEnvFile(process.env));
  if (config.DISCORD_TOKEN === undefined) {
    throw new UserError('no-token', texts.noToken);
  }
  const serverId = guild ?? config.DISCORD_GUILD_ID;
  if (serverId !== undefined && !/^\d{15,20}$/.test(serverId)) {
    throw new UserError('bad-server', texts.badServer);
  }
  const names = await deployCommands({
    apiUrl: config.DISCORD_API_URL,
    token: config.DISCORD_TOKEN,
    applicationId: config.DISCORD_CLIENT_ID,
    serverId,
    commands,
  });
  process.stdout.write(`${texts.done(names, serverId)}\n`);
}

try {
  await main();
} catch (error) {
  console.error(createRedact(secretsIn(process.env))(deployFailure(error)));
  process.exitCode = error instanceof UserError ? 2 : 1;
}
