/**
 * ReccoBeats (https://reccobeats.com/docs): valence and energy of a recording by its ISRC. Keyless, by one operator, and
 * nothing is published about where its numbers come from: asked only if the host says so.
 */
import { z } from 'zod';
import { createLimit } from '../../concurrency/queues.ts';
import { withSignal } from '../../concurrency/time-limits.ts';
import type { Http } from '../../net/http.ts';
import { probe } from '../../net/probe.ts';
import { numberOrNull, textOrNull } from '../../songs/song.ts';
import {
  createFactsRequests,
  type FactsProvider,
  type FactsService,
  noFacts,
} from '../facts/facts-service.ts';

const service = 'reccobeats';

const tracks = z.object({
  content: z.array(z.object({ id: z.uuid(), isrc: textOrNull }).nullable().catch(null)),
});
const features = z.object({ valence: numberOrNull, energy: numberOrNull });

/** Songs of one question. */
const most = 40;

type Waiting = {
  isrc: string;
  signal: AbortSignal | undefined;
  answer(id: Promise<string | null>): void;
};

export type ReccoBeatsOptions = {
  url: string;
  http: Http;
  spacingMs?: number | undefined;
};

export function createReccoBeats({ url, http, spacingMs = 500 }: ReccoBeatsOptions): FactsService {
  const limit = createLimit({ intervalMs: spacingMs, perInterval: 1 });
  const ask = createFactsRequests({ service, url, http, limit, retries: 0 });
  let waiting: Waiting[] = [];

  /** All that were asked for in one turn of the event loop are one question, which ends when nobody waits for it. */
  function askTogether(): void {
    const batch = waiting.filter(({ signal }) => !signal?.aborted);
    waiting = [];
    if (batch.length === 0) return;
    const end = new AbortController();
    let left = batch.length;
    const signal = end.signal;
    for (const caller of batch)
      caller.signal?.addEventListener('abort', () => --left > 0 || end.abort(), { once: true, signal });
    const found = ask(`/v1/track?ids=${batch.map(({ isrc }) => isrc).join(',')}`, tracks, { signal });
    for (const { isrc, answer } of batch)
      answer(found.then((all) => all?.content.find((one) => one?.isrc === isrc)?.id ?? null));
  }
  function idOf(isrc: string, signal: AbortSignal | undefined): Promise<string | null> {
    const found = new Promise<string | null>((answer) => {
      waiting.push({ isrc, signal, answer });
      if (waiting.length === most) askTogether();
      else if (waiting.length === 1) setImmediate(askTogether);
    });
    return withSignal(found, signal);
  }

  return {
    atOnce: most,
    isQuick: true,
    async find({ isrc }, options) {
      const id = isrc === null ? null : await idOf(isrc, options.signal);
      const found = id === null ? null : await ask(`/v1/track/${id}/audio-features`, features, options);
      return found && { ...noFacts, ...found };
    },
  };
}

export const reccobeats: FactsProvider = {
  service,
  createService({ RECCOBEATS_URL: url, RATE_LIMITS }, { http }) {
    const rate = RATE_LIMITS.get(service);
    return createReccoBeats({ url, http, spacingMs: rate && rate.perMs / rate.calls });
  },
  probe: ({ RECCOBEATS_URL }, http) =>
    probe('ReccoBeats', async () => {
      (await http.request({ service, url: `${RECCOBEATS_URL}/v1/track?ids=USRC17607839` })).json(tracks);
      return 'answers';
    }),
};
