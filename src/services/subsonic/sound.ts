/** Half a minute or more of a song on the host's music server. */
import { timeoutSignal } from '../../concurrency/time-limits.ts';
import type { Config } from '../../config.ts';
import { isAbort, ServiceError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import type { SoundSource } from '../ears/ears.ts';
import { clientOf } from './client.ts';

const timeoutMs = 15_000;
/** Kilobits a second. */
const bitRate = 96;
/** Where a song is past its opening. */
const startSeconds = 45;
/** At that rate 43 seconds from there, or the first 85. */
const [bytesFromStart, bytesFromBeginning] = [512 * 1024, 1024 * 1024];
/** A server that can't convert a file sends it as it is. */
const bytesUnconverted = 3 * 1024 * 1024;

/** null when no server is set. */
export function createSubsonicSound(config: Config, http: Http): SoundSource | null {
  const client = clientOf(config, http);
  if (client === null) return null;
  const { readFile, hasExtension } = client;
  return {
    service: 'subsonic',
    isQuick: true,
    mayHave: ({ subsonicId }) => subsonicId !== undefined,
    find: ({ subsonicId = '', durationMs }, call) =>
      withinTime(call, async (signal) => {
        const middle = Math.floor(((durationMs ?? 0) / 1000 - 40) / 2);
        const start = Math.max(0, Math.min(startSeconds, middle));
        const fromStart = start > 0 && (await hasExtension('transcodeOffset', { ...call, signal }));
        const most = fromStart ? bytesFromStart : bytesFromBeginning;
        return readFile(
          'stream',
          {
            ...{ id: subsonicId, format: 'mp3', maxBitRate: String(bitRate), estimateContentLength: 'false' },
            ...(fromStart && { timeOffset: String(start) }),
          },
          (type) => (type.includes('mpeg') ? most : bytesUnconverted),
          { ...call, signal },
        );
      }),
  };
}

/** A server that sends too slowly fails like one that doesn't answer. */
async function withinTime<T>(call: CallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await work(timeoutSignal(timeoutMs, call.signal));
  } catch (cause) {
    call.signal?.throwIfAborted();
    if (!isAbort(cause)) throw cause;
    throw new ServiceError('subsonic sent too slowly', { service: 'subsonic', retryable: true, cause });
  }
}
