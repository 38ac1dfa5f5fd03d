/** Reactions given or taken back while the bot was away. */
import { DiscordAPIError, RESTJSONErrorCodes, Routes, type Snowflake } from 'discord.js';
import { z } from 'zod';
import type { Bot } from '../../discord/bot.ts';
import { isHeard } from '../../discord/departures.ts';
import { causeChain } from '../../errors.ts';
import type { Result } from '../../store/results.ts';
import { markOf, reactionsAre } from './reactions.ts';

const maxMessages = 100;
const pageSize = 100;
const maxPeople = 1_000;
/** Reactions and super reactions are asked for apart; both rate. */
const normal = 0;
const burst = 1;

const messageSchema = z.object({
  reactions: z
    .array(
      z.object({
        emoji: z.object({ name: z.string().nullable() }),
        count_details: z.object({ burst: z.number() }).optional(),
      }),
    )
    .default([]),
});
const peopleSchema = z.array(z.object({ id: z.string(), bot: z.boolean().optional() }));

/** Looks at recent answers, newest first; one that cannot be looked at is skipped. Ends when the bot closes. */
export async function reconcile(bot: Bot): Promise<void> {
  const startedAt = bot.now();
  const all = await bot.results.recent(startedAt - bot.limits.reconcileMs);
  // Of several processes each looks after its own; direct messages are the first shard's.
  const recent = all.filter(({ serverId }) => isHeard(bot.client, serverId ?? '0'));
  for (const result of recent.slice(0, maxMessages)) {
    const { messageId } = result;
    if (bot.isClosing()) return;
    if (messageId === null) continue;
    try {
      await bot.reactionTurns(messageId, async () => {
        await reactionsAre(result, await reactionsOf(result, messageId, bot), startedAt, bot);
      });
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) {
        // Somebody deleted the answer: nothing will ask for it any more.
        await bot.results.remove(result.id);
        continue;
      }
      const causes = causeChain(error);
      bot.log.warn({ result: result.id, causes }, 'reactions could not be looked at');
      // Without a good token everything else would be refused as well, and counted against the address.
      if (error instanceof DiscordAPIError && error.status === 401) return;
    }
  }
}

/** Who stands behind each emoji that rates: those on the message, and those we know of (all gone, perhaps). */
async function reactionsOf(
  { id, channelId }: Result,
  messageId: Snowflake,
  bot: Bot,
): Promise<Map<string, string[]>> {
  const people = new Map<string, string[]>();
  if (channelId === null) return people;
  const message = messageSchema.parse(await bot.client.rest.get(Routes.channelMessage(channelId, messageId)));
  const known = (await bot.ratings.ofResult(id)).flatMap(({ marks }) => marks.map(({ from }) => from));
  const emojis = new Set([...message.reactions.map(({ emoji }) => emoji.name), ...known.map(withSelector)]);
  for (const emoji of emojis) {
    const mark = markOf(emoji);
    if (mark === null || emoji === null) continue;
    const shown = message.reactions.find((one) => one.emoji.name === emoji);
    const types = (shown?.count_details?.burst ?? 0) > 0 ? [normal, burst] : [normal];
    for (const type of types) {
      const found = await peopleBehind(channelId, messageId, { emoji, type }, bot);
      people.set(mark.from, [...(people.get(mark.from) ?? []), ...found]);
    }
  }
  return people;
}

/** Discord knows keycaps with their emoji selector; marks are kept without. */
const withSelector = (plain: string): string => plain.replace(/^([1-9])\u20e3$/, '$1\ufe0f\u20e3');

async function peopleBehind(
  channelId: Snowflake,
  messageId: Snowflake,
  { emoji, type }: { emoji: string; type: number },
  { client }: Bot,
): Promise<string[]> {
  const route = Routes.channelMessageReaction(channelId, messageId, encodeURIComponent(emoji));
  const people: string[] = [];
  for (let after = '0'; people.length < maxPeople; ) {
    const query = new URLSearchParams({ limit: String(pageSize), after, type: String(type) });
    const page = peopleSchema.parse(await client.rest.get(route, { query }));
    people.push(...page.filter(({ bot }) => bot !== true).map(({ id }) => id));
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    after = last.id;
  }
  return people;
}
