/** Where songs and lyrics come from, and what reads, compares and explains songs. */
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Hearing } from '../hearing/hearing.ts';
import { sniffSound } from '../hearing/sound.ts';
import { sentences } from '../locales/sentences.ts';
import type { Logger } from '../logger.ts';
import type { Models } from '../models/models.ts';
import type { Http } from '../net/http.ts';
import { breakingHttp } from '../net/recovery.ts';
import type { Photos } from '../photos/photos.ts';
import type { PipelinePorts, PlaylistPorts } from '../pipeline/pipeline-ports.ts';
import type { Cache, Embedder, EmbedderOpener } from '../pipeline/ports.ts';
import { cachedEmbedder } from '../pipeline/ranking/embed.ts';
import type { Ears } from '../pipeline/song-lookup.ts';
import { songsPerBatch } from '../pipeline/songs/read-batches.ts';
import { createGemini } from '../readers/gemini/gemini.ts';
import type { LexiconEngine } from '../readers/lexicon/engine.ts';
import { createLexiconEmbedder, createLexiconReader } from '../readers/lexicon/reader.ts';
import { createEars } from '../services/ears/ears.ts';
import { createLyricsChain, lyricsProviders } from '../services/lyrics/lyrics.ts';
import { createPreviewSounds, type Previews } from '../services/previews.ts';
import { followingShortLinks, musicServices, recogniseLink } from '../services/sources/links.ts';
import type { PlaylistCache } from '../services/sources/playlist-cache.ts';
import { createSubsonicSound } from '../services/subsonic/sound.ts';
import { joinPlaylists } from '../songs/playlist.ts';
import { readSoundFiles } from '../songs/sound-file.ts';

/** Imported lazily: a bot reads files in a worker process, and needs the parsers of all formats rarely. */
const fileReaders = () => import('../songs/read-file.ts');

type Parts = {
  http: Http;
  playlistCache: PlaylistCache;
  logger: Logger;
  /** Instead of reading files in this thread. */
  readFile?: PlaylistPorts['readFile'] | undefined;
  /** null: sound files are refused. */
  hearing: Hearing | null;
};

/** Links, with one source for each service, files and pasted text. */
export function createPlaylistPorts(
  config: Config,
  { playlistCache, logger, ...parts }: Parts,
): PlaylistPorts {
  const http = breakingHttp(parts.http);
  const readList: PlaylistPorts['readFile'] =
    parts.readFile ?? (async (bytes, name) => (await fileReaders()).readPlaylistFile(bytes, name));
  const readSounds: PlaylistPorts['readSounds'] = (files, options) => {
    if (parts.hearing === null) throw new UserError('listening-off', sentences.files.failure.listeningOff);
    return readSoundFiles(files, parts.hearing.hear, options);
  };
  return {
    sources: musicServices.map(({ name, createSource }) => {
      const onTrouble = (err: Error): void => logger.warn({ err, service: name }, 'a music service refused');
      return playlistCache.wrap(followingShortLinks(createSource(config, { http, onTrouble }), http));
    }),
    recogniseLink: (text) => recogniseLink(text, config),
    readFile: (bytes, name, options) =>
      sniffSound(bytes) === null ? readList(bytes, name, options) : readSounds([{ name, bytes }], options),
    readSounds,
    readText: async (text) => (await fileReaders()).readPlaylistText(text),
    join: joinPlaylists,
  };
}

/** The model's embedder is opened at first use and stays open; a failed opening is tried again by the next run. */
export function createEmbedders(
  config: Config,
  models: Models,
  cache: Cache,
  engine: LexiconEngine,
): EmbedderOpener[] {
  const lexicon = createLexiconEmbedder(engine);
  const openLexicon: EmbedderOpener = async () => lexicon;
  if (config.EMBEDDER === 'builtin') return [openLexicon];
  let opened: Embedder | null = null;
  const openModel: EmbedderOpener = async (options) => {
    opened ??= cachedEmbedder(await models.openEmbedder(config.EMBEDDER, options), cache);
    return opened;
  };
  return [openModel, openLexicon];
}

/** null where LISTEN leaves nothing to listen to. Previews are null where PRIVACY_LOCAL forbids to ask for them. */
export function createSounds(
  config: Config,
  {
    http,
    cache,
    hearing,
    previews,
  }: { http: Http; cache: Cache; hearing: Hearing | null; previews: Previews | null },
): Ears | null {
  const hasPreviews = config.LISTEN === 'previews' && previews !== null;
  const sources = [
    createSubsonicSound(config, http),
    ...(hasPreviews ? createPreviewSounds(previews, http) : []),
  ].filter((source) => source !== null);
  return hearing === null || sources.length === 0 ? null : createEars({ sources, hear: hearing.hear, cache });
}

/** Gemini and Genius where there are keys, and the fallbacks that are always there. Without a setting each service's own rate holds. */
export function createReaders(
  config: Config,
  { http, cache, lexicon, photos }: { http: Http; cache: Cache; lexicon: LexiconEngine; photos: Photos },
): Pick<PipelinePorts, 'readers' | 'photoReader' | 'writer' | 'sceneWriter' | 'lyrics'> {
  const { GEMINI_API_KEY, RATE_LIMITS } = config;
  const rate = RATE_LIMITS.get('gemini');
  const gemini = GEMINI_API_KEY
    ? createGemini({
        apiKey: GEMINI_API_KEY,
        url: config.GEMINI_API_URL,
        model: config.GEMINI_MODEL,
        fallbackModel: config.GEMINI_FALLBACK_MODEL,
        gemmaModel: config.GEMMA_MODEL,
        http,
        songsPerCall: songsPerBatch,
        ...(rate && { perMinute: Math.max(1, Math.floor(60_000 / (rate.perMs / rate.calls))) }),
      })
    : null;
  const providers = config.PRIVACY_LOCAL === 'all' ? [] : lyricsProviders;
  const services = providers.flatMap(({ service, atOnce, createService }) => {
    const source = createService(config, { http });
    return source ? { ...source, atOnce: RATE_LIMITS.get(service)?.atOnce ?? atOnce } : [];
  });
  return {
    readers: [...(gemini ? [gemini.reader] : []), createLexiconReader(lexicon)],
    photoReader: config.CAPTIONER === 'gemini' ? (gemini?.createPhotoReader(photos.toJpeg) ?? null) : null,
    writer: gemini?.writer ?? null,
    sceneWriter: gemini?.sceneWriter ?? null,
    lyrics: createLyricsChain({ services, cache }),
  };
}
