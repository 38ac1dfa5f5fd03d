/** Everything that settings switch on: `doctor` shows it to the host, /help and /privacy show it to people. */

import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Feature } from '../discord/bot.ts';
import { UserError } from '../errors.ts';
import { hasFfmpeg } from '../hearing/decoders/ffmpeg.ts';
import { features, switchTexts as texts } from '../locales/en/features.ts';
import { startup } from '../locales/en/host.ts';
import { sentences } from '../locales/sentences.ts';
import { listed } from '../model/feeling-words.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Http } from '../net/http.ts';
import { type Probe, probe } from '../net/probe.ts';
import { ownVersion } from '../package-path.ts';
import { connectRedis } from '../queue/connection.ts';
import { probeGemini } from '../readers/gemini/gemini.ts';
import { factsProviders } from '../services/facts/facts.ts';
import { lyricsProviders } from '../services/lyrics/lyrics.ts';
import { musicServices } from '../services/sources/links.ts';
import { checkStore } from '../store/health.ts';

/** `off` is a choice (no key), `failing` needs fixing, unless it is `keyless`: then it is the service's own trouble. */
export type Finding = {
  name: string;
  state: 'on' | 'off' | 'failing';
  detail: string;
  keyless?: boolean | undefined;
};

/** Asked without anybody having set them. */
const keyless: readonly string[] = ['LRCLIB', 'Deezer', 'MusicBrainz'];

type FeatureWords = { name: Sentence; on: Sentence; off?: Sentence; sees?: Sentence };

const feature = (isOn: boolean, { name, on, off = on, sees }: FeatureWords): Feature => ({
  name,
  on: isOn,
  detail: isOn ? on : off,
  sees: sees ?? null,
});

const factsNames = ({ FACTS }: Config): string =>
  listed(FACTS.map((service) => texts.factsServices[service]));

export function featuresOf(config: Config): Feature[] {
  const { PRIVACY_LOCAL: local, SPOTIFY_CLIENT_ID, SECRET_KEY } = config;
  const { photos, gemini, lyrics, facts, listening, previews, spotify, youtube } = sentences.features;
  const isSent = config.CAPTIONER === 'gemini';
  return [
    feature(config.CAPTIONER !== 'none', { ...photos, ...(isSent && photos.sent) }),
    feature(config.GEMINI_API_KEY !== undefined, { ...gemini, ...(isSent && gemini.photos) }),
    feature(local !== 'all', {
      ...lyrics,
      ...(config.GENIUS_TOKEN === undefined ? lyrics.lrclib : lyrics.genius),
    }),
    feature(config.FACTS.length > 0, {
      ...facts,
      on: facts.on(factsNames(config)),
      sees: facts.sees(factsNames(config)),
    }),
    feature(config.LISTEN !== 'off', {
      ...listening,
      ...listening[config.LISTEN === 'previews' ? 'previews' : 'files'],
    }),
    feature(local === 'off', previews),
    feature(SPOTIFY_CLIENT_ID !== undefined && SECRET_KEY !== undefined, spotify),
    feature(config.YOUTUBE_API_KEY !== undefined, {
      ...youtube,
      ...(local === 'off' ? youtube.videos : youtube.playlists),
    }),
  ];
}

/** Whose keys `doctor` says are there or missing. */
const settings = [
  'DISCORD_TOKEN',
  'GEMINI_API_KEY',
  'GENIUS_TOKEN',
  'SPOTIFY_CLIENT_ID',
  'SECRET_KEY',
  'YOUTUBE_API_KEY',
] as const;

/** Settings that each value of PRIVACY_LOCAL keeps out. */
const withheld: Record<Config['PRIVACY_LOCAL'], readonly (keyof Config)[]> = {
  off: [],
  lyrics: ['GEMINI_API_KEY'],
  all: ['GEMINI_API_KEY', 'GENIUS_TOKEN'],
};

/** Who sees the photos, where Gemini was asked for. */
function photosFinding({ CAPTIONER, isPhotoWithheld, PRIVACY_LOCAL }: Config): Finding[] {
  const { photos: name, photosLeave, photosNeedKey, photosKept } = texts.doctor;
  if (CAPTIONER === 'gemini') return [{ name, state: 'on', detail: photosLeave }];
  if (!isPhotoWithheld) return [];
  return PRIVACY_LOCAL === 'off'
    ? [{ name, state: 'failing', detail: photosNeedKey }]
    : [{ name, state: 'off', detail: photosKept }];
}

function factsFinding(config: Config): Finding {
  const { doctor } = texts;
  const { name } = features.facts;
  if (config.FACTS.length > 0) return { name, state: 'on', detail: doctor.factsLeave(factsNames(config)) };
  const detail = config.PRIVACY_LOCAL === 'off' ? doctor.factsAreOff : doctor.isKeptOut;
  return { name, state: 'off', detail };
}

function listeningFinding({ LISTEN, isPreviewWithheld }: Config): Finding {
  const { doctor } = texts;
  const detail = isPreviewWithheld ? doctor.previewsKept : doctor.listensTo[LISTEN];
  return { name: features.listening.name, state: LISTEN === 'off' ? 'off' : 'on', detail };
}

