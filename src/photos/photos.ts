/** Photos in, plain RGB pixels and small copies out: opened in this process, or in one that a hostile file may take down. */

import { startProcess } from '../concurrency/worker-process.ts';
import { createWorkerQueue, type WorkerFailure } from '../concurrency/worker-queue.ts';
import { ServiceError, UserError } from '../errors.ts';
import type { CallOptions, PhotoDecoder } from '../pipeline/ports.ts';
import { admit, unreadable } from './admit.ts';
import { openPhoto, smallCopy } from './open-photo.ts';
import { answers, type PhotoJob } from './protocol.ts';

/** Each throws `UserError` for what is no usable photo, `ServiceError` of `photos` when it cannot be opened at all. */
export interface Photos extends PhotoDecoder {
  /** A JPEG without metadata, at most 1024 pixels on the longer side: what an answer shows of the photo. */
  smallCopy(bytes: Uint8Array, options?: CallOptions): Promise<Uint8Array>;
  /** Makes ready what opens photos, while the photo is still on its way. */
  warm(): void;
  close(): Promise<void>;
}

/** For a program that serves one person. */
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
  /** Without work for so long, the process ends and gives its memory back. */
  idleMs: number;
  /** For one photo. Default 25 s: a little more than libvips is given. */
  timeoutMs?: number | undefined;
  /** Told when the process crashed or hung under a photo. */
  onTrouble?: ((error: unknown) => void) | undefined;
};

const messages: Record<WorkerFailure, string> = {
  late: 'the photo took too long to open',
  died: 'the photo process died under a photo',
  unusable: 'the photo process could not begin',
  failed: 'the photo process failed',
  closed: 'no more photos are opened',
  'unknown-answer': 'the photo process answered in an unknown shape',
};

/** A photo that its decoder does not survive is a damaged photo, whatever it was made for. */
class Fatal extends ServiceError {}

function failure(kind: WorkerFailure, cause?: unknown): ServiceError {
  const Kind = kind === 'late' || kind === 'died' ? Fatal : ServiceError;
  return new Kind(messages[kind], { service: 'photos', retryable: false, cause });
}

/** For a bot. Starts nothing yet: the process comes with the first photo. */
export function createPhotosWorker({ idleMs, timeoutMs = 25_000, onTrouble }: PhotosWorkerOptions): Photos {
  const opening = createWorkerQueue<PhotoJob>({
    start: (events) => startProcess({ beside: import.meta.url, entry: 'photo-entry' }, events),
    failure,
    timeoutMs,
    idleMs,
  });
  /** Made along with the pixels, and there for as long as somebody holds the photo's bytes. */
  const copies = new WeakMap<Uint8Array, Uint8Array>();

  async function open(bytes: Uint8Array, { signal }: CallOptions = {}) {
    signal?.throwIfAborted();
    const format = admit(bytes);
    const opened = await opening
      .run({ type: 'open', bytes }, answers.open, { signal })
      .catch((error: unknown) => {
        if (!(error instanceof Fatal)) throw error;
        onTrouble?.(error);
        throw unreadable(format, error);
      });
    if ('refused' in opened) {
      const { code, message, cause } = opened.refused;
      throw new UserError(code, message, { cause });
    }
    // As it came, it would hold the pixels of the same message.
    const small = new Uint8Array(opened.small);
    copies.set(bytes, small);
    return { photo: opened.photo, small };
  }

  return {
    decode: async (bytes, options) => (await open(bytes, options)).photo,
    smallCopy: async (bytes, options) => copies.get(bytes) ?? (await open(bytes, options)).small,
    warm() {
      // What cannot be started is told of by the first photo.
      opening.run({ type: 'warm' }, answers.warm).catch(() => undefined);
    },
    close: () => opening.close(),
  };
}
