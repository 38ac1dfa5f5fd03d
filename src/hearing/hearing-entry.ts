/** The hearing process: hears one sound at a time. */
import { serveParent } from '../concurrency/worker-process.ts';
import { loadHearingFit } from './feeling.ts';
import { hear } from './hear.ts';
import { readTags } from './tags.ts';

// The decoders print what is wrong with a file, for each of its frames.
Object.assign(console, { error: () => undefined, warn: () => undefined });

const fit = loadHearingFit();

const methods = {
  /** Both, so that the bytes are sent once. */
  hear: async (bytes: Uint8Array) => ({ hearing: await hear(bytes, fit), tags: await readTags(bytes) }),
};
export type HearingMethods = typeof methods;

serveParent(methods);
