/** The words of songs, and who reads and explains them. */
import type { Config } from '../config.ts';
import type { Models } from '../models/models.ts';
import type { Http } from '../net/http.ts';
import { createFeatureWriter } from '../pipeline/explain/feature-writer.ts';
import type { PipelinePorts } from '../pipeline/match-scene.ts';
import type { Cache, Embedder, EmbedderOpener } from '../pipeline/ports.ts';
import { cachedEmbedder } from '../pipeline/ranking/embed.ts';
import { songsPerBatch } from '../pipeline/songs/deep-reading.ts';
import type { Rate } from '../queue/pace.ts';
import { createGemini } from '../readers/gemini/gemini.ts';
import type { LexiconEngine } from '../readers/lexicon/engine.ts';
import { createLexiconEmbedder, createLexiconReader } from '../readers/lexicon/reader.ts';
import { createGenius } from '../services/genius/genius.ts';
import { createLrclib } from '../services/lrclib/lrclib.ts';
import { createLyricsChain } from '../services/lyrics/lyrics.ts';

/** The model's embedder is opened at first use and stays; a failed opening is tried again by the next run. */
export function createEmbedders(
  config: Config,
  models: Models,
  cache: Cache,
  engine: LexiconEngine,
): EmbedderOpener[] {
  const builtin = createLexiconEmbedder(engine);
  const alwaysThere: EmbedderOpener = async () => builtin;
  if (config.EMBEDDER === 'builtin') return [alwaysThere];
  let opened: Embedder | null = null;
  const best: EmbedderOpener = async (options) => {
    opened ??= cachedEmbedder(await models.openEmbedder(config.EMBEDDER, options), cache);
    return opened;
  };
  return [best, alwaysThere];
}

/** Calls spread evenly. */
const msBetween = ({ calls, perMs }: Rate): number => perMs / calls;

/** Where the settings say nothing of it, the service's own rules hold. */
const atOnceOf = ({ atOnce }: Partial<Rate> = {}) => (atOnce === undefined ? {} : { atOnce });

/** Gemini and Genius where there are keys, and what is always there behind them. */
export function createReading(
  config: Config,
  http: Http,
  cache: Cache,
  engine: LexiconEngine,
  lrclibSpacingMs?: number,
): Pick<PipelinePorts, 'readers' | 'writers' | 'sceneWriter' | 'lyrics'> {
  const { GEMINI_API_KEY, GENIUS_TOKEN, RATE_LIMITS: rates } = config;
  const [geminiRate, lrclibRate, geniusRate] = ['gemini', 'lrclib', 'genius'].map((name) => rates.get(name));
  const isSilent = config.PRIVACY_LOCAL === 'all';
  const gemini = GEMINI_API_KEY
    ? createGemini({
        apiKey: GEMINI_API_KEY,
        url: config.GEMINI_API_URL,
        model: config.GEMINI_MODEL,
        fallbackModel: config.GEMINI_FALLBACK_MODEL,
        http,
        songsPerCall: songsPerBatch,
        ...(geminiRate && { perMinute: Math.max(1, Math.floor(60_000 / msBetween(geminiRate))) }),
      })
    : null;
  const spacingMs = lrclibSpacingMs ?? (lrclibRate && msBetween(lrclibRate));
  const lrclib = createLrclib({
    url: config.LRCLIB_URL,
    http,
    ...atOnceOf(lrclibRate),
    ...(spacingMs === undefined ? {} : { spacingMs }),
  });
  const genius = GENIUS_TOKEN
    ? createGenius({
        token: GENIUS_TOKEN,
        apiUrl: config.GENIUS_API_URL,
        webUrl: config.GENIUS_WEB_URL,
        http,
        ...atOnceOf(geniusRate),
      })
    : null;
  return {
    readers: [...(gemini ? [gemini.reader] : []), createLexiconReader(engine)],
    writers: [...(gemini ? [gemini.writer] : []), createFeatureWriter()],
    sceneWriter: gemini?.sceneWriter ?? null,
    lyrics: createLyricsChain({ services: isSilent ? [] : [lrclib, ...(genius ? [genius] : [])], cache }),
  };
}
