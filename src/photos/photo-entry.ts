/** The photo process: opens one photo at a time. */
import { serveParent } from '../concurrency/worker-process.ts';
import { openPhoto, smallCopy } from './open-photo.ts';
import { loadSharp } from './sharp.ts';

const methods = {
  /** Loads sharp before the first photo. */
  async warm(): Promise<void> {
    await loadSharp();
  },
  async open(bytes: Uint8Array) {
    const photo = await openPhoto(bytes);
    return { photo, small: await smallCopy(photo.rgb) };
  },
  smallCopy,
};
export type PhotoMethods = typeof methods;

serveParent(methods);
