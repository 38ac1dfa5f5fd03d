/** Picks up the reactions added or removed while the bot was offline. */
import { DiscordAPIError, RESTJSONErrorCodes, Routes, type Snowflake } from 'discord.js';
import { z } from 'zod';
import type { Bot } from '../../discord/bot.ts';
import { isOwnServer } from '../../discord/servers.ts';
import { causeChain } from '../../errors.ts';
import type { Result } from '../../store/results.ts';
import { markOf, setReactions } from './rate.ts';

const maxMessages = 100;
const pageSize = 100;
const maxPeople = 1_000;
/** Discord lists normal and super reactions separately; both rate. */
const normal = '0';
const burst = '1';

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

/** Checks recent answers, newest first; one that cannot be checked is skipped. Ends when the bot closes. */
export async function reconcile(bot: Bot): Promise<void> {
  const startedAt = bot.now();
  const all = await bot.results.recent(startedAt - bot.limits.reconcileMs);
  // Direct messages belong to the first shard.
  const recent = all.filter(({ serverId }) => isOwnServer(bot.client, serverId ?? '0'));
  for (const result of recent.slice(0, maxMessages)) {
    const { messageId, channelId } = result;
    if (bot.isClosing()) return;
    if (messageId === null || channelId === null) continue;
    try {
      await bot.reactionMutex(messageId, async () => {
        await setReactions(result, await reactionsOn(channelId, messageId, bot), startedAt, bot);
      });
    } catch (error) {
      if (!(await canContinue(error, result, bot))) return;
    }
  }
}

/** Handles a failed check. False: the token is bad, and all other requests would be refused too. */
async function canContinue(error: unknown, { id }: Result, { results, log }: Bot): Promise<boolean> {
  const refusal = error instanceof DiscordAPIError ? error : null;
  // The message was deleted, so its buttons are gone too.
  if (refusal?.code === RESTJSONErrorCodes.UnknownMessage) await results.remove(id);
  else log.warn({ result: id, causes: causeChain(error) }, 'reactions could not be checked');
  return refusal?.status !== 401;
}

/** The people behind each emoji that rates, without emoji selectors. */
async function reactionsOn(channelId: Snowflake, messageId: Snowflake, bot: Bot) {
  const { reactions } = messageSchema.parse(
    await bot.client.rest.get(Routes.channelMessage(channelId, messageId)),
  );
  const people = new Map<string, string[]>();
  for (const { emoji, count_details: counts } of reactions) {
    const mark = markOf(emoji.name);
    if (mark === null || emoji.name === null) continue;
    const route = Routes.channelMessageReaction(channelId, messageId, encodeURIComponent(emoji.name));
    for (const type of counts !== undefined && counts.burst > 0 ? [normal, burst] : [normal]) {
      people.set(mark.from, [...(people.get(mark.from) ?? []), ...(await peopleBehind(route, type, bot))]);
    }
  }
  return people;
}

async function peopleBehind(route: `/${string}`, type: string, { client }: Bot): Promise<string[]> {
  const people: string[] = [];
  for (let after: string | undefined = '0'; after !== undefined && people.length < maxPeople; ) {
    const query = new URLSearchParams({ limit: String(pageSize), after, type });
    const page = peopleSchema.parse(await client.rest.get(route, { query }));
    people.push(...page.filter(({ bot }) => bot !== true).map(({ id }) => id));
    after = page.length < pageSize ? undefined : page.at(-1)?.id;
  }
  return people;
}
