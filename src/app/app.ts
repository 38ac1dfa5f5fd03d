/** The composition root: this file and the folder beside it are the only ones that build services and wrap them. */

import { createBackgroundQueue } from '../concurrency/background-queue.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Playlist } from '../model/playlist.ts';
import { createModels, type Models } from '../models/models.ts';
import { createHttp, type Http } from '../net/http.ts';
import { createPhotosHere, createPhotosWorker, type Photos } from '../photos/photos.ts';
import { createMatchAlbum, type MatchAlbum } from '../pipeline/album/match-album.ts';
import { createMatchScene, type PipelinePorts } from '../pipeline/match-scene.ts';
import type { PreviewFinder } from '../pipeline/ports.ts';
import { loadRankTables } from '../pipeline/ranking/tables.ts';
import { createRefine, type Refine } from '../pipeline/refine/refine.ts';
import { createWishReader } from '../pipeline/refine/wish.ts';
import type { MatchRequest, MatchScene, RunOptions } from '../pipeline/request.ts';
import { startRun } from '../pipeline/run.ts';
import { loadPlaylists } from '../pipeline/songs/load-playlists.ts';
import { warmGemini } from '../readers/gemini/client.ts';
import { createLexiconEngine, lazyWordReader } from '../readers/lexicon/engine.ts';
import { createReadingWorker } from '../readers/worker/reading-worker.ts';
import { warmGenius } from '../services/genius/search.ts';
import { createLyricsFolder } from '../services/lyrics/lyrics-folder.ts';
import { createPreviews } from '../services/previews.ts';
import { createAccountPlaylists } from '../services/sources/account-playlists.ts';
import { createVideoFinder } from '../services/youtube/video-finder.ts';
import { songKey } from '../songs/identity.ts';
import { createCache, createNullCache } from '../store/cache.ts';
import { openStore } from '../store/open.ts';
import { checkServices, checkSettings, type Finding } from './doctor.ts';
import { createPlaylistPorts } from './playlists.ts';
import { createProbes } from './probes.ts';
import { createEmbedders, createReading } from './reading.ts';
import { createRunLog } from './run-log.ts';

export type AppOptions = {
  logger: Logger;
  /** A folder of "Artist - Title.txt" files, asked before any lyrics service. */
  lyricsDir?: string | undefined;
  /** false: nothing is read from or written to the disk beside models. Default true. */
  remembers?: boolean;
  /** Between two requests to LRCLIB; a mirror of one's own needs no patience. Default 500 ms. */
  lrclibSpacingMs?: number | undefined;
  /**
   * true: words, files and photos are read in processes of their own, so that a bot answers others meanwhile, whatever
   * it is given. Default false: a program that serves one person has nothing else to do.
   */
  useWorkerProcess?: boolean;
  /** Counts what services and cache are asked. */
  metrics?: Metrics | null | undefined;
  /** Put around every call of a service: holds it back until its turn. */
  aroundHttp?: ((http: Http) => Http) | undefined;
  /** A run is over after so many milliseconds, with whatever was read by then. Default 60 s. */
  budgetMs?: number | undefined;
  /** Caps the patience with every service; each has its own. */
  maxTimeoutMs?: number | undefined;
};

export type App = {
  matchScene: MatchScene;
  matchAlbum: MatchAlbum;
  /** Re-ranks an answer by the person's words, from what is kept of it. */
  refine: Refine;
  /** Only reads the playlists. Throws `UserError`. */
  loadPlaylist(request: Pick<MatchRequest, 'playlists' | 'account'>, options?: RunOptions): Promise<Playlist>;
  /** What is switched on, what is missing, who answers. Asks every service once. */
  examine(): Promise<Finding[]>;
  models: Models;
  /** The models that the settings ask for. */
  wantedModels: string[];
  ports: PipelinePorts;
  photos: Photos;
  /** Half a minute of a song; null where nobody may be asked for it. */
  previews: PreviewFinder | null;
  http: Http;
  /** Loads what nearly every request needs, so that nobody's first one waits for it, nor anybody else meanwhile. */
  warm(): Promise<void>;
  /** Removes what was remembered for a linked account alone. Rejects when it cannot be done. */
  forgetAccount(accountId: string): Promise<void>;
  close(): Promise<void>;
};

const userAgent = 'SceneScore/0.1 (self-hosted Discord bot; https://github.com/scenescore/scenescore)';
/** Songs of one run that are read with care. */
const deepest = 400;
/** Songs of a longer list that are read behind the reply, so that the next one is deeper. */
const deepestBehind = 280;
/** Handfuls of songs that may wait to be read behind the replies. */
const mostBehind = 200;

