/** The discord.js client, and why it could not log in. */
import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
} from 'discord.js';
import { UserError } from '../errors.ts';
import { texts } from '../locales/en/index.ts';
import type { DiscordConfig } from './bot.ts';
import { boundRequests, restOptions } from './rest.ts';

/** A client with no more rights and memory than the bot needs; a request takes at most `requestMs`. */
export function createClient({ DISCORD_API_URL, sharding }: DiscordConfig, requestMs: number): Client {
  const client = new Client({
    ...(sharding === undefined ? { shards: 'auto' } : { shards: sharding.ids, shardCount: sharding.count }),
    // None of these is privileged.
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessageReactions,
    ],
    rest: {
      ...restOptions(DISCORD_API_URL),
      // Replies to interactions do not count towards Discord's 50 requests a second; a limit here would let progress
      // lines delay acknowledgements. All other requests are sent one after the other.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      // Each interaction has a request queue of its own, useless after 15 minutes.
      handlerSweepInterval: 5 * 60_000,
    },
    // Answers and people are known by their ids: there is nothing to remember.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      UserManager: { maxSize: 200, keepOverLimit: ({ id, client }) => id === client.user.id },
      GuildMemberManager: { maxSize: 50, keepOverLimit: ({ id, client }) => id === client.user.id },
    }),
  });
  boundRequests(client.rest, requestMs);
  return client;
}

/** A failed login as a `UserError` where Discord refused the bot, else `error`. `closeCode`: the gateway's, if it gave one. */
export function loginFailure(error: unknown, closeCode: number | null): unknown {
  const isRefused = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  if (isRefused || closeCode === GatewayCloseCodes.AuthenticationFailed) {
    return new UserError('bad-token', texts.startup.badToken, { cause: error });
  }
  if (closeCode === null) return error;
  return new UserError('turned-away', texts.startup.refused(closeCode), { cause: error });
}
