/**
 * Discord's REST as discord.js asks it, kept from hammering. Of its own accord discord.js asks again at once, and
 * without end, when a 429 does not say how long to wait, as Cloudflare's may not.
 */
import { DefaultRestOptions, type RateLimitData, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/**
 * An address that collects 10,000 answers of 401, 403 or 429 within ten minutes is shut out, whoever asks from it
 * (https://docs.discord.com/developers/topics/rate-limits, "Invalid Request Limit"). Two of our stretches may fall
 * into one of theirs.
 */
const refusals = { most: 4_000, perMs: 10 * 60_000 };

/** Where nothing is said: as long as it has lasted already, within these. */
const unsaid = { leastMs: 2_000, mostMs: 30_000 };

/** No reply is worth waiting longer: it would hold a place at work all that time. */
const patienceMs = 60_000;

/** For `rejectOnRateLimit`: what has to wait too long fails instead. */
export const isTooLong = ({ retryAfter, timeToReset }: RateLimitData): boolean =>
  Math.max(retryAfter, timeToReset) > patienceMs;

export type GentleRequestsOptions = {
  /** Default: as discord.js asks. */
  makeRequest?: MakeRequest;
  now?: () => number;
};

/** A connection that the other side closed for idling, at the moment we wrote: undici's code for it. */
const isHungUp = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'UND_ERR_SOCKET';

/** For `makeRequest`. Throws, asking nobody, when Discord has refused so much that more could shut us out. */
export function createGentleRequests(options: GentleRequestsOptions = {}): MakeRequest {
  const { makeRequest = DefaultRestOptions.makeRequest, now = Date.now } = options;
  let window = { endsAt: 0, refused: 0 };
  /** When the first of the refusals in a row came. */
  let busySince: number | null = null;

  function refused(): void {
    if (now() >= window.endsAt) window = { endsAt: now() + refusals.perMs, refused: 0 };
    window.refused += 1;
  }

  return async (url, init) => {
    if (now() < window.endsAt && window.refused >= refusals.most) {
      throw new Error(`Discord refused ${window.refused} requests: none is sent for a while`);
    }
    const response = await makeRequest(url, init).catch((error: unknown) => {
      if (!isHungUp(error)) throw error;
      return makeRequest(url, init);
    });
    const { status, headers } = response;
    // What is shared with others is no fault of ours, and not counted as one.
    const isShared = headers.get('x-ratelimit-scope') === 'shared';
    if (status === 401 || status === 403 || (status === 429 && !isShared)) refused();
    busySince = status === 429 ? (busySince ?? now()) : null;
    if (busySince !== null && !(Number(headers.get('retry-after')) > 0)) {
      const waitMs = Math.min(Math.max(now() - busySince, unsaid.leastMs), unsaid.mostMs);
      headers.set('retry-after', String(waitMs / 1000));
    }
    // discord.js does not read these bodies; unread, each would hold its connection.
    if (status === 429 || status >= 500) await response.text().catch(() => '');
    return response;
  };
}
