/** The bot as a program: the app, its store, Discord and the HTTP side, put together and taken apart. */
import { DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import { createLinking, type Linking } from '../app/accounts.ts';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { thumbnail } from '../models/image.ts';
import { createKept } from '../store/kept.ts';
import { openStore } from '../store/open.ts';
import { startWebServer, type WebServer } from '../web/server.ts';
import { featuresOf } from './features.ts';
import { type RunningBot, startBot } from './start.ts';

export type RunBotOptions = {
  config: Config;
  app: App;
  log: Logger;
  version: string;
  /** Served as `/metrics`; null: nothing is counted. */
  metrics?: Metrics | null;
};

/** Resolves when it runs; the result ends it. Throws `UserError` without a token, or when Discord refuses it. */
export async function runBot(options: RunBotOptions): Promise<Pick<RunningBot, 'close' | 'lost'>> {
  const { config, app, log, version, metrics = null } = options;
  if (config.DISCORD_TOKEN === undefined) throw noToken();
  const open = await openStore({ url: config.STORE_URL, area: 'kept' });
  const store = createKept(open);
  const linking = createLinking(config, { http: app.http, store, httpPort: config.HTTP_PORT });
  let web: WebServer | null = null;
  const bot = await startBot({
    discord: {
      token: config.DISCORD_TOKEN,
      apiUrl: config.DISCORD_API_URL,
      attachmentHosts: config.DISCORD_ATTACHMENT_HOSTS,
    },
    dependencies: {
      log,
      http: app.http,
      store,
      matchScene: metrics?.matchScene(app.matchScene) ?? app.matchScene,
      loadPlaylist: app.loadPlaylist,
      thumbnail: async (photo) => thumbnail((await app.ports.decoder.decode(photo)).rgb),
      accounts: linking?.accounts ?? null,
      linksByPasting: linking?.byPasting ?? true,
      features: featuresOf(config),
      version,
      async close() {
        await web?.close();
        await app.close();
        await open.close();
      },
    },
  }).catch((error: unknown) => {
    throw isBadToken(error) ? badToken(error) : error;
  });
  metrics?.watchQueue('bot', () => bot.health());
  web = await startWeb({ config, bot, linking, log, metrics });
  return bot;
}

export const noToken = (): UserError =>
  new UserError(
    'no-token',
    'DISCORD_TOKEN is missing, so there is no bot to start: set it as .env.example shows, or try `npm run demo`, which needs nothing.',
  );

const badToken = (cause: unknown): UserError =>
  new UserError(
    'bad-token',
    'Discord does not accept DISCORD_TOKEN: copy it anew from the Discord developer portal (Bot, Reset Token).',
    { cause },
  );

const isBadToken = (error: unknown): boolean =>
  error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;

type Web = {
  config: Config;
  bot: RunningBot;
  linking: Linking | null;
  log: Logger;
  metrics: Metrics | null;
};

async function startWeb({ config, bot, linking, log, metrics }: Web): Promise<WebServer | null> {
  if (config.HTTP_PORT === undefined) return null;
  const web = await startWebServer({
    host: config.HTTP_HOST,
    port: config.HTTP_PORT,
    health: () => bot.health(),
    metrics: metrics === null ? undefined : () => metrics.page(),
    spotify: linking?.accounts.pages,
    isHttps: linking?.isHttps ?? false,
    onBug: (error) => log.error({ err: error }, 'the HTTP side failed'),
  });
  log.info({ url: web.url }, 'listening');
  return web;
}
