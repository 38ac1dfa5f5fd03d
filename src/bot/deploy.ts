/** Registering the commands with Discord: the same list that the bot serves. */
import { REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';
import { z } from 'zod';
import type { Command } from './command.ts';

export type DeployOptions = {
  apiUrl: string;
  token: string;
  /** Without it Discord is asked who the token belongs to. */
  applicationId: string | undefined;
  /** One server (seen at once), or everywhere. */
  serverId: string | undefined;
  commands: readonly Command[];
};

const applicationSchema = z.object({ id: z.string() });

/** What Discord is sent. Throws for a malformed command: none is dropped in silence. */
export function commandBodies(commands: readonly Command[]): RESTPostAPIApplicationCommandsJSONBody[] {
  return commands.map(({ data }) => data.toJSON());
}

/** Replaces the whole list at once, so that running it twice changes nothing; gives the names registered. */
export async function deployCommands(options: DeployOptions): Promise<string[]> {
  const { token, apiUrl, serverId, commands } = options;
  const rest = new REST({ api: apiUrl, version: '10' }).setToken(token);
  const applicationId =
    options.applicationId ?? applicationSchema.parse(await rest.get(Routes.oauth2CurrentApplication())).id;
  const route =
    serverId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, serverId);
  await rest.put(route, { body: commandBodies(commands) });
  return commands.map(({ data }) => data.name);
}
