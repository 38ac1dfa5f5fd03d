/** Gemini as a reader of songs and moments and as a writer: https://ai.google.dev/gemini-api/docs. Created once per process. */
import { z } from 'zod';
import { ServiceError, UnusableAnswer } from '../../errors.ts';
import type { RgbImage } from '../../model/photo.ts';
import type { Explanation } from '../../model/ranking.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { Http } from '../../net/http.ts';
import { probe } from '../../net/probe.ts';
import type {
  CallOptions,
  ExplainInput,
  PhotoReader,
  Reader,
  SceneAndWords,
  SceneText,
  SceneWriter,
  Shortlisted,
  SongText,
  Writer,
} from '../../pipeline/ports.ts';
import { sceneReading, seenPhoto } from './answers.ts';
import { type AskGemini, createGeminiClient, type GeminiAnswer } from './client.ts';
import { explanationFrom } from './explanation-answers.ts';
import { gemmaPerMinute, gemmaSongsPerCall, isGemma, readBy } from './gemma.ts';
import { createGeminiModels, troubleOf } from './models.ts';
import { noticesOf, readByGemma, withNotice } from './notices.ts';
import { explainData, photoData, sceneAndWordsData, sceneData } from './prompt-data.ts';
import {
  explainQuestion,
  PROMPT_VERSION,
  photoRules,
  photoSchema,
  sceneAndWordsQuestion,
  sceneRules,
  sceneSchema,
} from './prompts.ts';
import { readSongsInBatches, type SongBatches } from './songs.ts';

export type GeminiOptions = {
  apiKey: string;
  url: string;
  model: string;
  fallbackModel: string;
  /** Reads and writes what neither of them does. */
  gemmaModel?: string | undefined;
  http: Http;
  timeoutMs?: number;
  songsPerCall?: number;
  /** Requests a minute to each model. */
  perMinute?: number;
};

/** With quotas of its own. */
function createGemma(model: string, options: GeminiOptions) {
  const perMinute = Math.min(gemmaPerMinute, options.perMinute ?? gemmaPerMinute);
  const runWithModel = createGeminiModels({ perMinute, models: [model] });
  return { model, ask: createGeminiClient({ ...options, runWithModel }) };
}

const whyUnusable = { answered: 'nonsense', blocked: 'declined', recited: 'declined', cut: 'cut' } as const;

const unusable = (message: string, { kind }: GeminiAnswer) =>
  new UnusableAnswer(message, whyUnusable[kind], { service: 'gemini' });

const momentAnswer = z.object({ moment: z.unknown(), best: z.unknown().optional() });

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
  const said = explanationFrom(data, { scene, top }, place);
  return said && { best: place, explanation: said.explanation, reasons: said.reasons, vibes: said.vibes };
}

