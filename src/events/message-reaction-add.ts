import { Events } from 'discord.js';
import { on } from '../bot/listener.ts';
import { reactionAdded } from '../bot/reactions.ts';

/** The message's id is enough: nothing is fetched, so messages from before a restart count as well. */
export const messageReactionAdd = on(Events.MessageReactionAdd, (bot, { message, emoji }, user) =>
  reactionAdded(
    {
      messageId: message.id,
      personId: user.id,
      isBot: user.bot === true || user.id === bot.client.user?.id,
      emoji: emoji.name,
    },
    bot,
  ),
);
