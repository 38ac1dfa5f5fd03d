/** The two ends of the queue, as the settings ask for them. */

import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Http } from '../net/http.ts';
import type { Photos } from '../photos/photos.ts';
import { connectRedis } from '../queue/connection.ts';
import type { MatchQueue } from '../queue/match-queue.ts';
import { pacedHttp } from '../queue/pace.ts';
import type { Sealing } from '../queue/wire.ts';
import { geniusAtOnce } from '../services/genius/genius.ts';
import { lrclibAtOnce } from '../services/lrclib/lrclib.ts';
import { createSecretBox } from '../store/secrets.ts';

/** Smaller photos travel as they came. */
const lightBytes = 512 * 1024;

/** Tokens travel only where there is a key, for only there are accounts. */
export function createSealing({ SECRET_KEY, SECRET_KEY_OLD }: Config): Sealing {
  const box = SECRET_KEY && createSecretBox([SECRET_KEY, ...SECRET_KEY_OLD]);
  const context = 'queue';
  return {
    seal(secret) {
      if (box === undefined) throw new Error('a token without a key to seal it with');
      return box.seal(secret, context);
    },
    open: (sealed) => box?.open(sealed, context) ?? null,
  };
}

/** The bot's end; null: work is done in this process. Throws `UserError` when the queue cannot be reached. */
export async function openQueue(
  config: Config,
  log: Logger,
  photos: Pick<Photos, 'smallCopy'>,
): Promise<MatchQueue | null> {
  if (config.QUEUE_URL === undefined) return null;
  warnOfSeparateStores(config, log);
  // Loaded only where there is a queue.
  const { openMatchQueue } = await import('../queue/match-queue.ts');
  return openMatchQueue({
    url: config.QUEUE_URL,
    sealing: createSealing(config),
    // As large as the pipeline looks at photos.
    lighten: async (photo) => (photo.byteLength <= lightBytes ? photo : photos.smallCopy(photo)),
    onTrouble: (error) => log.warn({ err: error }, 'trouble with the queue'),
  });
}

/** Calls in hand at once, as the services' own rules have it where nothing else is set. */
function placesOf(rates: Config['RATE_LIMITS']): Map<string, number> {
  const places = new Map([
    ['lrclib', lrclibAtOnce],
    ['genius', geniusAtOnce],
  ]);
  for (const [service, { atOnce }] of rates) if (atOnce !== undefined) places.set(service, atOnce);
  return places;
}

export type Paces = { around(http: Http): Http; close(): void };

/** Keeps all workers together to the services' rates. Throws `UserError` when Redis cannot be reached. */
export async function openPaces(url: string, config: Config, log: Logger): Promise<Paces> {
  const onTrouble = (error: unknown): void => log.warn({ err: error }, 'trouble with the queue');
  const { RATE_LIMITS: rates } = config;
  const redis = await connectRedis(url, onTrouble);
  const ears = redis.duplicate();
  ears.on('error', onTrouble);
  return {
    around: (http) => pacedHttp(http, { redis, ears, rates, places: placesOf(rates), onTrouble }),
    close() {
      ears.disconnect();
      redis.disconnect();
    },
  };
}

/** A file on one machine is no memory for many. */
export function warnOfSeparateStores({ STORE_URL }: Config, log: Logger): void {
  if (STORE_URL.startsWith('sqlite:')) {
    log.warn('STORE_URL is a file: workers on other machines remember nothing of what is read here');
  }
}

export const noQueue = (): UserError =>
  new UserError(
    'no-queue',
    'QUEUE_URL is missing, so there is nothing to work at: give the worker and the bot the address of one Redis, or run the bot alone, which needs no workers.',
  );
