/** The hearing process: hears one sound at a time. */
import { getPriority, setPriority } from 'node:os';
import { serveParent } from '../concurrency/worker-process.ts';
import { loadHearingFit } from './feeling.ts';
import { type Hearing, hear } from './hear.ts';
import { readTags } from './tags.ts';

// The decoders print what is wrong with a file, for each of its frames.
Object.assign(console, { error: () => undefined, warn: () => undefined });

const fit = loadHearingFit();

const switchedOff: Hearing = { heard: false, reason: 'switched-off' };

const methods = {
  /** Both, so that the bytes are sent once. */
  hear: async (bytes: Uint8Array) => ({ hearing: await hear(bytes, fit), tags: await readTags(bytes) }),
  readTags: async (bytes: Uint8Array) => ({ hearing: switchedOff, tags: await readTags(bytes) }),
};
export type HearingMethods = typeof methods;

// The program itself, which people wait for, comes first where there are few cores.
setPriority(Math.min(19, getPriority() + 5));
serveParent(methods);
