import { Client, Events, GatewayIntentBits, Options } from 'discord.js';
import { makePatient, patientOptions } from './rest/rate-limited-rest.ts';
import { createSaneStrategy } from './sane-gateway.ts';

/** Which of the bot's connections this process has; `undefined`: as many as Discord asks for, all of them. */
export type Sharding = { ids: readonly number[]; count: number } | undefined;

/** A client for the API at `apiUrl`, with no more rights, memory and patience (for one request) than the bot needs. */
export function createClient(apiUrl: string, requestMs: number, sharding?: Sharding): Client {
  const client: Client = new Client({
    // The same path with one connection and with a thousand: events come from all of them alike.
    shards: sharding === undefined ? 'auto' : [...sharding.ids],
    ...(sharding === undefined ? {} : { shardCount: sharding.count }),
    // None of these is privileged.
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessageReactions,
    ],
    // Answers to interactions do not count for Discord's 50 requests a second; were they held to it, a crowd's
    // progress lines would hold up the next person's three seconds. The rest asks for one thing after another.
    rest: {
      ...patientOptions(apiUrl),
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      // Each interaction has a queue of its own, of no use after a quarter of an hour.
      handlerSweepInterval: 5 * 60_000,
    },
    ws: {
      buildStrategy: (manager) => createSaneStrategy(manager, (what) => client.emit(Events.Warn, what)),
    },
    // Answers are known by their ids, people by theirs: nothing is gained from remembering them.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      UserManager: { maxSize: 200, keepOverLimit: ({ id, client }) => id === client.user.id },
      GuildMemberManager: { maxSize: 50, keepOverLimit: ({ id, client }) => id === client.user.id },
    }),
  });
  makePatient(client.rest, requestMs, () => client.token);
  return client;
}
