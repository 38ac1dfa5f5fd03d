/** Registering the commands with Discord: the same list that the bot serves. */
import { DiscordAPIError, REST, Routes } from 'discord.js';
import { z } from 'zod';
import { causeChain, UserError } from '../errors.ts';
import { startup } from '../locales/en/host.ts';
import type { Command } from './command.ts';
import { defaultLimits } from './limits.ts';
import { boundRequests, restOptions } from './rest.ts';

type DeployOptions = {
  apiUrl: string;
  token: string;
  /** Without it Discord is asked who the token belongs to. */
  applicationId: string | undefined;
  /** One server (seen at once), or everywhere. */
  serverId: string | undefined;
  commands: readonly Command[];
  /** For one request with all its tries, milliseconds. */
  requestMs?: number | undefined;
};

const applicationSchema = z.object({ id: z.string() });

/**
 * Replaces the whole list at once, so that running it twice changes nothing; gives the names registered. Throws for a
 * malformed command: none is dropped in silence.
 */
export async function deployCommands(options: DeployOptions): Promise<string[]> {
  const { token, apiUrl, serverId, commands, requestMs = defaultLimits.requestMs } = options;
  const rest = new REST(restOptions(apiUrl)).setToken(token);
  boundRequests(rest, requestMs);
  const applicationId =
    options.applicationId ?? applicationSchema.parse(await rest.get(Routes.oauth2CurrentApplication())).id;
  const route =
    serverId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, serverId);
  await rest.put(route, { body: commands.map(({ data }) => data.toJSON()) });
  return commands.map(({ data }) => data.name);
}

/** What went wrong, in one line for the person who runs the program. */
export function deployFailure(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof DiscordAPIError && error.status === 401) return startup.badToken;
  if (error instanceof DiscordAPIError && [403, 404].includes(error.status))
    return startup.notAllowed(error.status, error.message);
  if (error instanceof DiscordAPIError) return startup.commandsRefused(error.status, error.message);
  return startup.notRegistered(causeChain(error).join(', because of '));
}
