/** Hears sounds in a process of its own: measuring takes a third of a second, and a hostile file may crash it. */
import { z } from 'zod';
import { createWorker, WorkerError } from '../concurrency/worker-process.ts';
import type { CallOptions } from '../pipeline/ports.ts';
import { FEATURES } from './features.ts';
import type { HearingMethods } from './hearing-entry.ts';
import { type NotHeardReason, sniffSound } from './sound.ts';
import { type Tags, tagsSchema } from './tags.ts';

/** Half an hour of MP3, six minutes of FLAC. */
export const MAX_SOUND_BYTES = 60 * 1024 * 1024;

export type HearingOptions = {
  /** The process ends after so long without work. */
  idleMs: number;
  /** For one sound. Default 15 s: a little more than ffmpeg gets. */
  timeoutMs?: number | undefined;
  /** The process crashed or hung on a sound. */
  onTrouble?: ((error: unknown) => void) | undefined;
};

// Checked, as a hostile file may have done anything to that process.
const place = z.number().min(-1).max(1);
const hearingSchema = z.discriminatedUnion('heard', [
  z.object({
    heard: z.literal(true),
    valence: place,
    energy: place,
    seconds: z.number().min(0),
    features: z.record(z.enum(FEATURES), z.number()),
  }),
  z.object({
    heard: z.literal(false),
    reason: z.enum(['not-sound', 'too-large', 'damaged', 'too-short', 'silent', 'needs-ffmpeg']),
  }),
]);

const answerSchema = z.object({ hearing: hearingSchema, tags: tagsSchema });

/** What is heard in a sound file, or why nothing is, and what the file says of itself if it was opened. */
export type FileHeard = { hearing: z.infer<typeof hearingSchema>; tags: Tags | null };

const notHeard = (reason: NotHeardReason): FileHeard => ({ hearing: { heard: false, reason }, tags: null });

/** Its process starts with the first sound. */
export function createHearing({ idleMs, timeoutMs = 15_000, onTrouble }: HearingOptions) {
  const worker = createWorker<HearingMethods>({
    beside: import.meta.url,
    entry: 'hearing-entry',
    service: 'hearing',
    timeoutMs,
    idleMs,
    maxHeapMb: 512,
    maxRssMb: 1024,
    runsPrograms: true,
  });
  return {
    /**
     * What the middle 30 seconds of a sound file feel like, or why they were not heard; the bytes are not kept. Throws
     * `ServiceError` of `hearing` when nothing can be heard at all.
     */
    async hear(bytes: Uint8Array, { signal }: CallOptions = {}): Promise<FileHeard> {
      signal?.throwIfAborted();
      if (bytes.length > MAX_SOUND_BYTES) return notHeard('too-large');
      if (sniffSound(bytes) === null) return notHeard('not-sound');
      try {
        return answerSchema.parse(await worker.call('hear', [bytes], { signal }));
      } catch (error) {
        if (!(error instanceof WorkerError && error.isByInput)) throw error;
        onTrouble?.(error);
        return notHeard('damaged');
      }
    },
    close: () => worker.close(),
  };
}
