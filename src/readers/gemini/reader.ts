/** Gemini as a reader of songs and moments. */
import { ServiceError } from '../../errors.ts';
import { geminiTexts } from '../../locales/en/readers.ts';
import type { Notice } from '../../model/notice.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { CallOptions, Reader, SceneText } from '../../pipeline/ports.ts';
import { sceneReading } from './answers.ts';
import type { AskGemini } from './client.ts';
import { troubleOf } from './models.ts';
import { sceneData } from './prompt-data.ts';
import { PROMPT_VERSION, sceneRules } from './prompts.ts';
import { sceneSchema } from './schemas.ts';
import { readSongsInBatches, type SongBatches, skimSongs } from './songs.ts';

export type GeminiReaderOptions = {
  ask: AskGemini;
  /** First choice: part of the version, so that another model's readings are other readings. */
  model: string;
  songsPerCall?: number | undefined;
};

function noticesOf({ readings, models, blocked }: SongBatches, firstChoice: string): Notice[] {
  const other = [...models].find((model) => model !== firstChoice);
  const unread = readings.filter((reading) => reading === null).length - blocked;
  return [
    ...(other === undefined ? [] : [{ code: 'gemini-fallback-model', text: geminiTexts.otherModel(other) }]),
    ...(blocked > 0 ? [{ code: 'gemini-declined', text: geminiTexts.declined(blocked) }] : []),
    ...(unread > 0 ? [{ code: 'gemini-partly', text: geminiTexts.partly(unread) }] : []),
  ];
}

/** Says in a notice why Gemini could not be asked. The pipeline's own notice has this code too: the first one stays. */
async function withNotice<T>(call: CallOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError)
      call.onNotice?.({ code: 'reader-failed', text: geminiTexts.failed[troubleOf(error)] });
    throw error;
  }
}

/**
 * A reader whose readings depend on nothing but the song, whatever else is asked in the same call. Null for songs the
 * filters refuse and those not reached in time. Throws `ServiceError` when nothing could be read, after a notice.
 */
export function createGeminiReader({ ask, model, songsPerCall = 20 }: GeminiReaderOptions): Reader {
  async function readScene(scene: SceneText, call: CallOptions): Promise<SceneReading> {
    const data = sceneData(scene);
    const answer = await ask({ rules: sceneRules, data, schema: sceneSchema, maxOutputTokens: 2048 }, call);
    const reading = answer.kind === 'answered' ? sceneReading(answer.data, scene) : null;
    if (reading !== null) return reading;
    throw new ServiceError('gemini did not read the moment', { service: 'gemini', retryable: false });
  }

  return {
    id: 'gemini',
    version: `${model}.${PROMPT_VERSION}`,
    readSongs: (songs, call = {}) =>
      withNotice(call, async () => {
        const batches = await readSongsInBatches(songs, { ask, songsPerCall }, call);
        return { readings: batches.readings, notices: noticesOf(batches, model) };
      }),
    readScene: (scene, call = {}) => withNotice(call, () => readScene(scene, call)),
    skim: (songs, call = {}) => skimSongs(songs, ask, call),
  };
}
