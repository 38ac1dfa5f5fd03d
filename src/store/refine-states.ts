/** What rankings are refined from, as a store keeps it. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type RefineState, refineStateSchema } from '../model/refine-state.ts';
import { parseJson } from '../net/json.ts';

/** A state of the most songs there may be is far smaller. */
const maxBytes = 16 * 1024 * 1024;

// In libuv's pool: a long list takes its time.
const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** State → a string for a store: about 100 bytes a song. */
export async function packState(state: RefineState): Promise<string> {
  return (await zip(JSON.stringify(state))).toString('base64');
}

/** Null for what is no state, or none of this version: the person is asked to start again. */
export async function unpackState(packed: string): Promise<RefineState | null> {
  try {
    const bytes = await unzip(Buffer.from(packed, 'base64'), { maxOutputLength: maxBytes });
    return refineStateSchema.safeParse(parseJson(bytes.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
