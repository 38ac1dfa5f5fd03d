/** The composition root: the only file that builds services and wraps them. */
import type { Config } from './config.ts';
import { checkServices, checkSettings, type Finding, type Probe } from './doctor.ts';
import { createLexiconEmbedder } from './lexicon/embedder.ts';
import { createLexiconReader } from './lexicon/reader.ts';
import type { Logger } from './logger.ts';
import { createPhotoDecoder } from './models/image.ts';
import { createModels, type Models } from './models/models.ts';
import { cachedEmbedder } from './pipeline/embed.ts';
import { createFeatureWriter } from './pipeline/feature-writer.ts';
import { loadPlaylists, type PlaylistPorts } from './pipeline/load-playlists.ts';
import { createMatchScene, type PipelinePorts } from './pipeline/match-scene.ts';
import type { Cache, Embedder, EmbedderOpener, SongSource } from './pipeline/ports.ts';
import type { MatchRequest, MatchScene, RunOptions } from './pipeline/request.ts';
import { startRun } from './pipeline/run.ts';
import { loadRankTables } from './pipeline/tables.ts';
import type { Playlist } from './pipeline/types.ts';
import { songKey } from './playlists/identity.ts';
import { joinPlaylists } from './playlists/join.ts';
import { recogniseLink } from './playlists/links.ts';
import { readPlaylistFile, readPlaylistText } from './playlists/read-file.ts';
import { createDeezerSource, probeDeezer } from './services/deezer.ts';
import { createGemini, probeGemini } from './services/gemini.ts';
import { createGenius, probeGenius } from './services/genius.ts';
import { createLrclib, probeLrclib } from './services/lrclib.ts';
import { createLyricsChain } from './services/lyrics.ts';
import { createLyricsFolder } from './services/lyrics-folder.ts';
import { createSpotifySource } from './services/spotify.ts';
import { createSpotifyApp } from './services/spotify-app.ts';
import { probeSpotify } from './services/spotify-probe.ts';
import { createVideoFinder, probeYoutube } from './services/youtube-video.ts';
import { createCache, createNullCache } from './store/cache.ts';
import { openStore } from './store/open.ts';
import { createHttp, type Http } from './support/http.ts';

export type AppOptions = {
  logger: Logger;
  /** A folder of "Artist - Title.txt" files, asked before any lyrics service. */
  lyricsDir?: string | undefined;
  /** false: nothing is read from or written to the disk beside models. Default true. */
  remembers?: boolean;
  /** Between two requests to LRCLIB; a mirror of one's own needs no patience. Default 500 ms. */
  lrclibSpacingMs?: number | undefined;
};

export type App = {
  matchScene: MatchScene;
  /** Only reads the playlists. Throws `UserError`. */
  loadPlaylist(playlists: MatchRequest['playlists'], options?: RunOptions): Promise<Playlist>;
  /** What is switched on, what is missing, who answers. Asks every service once. */
  examine(): Promise<Finding[]>;
  models: Models;
  /** The models that the settings ask for. */
  wantedModels: string[];
  ports: PipelinePorts;
  http: Http;
  close(): Promise<void>;
};

const userAgent = 'SceneScore/0.1 (self-hosted Discord bot; https://github.com/scenescore/scenescore)';
/** Songs of one run that are read with care. */
const deepest = 400;

function createSources(config: Config, http: Http, logger: Logger): SongSource[] {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret } = config;
  const app =
    clientId && clientSecret
      ? createSpotifyApp({ http, accountsUrl: config.SPOTIFY_ACCOUNTS_URL, clientId, clientSecret })
      : undefined;
  return [
    createSpotifySource({
      http,
      webUrl: config.SPOTIFY_WEB_URL,
      apiUrl: config.SPOTIFY_API_URL,
      app,
      onTrouble: (error) => logger.warn({ err: error }, 'Spotify refused'),
    }),
    createDeezerSource({ http, apiUrl: config.DEEZER_API_URL }),
  ];
}

function createProbes(config: Config, http: Http): Probe[] {
  const { GENIUS_TOKEN, GEMINI_API_KEY, YOUTUBE_API_KEY, SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET } = config;
  const probes: (Probe | null)[] = [
    () => probeLrclib({ url: config.LRCLIB_URL, http }),
    () => probeDeezer({ apiUrl: config.DEEZER_API_URL, http }),
    GENIUS_TOKEN ? () => probeGenius({ token: GENIUS_TOKEN, apiUrl: config.GENIUS_API_URL, http }) : null,
    GEMINI_API_KEY
      ? () =>
          probeGemini({
            apiKey: GEMINI_API_KEY,
            url: config.GEMINI_API_URL,
            model: config.GEMINI_MODEL,
            http,
          })
      : null,
    YOUTUBE_API_KEY
      ? () => probeYoutube({ apiKey: YOUTUBE_API_KEY, url: config.YOUTUBE_API_URL, http })
      : null,
    SPOTIFY_CLIENT_ID && SPOTIFY_CLIENT_SECRET
      ? () =>
          probeSpotify({
            http,
            accountsUrl: config.SPOTIFY_ACCOUNTS_URL,
            apiUrl: config.SPOTIFY_API_URL,
            clientId: SPOTIFY_CLIENT_ID,
            clientSecret: SPOTIFY_CLIENT_SECRET,
          })
      : null,
  ];
  return probes.filter((probe) => probe !== null);
}

