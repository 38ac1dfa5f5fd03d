/** The photo process: opens one photo at a time. */
import { serveParent } from '../concurrency/worker-process.ts';
import { isLarge, openPhoto, smallCopy } from './open-photo.ts';
import { loadSharp } from './sharp.ts';

async function open(bytes: Uint8Array) {
  const photo = await openPhoto(bytes);
  return { photo, small: await smallCopy(photo.rgb) };
}

const methods = {
  /** Loads sharp before the first photo. */
  async warm(): Promise<void> {
    await loadSharp();
  },
  open,
  /** Null for a large one. */
  openUsual: async (bytes: Uint8Array) => ((await isLarge(bytes)) ? null : open(bytes)),
  smallCopy,
};
export type PhotoMethods = typeof methods;

serveParent(methods);
