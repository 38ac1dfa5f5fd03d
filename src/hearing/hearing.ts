/** Hears sounds in processes of their own: measuring takes a third of a second, and a hostile file may crash it. */
import { z } from 'zod';
import { createWorker, WorkerError } from '../concurrency/worker-process.ts';
import type { CallOptions } from '../pipeline/ports.ts';
import type { HearingMethods } from './hearing-entry.ts';
import { MAX_SOUND_BYTES, type NotHeardReason, notHeardReasons, sniffSound } from './sound.ts';
import { type Tags, tagsSchema } from './tags.ts';

export type HearingOptions = {
  /** As many sounds are heard at once; each process takes about 200 MB. Default 1. */
  processes?: number | undefined;
  /** A process ends after so long without work. */
  idleMs: number;
  /** For one sound. Default 30 s: ffmpeg gets 10, and where there is much to do these processes come last. */
  timeoutMs?: number | undefined;
  /** A process crashed or hung on a sound. */
  onTrouble?: ((error: unknown) => void) | undefined;
};

// Checked, as a hostile file may have done anything to that process.
const place = z.number().min(-1).max(1);
const hearingSchema = z.discriminatedUnion('heard', [
  z.object({ heard: z.literal(true), valence: place, energy: place }),
  z.object({ heard: z.literal(false), reason: z.enum(notHeardReasons) }),
]);

const answerSchema = z.object({ hearing: hearingSchema, tags: tagsSchema });

/** What is heard in a sound file, or why nothing is, and what the file says of itself if it was opened. */
export type FileHeard = { hearing: z.infer<typeof hearingSchema>; tags: Tags | null };

/** Is it a sound at all, heard or not? */
export const isSound = ({ hearing }: FileHeard): boolean =>
  hearing.heard || !['not-sound', 'damaged'].includes(hearing.reason);

const notHeard = (reason: NotHeardReason): FileHeard => ({ hearing: { heard: false, reason }, tags: null });

export type Hearing = ReturnType<typeof createHearing>;

/** Processes start with the first sounds. */
export function createHearing({ processes = 1, idleMs, timeoutMs = 30_000, onTrouble }: HearingOptions) {
  const options = {
    beside: import.meta.url,
    entry: 'hearing-entry',
    service: 'hearing',
    timeoutMs,
    idleMs,
    maxHeapMb: 512,
    maxRssMb: 1024,
    runsPrograms: true,
  };
  const workers = Array.from({ length: processes }, () => ({
    worker: createWorker<HearingMethods>(options),
    calls: 0,
  }));

  /** By the process with the least to do. */
  async function call(method: keyof HearingMethods, bytes: Uint8Array, signal: AbortSignal | undefined) {
    const [free] = [...workers].sort((a, b) => a.calls - b.calls);
    if (free === undefined) throw new Error('no process hears');
    free.calls++;
    try {
      return answerSchema.parse(await free.worker.call(method, [bytes], { signal }));
    } finally {
      free.calls--;
    }
  }
  async function open(
    method: keyof HearingMethods,
    bytes: Uint8Array,
    { signal }: CallOptions,
  ): Promise<FileHeard> {
    signal?.throwIfAborted();
    if (bytes.length > MAX_SOUND_BYTES) return notHeard('too-large');
    if (sniffSound(bytes) === null) return notHeard('not-sound');
    try {
      return await call(method, bytes, signal);
    } catch (error) {
      if (!(error instanceof WorkerError && error.isByInput)) throw error;
      onTrouble?.(error);
      return notHeard('gave-up');
    }
  }
  return {
    /**
     * What the middle 30 seconds of a sound file feel like, or why they were not heard; the bytes are not kept. Throws
     * `ServiceError` of `hearing` when nothing can be heard at all.
     */
    hear: (bytes: Uint8Array, options: CallOptions = {}) => open('hear', bytes, options),
    /** The same without listening: what the file says of itself, with `switched-off` as reason. */
    readTags: (bytes: Uint8Array, options: CallOptions = {}) => open('readTags', bytes, options),
    async close(): Promise<void> {
      await Promise.all(workers.map(({ worker }) => worker.close()));
    },
  };
}
