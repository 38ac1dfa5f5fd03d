import { Events } from 'discord.js';
import { on } from '../bot/listener.ts';
import { markOf } from '../bot/reactions.ts';

/** A moderator removed one emoji of a message, everybody's. */
export const messageReactionRemoveEmoji = on(
  Events.MessageReactionRemoveEmoji,
  async (bot, { message, emoji }) => {
    const mark = markOf(emoji.name);
    const result = await bot.results.findByMessage(message.id);
    if (mark === null || result === null) return;
    for (const { personId } of await bot.ratings.ofResult(result.id)) {
      await bot.ratings.unmark(result.id, personId, mark);
    }
  },
);