/** Findings about the settings alone; no request. */
export function checkSettings(config: Config): Finding[] {
  const { doctor } = texts;
  const local = config.PRIVACY_LOCAL;
  const detail = local === 'lyrics' ? doctor.onlyTitlesLeave : doctor.nothingLeaves;
  const found = settings.map((key): Finding => {
    const { name, gives } = texts.settings[key];
    if (withheld[local].includes(key)) return { name, state: 'off', detail: doctor.isKeptOut };
    return config[key] === undefined
      ? { name, state: 'off', detail: doctor.isMissing(key, gives) }
      : { name, state: 'on', detail: doctor.isSet(key) };
  });
  found.push(factsFinding(config), listeningFinding(config), ...photosFinding(config));
  const isReadable = config.QUEUE_URL !== undefined && config.SECRET_KEY === undefined;
  if (isReadable) found.push({ name: doctor.queue, state: 'off', detail: doctor.queueReadable });
  return local === 'off' ? found : [{ name: doctor.privacy, state: 'on', detail }, ...found];
}

async function checkQueue(url: string): Promise<void> {
  const redis = await connectRedis(url, () => undefined);
  try {
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}

/** The host's own database or queue. */
async function probeOwn(service: string, check: Promise<void>, otherwise: string): Promise<Probe> {
  try {
    await check;
    return { service, ok: true, detail: texts.doctor.answers };
  } catch (error) {
    return { service, ok: false, detail: error instanceof UserError ? error.message : otherwise };
  }
}

/** Downloads of models and a growing database need some. */
const leastFreeBytes = 200e6;

/** Does the disk that DATA_DIR is on have room? Null where the system does not say. */
async function checkDisk({ DATA_DIR }: Config): Promise<Finding | null> {
  const { disk, free, full } = texts.doctor;
  // The folder may not be there yet: its parent is on the same disk for all that is known.
  const place = existsSync(DATA_DIR) ? DATA_DIR : dirname(DATA_DIR);
  const found = await statfs(place).catch(() => null);
  if (found === null) return null;
  const bytes = found.bavail * found.bsize;
  return bytes < leastFreeBytes
    ? { name: disk, state: 'failing', detail: full(DATA_DIR, bytes) }
    : { name: disk, state: 'on', detail: free(DATA_DIR, bytes) };
}

/** Whose token it is: Discord is asked. */
function probeDiscord({ DISCORD_TOKEN: token, DISCORD_API_URL }: Config, http: Http): Promise<Probe> | null {
  if (token === undefined) return null;
  const request = {
    service: 'discord',
    url: `${DISCORD_API_URL}/v10/users/@me`,
    headers: { authorization: `Bot ${token}` },
  };
  return probe(
    'Discord',
    async () => {
      const { username } = (await http.request(request)).json(z.object({ username: z.string() }));
      return texts.doctor.isBot(username);
    },
    ({ status }) => (status === 401 ? startup.badToken : undefined),
  );
}

/** One cheap question to everything that is switched on. */
function probeAll(config: Config, http: Http): Promise<Probe>[] {
  const { STORE_URL, QUEUE_URL, GEMINI_API_KEY: apiKey } = config;
  const { database, databaseFails, queue, queueFails } = texts.doctor;
  const probes = [
    probeDiscord(config, http),
    probeOwn(database, checkStore(STORE_URL), databaseFails),
    QUEUE_URL && probeOwn(queue, checkQueue(QUEUE_URL), queueFails),
    ...(config.PRIVACY_LOCAL === 'all' ? [] : lyricsProviders).map(({ probe }) => probe(config, http)),
    ...factsProviders.map(({ service, probe }) => config.FACTS.includes(service) && probe?.(config, http)),
    ...[config.GEMINI_MODEL, config.GEMMA_MODEL].map(
      (model) => apiKey && model && probeGemini({ apiKey, url: config.GEMINI_API_URL, model, http }),
    ),
    ...musicServices.map(({ probe }) => probe?.(config, http)),
  ];
  return probes.flatMap((probe) => probe || []);
}

async function findFfmpeg({ LISTEN }: Config): Promise<Finding[]> {
  if (LISTEN === 'off') return [];
  const { ffmpeg: name, hasFfmpeg: here, noFfmpeg } = texts.doctor;
  const isHere = await hasFfmpeg();
  return [{ name, state: isHere ? 'on' : 'off', detail: isHere ? here : noFfmpeg }];
}

/** What `doctor` says: the settings, then the services. */
export async function examine(config: Config, http: Http): Promise<Finding[]> {
  const [disk, answers] = await Promise.all([checkDisk(config), Promise.all(probeAll(config, http))]);
  const services = answers.map(
    ({ service, ok, detail }): Finding => ({
      name: service,
      state: ok ? 'on' : 'failing',
      detail,
      ...(keyless.includes(service) && { keyless: true }),
    }),
  );
  const program: Finding = { name: 'SceneScore', state: 'on', detail: texts.doctor.versions(ownVersion()) };
  return [
    program,
    ...(disk === null ? [] : [disk]),
    ...checkSettings(config),
    ...(await findFfmpeg(config)),
    ...services,
  ];
}
