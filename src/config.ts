/** The environment, parsed once: all problems in one message; a missing optional key switches a feature off. */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from './errors.ts';
import { hostTexts } from './locales/en/host.ts';
import type { Rate } from './queue/rate-limits.ts';

/** An empty variable counts as one that is not set, as `.env` files leave them. */
const optional = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

/** A variable that `read` understands, or undefined where it is not set; `message` says what it must be. */
const setting = <T>(read: (value: string) => T | undefined, message: string) =>
  optional.transform((value, context) => {
    if (value === undefined) return undefined;
    const found = read(value);
    if (found === undefined) context.addIssue({ code: 'custom', message });
    return found;
  });

/** As `optional`, where the whole value has this form. */
const ofForm = (form: RegExp, message: string) =>
  setting((value) => (form.test(value) ? value : undefined), message);

const withDefault = (fallback: string) => optional.transform((value) => value ?? fallback);

const wholeNumber = (min: number, max: number, message = `must be a whole number from ${min} to ${max}`) =>
  setting((value) => {
    const number = Number(value);
    return Number.isInteger(number) && number >= min && number <= max ? number : undefined;
  }, message);

const optionalAddress = setting((value) => {
  if (value.length > 2_000 || !/^https?:\/\//.test(value) || !URL.canParse(value)) return undefined;
  const { username, password } = new URL(value);
  // `fetch` calls no address that holds them.
  return username + password === '' ? value.replace(/\/+$/, '') : undefined;
}, 'must be an http(s) address, without a name and password');
const address = (fallback: string) => optionalAddress.transform((value) => value ?? fallback);

/** One of `words`. */
const oneOf = <const T extends string>(words: readonly T[], fallback: NoInfer<T>) =>
  setting(
    (value) => words.find((word) => word === value),
    `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
  ).transform((value) => value ?? fallback);

const isOff = (value: string): boolean => ['0', 'false', 'no', 'off'].includes(value.toLowerCase());
const offByDefault = optional.transform((value) => value !== undefined && !isOff(value));
const onByDefault = optional.transform((value) => value === undefined || !isOff(value));

/** Never guessed: a typing mistake must not send anything anywhere. */
function readLocalness(value: string): 'off' | 'all' | 'lyrics' | undefined {
  const word = value.toLowerCase();
  if (isOff(word)) return 'off';
  if (['1', 'true', 'yes', 'on'].includes(word)) return 'all';
  return word === 'lyrics' ? 'lyrics' : undefined;
}

const listOf = (value: string): string[] => value.split(',').filter((entry) => entry.trim() !== '');

/** undefined unless `read` understands every entry. */
function readAll<T>(entries: string[], read: (entry: string) => T | undefined): T[] | undefined {
  const found = entries.map(read);
  return found.every((entry) => entry !== undefined) ? found : undefined;
}

const factsServices = ['deezer', 'musicbrainz', 'reccobeats'] as const;

function readFacts(value: string): (typeof factsServices)[number][] | undefined {
  if (isOff(value)) return [];
  return readAll(listOf(value), (entry) => factsServices.find((name) => name === entry.trim().toLowerCase()));
}

const listening = ['off', 'files', 'previews'] as const;
const readListening = (value: string): (typeof listening)[number] | undefined =>
  isOff(value) ? 'off' : listening.find((word) => word === value.toLowerCase());

/** `lrclib:2/1@2`: two calls a second, two at once. */
function readRate(entry: string): [string, Rate] | undefined {
  const form = /^\s*([a-z]{1,20}):(\d{1,6})\/(\d{1,5})(?:@(\d{1,4}))?\s*$/;
  const [, service = '', calls = 0, seconds = 0, atOnce] = form.exec(entry) ?? [];
  const pace = { calls: Number(calls), perMs: 1000 * Number(seconds) };
  const rate = atOnce === undefined ? pace : { ...pace, atOnce: Number(atOnce) };
  return Object.values(rate).every((number) => number > 0) ? [service, rate] : undefined;
}

/** `owner/name` on the hub, or the name of a folder: it becomes part of a path and of an address. */
export const modelNameForm = /^(?!.*\.\.)\w[\w.-]{0,95}(?:\/\w[\w.-]{0,95})?$/;

const readHost = (entry: string): string | undefined =>
  /^\s*(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?\s*$/i.test(entry) ? entry.trim().toLowerCase() : undefined;

const readShard = (entry: string): number | undefined =>
  /^\s*\d{1,6}\s*$/.test(entry) ? Number(entry) : undefined;

function readKey(value: string): Buffer | undefined {
  const key = Buffer.from(value, 'base64');
  return key.byteLength === 32 ? key : undefined;
}

/** The services' own limits for everybody, or a little less; for Gemini the free tier of each Flash-Lite model. */
const usualRates = new Map<string, Rate>([
  ['lrclib', { calls: 2, perMs: 1_000 }],
  ['genius', { calls: 5, perMs: 1_000 }],
  ['deezer', { calls: 40, perMs: 5_000 }],
  ['spotify', { calls: 10, perMs: 1_000 }],
  ['gemini', { calls: 15, perMs: 60_000 }],
  ['musicbrainz', { calls: 10, perMs: 11_000 }],
  ['reccobeats', { calls: 2, perMs: 1_000 }],
]);

const environment = z.object({
  DISCORD_TOKEN: optional,
  DISCORD_CLIENT_ID: optional,
  DISCORD_GUILD_ID: optional,
  DISCORD_API_URL: address('https://discord.com/api'),
  DISCORD_ATTACHMENT_HOSTS: setting(
    (value) => readAll(listOf(value), readHost),
    'must be host or host:port, comma separated, without http://',
  ).transform((hosts) => hosts ?? ['cdn.discordapp.com', 'media.discordapp.net']),
  SPOTIFY_CLIENT_ID: optional,
  SPOTIFY_CLIENT_SECRET: optional,
  /** As it is registered at Spotify, to the letter. */
  SPOTIFY_REDIRECT_URI: ofForm(/^https?:\/\/[^\s/]/, 'must be an http(s) address'),
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
  GEMINI_MODEL: withDefault('gemini-3.5-flash-lite'),
  GEMINI_FALLBACK_MODEL: withDefault('gemini-3.1-flash-lite'),
  /** undefined: none is asked. */
  GEMMA_MODEL: withDefault('gemma-4-26b-a4b-it').transform((value) => (isOff(value) ? undefined : value)),
  GEMINI_API_URL: address('https://generativelanguage.googleapis.com'),
  YOUTUBE_API_KEY: optional,
  YOUTUBE_API_URL: address('https://www.googleapis.com'),
  YOUTUBE_WEB_URL: address('https://www.youtube.com'),
  DEEZER_API_URL: address('https://api.deezer.com'),
  APPLE_MUSIC_URL: address('https://music.apple.com'),
  ITUNES_URL: address('https://itunes.apple.com'),
  SUBSONIC_URL: optionalAddress,
  SUBSONIC_USER: optional,
  SUBSONIC_PASSWORD: optional,
  /** Whom songs' genres, tempo and loudness are asked of. */
  FACTS: setting(readFacts, 'must be deezer, musicbrainz or reccobeats, comma separated, or off').transform(
    (services) => services ?? readFacts('deezer,musicbrainz') ?? [],
  ),
  MUSICBRAINZ_URL: address('https://musicbrainz.org'),
  RECCOBEATS_URL: address('https://api.reccobeats.com'),
  /** What may be heard: nothing; sound files that people give and the host's own music server; also previews of music services. */
  LISTEN: setting(readListening, 'must be off, files or previews').transform((value) => value ?? 'files'),
  CAPTIONER: oneOf(['blip', 'florence', 'vit-gpt2', 'gemini', 'none'], 'blip'),
  EMBEDDER: ofForm(modelNameForm, 'must be owner/name, a folder in MODELS_DIR, or builtin').transform(
    (value) => value ?? 'Xenova/all-MiniLM-L6-v2',
  ),
  MODELS_DIR: optional,
  MODELS_OFFLINE: offByDefault,
  MODELS_IDLE_MINUTES: wholeNumber(1, 10_080).transform((value) => value ?? 15),
  HF_ENDPOINT: address('https://huggingface.co'),
  DATA_DIR: optional.transform((value) => resolve(value ?? './data')),
  STORE_URL: optional,
  QUEUE_URL: optional,
  /** Requests at once in one worker. */
  WORKER_CONCURRENCY: wholeNumber(1, 1000).transform((value) => value ?? 8),
  /** How often a service may be called, and how many calls may run at once; over all workers where there are any. The others keep their usual rates. */
  RATE_LIMITS: setting(
    (value) => readAll(listOf(value), readRate),
    'must be service:calls/seconds, or service:calls/seconds@atonce, comma separated',
  ).transform((rates = []) => new Map([...usualRates, ...rates])),
  /** This process's shards, of SHARD_COUNT; without them Discord says how many there are, and all are here. */
  SHARDS: setting(
    (value) => readAll(value.split(','), readShard),
    'must be whole numbers from 0 on, comma separated',
  ).transform((ids) => ids && [...new Set(ids)]),
  SHARD_COUNT: wholeNumber(1, 1_000_000),
  SECRET_KEY: setting(readKey, 'must be 32 random bytes in base64 (openssl rand -base64 32)'),
  /** Earlier keys: what they sealed still opens, and is sealed again under SECRET_KEY. */
  SECRET_KEY_OLD: setting(
    (value) => readAll(listOf(value), readKey),
    'must be earlier keys, comma separated',
  ).transform((keys) => keys ?? []),
  /** undefined: no HTTP side. */
  HTTP_PORT: wholeNumber(0, 65_535, 'must be a port from 0 to 65535'),
  HTTP_HOST: withDefault('127.0.0.1'),
  PUBLIC_URL: optionalAddress,
  /** What may leave this computer: `off`: no rule; `all`: nothing about photos and songs; `lyrics`: titles, to find lyrics. */
  PRIVACY_LOCAL: setting(readLocalness, 'must be 1, lyrics or 0').transform((value) => value ?? 'off'),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
});

export type Config = ReturnType<typeof readConfig>;

const wrongSettings = (problems: string): UserError =>
  new UserError('bad-configuration', hostTexts.settings.wrong(problems));

function shardingOf(ids: number[] | undefined, count: number | undefined) {
  if (count === undefined && ids === undefined) return undefined;
  if (count === undefined || ids?.some((id) => id >= count)) {
    throw wrongSettings(hostTexts.settings.sharding);
  }
  return { ids: ids ?? Array.from({ length: count }, (_, id) => id), count };
}

/** Reads the environment; throws one `UserError` that names every variable which is wrong, never its value. */
export function readConfig(env: Record<string, string | undefined>) {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw wrongSettings(problems.join('; '));
  }
  const { GOOGLE_API_KEY, MODELS_DIR, STORE_URL, SHARDS, SHARD_COUNT, ...rest } = parsed.data;
  const { PRIVACY_LOCAL: local, CAPTIONER: captioner } = rest;
  // Without its key no part of the program can call a service by mistake.
  const geminiKey = local === 'off' ? (rest.GEMINI_API_KEY ?? GOOGLE_API_KEY) : undefined;
  const isPreviewWithheld = local !== 'off' && rest.LISTEN === 'previews';
  const isPhotoWithheld = captioner === 'gemini' && geminiKey === undefined;
  return {
    ...rest,
    CAPTIONER: isPhotoWithheld ? ('blip' as const) : captioner,
    /** Gemini was asked for as captioner, but has no key or is kept out by PRIVACY_LOCAL: photos stay here. */
    isPhotoWithheld,
    /** The connections to Discord that this process has, of `count`; undefined: all there are. */
    sharding: shardingOf(SHARDS, SHARD_COUNT),
    GEMINI_API_KEY: geminiKey,
    FACTS: local === 'off' ? rest.FACTS : [],
    LISTEN: isPreviewWithheld ? ('files' as const) : rest.LISTEN,
    /** LISTEN asks for previews, but with PRIVACY_LOCAL no music service is asked for them. */
    isPreviewWithheld,
    GENIUS_TOKEN: local === 'all' ? undefined : rest.GENIUS_TOKEN,
    MODELS_DIR: MODELS_DIR === undefined ? join(rest.DATA_DIR, 'models') : resolve(MODELS_DIR),
    /** `sqlite://` with a path, `redis://…` or `postgres://…`. */
    STORE_URL: STORE_URL ?? `sqlite://${join(rest.DATA_DIR, 'scenescore.sqlite')}`,
  };
}
