/** Reactions given or taken back while the bot was away. */
import { type APIMessage, DiscordAPIError, Routes, type Snowflake } from 'discord.js';
import { z } from 'zod';
import { causeChain } from '../errors.ts';
import type { Result } from '../store/results.ts';
import type { Bot } from './dependencies.ts';
import { markOf, reactionsAre } from './reactions.ts';
import { redacted } from './redact.ts';

const maxMessages = 100;
const pageSize = 100;
const maxPeople = 1_000;

const messageSchema = z.object({
  reactions: z.array(z.object({ emoji: z.object({ name: z.string().nullable() }) })).default([]),
});
const peopleSchema = z.array(z.object({ id: z.string(), bot: z.boolean().optional() }));

/** Looks at recent answers, newest first; one that cannot be looked at is skipped. Ends when the bot closes. */
export async function reconcile(bot: Bot): Promise<void> {
  const recent = await bot.results.recent(bot.now() - bot.limits.reconcileMs);
  for (const result of recent.slice(0, maxMessages)) {
    if (bot.isClosing()) return;
    try {
      const reactions = await reactionsOf(result, bot);
      if (reactions !== null) await reactionsAre(result, reactions, bot);
    } catch (error) {
      const causes = causeChain(error).map(redacted);
      bot.log.warn({ result: result.id, causes }, 'reactions could not be looked at');
      // Without a good token everything else would be refused as well, and counted against the address.
      if (error instanceof DiscordAPIError && error.status === 401) return;
    }
  }
}

/** Who stands behind each emoji that rates. */
async function reactionsOf(
  { channelId, messageId }: Result,
  bot: Bot,
): Promise<Map<string, string[]> | null> {
  if (channelId === null || messageId === null) return null;
  const { rest } = bot.client;
  const message = messageSchema.parse(await rest.get(Routes.channelMessage(channelId, messageId)));
  const people = new Map<string, string[]>();
  for (const { emoji } of message.reactions) {
    const mark = markOf(emoji.name);
    if (mark === null || emoji.name === null) continue;
    const found = await peopleBehind(channelId, messageId, emoji.name, bot);
    people.set(mark.from, [...(people.get(mark.from) ?? []), ...found]);
  }
  return people;
}

async function peopleBehind(
  channelId: Snowflake,
  messageId: APIMessage['id'],
  emoji: string,
  { client }: Bot,
): Promise<string[]> {
  const route = Routes.channelMessageReaction(channelId, messageId, encodeURIComponent(emoji));
  const people: string[] = [];
  for (let after = '0'; people.length < maxPeople; ) {
    const query = new URLSearchParams({ limit: String(pageSize), after });
    const page = peopleSchema.parse(await client.rest.get(route, { query }));
    people.push(...page.filter(({ bot }) => bot !== true).map(({ id }) => id));
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    after = last.id;
  }
  return people;
}
