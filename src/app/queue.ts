/** Both ends of the queue, as the settings ask for them. */
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { Http } from '../net/http.ts';
import type { Photos } from '../photos/photos.ts';
import { connectRedis } from '../queue/connection.ts';
import type { MatchQueue } from '../queue/match-queue.ts';
import { rateLimitedHttp } from '../queue/rate-limits.ts';
import type { Sealing } from '../queue/wire.ts';
import { lyricsProviders } from '../services/lyrics/lyrics.ts';
import { createSecretBox } from '../store/secrets.ts';

/** Smaller photos travel as they came. */
const maxPhotoBytes = 512 * 1024;

/** Seals the tokens that travel with a request; there are none without SECRET_KEY. */
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

/** The bot's end; null: runs are made in this process. Throws `UserError` when Redis cannot be reached. */
export async function openQueue(
  config: Config,
  log: Logger,
  photos: Pick<Photos, 'smallCopy'>,
): Promise<MatchQueue | null> {
  if (config.QUEUE_URL === undefined) return null;
  warnOfSeparateStores(config, log);
  // Imported here, so that a bot without a queue does not load BullMQ.
  const { openMatchQueue } = await import('../queue/match-queue.ts');
  return openMatchQueue({
    url: config.QUEUE_URL,
    sealing: createSealing(config),
    shrinkPhoto: async (photo) => (photo.byteLength <= maxPhotoBytes ? photo : photos.smallCopy(photo)),
    onError: (error) => log.warn({ err: error }, 'trouble with the queue'),
  });
}

/** `around` keeps all workers together within the services' rate limits. Throws `UserError` when Redis cannot be reached. */
export async function openRateLimits(url: string, config: Config, log: Logger) {
  const onError = (error: unknown): void => log.warn({ err: error }, 'trouble with the queue');
  const { RATE_LIMITS: rates } = config;
  const concurrency = new Map(lyricsProviders.map(({ service, atOnce }) => [service, atOnce]));
  for (const [service, { atOnce }] of rates) if (atOnce !== undefined) concurrency.set(service, atOnce);
  const redis = await connectRedis(url, onError);
  return {
    around: (http: Http) => rateLimitedHttp(http, { redis, rates, concurrency, onError }),
    close: () => redis.disconnect(),
  };
}

export function warnOfSeparateStores({ STORE_URL }: Config, log: Logger): void {
  if (STORE_URL.startsWith('sqlite:')) {
    log.warn('STORE_URL is a file: workers on other machines do not share what is remembered in it');
  }
}