/** The model's embedder is opened at first use and stays; a failed opening is tried again by the next run. */
function createEmbedders(config: Config, models: Models, cache: Cache): EmbedderOpener[] {
  const builtin = createLexiconEmbedder();
  const alwaysThere: EmbedderOpener = async () => builtin;
  if (config.EMBEDDER === 'builtin') return [alwaysThere];
  let opened: Embedder | null = null;
  const open: EmbedderOpener = async (options) => {
    opened ??= cachedEmbedder(await models.openEmbedder(config.EMBEDDER, options), cache);
    return opened;
  };
  return [open, alwaysThere];
}

function createPlaylistPorts(config: Config, http: Http, logger: Logger): PlaylistPorts {
  const hosts = {
    spotifyWebUrl: config.SPOTIFY_WEB_URL,
    spotifyApiUrl: config.SPOTIFY_API_URL,
    deezerApiUrl: config.DEEZER_API_URL,
    appleMusicUrl: config.APPLE_MUSIC_URL,
  };
  return {
    sources: createSources(config, http, logger),
    isLink: (text) => recogniseLink(text, hosts) !== null,
    readFile: readPlaylistFile,
    readText: readPlaylistText,
    join: joinPlaylists,
  };
}

/** The words of songs, and who reads and explains them. */
function createReading(config: Config, http: Http, cache: Cache, lrclibSpacingMs?: number) {
  const { GEMINI_API_KEY, GENIUS_TOKEN } = config;
  const gemini = GEMINI_API_KEY
    ? createGemini({
        apiKey: GEMINI_API_KEY,
        url: config.GEMINI_API_URL,
        model: config.GEMINI_MODEL,
        fallbackModel: config.GEMINI_FALLBACK_MODEL,
        http,
      })
    : null;
  const lrclib = createLrclib({
    url: config.LRCLIB_URL,
    http,
    ...(lrclibSpacingMs === undefined ? {} : { spacingMs: lrclibSpacingMs }),
  });
  const genius = GENIUS_TOKEN
    ? createGenius({
        token: GENIUS_TOKEN,
        apiUrl: config.GENIUS_API_URL,
        webUrl: config.GENIUS_WEB_URL,
        http,
      })
    : null;
  return {
    readers: [...(gemini ? [gemini.reader] : []), createLexiconReader()],
    writers: [...(gemini ? [gemini.writer] : []), createFeatureWriter()],
    lyrics: createLyricsChain({ services: [lrclib, ...(genius ? [genius] : [])], cache }),
  };
}

/** Builds everything; nothing is asked or loaded before it is needed. Throws `UserError` for a folder that is not there. */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const { logger, lyricsDir, remembers = true } = options;
  const http = createHttp({ userAgent });
  const store = remembers
    ? createCache({
        open: () => openStore({ url: config.STORE_URL, area: 'cache' }),
        onTrouble: (error) => logger.warn({ err: error }, 'the cache could not be used'),
      })
    : null;
  const cache = store ?? createNullCache();
  const models = createModels({
    modelsDir: config.MODELS_DIR,
    hfEndpoint: config.HF_ENDPOINT,
    offline: config.MODELS_OFFLINE,
    idleMinutes: config.MODELS_IDLE_MINUTES,
    http,
    logger,
  });
  const playlistPorts = createPlaylistPorts(config, http, logger);
  const hasCaptioner = config.CAPTIONER !== 'none';
  const { YOUTUBE_API_KEY: youtubeKey } = config;
  const ports: PipelinePorts = {
    ...playlistPorts,
    ...createReading(config, http, cache, options.lrclibSpacingMs),
    decoder: createPhotoDecoder(),
    captioners: config.CAPTIONER === 'none' ? [] : models.captioners(config.CAPTIONER),
    sceneMood: hasCaptioner ? models.sceneMood() : null,
    localLyrics: lyricsDir === undefined ? null : await createLyricsFolder({ dir: lyricsDir }),
    cache,
    deepest,
    songKey,
    embedders: createEmbedders(config, models, cache),
    videos: youtubeKey
      ? createVideoFinder({ apiKey: youtubeKey, url: config.YOUTUBE_API_URL, http, cache })
      : null,
    tables: loadRankTables(),
  };
  return {
    matchScene: createMatchScene(ports),
    loadPlaylist: (playlists, runOptions = {}) =>
      loadPlaylists({ playlists }, playlistPorts, startRun(60_000, runOptions)),
    examine: async () => [...checkSettings(config), ...(await checkServices(createProbes(config, http)))],
    models,
    wantedModels: [
      ...(config.CAPTIONER === 'none' ? [] : [config.CAPTIONER, 'clip']),
      ...(config.EMBEDDER === 'builtin' ? [] : [config.EMBEDDER]),
    ],
    ports,
    http,
    async close() {
      await models.close();
      await store?.close();
    },
  };
}
