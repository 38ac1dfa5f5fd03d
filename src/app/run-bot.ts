/** The bot as a program: the app, its store, Discord and the HTTP side, started and closed together. */
import type { Config } from '../config.ts';
import type { BotLimits } from '../discord/limits.ts';
import { type RunningBot, startBot } from '../discord/start.ts';
import { listen } from '../events/index.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { isEmbedder } from '../models/catalogue.ts';
import { albumFacts, matchFacts, observeRun } from '../observe.ts';
import { createPictures } from '../pictures/pictures.ts';
import { createSpotifyAccounts, spotifyRedirect } from '../services/spotify/account/accounts.ts';
import { createSpotifyLinks } from '../services/spotify/account/links.ts';
import type { KeyValue } from '../store/documents.ts';
import { createStoreProbe } from '../store/health.ts';
import { createKeyValue, openKept } from '../store/key-value.ts';
import { createSecretBox } from '../store/secrets.ts';
import type { App } from './app.ts';
import { openQueue, photoForWorkers } from './queue.ts';
import { fetchModels, startWeb } from './run-main.ts';
import { featuresOf } from './switches.ts';

type RunBotOptions = {
  /** Discord's. */
  token: string;
  config: Config;
  app: App;
  log: Logger;
  version: string;
  /** Prints a line for the person who started the program. */
  announce: (line: string) => void;
  limits?: Partial<BotLimits>;
  /** Served as `/metrics`; null: nothing is counted. */
  metrics?: Metrics | null;
};

/** Runs of one bot process that workers have at once. */
const maxHandedOver = 250;

/** Resolves when it runs. Throws `UserError` when Discord refuses the token, or when the HTTP port is taken. */
export async function runBot(options: RunBotOptions): Promise<Omit<RunningBot, 'client'>> {
  const { token, config, app, log, version, announce, metrics = null } = options;
  const database = await openKept(config.STORE_URL);
  const store = createKeyValue(database);
  const storeProblem = createStoreProbe(store);
  const linking = createLinking(config, app, store);
  const pictures = createPictures({ idleMs: Math.min(5, config.MODELS_IDLE_MINUTES) * 60_000 });
  const queue = await openQueue(config, log);
  const watchers = metrics === null ? [] : [metrics];
  let bot: RunningBot | null = null;
  let web: Awaited<ReturnType<typeof startWeb>> = null;
  // What cannot be loaded now fails where it is needed, and is reported there.
  const warm = app.warm().catch(() => undefined);

  async function close(): Promise<void> {
    await web?.close();
    await pictures.close();
    await queue?.close();
    await app.close();
    await database.close();
  }

  try {
    web = await startWeb(config, log, {
      health: async () => healthOf(bot, await storeProblem()),
      metrics: metrics?.page,
      spotify: linking?.accounts.pages,
      isHttps: linking?.isHttps ?? false,
    });
    const running = await startBot({
      token,
      config,
      listen,
      // With workers, people wait in the workers' line instead of the bot's.
      limits: { ...(queue === null ? {} : { concurrency: maxHandedOver }), ...options.limits },
      dependencies: {
        log,
        announce,
        http: app.http,
        store,
        // The app counts its own runs; those that workers make are counted here as well.
        matchScene: queue ? observeRun('match', queue.matchScene, matchFacts, watchers) : app.matchScene,
        matchAlbum: queue ? observeRun('album', queue.matchAlbum, albumFacts, watchers) : app.matchAlbum,
        loadPlaylist: app.loadPlaylist,
        recogniseLink: app.ports.recogniseLink,
        weights: app.ports.tables.weights,
        refine: app.refine,
        photos: app.photos,
        preparePhoto: queue === null ? async (photo, said) => ({ photo, said }) : photoForWorkers(app.photos),
        pictures,
        previews: app.previews,
        musicServerLists: app.musicServerLists,
        accounts: linking?.accounts ?? null,
        spotifyLinks: createSpotifyLinks({ store, beforeEnd: app.forgetAccount }),
        linksByPasting: linking?.byPasting ?? true,
        features: featuresOf(config),
        version,
        close,
      },
    });
    await warm;
    metrics?.watchQueue('bot', () => running.health());
    if (queue !== null) metrics?.watchQueue('shared', queue.depth);
    bot = running;
    // Workers read photos; refining an answer compares meanings here.
    fetchModels(app, log, queue === null ? app.wantedModels : app.wantedModels.filter(isEmbedder));
    return running;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Linked Spotify accounts; null without an app at Spotify or a key to seal tokens with. */
function createLinking(config: Config, app: App, store: KeyValue) {
  const { SPOTIFY_CLIENT_ID: clientId, SECRET_KEY: key } = config;
  if (clientId === undefined || key === undefined) return null;
  const addresses = spotifyRedirect(config);
  const accounts = createSpotifyAccounts({
    http: app.http,
    clientId,
    clientSecret: config.SPOTIFY_CLIENT_SECRET,
    ...addresses,
    accountsUrl: config.SPOTIFY_ACCOUNTS_URL,
    apiUrl: config.SPOTIFY_API_URL,
    store,
    beforeEnd: app.forgetAccount,
    secrets: createSecretBox([key, ...config.SECRET_KEY_OLD]),
  });
  return {
    accounts,
    /** People's browsers cannot reach a page of ours: they paste the address they land on into Discord. */
    byPasting: addresses.startUrl === undefined,
    isHttps: addresses.redirectUri.startsWith('https:'),
  };
}

/** For `/healthz`: the bot is unwell before the login and while the store fails. What is wrong is said in codes. */
function healthOf(bot: RunningBot | null, storeProblem: string | null) {
  const health = bot?.health() ?? { ok: false };
  const problems = [!health.ok && 'discord: not connected', storeProblem].filter((one) => one || false);
  return { ...health, ok: problems.length === 0, store: storeProblem === null, problems };
}
