/** Gemini as a reader of songs and moments and as a writer: https://ai.google.dev/gemini-api/docs. Created once per process. */
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import { geminiTexts } from '../../locales/en/readers.ts';
import type { Notice } from '../../model/notice.ts';
import type { RgbImage } from '../../model/photo.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { Http } from '../../net/http.ts';
import { probe } from '../../net/probe.ts';
import type {
  CallOptions,
  PhotoReader,
  Reader,
  SceneAndWords,
  SceneText,
  SceneWriter,
  Shortlisted,
  Writer,
} from '../../pipeline/ports.ts';
import { sceneReading, seenPhoto } from './answers.ts';
import { createGeminiClient } from './client.ts';
import { explanationFrom } from './explanation-answers.ts';
import { createGeminiModels, troubleOf } from './models.ts';
import { explainData, photoData, sceneAndWordsData, sceneData } from './prompt-data.ts';
import {
  explainRules,
  explanationSchema,
  PROMPT_VERSION,
  photoAndWordsRules,
  photoAndWordsSchema,
  photoRules,
  photoSchema,
  sceneAndWordsRules,
  sceneAndWordsSchema,
  sceneRules,
  sceneSchema,
} from './prompts.ts';
import { readSongsInBatches, type SongBatches, skimSongs } from './songs.ts';

export type GeminiOptions = {
  apiKey: string;
  url: string;
  model: string;
  fallbackModel: string;
  http: Http;
  timeoutMs?: number;
  songsPerCall?: number;
  /** Requests a minute to each model. */
  perMinute?: number;
};

const failure = (message: string) => new ServiceError(message, { service: 'gemini', retryable: false });

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

const sceneAndWords = z.object({ moment: z.unknown(), best: z.unknown().optional() });

/** Pixels → a JPEG without metadata, at most so many pixels on the longer side. */
export type ToJpeg = (image: RgbImage, longestSide: number, call: CallOptions) => Promise<Uint8Array>;

/** More costs tokens and says no more of a feeling. */
const longestSide = 768;

/** Null unless there is an explanation that may be shown, about a song of the shortlist. */
function wordsOf(
  data: unknown,
  best: unknown,
  scene: { caption: string; reading: SceneReading },
  shortlist: readonly Shortlisted[],
): SceneAndWords['words'] {
  const place = z.int().nonnegative().lt(shortlist.length).safeParse(best).data;
  if (place === undefined) return null;
  const top = shortlist.map((song) => ({ ...song, artists: [], score: 0, reasons: [] }));
  const said = explanationFrom(data, { scene, top });
  return said && { best: place, explanation: said.explanation, reasons: said.reasons };
}

/** Reader and writers over one client, so that they share quotas and what is known of the models. */
export function createGemini(options: GeminiOptions) {
  const { model, fallbackModel, songsPerCall = 20 } = options;
  const runWithModel = createGeminiModels({ ...options, models: [model, fallbackModel] });
  const ask = createGeminiClient({ ...options, runWithModel });
  // Another model's readings are other readings.
  const identity = { id: 'gemini', version: `${model}.${PROMPT_VERSION}` } as const;

  async function readScene(scene: SceneText, call: CallOptions): Promise<SceneReading> {
    const data = sceneData(scene);
    const answer = await ask({ rules: sceneRules, data, schema: sceneSchema, maxOutputTokens: 2048 }, call);
    const reading = answer.kind === 'answered' ? sceneReading(answer.data, scene) : null;
    if (reading === null) throw failure('gemini did not read the moment');
    return reading;
  }

  /**
   * A song's reading depends on nothing but the song, whatever else is asked in the same call. Null for songs the
   * filters refuse and those not reached in time. Throws `ServiceError` when nothing could be read, after a notice.
   */
  const reader: Reader = {
    ...identity,
    readSongs: (songs, call = {}) =>
      withNotice(call, async () => {
        const batches = await readSongsInBatches(songs, { ask, songsPerCall }, call);
        return { readings: batches.readings, notices: noticesOf(batches, model) };
      }),
    readScene: (scene, call = {}) => withNotice(call, () => readScene(scene, call)),
    skim: (songs, call = {}) => skimSongs(songs, ask, call),
  };

  /** Throws `ServiceError` when the model fails or writes nothing that may be shown. */
  const writer: Writer = {
    ...identity,
    async explain(given, call = {}) {
      const input = { ...given, top: given.top.slice(0, 10) };
      const question = { rules: explainRules, data: explainData(input), schema: explanationSchema };
      const answer = await ask({ ...question, maxOutputTokens: 3072 }, call);
      const explanation = answer.kind === 'answered' ? explanationFrom(answer.data, input) : null;
      if (explanation === null) throw failure('gemini wrote nothing that could be shown');
      return explanation;
    },
  };

  const sceneWriter: SceneWriter = {
    async readAndExplain(scene, shortlist, call = {}) {
      const data = sceneAndWordsData(scene, shortlist);
      const question = { rules: sceneAndWordsRules, data, schema: sceneAndWordsSchema };
      const answer = await ask({ ...question, maxOutputTokens: 4096 }, call);
      const parsed = answer.kind === 'answered' ? sceneAndWords.safeParse(answer.data).data : undefined;
      const reading = sceneReading(parsed?.moment, scene);
      if (answer.kind !== 'answered' || reading === null) throw failure('gemini did not read the moment');
      const words = wordsOf(answer.data, parsed?.best, { caption: scene.caption, reading }, shortlist);
      return { reading, words };
    },
  };

  /** Of its own, so that nothing else can send a photo. */
  const createPhotoReader = (toJpeg: ToJpeg): PhotoReader => ({
    ...identity,
    async seePhoto({ image, ...said }, shortlist, call = {}) {
      const question =
        shortlist.length === 0
          ? { rules: photoRules, schema: photoSchema, maxOutputTokens: 2048 }
          : { rules: photoAndWordsRules, schema: photoAndWordsSchema, maxOutputTokens: 4096 };
      const photo = await toJpeg(image, longestSide, call);
      const answer = await ask({ ...question, data: photoData(said, shortlist), photo }, call);
      if (answer.kind === 'blocked')
        call.onNotice?.({ code: 'photo-not-seen', text: geminiTexts.photoDeclined });
      const parsed = answer.kind === 'answered' ? sceneAndWords.safeParse(answer.data).data : undefined;
      const seen = seenPhoto(parsed?.moment);
      if (answer.kind !== 'answered' || seen === null) throw failure('gemini did not read the photo');
      return { ...seen, words: wordsOf(answer.data, parsed?.best, seen, shortlist) };
    },
  });

  return { reader, writer, sceneWriter, createPhotoReader };
}

/** Asks for the model's description, which costs no quota: is the key good, and does the model exist? */
export function probeGemini(options: Pick<GeminiOptions, 'apiKey' | 'url' | 'model' | 'http'>) {
  return probe('Gemini', async () => {
    const response = await options.http.request({
      service: 'gemini',
      url: `${options.url}/v1beta/models/${encodeURIComponent(options.model.replace(/^models\//, ''))}`,
      headers: { 'x-goog-api-key': options.apiKey },
    });
    return `answers, ${response.json(z.object({ name: z.string() })).name} is there`;
  });
}
