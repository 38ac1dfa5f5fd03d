/** The bot: a client, why it could not log in, its events, and a clean end. */
import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  Status,
} from 'discord.js';
import { createKeyedMutex, createLatest } from '../concurrency/keyed-work.ts';
import { withTimeout } from '../concurrency/time-limits.ts';
import { causeChain, UserError } from '../errors.ts';
import { startup } from '../locales/en/host.ts';
import type { Logger } from '../logger.ts';
import { createRatingStore } from '../store/ratings.ts';
import { createResultStore } from '../store/results.ts';
import { createSettingsStore } from '../store/settings.ts';
import type { Bot, BotDependencies, DiscordConfig } from './bot.ts';
import { type BotLimits, defaultLimits } from './limits.ts';
import { createPressLimits } from './press-limits.ts';
import { boundRequests, restOptions } from './rest.ts';
import { createIntake } from './run/intake.ts';
import { createRunQueue } from './run/run-queue.ts';
import { removeOldServers } from './servers.ts';

/** Takes over work that nobody awaits: its failure is logged, and closing waits for it. */
export type Track = (what: string, work: Promise<void>) => void;

type StartBotOptions = {
  token: string;
  config: DiscordConfig;
  /** Starts listening to the gateway. */
  listen: (client: Client, bot: Bot, track: Track) => void;
  dependencies: BotDependencies;
  limits?: Partial<BotLimits>;
  now?: () => number;
};

export type RunningBot = Awaited<ReturnType<typeof startBot>>;

/** More than arrive while Discord may still repeat one of them. */
const rememberedInteractions = 5_000;
const sweepEveryMs = 3_600_000;
/** For the last messages to go out. */
const lastMessagesMs = 2_000;

/** Logs in. Rejects when the token is refused or Discord cannot be reached. */
export async function startBot(options: StartBotOptions) {
  const { config, dependencies, listen, now = Date.now } = options;
  const { store, close: closeDependencies, ...given } = dependencies;
  const { log } = given;
  const limits = { ...defaultLimits, ...options.limits };
  const client = createClient(config, limits.requestMs);
  const pending = new Set<Promise<void>>();
  let closing: Promise<void> | null = null;

  const bot: Bot = {
    ...given,
    client,
    limits,
    now,
    attachmentHosts: config.DISCORD_ATTACHMENT_HOSTS,
    settings: createSettingsStore(store, now),
    results: createResultStore(store, now),
    ratings: createRatingStore(store, now),
    runs: createRunQueue({ ...limits, now }),
    exports: new Set(),
    presses: createPressLimits(limits, now),
    intake: createIntake(limits),
    isNew: createIsNew(rememberedInteractions),
    reactionMutex: createKeyedMutex(),
    latestReaction: createLatest(),
    isClosing: () => closing !== null,
  };

  /** Waits for `work` when closing; logs its failure. */
  function track(what: string, work: Promise<void>): void {
    const done = work
      .catch((error) => log.error({ causes: causeChain(error) }, `${what} failed`))
      .finally(() => pending.delete(done));
    pending.add(done);
  }

  listen(client, bot, track);
  logClient(client, log);
  const sweeping = setInterval(() => track('the sweep', removeOldServers(bot)), sweepEveryMs);
  sweeping.unref();

  async function shutDown(): Promise<void> {
    log.info({ running: bot.runs.running, waiting: bot.runs.waiting }, 'closing');
    clearInterval(sweeping);
    await bot.runs.close(limits.closeGraceMs);
    await withTimeout(lastMessagesMs, Promise.allSettled(pending)).catch(() => undefined);
    // A gateway that hangs does not confirm the logout.
    await withTimeout(lastMessagesMs, client.destroy()).catch(() => log.warn('the logout was not confirmed'));
    await closeDependencies();
  }

  let closeCode: number | null = null;
  /** Resolves if Discord ends the connection for good (a token that was reset, a right that was taken away). */
  const lost = new Promise<Error>((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => {
      closeCode = code;
      // Our own logout emits this too.
      if (closing === null) resolve(new Error(`Discord ended the connection for good: ${code}`));
    });
  });
  await client.login(options.token).catch((error: unknown) => {
    clearInterval(sweeping);
    throw loginFailure(error, closeCode);
  });
  return {
    client,
    lost,
    /** For `/healthz`: `ok` while connected and not closing; `pingMs` is -1 before the first heartbeat. */
    health: () => ({
      // `isReady` stays true after the first connection: the shards know better.
      ok:
        closing === null &&
        client.isReady() &&
        client.ws.shards.every(({ status }) => status === Status.Ready),
      pingMs: client.ws.ping,
      running: bot.runs.running,
      waiting: bot.runs.waiting,
    }),
    /** Lets runs finish within the grace period, answers everybody else, logs out. Safe to call twice. */
    close(): Promise<void> {
      closing ??= shutDown();
      return closing;
    },
  };
}

/** False for an id among the last `max` it was asked about. */
function createIsNew(max: number): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    // Sets keep their insertion order.
    const [oldest] = seen;
    if (seen.size > max && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}

/** Logs what the client reports; of an outage one line at its start and one at its end, whatever the retries. */
function logClient(client: Client, log: Logger): void {
  client.on(Events.Error, (error) => log.error({ causes: causeChain(error) }, 'client error'));
  client.on(Events.Debug, (message) => log.trace(message));
  client.on(Events.Warn, (message) => log.warn(message));
  const down = new Set<number>();
  client.on(Events.ShardReconnecting, (shard) => {
    if (!down.has(shard)) log.info({ shard }, 'connection to Discord lost, reconnecting');
    down.add(shard);
  });
  const connected = (shard: number): void => {
    if (down.delete(shard)) log.info({ shard }, 'connected to Discord again');
  };
  client.on(Events.ShardReady, connected);
  client.on(Events.ShardResume, connected);
  client.on(Events.ShardError, (error) =>
    log.warn({ causes: causeChain(error) }, 'gateway connection error'),
  );
}

/** A client with no more rights and memory than the bot needs; a request takes at most `requestMs`. */
function createClient({ DISCORD_API_URL, sharding }: DiscordConfig, requestMs: number): Client {
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
function loginFailure(error: unknown, closeCode: number | null): unknown {
  const isRefused = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  if (isRefused || closeCode === GatewayCloseCodes.AuthenticationFailed) {
    return new UserError('bad-token', startup.badToken, { cause: error });
  }
  if (closeCode === null) return error;
  return new UserError('turned-away', startup.refused(closeCode), { cause: error });
}
