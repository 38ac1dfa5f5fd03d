/** Gemini as a reader of songs and moments. */
import { ServiceError } from '../../errors.ts';
import type { Notice } from '../../model/notice.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { CallOptions, Reader, SceneText } from '../../pipeline/ports.ts';
import { sceneReading } from './answers.ts';
import type { GeminiClient } from './client.ts';
import { byAnotherModel, declined, geminiFailed, partlyRead } from './notices.ts';
import { sceneData } from './prompt-data.ts';
import { PROMPT_VERSION, sceneRules } from './prompts.ts';
import { sceneSchema } from './schemas.ts';
import { skimSongs } from './skim.ts';
import { readSongsInBatches, type SongBatches } from './songs.ts';

export type GeminiReaderOptions = {
  client: GeminiClient;
  /** First choice: part of the version, so that another model's readings are other readings. */
  model: string;
  songsPerCall?: number;
  /** Calls beyond one a batch: for splitting and for asking again. */
  extraCalls?: number;
};

function noticesOf({ readings, models, blocked }: SongBatches, firstChoice: string): Notice[] {
  const other = [...models].find((model) => model !== firstChoice);
  const unread = readings.filter((reading) => reading === null).length - blocked;
  return [
    ...(other === undefined ? [] : [byAnotherModel(other)]),
    ...(blocked > 0 ? [declined(blocked)] : []),
    ...(unread > 0 ? [partlyRead(unread)] : []),
  ];
}

/** Tells the person why Gemini could not be asked, in words that whoever runs the bot can use. */
async function tellingWhy<T>(call: CallOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError) call.onNotice?.(geminiFailed(error));
    throw error;
  }
}

/**
 * A reader whose readings depend on nothing but the song: each is asked for by itself, whoever its neighbours are.
 * Null for songs the filters refuse and those not reached in time. Throws `ServiceError` when nothing could be
 * read, after telling why through `onNotice`.
 */
export function createGeminiReader(given: GeminiReaderOptions): Reader {
  const options = { songsPerCall: 20, extraCalls: 8, ...given };

  async function readScene(scene: SceneText, call: CallOptions): Promise<SceneReading> {
    const question = {
      rules: sceneRules,
      data: sceneData(scene),
      schema: sceneSchema,
      maxOutputTokens: 2048,
    };
    const answer = await options.client.ask(question, call);
    const reading = answer.kind === 'answered' ? sceneReading(answer.data) : null;
    if (reading !== null) return { ...reading, by: 'gemini' };
    throw new ServiceError('gemini did not read the moment', { service: 'gemini', retryable: false });
  }

  return {
    id: 'gemini',
    version: `${options.model}.${PROMPT_VERSION}`,
    readSongs: (songs, call = {}) =>
      tellingWhy(call, async () => {
        const batches = await readSongsInBatches(songs, options, call);
        return { readings: batches.readings, notices: noticesOf(batches, options.model) };
      }),
    readScene: (scene, call = {}) => tellingWhy(call, () => readScene(scene, call)),
    skim: (songs, call = {}) => skimSongs(songs, options.client, call),
  };
}
