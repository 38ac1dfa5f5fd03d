/** The composition root: this file and the folder beside it are the only ones that build services and wrap them. */
import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { createBackgroundQueue, createLimit } from '../concurrency/queues.ts';
import type { Config } from '../config.ts';
import { createHearing } from '../hearing/hearing.ts';
import { switchTexts } from '../locales/en/features.ts';
import type { Logger } from '../logger.ts';
import { createModels } from '../models/models.ts';
import { createHttp, type Http, wrapHttp } from '../net/http.ts';
import { albumFacts, matchFacts, observeCache, observeHttp, observeRun, type Watcher } from '../observe.ts';
import { ownVersion } from '../package-path.ts';
import { createPhotos, createPhotosHere } from '../photos/photos.ts';
import { createMatchAlbum } from '../pipeline/album/match-album.ts';
import { createMatchScene } from '../pipeline/match-scene.ts';
import type { PipelinePorts } from '../pipeline/pipeline-ports.ts';
import { loadRankTables } from '../pipeline/ranking/tables.ts';
import { createRefine } from '../pipeline/refine/refine.ts';
import type { MatchRequest, RunOptions } from '../pipeline/request.ts';
import { startRun } from '../pipeline/run.ts';
import { createSharedReaders } from '../pipeline/shared-readers.ts';
import { loadPlaylists } from '../pipeline/songs/load-playlists.ts';
import { runMs, sharpenEveryMs } from '../pipeline/time-plan.ts';
import { warmGemini } from '../readers/gemini/client.ts';
import { createLexiconEngine } from '../readers/lexicon/engine.ts';
import { createReadingWorker } from '../readers/worker/reading-worker.ts';
import { createFactsSource } from '../services/facts/facts.ts';
import { genius } from '../services/genius/index.ts';
import { createLyricsFolder } from '../services/lyrics/lyrics-folder.ts';
import { createPreviews } from '../services/previews.ts';
import { createPlaylistCache } from '../services/sources/playlist-cache.ts';
import { createSubsonicChoices } from '../services/subsonic/index.ts';
import { createVideoFinder } from '../services/youtube/video-finder.ts';
import { songKey } from '../songs/identity.ts';
import { isSameArtist } from '../songs/names/artist-names.ts';
import { createCache, createNullCache } from '../store/cache.ts';
import { openStore } from '../store/open.ts';
import { keepFolderPrivate } from '../store/private-files.ts';
import { createEmbedders, createPlaylistPorts, createReaders, createSounds } from './pipeline-parts.ts';
import { createRunLog } from './run-log.ts';
import { examine } from './switches.ts';

export type AppOptions = {
  logger: Logger;
  /** A folder of "Artist - Title.txt" files, asked before any lyrics service. */
  lyricsDir?: string | undefined;
  /** false: nothing is read from or written to the disk beside models. Default true. */
  remembers?: boolean;
  /** true: words, files and photos are read in worker processes, so that a bot answers others meanwhile. Default false. */
  useWorkerProcess?: boolean;
  /** Counts runs, calls of services and lookups in the cache. */
  metrics?: Watcher | null | undefined;
  /** Wraps every call of a service, to hold it back until it may begin. */
  aroundHttp?: ((http: Http) => Http) | undefined;
  /** A run ends after so many milliseconds, with whatever was read by then. Default 60 s. */
  budgetMs?: number | undefined;
  /** Caps the time-outs of all services. */
  maxTimeoutMs?: number | undefined;
};

export type App = Awaited<ReturnType<typeof createApp>>;

const userAgent = `SceneScore/${ownVersion()} (self-hosted Discord bot; https://github.com/scenescore/scenescore)`;
/** Songs of one run that are read by the best reader. */
const songsInDepth = 400;
/** Songs of a longer list that are read after the reply, so that the next run knows them. */
const songsInBackground = 280;
/** Batches of songs that may wait to be read after replies. */
const maxBackgroundBatches = 200;
/** Sounds heard at once; each process takes about 200 MB while there is something to hear. */
const mostHearing = 2;

/** Playlists, previews and facts together keep to Deezer's quota of 50 calls in 5 seconds. */
function oneDeezerLimit(http: Http): Http {
  const limit = createLimit({ intervalMs: 5000, perInterval: 45 });
  return wrapHttp(http, (request, exchange) =>
    request.service === 'deezer' ? limit(exchange, request.signal) : exchange(),
  );
}

