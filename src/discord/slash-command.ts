/** Where commands may be used. */
import {
  ApplicationIntegrationType,
  type ContextMenuCommandBuilder,
  InteractionContextType,
  SlashCommandBuilder,
} from 'discord.js';
import { type WordKey, worded } from '../locales/command-names/words.ts';

const installs = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall] as const;
const contexts = [
  InteractionContextType.Guild,
  InteractionContextType.BotDM,
  InteractionContextType.PrivateChannel,
] as const;

/** In servers, in direct messages, and wherever the person takes the bot along. */
export function everywhere<Builder extends SlashCommandBuilder | ContextMenuCommandBuilder>(
  builder: Builder,
): Builder {
  builder.setIntegrationTypes(...installs);
  builder.setContexts(...contexts);
  return builder;
}

/** A slash command with its words in all languages, usable everywhere. */
export function slashCommand(key: WordKey): SlashCommandBuilder {
  return everywhere(worded(new SlashCommandBuilder(), key));
}
