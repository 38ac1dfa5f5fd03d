import { Events } from 'discord.js';
import { on } from '../bot/listener.ts';

/** Somebody deleted an answer: what was kept to turn its pages goes too. Ratings stay their givers'. */
export const messageDelete = on(Events.MessageDelete, async (bot, message) => {
  const result = await bot.results.findByMessage(message.id);
  if (result !== null) await bot.results.remove(result.id);
});
