import { Events } from 'discord.js';
import { on } from '../bot/listener.ts';
import { reactionsAre } from '../bot/reactions.ts';

/** A moderator removed all reactions of a message. */
export const messageReactionRemoveAll = on(Events.MessageReactionRemoveAll, async (bot, message) => {
  await bot.reactionTurns(message.id, async () => {
    const result = await bot.results.findByMessage(message.id);
    if (result !== null) await reactionsAre(result, new Map(), Number.POSITIVE_INFINITY, bot);
  });
});
