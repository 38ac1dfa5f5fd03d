import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';

/** A client for the API at `apiUrl`, with no more rights and no more memory than the bot needs. */
export function createClient(apiUrl: string): Client {
  return new Client({
    // None of these is privileged.
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessageReactions,
    ],
    // Reactions to messages from before the start, in direct messages, and taken back by people not seen yet.
    partials: [Partials.Message, Partials.Channel, Partials.Reaction, Partials.User],
    // Answers to interactions do not count for Discord's 50 requests a second; were they held to it, a crowd's
    // progress lines would hold up the next person's three seconds. The rest asks for one thing after another.
    rest: { api: apiUrl, version: '10', globalRequestsPerSecond: Number.POSITIVE_INFINITY },
    // Answers are known by their ids: nothing is gained from remembering messages.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
    }),
  });
}