/** Builds everything; nothing is asked or loaded before it is needed. Throws `UserError` for a folder that is not there. */
export async function createApp(config: Config, options: AppOptions) {
  const { logger, lyricsDir, remembers = true, metrics, budgetMs = runMs } = options;
  const { aroundHttp = (inner) => inner, maxTimeoutMs, useWorkerProcess = false } = options;
  const warn = (message: string) => (error: unknown) => logger.warn({ err: error }, message);
  const watchers = [createRunLog(logger), ...(metrics ? [metrics] : [])];
  const isPrivate = config.PRIVACY_LOCAL !== 'off';
  // Where Gemini sees the photos, local models stand in for it if they are there; none is downloaded.
  const { CAPTIONER: captioner } = config;
  if (config.isPhotoWithheld && !isPrivate) logger.warn(switchTexts.doctor.photosNeedKey);
  const idleMs = config.MODELS_IDLE_MINUTES * 60_000;

  // Observed inside, so that waiting for a rate limit does not count as a slow service.
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  const plainHttp = createHttp({ userAgent, maxTimeoutMs, signal: end.signal });
  const http = oneDeezerLimit(aroundHttp(observeHttp(plainHttp, watchers)));

  if (remembers) keepFolderPrivate(config.DATA_DIR);
  const openCache = () => openStore({ url: config.STORE_URL, area: 'cache' });
  const store = remembers
    ? createCache({ open: openCache, onError: warn('the cache could not be used') })
    : null;
  const cache = observeCache(store ?? createNullCache(), watchers);

  const models = createModels({
    modelsDir: config.MODELS_DIR,
    hfEndpoint: config.HF_ENDPOINT,
    offline: config.MODELS_OFFLINE,
    idleMinutes: config.MODELS_IDLE_MINUTES,
    http,
    logger,
  });
  const backgroundQueue = (trouble: string) =>
    createBackgroundQueue({ maxWaiting: maxBackgroundBatches, onError: warn(trouble) });
  const background = backgroundQueue('songs could not be read in the background');
  const factsBackground = backgroundQueue('facts could not be looked up in the background');
  const earsBackground = backgroundQueue('songs could not be heard in the background');
  const worker = useWorkerProcess
    ? createReadingWorker({ idleMs, onTrouble: warn('a reading process failed') })
    : null;
  const photos = useWorkerProcess
    ? createPhotos({ idleMs: Math.min(5 * 60_000, idleMs), onTrouble: warn('the photo process failed') })
    : createPhotosHere();
  const hearing =
    config.LISTEN === 'off'
      ? null
      : createHearing({
          processes: Math.min(mostHearing, availableParallelism()),
          idleMs: Math.min(60_000, idleMs),
          onTrouble: warn('the hearing process failed'),
        });
  const previews = isPrivate
    ? null
    : createPreviews({ http, cache, deezerUrl: config.DEEZER_API_URL, itunesUrl: config.ITUNES_URL });
  const lexicon = worker ?? createLexiconEngine();
  const playlistCache = createPlaylistCache(cache);
  const playlistPorts = createPlaylistPorts(config, {
    http,
    playlistCache,
    logger,
    readFile: worker?.readFile,
    hearing,
  });
  const readers = createReaders(config, { http, cache, lexicon, photos });
  const ports: PipelinePorts = {
    ...playlistPorts,
    ...readers,
    decoder: photos,
    captioners: captioner === 'none' ? [] : models.captioners(captioner === 'gemini' ? null : captioner),
    sceneMood: captioner === 'none' ? null : models.sceneMood(captioner !== 'gemini'),
    localLyrics: lyricsDir === undefined ? null : await createLyricsFolder({ dir: lyricsDir }),
    cache,
    songsInDepth,
    songsInBackground,
    songKey,
    isSameArtist,
    background,
    facts: createFactsSource(config, { http, cache }),
    factsBackground,
    ears: createSounds(config, { http, cache, hearing, previews }),
    earsBackground,
    embedders: createEmbedders(config, models, cache, lexicon),
    videos:
      config.YOUTUBE_API_KEY && !isPrivate
        ? createVideoFinder({ apiKey: config.YOUTUBE_API_KEY, url: config.YOUTUBE_API_URL, http, cache })
        : null,
    tables: loadRankTables(),
    readWish: lexicon.readWish,
    budgetMs,
    sharpenEveryMs,
  };
  const shared = createSharedReaders(ports);

  return {
    matchScene: observeRun('match', createMatchScene(ports, shared), matchFacts, watchers),
    matchAlbum: observeRun('album', createMatchAlbum(ports, shared), albumFacts, watchers),
    /** Re-ranks an answer by the person's words. */
    refine: observeRun(
      'refinement',
      createRefine(ports, shared),
      ({ ranking: { matches, notices }, isUnderstood }) => ({
        bases: [],
        notices,
        details: { songs: matches.length, isUnderstood },
      }),
      watchers,
    ),
    /** Only reads the playlists. Throws `UserError`. */
    loadPlaylist: (request: Pick<MatchRequest, 'playlists' | 'account'>, runOptions: RunOptions = {}) =>
      loadPlaylists(request, playlistPorts, startRun(budgetMs, runOptions)),
    /** What is switched on, what is missing, which services answer. Asks every service once. */
    examine: () => examine(config, http),
    models,
    /** The models that the settings ask for. */
    wantedModels: [
      ...(captioner === 'none' || captioner === 'gemini' ? [] : [captioner, 'clip']),
      ...(config.EMBEDDER === 'builtin' ? [] : [config.EMBEDDER]),
    ],
    ports,
    photos,
    /** May sound be decoded? */
    isListening: hearing !== null,
    /** Half a minute of a song; null where PRIVACY_LOCAL forbids to ask for it. */
    previews,
    musicServerLists: createSubsonicChoices(config, http),
    http,
    /** Loads what nearly every request needs, so that the first request does not wait for it. */
    async warm(): Promise<void> {
      // Reads and hashes all files of the lexicon, once.
      void worker?.version;
      await genius.warm(config);
      if (config.GEMINI_API_KEY !== undefined) await warmGemini();
    },
    /** Removes what was remembered for a linked account only. Rejects when it cannot be done. */
    forgetAccount: playlistCache.forgetAccount,
    async close(): Promise<void> {
      await Promise.all([background.close(), factsBackground.close(), earsBackground.close()]);
      end.abort(new Error('closing'));
      await hearing?.close();
      await worker?.close();
      await photos.close();
      await models.close();
      await store?.close();
    },
  };
}
