/** The environment, parsed once at the edge: every problem in one message, a missing optional key is a feature off. */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from './errors.ts';
import type { Rate } from './queue/pace.ts';

/** An empty variable counts as one that is not set, as `.env` files leave them. */
const optional = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

const address = (fallback: string) =>
  optional.transform((value, context) => {
    const url = value ?? fallback;
    if (url.length > 2_000 || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
      context.addIssue({ code: 'custom', message: 'must be an http(s) address' });
      return z.NEVER;
    }
    return url.replace(/\/+$/, '');
  });

const flag = optional.transform(
  (value) => value !== undefined && !['0', 'false', 'no', 'off'].includes(value.toLowerCase()),
);

/** What may leave this computer: `off`: no rule; `all`: nothing about photos and songs; `lyrics`: titles, to find lyrics. */
const localness = optional.transform((value, context): 'off' | 'all' | 'lyrics' => {
  const word = value?.toLowerCase() ?? '0';
  if (['0', 'false', 'no', 'off'].includes(word)) return 'off';
  if (['1', 'true', 'yes', 'on'].includes(word)) return 'all';
  if (word === 'lyrics') return 'lyrics';
  // Never guessed: a slip of the pen here must not send anything anywhere.
  context.addIssue({ code: 'custom', message: 'must be 1, lyrics or 0' });
  return z.NEVER;
});

/** On unless it is switched off. */
const onByDefault = optional.transform(
  (value) => value === undefined || !['0', 'false', 'no', 'off'].includes(value.toLowerCase()),
);

const whole = (fallback: number, min: number, max: number) =>
  optional.transform((value, context) => {
    const number = value === undefined ? fallback : Number(value);
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    context.addIssue({ code: 'custom', message: `must be a whole number from ${min} to ${max}` });
    return z.NEVER;
  });

/** `lrclib:2/1@2`: two calls a second, two at once. Null for what is none. */
function readRate(entry: string): [string, Rate] | null {
  const form = /^\s*([a-z]{1,20}):(\d{1,6})\/(\d{1,5})(?:@(\d{1,4}))?\s*$/;
  const [, service = '', calls = 0, seconds = 0, atOnce] = form.exec(entry) ?? [];
  const pace = { calls: Number(calls), perMs: 1000 * Number(seconds) };
  const rate = atOnce === undefined ? pace : { ...pace, atOnce: Number(atOnce) };
  return Object.values(rate).every((number) => number > 0) ? [service, rate] : null;
}

/** What the services ask of everybody, or a little less; of Gemini the free tier of the Flash-Lite models, each. */
const defaultRates = 'lrclib:2/1,genius:5/1,deezer:40/5,spotify:10/1,gemini:15/60';

