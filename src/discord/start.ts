/** The bot: a client, its events, and a clean end. */
import { type Client, Events, Status } from 'discord.js';
import { createKeyedMutex, createLatest } from '../concurrency/keyed-mutex.ts';
import { withTimeout } from '../concurrency/time-limits.ts';
import { causeChain } from '../errors.ts';
import { createRatingStore } from '../store/ratings.ts';
import { createResultStore } from '../store/results.ts';
import { createSettingsStore } from '../store/settings.ts';
import {
  type Bot,
  type BotDependencies,
  type BotLimits,
  type DiscordSettings,
  defaultLimits,
} from './bot.ts';
import { createClient } from './client.ts';
import { removeDeparted } from './departures.ts';
import { createFirstSight } from './first-sight.ts';
import type { Listener } from './listener.ts';
import { createCooldown } from './run/cooldown.ts';
import { createRunQueue } from './run/run-queue.ts';
import { loginFailure } from './turned-away.ts';

export type StartBotOptions = {
  discord: DiscordSettings;
  /** Every gateway event that is listened to. */
  listeners: readonly Listener[];
  dependencies: BotDependencies;
  limits?: Partial<BotLimits>;
  now?: () => number;
};

/** For `/healthz`. */
export type BotHealth = {
  /** Connected to Discord, and not closing. */
  ok: boolean;
  /** Milliseconds to Discord and back; -1 before the first heartbeat. */
  pingMs: number;
  running: number;
  waiting: number;
};

export type RunningBot = {
  client: Client;
  health(): BotHealth;
  /** Resolves if Discord ends the connection for good (a token that was reset, a right that was taken away). */
  lost: Promise<Error>;
  /** Lets running work end within the grace period, tells everybody else, logs out. Safe to call twice. */
  close(): Promise<void>;
};

/** More than come within the time in which one could be answered twice. */
const rememberedInteractions = 5_000;
const sweepEveryMs = 3_600_000;
/** For the last messages to go out. */
const tellMs = 2_000;

/** Logs in; resolves when the login was accepted. Rejects when the token is refused or Discord cannot be reached. */
export async function startBot(options: StartBotOptions): Promise<RunningBot> {
  const { discord, dependencies, listeners } = options;
  const { store, close: closeDependencies, ...given } = dependencies;
  const { log } = given;
  const now = options.now ?? Date.now;
  const limits = { ...defaultLimits, ...options.limits };
  const client = createClient(discord.apiUrl, limits.requestMs, discord.sharding);
  const atHand = new Set<Promise<void>>();
  let closing: Promise<void> | null = null;

  const bot: Bot = {
    ...given,
    client,
    limits,
    now,
    attachmentHosts: discord.attachmentHosts,
    settings: createSettingsStore({ store, now }),
    results: createResultStore({ store, now }),
    ratings: createRatingStore({ store, now }),
    runs: createRunQueue(limits),
    cooldown: createCooldown({ ms: limits.cooldownMs, now }),
    isNew: createFirstSight({ most: rememberedInteractions }),
    reactionTurns: createKeyedMutex(),
    latestReaction: createLatest(),
    isClosing: () => closing !== null,
  };

  /** Remembers work until it has ended; whatever it throws ends in the log. */
  function keep(what: string, work: Promise<void>): void {
    const done = work
      .catch((error) => log.error({ causes: causeChain(error) }, `${what} failed`))
      .finally(() => atHand.delete(done));
    atHand.add(done);
  }

  for (const listener of listeners) listener.listen(client, bot, keep);
  client.on(Events.Error, (error) => log.error({ causes: causeChain(error) }, 'client error'));
  tellOutages(client, log);
  client.on(Events.Debug, (message) => log.trace(message));
  client.on(Events.Warn, (message) => log.warn(message));
  const sweeping = setInterval(
    () =>
      keep(
        'the sweep',
        removeDeparted(bot).then(() => undefined),
      ),
    sweepEveryMs,
  );
  sweeping.unref();

  async function shutDown(): Promise<void> {
    log.info({ running: bot.runs.running, waiting: bot.runs.waiting }, 'closing');
    clearInterval(sweeping);
    await bot.runs.close(limits.closeGraceMs);
    const patience = new Promise<void>((resolve) => setTimeout(resolve, tellMs).unref());
    await Promise.race([Promise.allSettled(atHand), patience]);
    // A gateway that says nothing does not say good-bye either.
    await withTimeout(tellMs, client.destroy()).catch(() => log.warn('Discord did not say good-bye'));
    await closeDependencies();
  }

  let closeCode: number | null = null;
  const lost = new Promise<Error>((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => {
      closeCode = code;
      // Our own logging out comes through here as well.
      if (closing === null) resolve(new Error(`Discord ended the connection for good: ${code}`));
    });
  });
  await client.login(discord.token).catch((error: unknown) => {
    clearInterval(sweeping);
    throw loginFailure(error, closeCode);
  });
  return {
    client,
    lost,
    health: () => ({
      // The client calls itself ready for good once it was: its connections know better.
      ok:
        closing === null &&
        client.isReady() &&
        client.ws.shards.every(({ status }) => status === Status.Ready),
      pingMs: client.ws.ping,
      running: bot.runs.running,
      waiting: bot.runs.waiting,
    }),
    close() {
      closing ??= shutDown();
      return closing;
    },
  };
}

/** One line when a connection is lost and one when it is back, however often it is tried between. */
function tellOutages(client: Client, log: BotDependencies['log']): void {
  const away = new Set<number>();
  client.on(Events.ShardReconnecting, (shard) => {
    if (!away.has(shard)) log.info({ shard }, 'the connection to Discord is lost, and sought again');
    away.add(shard);
  });
  const back = (shard: number): void => {
    if (away.delete(shard)) log.info({ shard }, 'connected to Discord again');
  };
  client.on(Events.ShardReady, back);
  client.on(Events.ShardResume, back);
  client.on(Events.ShardError, (error) =>
    log.warn({ causes: causeChain(error) }, 'trouble with the connection to Discord'),
  );
}