/** Builds everything; nothing is asked or loaded before it is needed. Throws `UserError` for a folder that is not there. */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const { logger, lyricsDir, remembers = true, metrics, budgetMs = 60_000 } = options;
  const plainHttp = createHttp({ userAgent, maxTimeoutMs: options.maxTimeoutMs });
  const { aroundHttp = (inner) => inner } = options;
  const runLog = createRunLog(logger);
  const loggedHttp = runLog.http(plainHttp);
  // Counted inside, so that waiting for a turn is not taken for a slow service.
  const http = aroundHttp(metrics?.http(loggedHttp) ?? loggedHttp);
  const store = remembers
    ? createCache({
        open: () => openStore({ url: config.STORE_URL, area: 'cache' }),
        onTrouble: (error) => logger.warn({ err: error }, 'the cache could not be used'),
      })
    : null;
  const plainCache = runLog.cache(store ?? createNullCache());
  const cache = metrics?.cache(plainCache) ?? plainCache;
  const models = createModels({
    modelsDir: config.MODELS_DIR,
    hfEndpoint: config.HF_ENDPOINT,
    offline: config.MODELS_OFFLINE,
    idleMinutes: config.MODELS_IDLE_MINUTES,
    http,
    logger,
  });
  const hasCaptioner = config.CAPTIONER !== 'none';
  const { YOUTUBE_API_KEY: youtubeKey } = config;
  const background = createBackgroundQueue({
    maxWaiting: mostBehind,
    onError: (error) => logger.warn({ err: error }, 'songs could not be read in the background'),
  });
  const idleMs = config.MODELS_IDLE_MINUTES * 60_000;
  const worker = options.useWorkerProcess
    ? createReadingWorker({
        idleMs,
        onTrouble: (error) => logger.warn({ err: error }, 'a reading process failed'),
      })
    : null;
  const photos = options.useWorkerProcess
    ? createPhotosWorker({
        idleMs: Math.min(5 * 60_000, idleMs),
        onTrouble: (error) => logger.warn({ err: error }, 'the photo process failed'),
      })
    : createPhotosHere();
  const words = lazyWordReader();
  const engine = worker?.engine ?? createLexiconEngine(words);
  const ofAccounts = createAccountPlaylists(cache);
  const playlistPorts = createPlaylistPorts(config, {
    http,
    cache,
    ofAccounts,
    logger,
    readFile: worker?.readFile,
  });
  const reading = createReading(config, http, cache, engine, options.lrclibSpacingMs);
  const readWish = worker?.readWish ?? createWishReader(words);
  const ports: PipelinePorts = {
    ...playlistPorts,
    ...reading,
    decoder: photos,
    captioners: config.CAPTIONER === 'none' ? [] : models.captioners(config.CAPTIONER),
    sceneMood: hasCaptioner ? models.sceneMood() : null,
    localLyrics: lyricsDir === undefined ? null : await createLyricsFolder({ dir: lyricsDir }),
    cache,
    deepest,
    deepestBehind,
    songKey,
    background,
    embedders: createEmbedders(config, models, cache, engine),
    videos:
      youtubeKey && config.PRIVACY_LOCAL === 'off'
        ? createVideoFinder({ apiKey: youtubeKey, url: config.YOUTUBE_API_URL, http, cache })
        : null,
    tables: loadRankTables(),
    readWish,
    budgetMs,
  };
  return {
    matchScene: runLog.matchScene(createMatchScene(ports)),
    matchAlbum: runLog.matchAlbum(createMatchAlbum(ports)),
    // The lexicon has read the words already: only a better reader is asked as well.
    refine: runLog.refine(
      createRefine({
        ...ports,
        readWish,
        reader: reading.readers.find(({ id }) => id !== 'lexicon') ?? null,
      }),
    ),
    loadPlaylist: (request, runOptions = {}) =>
      loadPlaylists(request, playlistPorts, startRun(budgetMs, runOptions)),
    examine: async () => [...checkSettings(config), ...(await checkServices(createProbes(config, http)))],
    models,
    wantedModels: [
      ...(config.CAPTIONER === 'none' ? [] : [config.CAPTIONER, 'clip']),
      ...(config.EMBEDDER === 'builtin' ? [] : [config.EMBEDDER]),
    ],
    ports,
    photos,
    previews:
      config.PRIVACY_LOCAL === 'off'
        ? createPreviews({
            http,
            cache,
            deezerUrl: config.DEEZER_API_URL,
            itunesUrl: config.ITUNES_URL,
          })
        : null,
    http,
    async warm() {
      // Hashed once, over all its files.
      void worker?.engine.version;
      if (config.GENIUS_TOKEN !== undefined) await warmGenius();
      if (config.GEMINI_API_KEY !== undefined) await warmGemini();
    },
    forgetAccount: ofAccounts.forget,
    async close() {
      await background.close();
      await worker?.close();
      await photos.close();
      await models.close();
      await store?.close();
    },
  };
}
