/** Everything that settings switch on: `doctor` shows it to the host, /help and /privacy show it to people. */
import type { Config } from '../config.ts';
import type { Feature } from '../discord/bot.ts';
import { featureTexts as texts } from '../locales/en/features.ts';
import type { Http } from '../net/http.ts';
import type { Probe } from '../net/probe.ts';
import { probeGemini } from '../readers/gemini/gemini.ts';
import { lyricsProviders } from '../services/lyrics/lyrics.ts';
import { musicServices } from '../services/sources/links.ts';
import { probeQueue, probeStore } from './probe-databases.ts';

/** `off` is a choice (no key), `failing` needs fixing. */
export type Finding = { name: string; state: 'on' | 'off' | 'failing'; detail: string };

type Switch = {
  /** Settings that `doctor` says are there or missing. */
  settings?: readonly (keyof typeof texts.settings)[];
  feature?(config: Config): Feature;
};

const onOff = (
  on: boolean,
  words: { name: string; on: string; off: string },
  sees: string | null,
): Feature => ({
  name: words.name,
  on,
  detail: on ? words.on : words.off,
  sees,
});

const switches: readonly Switch[] = [
  { settings: ['DISCORD_TOKEN'] },
  { feature: ({ CAPTIONER }) => onOff(CAPTIONER !== 'none', texts.photos, null) },
  {
    settings: ['GEMINI_API_KEY'],
    feature: ({ GEMINI_API_KEY }) => onOff(GEMINI_API_KEY !== undefined, texts.gemini, texts.gemini.sees),
  },
  {
    settings: ['GENIUS_TOKEN'],
    feature({ GENIUS_TOKEN, PRIVACY_LOCAL }) {
      const { name, off, genius, lrclib } = texts.lyrics;
      const { on, sees } = GENIUS_TOKEN === undefined ? lrclib : genius;
      return onOff(PRIVACY_LOCAL !== 'all', { name, on, off }, sees);
    },
  },
  { feature: ({ PRIVACY_LOCAL }) => onOff(PRIVACY_LOCAL === 'off', texts.previews, texts.previews.sees) },
  {
    settings: ['SPOTIFY_CLIENT_ID', 'SECRET_KEY'],
    feature({ SPOTIFY_CLIENT_ID, SECRET_KEY }) {
      const { name, on, sees } = texts.spotify;
      return onOff(SPOTIFY_CLIENT_ID !== undefined && SECRET_KEY !== undefined, { name, on, off: on }, sees);
    },
  },
  {
    settings: ['YOUTUBE_API_KEY'],
    feature({ YOUTUBE_API_KEY, PRIVACY_LOCAL }) {
      const { name, off, videos, playlists } = texts.youtube;
      const { on, sees } = PRIVACY_LOCAL === 'off' ? videos : playlists;
      return onOff(YOUTUBE_API_KEY !== undefined, { name, on, off }, sees);
    },
  },
];

export const featuresOf = (config: Config): Feature[] =>
  switches.flatMap(({ feature }) => feature?.(config) ?? []);

/** Settings that each value of PRIVACY_LOCAL keeps out. */
const keptOut: Record<Config['PRIVACY_LOCAL'], readonly (keyof Config)[]> = {
  off: [],
  lyrics: ['GEMINI_API_KEY'],
  all: ['GEMINI_API_KEY', 'GENIUS_TOKEN'],
};

/** Findings about the settings alone; no request. */
export function checkSettings(config: Config): Finding[] {
  const { doctor } = texts;
  const local = config.PRIVACY_LOCAL;
  const detail = local === 'lyrics' ? doctor.onlyTitlesLeave : doctor.nothingLeaves;
  const found = switches
    .flatMap(({ settings }) => settings ?? [])
    .map((key): Finding => {
      const { name, gives } = texts.settings[key];
      if (keptOut[local].includes(key)) return { name, state: 'off', detail: doctor.isKeptOut };
      return config[key] === undefined
        ? { name, state: 'off', detail: doctor.isMissing(key, gives) }
        : { name, state: 'on', detail: doctor.isSet(key) };
    });
  return local === 'off' ? found : [{ name: doctor.privacy, state: 'on', detail }, ...found];
}

/** One cheap question to everything that is switched on. */
function probeAll(config: Config, http: Http): Promise<Probe>[] {
  const { QUEUE_URL, GEMINI_API_KEY: apiKey } = config;
  const probes = [
    probeStore(config),
    QUEUE_URL && probeQueue(QUEUE_URL),
    ...(config.PRIVACY_LOCAL === 'all' ? [] : lyricsProviders).map(({ probe }) => probe(config, http)),
    apiKey && probeGemini({ apiKey, url: config.GEMINI_API_URL, model: config.GEMINI_MODEL, http }),
    ...musicServices.map(({ probe }) => probe?.(config, http)),
  ];
  return probes.flatMap((probe) => probe || []);
}

/** What `doctor` says: the settings, then the services. */
export async function examine(config: Config, http: Http): Promise<Finding[]> {
  const answers = await Promise.all(probeAll(config, http));
  const services = answers.map(
    ({ service, ok, detail }): Finding => ({ name: service, state: ok ? 'on' : 'failing', detail }),
  );
  return [...checkSettings(config), ...services];
}
