/** Both ends of the queue, as the settings ask for them. */
import type { Config } from '../config.ts';
import type { PreparePhoto } from '../discord/bot.ts';
import { switchTexts } from '../locales/en/features.ts';
import type { Logger } from '../logger.ts';
import type { Http } from '../net/http.ts';
import type { Photos } from '../photos/photos.ts';
import { connectRedis } from '../queue/connection.ts';
import type { MatchQueue } from '../queue/match-queue.ts';
import { rateLimitedHttp } from '../queue/rate-limits.ts';
import { createSealing, type Sealing } from '../queue/sealing.ts';
import { lyricsProviders } from '../services/lyrics/lyrics.ts';

/** What a worker gets of a photo: a small copy without its metadata, and what it says of itself in their place. */
export const photoForWorkers =
  (photos: Pick<Photos, 'decode' | 'smallCopy'>): PreparePhoto =>
  async (bytes, said, options) => {
    const { description } = await photos.decode(bytes, options);
    const own = description !== null && (said === null || said.by === 'message');
    return {
      photo: await photos.smallCopy(bytes, options),
      said: own ? { text: description, by: 'description' } : said,
    };
  };

/** Under SECRET_KEY. Without it everything is readable in Redis, which is said. */
export function sealingOf({ SECRET_KEY, SECRET_KEY_OLD }: Config, log: Logger): Sealing {
  if (SECRET_KEY === undefined) log.warn(switchTexts.doctor.queueReadable);
  return createSealing(SECRET_KEY === undefined ? [] : [SECRET_KEY, ...SECRET_KEY_OLD]);
}

/** The bot's end; null: runs are made in this process. Throws `UserError` when Redis cannot be reached. */
export async function openQueue(config: Config, log: Logger): Promise<MatchQueue | null> {
  if (config.QUEUE_URL === undefined) return null;
  warnOfSeparateStores(config, log);
  // Imported here, so that a bot without a queue does not load BullMQ.
  const { openMatchQueue } = await import('../queue/match-queue.ts');
  return openMatchQueue({
    url: config.QUEUE_URL,
    sealing: sealingOf(config, log),
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
