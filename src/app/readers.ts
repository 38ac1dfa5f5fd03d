/** Lyrics, and what reads, compares and explains songs. */
import type { Config } from '../config.ts';
import type { Models } from '../models/models.ts';
import type { Http } from '../net/http.ts';
import { featureWriter } from '../pipeline/explain/feature-writer.ts';
import type { PipelinePorts } from '../pipeline/pipeline-ports.ts';
import type { Cache, Embedder, EmbedderOpener } from '../pipeline/ports.ts';
import { cachedEmbedder } from '../pipeline/ranking/embed.ts';
import { songsPerBatch } from '../pipeline/songs/read-batches.ts';
import type { Rate } from '../queue/rate-limits.ts';
import { createGemini } from '../readers/gemini/gemini.ts';
import type { LexiconEngine } from '../readers/lexicon/engine.ts';
import { createLexiconEmbedder, createLexiconReader } from '../readers/lexicon/reader.ts';
import { createGenius } from '../services/genius/genius.ts';
import { createLrclib } from '../services/lrclib/lrclib.ts';
import { createLyricsChain } from '../services/lyrics/lyrics.ts';

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

const msBetween = ({ calls, perMs }: Rate): number => perMs / calls;

type Parts = { http: Http; cache: Cache; lexicon: LexiconEngine; lrclibSpacingMs: number | undefined };

/** Gemini and Genius where there are keys, and the fallbacks that are always there. Without a setting each service's own rate holds. */
export function createReaders(
  config: Config,
  { http, cache, lexicon, lrclibSpacingMs }: Parts,
): Pick<PipelinePorts, 'readers' | 'writers' | 'sceneWriter' | 'lyrics'> {
  const { GEMINI_API_KEY, GENIUS_TOKEN, RATE_LIMITS } = config;
  const rates = { gemini: RATE_LIMITS.get('gemini'), lrclib: RATE_LIMITS.get('lrclib') };
  const gemini = GEMINI_API_KEY
    ? createGemini({
        apiKey: GEMINI_API_KEY,
        url: config.GEMINI_API_URL,
        model: config.GEMINI_MODEL,
        fallbackModel: config.GEMINI_FALLBACK_MODEL,
        http,
        songsPerCall: songsPerBatch,
        ...(rates.gemini && { perMinute: Math.max(1, Math.floor(60_000 / msBetween(rates.gemini))) }),
      })
    : null;
  const lrclib = createLrclib({
    url: config.LRCLIB_URL,
    http,
    atOnce: rates.lrclib?.atOnce,
    spacingMs: lrclibSpacingMs ?? (rates.lrclib && msBetween(rates.lrclib)),
  });
  const genius = GENIUS_TOKEN
    ? createGenius({
        token: GENIUS_TOKEN,
        apiUrl: config.GENIUS_API_URL,
        webUrl: config.GENIUS_WEB_URL,
        http,
        atOnce: RATE_LIMITS.get('genius')?.atOnce,
      })
    : null;
  const services = config.PRIVACY_LOCAL === 'all' ? [] : [lrclib, ...(genius ? [genius] : [])];
  return {
    readers: [...(gemini ? [gemini.reader] : []), createLexiconReader(lexicon)],
    writers: [...(gemini ? [gemini.writer] : []), featureWriter],
    sceneWriter: gemini?.sceneWriter ?? null,
    lyrics: createLyricsChain({ services, cache }),
  };
}
