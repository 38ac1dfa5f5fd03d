/** Opens photos, in this process or in others that a hostile file may crash. */
import { createWorker, WorkerError } from '../concurrency/worker-process.ts';
import { type Photo, photoSchema, type RgbImage } from '../model/photo.ts';
import type { CallOptions } from '../pipeline/ports.ts';
import { admit, openPhoto, smallCopy, tooMuchMemory, unreadable } from './open-photo.ts';
import type { PhotoMethods } from './photo-entry.ts';

export type PhotosOptions = {
  /** The process ends after so long without work. */
  idleMs: number;
  /** For one photo. Default 25 s: a little more than libvips gets. */
  timeoutMs?: number | undefined;
  /** Of its process. Default: half as much again as a decoder may hold by the header. */
  maxRssMb?: number | undefined;
  /** The process crashed or hung on a photo. */
  onTrouble?: ((error: unknown) => void) | undefined;
};

export type Photos = ReturnType<typeof createPhotos>;

/**
 * Its processes start with the first photo, and with the first large one. Its functions throw `UserError` for a file
 * that is not a usable photo, `ServiceError` of `photos` when no photo can be opened.
 */
export function createPhotos({ idleMs, timeoutMs = 25_000, maxRssMb = 768, onTrouble }: PhotosOptions) {
  const program = { beside: import.meta.url, entry: 'photo-entry', service: 'photos', maxRssMb, timeoutMs };
  const worker = createWorker<PhotoMethods>({ ...program, idleMs });
  /** A large photo takes seconds: nobody else's waits for it. */
  const forLarge = createWorker<PhotoMethods>({ ...program, idleMs: Math.min(idleMs, 10_000) });
  /** Small copies, made along with the pixels and kept as long as the photo's bytes. */
  const copies = new WeakMap<Uint8Array, Uint8Array>();

  async function open(bytes: Uint8Array, { signal }: CallOptions = {}) {
    signal?.throwIfAborted();
    const format = admit(bytes);
    async function openUsualOrLarge() {
      const usual = await worker.call('openUsual', [bytes], { signal });
      return usual ?? (await forLarge.call('open', [bytes], { signal }));
    }
    const opened = await openUsualOrLarge().catch((error: unknown) => {
      if (!(error instanceof WorkerError && error.isByInput)) throw error;
      onTrouble?.(error);
      throw error.kind === 'outgrown' ? tooMuchMemory(error) : unreadable(format, error);
    });
    // Copied: a view of the message would keep the pixels in memory too.
    const small = new Uint8Array(opened.small);
    copies.set(bytes, small).set(small, small);
    // Checked, as a hostile file may have done anything to that process.
    return { photo: photoSchema.parse(opened.photo), small };
  }

  return {
    decode: async (bytes: Uint8Array, options?: CallOptions) => (await open(bytes, options)).photo,
    /** A JPEG without metadata for the reply, at most 1024 pixels on the longer side. */
    smallCopy: async (bytes: Uint8Array, options?: CallOptions) =>
      copies.get(bytes) ?? (await open(bytes, options)).small,
    /** Of an opened photo, a JPEG without metadata of at most so many pixels on the longer side. */
    toJpeg: (image: RgbImage, longestSide: number, { signal }: CallOptions = {}) =>
      worker.call('smallCopy', [image, longestSide], { signal }),
    /** Starts the process while the photo is still being downloaded. */
    warm(): void {
      // A process that cannot start fails the first photo.
      worker.call('warm', []).catch(() => undefined);
    },
    close: async () => void (await Promise.all([worker.close(), forLarge.close()])),
  };
}

/** In this process: for a program that serves one person, who would wait for another to start. */
export function createPhotosHere(): Photos {
  async function decode(bytes: Uint8Array, { signal }: CallOptions = {}): Promise<Photo> {
    signal?.throwIfAborted();
    return openPhoto(bytes);
  }
  return {
    decode,
    smallCopy: async (bytes, options) => smallCopy((await decode(bytes, options)).rgb),
    toJpeg: (image, longestSide) => smallCopy(image, longestSide),
    warm: () => undefined,
    close: async () => undefined,
  };
}
