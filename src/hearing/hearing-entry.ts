/** The hearing process: hears one sound at a time. */
import { getPriority, setPriority } from 'node:os';
import { serveParent } from '../concurrency/worker-process.ts';
import { excerptOf } from './excerpt.ts';
import { measureFeatures } from './features.ts';
import { feelingOf, loadHearingFit } from './feeling.ts';
import { NotHeard } from './sound.ts';
import { readTags } from './tags.ts';

// The decoders print what is wrong with a file, for each of its frames.
Object.assign(console, { error: () => undefined, warn: () => undefined });

const fit = loadHearingFit();

async function hear(bytes: Uint8Array) {
  try {
    return { heard: true, ...feelingOf(measureFeatures(await excerptOf(bytes)), fit) };
  } catch (error) {
    if (error instanceof NotHeard) return { heard: false, reason: error.reason };
    throw error;
  }
}

const methods = {
  /** Both, so that the bytes are sent once. */
  hear: async (bytes: Uint8Array) => ({ hearing: await hear(bytes), tags: await readTags(bytes) }),
  readTags: async (bytes: Uint8Array) => ({
    hearing: { heard: false, reason: 'switched-off' },
    tags: await readTags(bytes),
  }),
};
export type HearingMethods = typeof methods;

// The program itself, which people wait for, comes first where there are few cores.
setPriority(Math.min(19, getPriority() + 5));
serveParent(methods);
