import { Events } from 'discord.js';
import { on } from '../bot/listener.ts';
import { reactionRemoved } from '../bot/reactions.ts';

/** Comes without the member: whether it is a bot is not always known, but a bot has no marks to take back. */
export const messageReactionRemove = on(Events.MessageReactionRemove, (bot, { message, emoji }, user) =>
  reactionRemoved({ messageId: message.id, personId: user.id, isBot: false, emoji: emoji.name }, bot),
);
