/** The hearing process: hears one sound at a time. */
import { serveParent } from '../concurrency/worker-process.ts';
import { loadHearingFit } from './feeling.ts';
import { hear } from './hear.ts';

// The decoders print what is wrong with a file, for each of its frames.
Object.assign(console, { error: () => undefined, warn: () => undefined });

const fit = loadHearingFit();

const methods = { hear: (bytes: Uint8Array) => hear(bytes, fit) };
export type HearingMethods = typeof methods;

serveParent(methods);
