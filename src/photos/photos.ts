/** Opens photos, in this process or in one of their own that a hostile file may crash. */
import { createWorkerQueue, WorkerError } from '../concurrency/worker-process.ts';
import { UserError } from '../errors.ts';
import type { CallOptions, PhotoDecoder } from '../pipeline/ports.ts';
import { admit, unreadable } from './admit.ts';
import { answers, type PhotoJob } from './jobs.ts';
import { openPhoto, smallCopy } from './open-photo.ts';

/** Throws `UserError` for a file that is not a usable photo, `WorkerError` when no photo can be opened. */
export interface Photos extends PhotoDecoder {
  /** A JPEG without metadata for the reply, at most 1024 pixels on the longer side. */
  smallCopy(bytes: Uint8Array, options?: CallOptions): Promise<Uint8Array>;
  /** Starts the process while the photo is still being downloaded. */
  warm(): void;
  close(): Promise<void>;
}

/** In this process: for a program that serves one person. */
export function createPhotosHere(): Photos {
  const decode: PhotoDecoder['decode'] = async (bytes, { signal } = {}) => {
    signal?.throwIfAborted();
    const photo = await openPhoto(bytes);
    signal?.throwIfAborted();
    return photo;
  };
  return {
    decode,
    smallCopy: async (bytes, options) => smallCopy((await decode(bytes, options)).rgb),
    warm: () => undefined,
    close: async () => undefined,
  };
}

export type PhotosWorkerOptions = {
  /** The process ends after so long without work. */
  idleMs: number;
  /** For one photo. Default 25 s: a little more than libvips gets. */
  timeoutMs?: number | undefined;
  /** The process crashed or hung on a photo. */
  onTrouble?: ((error: unknown) => void) | undefined;
};

/** In a process of their own, for a bot. It starts with the first photo. */
export function createPhotosWorker({ idleMs, timeoutMs = 25_000, onTrouble }: PhotosWorkerOptions): Photos {
  const queue = createWorkerQueue<PhotoJob>({
    service: 'photos',
    beside: import.meta.url,
    entry: 'photo-entry',
    timeoutMs,
    idleMs,
  });
  /** Small copies, made along with the pixels and kept as long as the photo's bytes. */
  const copies = new WeakMap<Uint8Array, Uint8Array>();

  async function open(bytes: Uint8Array, { signal }: CallOptions = {}) {
    signal?.throwIfAborted();
    const format = admit(bytes);
    const opened = await queue
      .run({ type: 'open', bytes }, answers.open, { signal })
      .catch((error: unknown) => {
        if (!(error instanceof WorkerError && ['late', 'died'].includes(error.kind))) throw error;
        // The process crashed or hung: the photo counts as damaged.
        onTrouble?.(error);
        throw unreadable(format, error);
      });
    if ('refused' in opened) {
      const { code, message, cause } = opened.refused;
      throw new UserError(code, message, { cause });
    }
    // Copied: a view of the message would keep the pixels in memory too.
    const small = new Uint8Array(opened.small);
    copies.set(bytes, small);
    return { photo: opened.photo, small };
  }

  return {
    decode: async (bytes, options) => (await open(bytes, options)).photo,
    smallCopy: async (bytes, options) => copies.get(bytes) ?? (await open(bytes, options)).small,
    warm() {
      // A process that cannot start fails the first photo.
      queue.run({ type: 'warm' }, answers.warm).catch(() => undefined);
    },
    close: () => queue.close(),
  };
}
