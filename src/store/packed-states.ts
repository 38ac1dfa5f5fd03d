/** What answers are refined from, compressed. */
import { type RefineState, refineStateSchema } from '../model/ranking.ts';
import { parseJson, unzipText, zipText } from '../net/json.ts';

const maxStateBytes = 16 * 1024 * 1024;

/** A state's JSON as a string for the store: about 100 bytes a song. */
export const packText = async (text: string): Promise<string> => (await zipText(text)).toString('base64');

/** The same as JSON. Throws for what is no such string. */
export const unpackText = (packed: string): Promise<string> =>
  unzipText(Buffer.from(packed, 'base64'), maxStateBytes);

/** Null for what is no state, or none of this version: the person is asked to start again. */
export async function unpackState(packed: string): Promise<RefineState | null> {
  try {
    return refineStateSchema.safeParse(parseJson(await unpackText(packed))).data ?? null;
  } catch {
    return null;
  }
}
