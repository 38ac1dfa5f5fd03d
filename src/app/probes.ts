/** Who is asked by `doctor`: the services that are switched on, those that need no key, and one's own databases. */
import type { Config } from '../config.ts';
import type { Http } from '../net/http.ts';
import { probeGemini } from '../readers/gemini/gemini.ts';
import { probeGenius } from '../services/genius/search.ts';
import { probeLrclib } from '../services/lrclib/lrclib.ts';
import { musicServices } from '../services/music-services.ts';
import type { Probe } from './doctor.ts';
import { probeQueue, probeStore } from './own-databases.ts';

/** One cheap question each. */
export function createProbes(config: Config, http: Http): Probe[] {
  const { QUEUE_URL, GENIUS_TOKEN, GEMINI_API_KEY } = config;
  const probes: (Probe | null)[] = [
    () => probeStore(config),
    QUEUE_URL ? () => probeQueue(QUEUE_URL) : null,
    config.PRIVACY_LOCAL === 'all' ? null : () => probeLrclib({ url: config.LRCLIB_URL, http }),
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
    ...musicServices.map(({ createProbe }) => createProbe?.(config, http) ?? null),
  ];
  return probes.filter((probe) => probe !== null);
}