const environment = z.object({
  DISCORD_TOKEN: optional,
  DISCORD_CLIENT_ID: optional,
  DISCORD_GUILD_ID: optional,
  DISCORD_API_URL: address('https://discord.com/api'),
  DISCORD_ATTACHMENT_HOSTS: optional.transform((value) =>
    (value ?? 'cdn.discordapp.com,media.discordapp.net')
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
  ),
  SPOTIFY_CLIENT_ID: optional,
  SPOTIFY_CLIENT_SECRET: optional,
  SPOTIFY_REDIRECT_URI: optional,
  SPOTIFY_API_URL: address('https://api.spotify.com'),
  SPOTIFY_ACCOUNTS_URL: address('https://accounts.spotify.com'),
  SPOTIFY_WEB_URL: address('https://open.spotify.com'),
  /** May the public embed page be read where the API does not open a playlist? */
  SPOTIFY_PUBLIC_PAGE: onByDefault,
  GENIUS_TOKEN: optional,
  GENIUS_API_URL: address('https://api.genius.com'),
  GENIUS_WEB_URL: address('https://genius.com'),
  LRCLIB_URL: address('https://lrclib.net'),
  GEMINI_API_KEY: optional,
  GOOGLE_API_KEY: optional,
  GEMINI_MODEL: optional.transform((value) => value ?? 'gemini-3.5-flash-lite'),
  GEMINI_FALLBACK_MODEL: optional.transform((value) => value ?? 'gemini-3.1-flash-lite'),
  GEMINI_API_URL: address('https://generativelanguage.googleapis.com'),
  YOUTUBE_API_KEY: optional,
  YOUTUBE_API_URL: address('https://www.googleapis.com'),
  YOUTUBE_WEB_URL: address('https://www.youtube.com'),
  DEEZER_API_URL: address('https://api.deezer.com'),
  APPLE_MUSIC_URL: address('https://music.apple.com'),
  ITUNES_URL: address('https://itunes.apple.com'),
  CAPTIONER: optional
    .transform((value) => value ?? 'blip')
    .pipe(z.enum(['blip', 'florence', 'vit-gpt2', 'none'])),
  EMBEDDER: optional.transform((value) => value ?? 'Xenova/all-MiniLM-L6-v2'),
  MODELS_DIR: optional,
  MODELS_OFFLINE: flag,
  MODELS_IDLE_MINUTES: whole(15, 1, 10_080),
  HF_ENDPOINT: address('https://huggingface.co'),
  DATA_DIR: optional.transform((value) => resolve(value ?? './data')),
  STORE_URL: optional,
  QUEUE_URL: optional,
  /** Requests at once in one worker. */
  WORKER_CONCURRENCY: whole(8, 1, 1000),
  /** How fast a service may be asked, and by how many calls at once; by all workers together where there are any. */
  RATE_LIMITS: optional.transform((value, context) => {
    const entries = (value ?? defaultRates).split(',').filter((entry) => entry.trim() !== '');
    const rates = entries.map(readRate);
    if (rates.every((rate) => rate !== null)) return new Map(rates);
    context.addIssue({
      code: 'custom',
      message: 'must be service:calls/seconds, or service:calls/seconds@atonce, comma separated',
    });
    return z.NEVER;
  }),
  /** This process's shards, of SHARD_COUNT; without them Discord says how many there are, and all are here. */
  SHARDS: optional.transform((value, context) => {
    if (value === undefined) return undefined;
    const ids = value.split(',').map((id) => (/^\s*\d{1,6}\s*$/.test(id) ? Number(id) : Number.NaN));
    if (!ids.some(Number.isNaN)) return [...new Set(ids)];
    context.addIssue({ code: 'custom', message: 'must be whole numbers from 0 on, comma separated' });
    return z.NEVER;
  }),
  SHARD_COUNT: optional.transform((value, context) => {
    const count = value === undefined ? undefined : Number(value);
    if (count === undefined || (Number.isInteger(count) && count > 0)) return count;
    context.addIssue({ code: 'custom', message: 'must be a whole number from 1 on' });
    return z.NEVER;
  }),
  SECRET_KEY: optional.transform((value, context) => {
    if (value === undefined) return undefined;
    const key = Buffer.from(value, 'base64');
    if (key.byteLength === 32) return key;
    context.addIssue({
      code: 'custom',
      message: 'must be 32 random bytes in base64 (openssl rand -base64 32)',
    });
    return z.NEVER;
  }),
  /** Earlier keys, comma separated: what they sealed still opens, and is sealed anew under SECRET_KEY. */
  SECRET_KEY_OLD: optional.transform((value, context) => {
    const keys = (value ?? '')
      .split(',')
      .filter((key) => key.trim() !== '')
      .map((key) => Buffer.from(key, 'base64'));
    if (keys.every((key) => key.byteLength === 32)) return keys;
    context.addIssue({ code: 'custom', message: 'must be earlier keys, comma separated' });
    return z.NEVER;
  }),
  /** undefined: no HTTP side. */
  HTTP_PORT: optional.transform((value, context) => {
    if (value === undefined) return undefined;
    const port = Number(value);
    if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
    context.addIssue({ code: 'custom', message: 'must be a port from 0 to 65535' });
    return z.NEVER;
  }),
  HTTP_HOST: optional.transform((value) => value ?? '127.0.0.1'),
  PUBLIC_URL: optional.transform((value) => value?.replace(/\/+$/, '')),
  PRIVACY_LOCAL: localness,
  LOG_LEVEL: optional
    .transform((value) => value ?? 'info')
    .pipe(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])),
});

type Environment = z.output<typeof environment>;

export type Config = Omit<
  Environment,
  'GOOGLE_API_KEY' | 'MODELS_DIR' | 'STORE_URL' | 'SHARDS' | 'SHARD_COUNT'
> & {
  /** The connections to Discord that this process has, of `count`; undefined: all there are. */
  sharding: { ids: number[]; count: number } | undefined;
  MODELS_DIR: string;
  /** `sqlite://` with an absolute path, `redis://…` or `postgres://…`. */
  STORE_URL: string;
};

function shardingOf(ids: number[] | undefined, count: number | undefined): Config['sharding'] {
  if (count === undefined && ids === undefined) return undefined;
  if (count === undefined || ids?.some((id) => id >= count)) {
    throw new UserError(
      'bad-configuration',
      'The settings need mending: SHARD_COUNT must be how many shards there are in all, and SHARDS are numbers below it.',
    );
  }
  return { ids: ids ?? Array.from({ length: count }, (_, id) => id), count };
}

/** Reads the environment; throws one `UserError` that names every variable which is wrong, never its value. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new UserError('bad-configuration', `The settings need mending: ${problems.join('; ')}.`);
  }
  const { GOOGLE_API_KEY, MODELS_DIR, STORE_URL, SHARDS, SHARD_COUNT, ...rest } = parsed.data;
  const local = rest.PRIVACY_LOCAL;
  return {
    ...rest,
    sharding: shardingOf(SHARDS, SHARD_COUNT),
    // What is told nothing is not there: no part of the program can ask it by mistake.
    GEMINI_API_KEY: local === 'off' ? (rest.GEMINI_API_KEY ?? GOOGLE_API_KEY) : undefined,
    GENIUS_TOKEN: local === 'all' ? undefined : rest.GENIUS_TOKEN,
    MODELS_DIR: MODELS_DIR === undefined ? join(rest.DATA_DIR, 'models') : resolve(MODELS_DIR),
    STORE_URL: STORE_URL ?? `sqlite://${join(rest.DATA_DIR, 'scenescore.sqlite')}`,
  };
}