/** Reader and writers over one client, so that they share quotas and what is known of the models. */
export function createGemini(options: GeminiOptions) {
  const { model, fallbackModel, gemmaModel, songsPerCall = 20, perMinute = 15 } = options;
  const runWithModel = createGeminiModels({ perMinute, models: [model, fallbackModel] });
  const ask = createGeminiClient({ ...options, runWithModel });
  const gemma = gemmaModel === undefined ? null : createGemma(gemmaModel, options);
  // Another model's readings are other readings.
  const identity = { id: 'gemini', version: `${model}.${PROMPT_VERSION}` } as const;

  /** Gemma is asked where Gemini fails, but for a bad key, which is no better there. Throws Gemini's failure when both do. */
  async function orGemma<T>(call: CallOptions, work: (ask: AskGemini) => Promise<T>): Promise<T> {
    try {
      return await work(ask);
    } catch (error) {
      if (gemma === null || !(error instanceof ServiceError) || troubleOf(error) === 'key') throw error;
      try {
        const answer = await work(gemma.ask);
        call.onNotice?.(readByGemma(gemma.model, error));
        return answer;
      } catch (second) {
        throw second instanceof ServiceError ? error : second;
      }
    }
  }

  async function readSongs(songs: readonly SongText[], call: CallOptions): Promise<SongBatches> {
    const mostLeftToGemma = gemma === null ? 0 : gemmaSongsPerCall;
    const read = await readSongsInBatches(songs, { ask, songsPerCall, mostLeftToGemma }, call);
    const open = [...songs.keys()].filter((place) => read.readings[place] === null);
    const isKeyBad = read.failure instanceof ServiceError && troubleOf(read.failure) === 'key';
    if (gemma === null || isKeyBad || open.length === 0 || call.signal?.aborted) return read;
    const { ask: askGemma } = gemma;
    const others = open.flatMap((place) => songs[place] ?? []);
    const how = { ask: askGemma, songsPerCall: gemmaSongsPerCall, mostLeftToGemma: gemmaSongsPerCall };
    const { readings, models } = await readSongsInBatches(others, how, call);
    for (const [at, place] of open.entries()) read.readings[place] = readings[at] ?? null;
    return { ...read, models: new Set([...read.models, ...models]) };
  }

  async function readScene(scene: SceneText, call: CallOptions, asked: AskGemini): Promise<SceneReading> {
    const data = sceneData(scene);
    const answer = await asked({ rules: sceneRules, data, schema: sceneSchema, maxOutputTokens: 2048 }, call);
    const reading =
      answer.kind === 'answered' ? sceneReading(answer.data, scene, readBy(answer.model)) : null;
    if (reading === null) throw unusable('gemini did not read the moment', answer);
    return reading;
  }

  async function explain(input: ExplainInput, call: CallOptions, asked: AskGemini): Promise<Explanation> {
    const question = { ...explainQuestion(call.language), data: explainData(input) };
    const answer = await asked({ ...question, maxOutputTokens: 3072 }, call);
    const explanation = answer.kind === 'answered' ? explanationFrom(answer.data, input) : null;
    if (explanation === null) throw unusable('gemini wrote nothing that could be shown', answer);
    return explanation;
  }

  /**
   * A song's reading depends on nothing but the song, whatever else is asked in the same call. Null for songs the
   * filters refuse and those not reached in time. Throws `ServiceError` when nothing could be read, after a notice.
   */
  const reader: Reader = {
    ...identity,
    readSongs: (songs, call = {}) =>
      withNotice(call, async () => {
        const batches = await readSongs(songs, call);
        const { readings, failure } = batches;
        if (failure !== null && readings.every((reading) => reading === null)) throw failure;
        return { readings, notices: noticesOf(batches, model) };
      }),
    readScene: (scene, call = {}) =>
      withNotice(call, () => orGemma(call, (asked) => readScene(scene, call, asked))),
  };

  /** Throws `ServiceError` when the model fails or writes nothing that may be shown. */
  const writer: Writer = {
    ...identity,
    explain: ({ scene, top }, call = {}) =>
      orGemma(call, (asked) => explain({ scene, top: top.slice(0, 10) }, call, asked)),
  };

  const sceneWriter: SceneWriter = {
    async readAndExplain(scene, shortlist, call = {}) {
      const data = sceneAndWordsData(scene, shortlist);
      const question = { ...sceneAndWordsQuestion(call.language), data };
      const answer = await ask({ ...question, maxOutputTokens: 4096 }, call);
      const parsed = answer.kind === 'answered' ? momentAnswer.safeParse(answer.data).data : undefined;
      const reading = sceneReading(parsed?.moment, scene);
      if (answer.kind !== 'answered' || reading === null)
        throw unusable('gemini did not read the moment', answer);
      const words = wordsOf(answer.data, parsed?.best, { caption: scene.caption, reading }, shortlist);
      return { reading, words };
    },
  };

  /** Of its own, so that nothing else can send a photo. */
  const createPhotoReader = (toJpeg: ToJpeg): PhotoReader => ({
    ...identity,
    async seePhoto({ image, ...said }, call = {}) {
      const photo = await toJpeg(image, longestSide, call);
      const question = { rules: photoRules, data: photoData(said), photo, schema: photoSchema };
      const answer = await ask({ ...question, maxOutputTokens: 2048 }, call);
      const parsed = answer.kind === 'answered' ? momentAnswer.safeParse(answer.data).data : undefined;
      const seen = seenPhoto(parsed?.moment);
      if (seen === null) throw unusable('gemini did not read the photo', answer);
      return seen;
    },
  });

  return { reader, writer, sceneWriter, createPhotoReader };
}

/** Asks for the model's description, which costs no quota: is the key good, and does the model exist? */
export function probeGemini(options: Pick<GeminiOptions, 'apiKey' | 'url' | 'model' | 'http'>) {
  return probe(isGemma(options.model) ? 'Gemma' : 'Gemini', async () => {
    const response = await options.http.request({
      service: 'gemini',
      url: `${options.url}/v1beta/models/${encodeURIComponent(options.model.replace(/^models\//, ''))}`,
      headers: { 'x-goog-api-key': options.apiKey },
    });
    return `answers, ${response.json(z.object({ name: z.string() })).name} is there`;
  });
}
