/** Songs and moments read by Gemini: twenty songs a call, answered by index, split where a filter objects. */
import { isAbort, ServiceError } from '../errors.ts';
import { type SongAnswer, sceneReading, songReadings } from '../pipeline/answers.ts';
import type { CallOptions, Reader, SongText } from '../pipeline/ports.ts';
import { sceneData, songsData } from '../pipeline/prompt-data.ts';
import { PROMPT_VERSION, sceneRules, songRules } from '../pipeline/prompts.ts';
import type { Basis, Notice, SceneReading, Song, SongReading } from '../pipeline/types.ts';
import type { GeminiClient } from './gemini-client.ts';
import { byAnotherModel, declined, geminiFailed, partlyRead } from './gemini-notices.ts';
import { sceneSchema, songsSchema } from './gemini-schemas.ts';

export type GeminiReaderOptions = {
  client: GeminiClient;
  /** First choice: part of the version, so that another model's readings are other readings. */
  model: string;
  songsPerCall?: number;
  /** Calls beyond one a batch: for splitting and for asking again. */
  extraCalls?: number;
};

/** About 130 tokens a form, and room for a model that thinks first. */
const tokensFor = (songs: number): number => 1024 + songs * 300;

const few = 3;

function basisOf(song: Song, { known }: SongAnswer, fromLyrics: boolean): Basis {
  if (fromLyrics) return 'lyrics';
  return known || song.album !== null || song.genres.length > 0 ? 'metadata' : 'title';
}

const isTimeOver = (signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true && signal.reason instanceof Error && signal.reason.name === 'TimeoutError';

/** One `readSongs`: what was read so far, and how many calls it may still make. */
function createReadingJob(
  songs: readonly SongText[],
  options: Required<GeminiReaderOptions>,
  call: CallOptions,
) {
  const readings: (SongReading | null)[] = songs.map(() => null);
  const missing: number[] = [];
  const failures: unknown[] = [];
  const models = new Set<string>();
  let blocked = 0;
  let callsLeft = Math.ceil(songs.length / options.songsPerCall) + options.extraCalls;

  function accept(places: readonly number[], withLyrics: boolean, data: unknown): void {
    const texts = places.flatMap((place) => songs[place] ?? []);
    const words = texts.map(({ lyrics }) => (withLyrics && lyrics.kind === 'words' ? lyrics.text : ''));
    const answers = songReadings(data, words);
    for (const [i, place] of places.entries()) {
      const answer = answers.get(i);
      const text = texts[i];
      if (answer === undefined || text === undefined) missing.push(place);
      else
        readings[place] = {
          ...answer.reading,
          basis: basisOf(text.song, answer, words[i] !== ''),
          by: 'gemini',
        };
    }
    call.onProgress?.({
      type: 'songs-read',
      done: readings.filter((reading) => reading !== null).length,
      total: songs.length,
    });
  }

  async function halves(places: readonly number[], withLyrics: boolean): Promise<void> {
    const middle = Math.ceil(places.length / 2);
    await Promise.all([read(places.slice(0, middle), withLyrics), read(places.slice(middle), withLyrics)]);
  }

  async function read(places: readonly number[], withLyrics = true): Promise<void> {
    if (places.length === 0 || callsLeft-- <= 0) return;
    const texts = places.flatMap((place) => songs[place] ?? []);
    const answer = await options.client.ask(
      {
        rules: songRules,
        data: songsData(texts, withLyrics),
        schema: songsSchema,
        maxOutputTokens: tokensFor(places.length),
      },
      call,
    );
    const hasLyrics = withLyrics && texts.some(({ lyrics }) => lyrics.kind === 'words');
    if (answer.kind === 'answered') {
      models.add(answer.model);
      accept(places, withLyrics, answer.data);
      // Recitation is about words known by heart: without them in front of it, the model paraphrases. And to find
      // the one refused song among a few costs more calls than reading those few without their words.
    } else if (hasLyrics && (answer.kind === 'recited' || places.length <= few)) await read(places, false);
    else if (places.length > 1) await halves(places, withLyrics);
    else blocked++;
  }

  /** One batch; its failure is its own. The person's giving up and our bugs come through. */
  async function readOrNote(places: readonly number[]): Promise<void> {
    try {
      await read(places);
    } catch (error) {
      if (!(error instanceof ServiceError) && !(isAbort(error) && isTimeOver(call.signal))) throw error;
      failures.push(error);
    }
  }

  const batches = (places: readonly number[]): number[][] =>
    Array.from({ length: Math.ceil(places.length / options.songsPerCall) }, (_, at) =>
      places.slice(at * options.songsPerCall, (at + 1) * options.songsPerCall),
    );

  return async (): Promise<{ readings: (SongReading | null)[]; notices: Notice[] }> => {
    await Promise.all(batches([...songs.keys()]).map(readOrNote));
    if (failures.length === 0) await Promise.all(batches(missing.splice(0)).map(readOrNote));
    const unread = readings.filter((reading) => reading === null).length;
    if (unread === songs.length && failures.length > 0) throw failures[0];
    const other = [...models].find((model) => model !== options.model);
    const notices = [
      ...(other === undefined ? [] : [byAnotherModel(other)]),
      ...(blocked === 0 ? [] : [declined(blocked)]),
      ...(unread > blocked ? [partlyRead(unread - blocked)] : []),
    ];
    return { readings, notices };
  };
}

/**
 * A reader whose readings depend on nothing but the song: each is asked for by itself, whoever its neighbours are.
 * Null for songs the filters refuse and those not reached in time. Throws `ServiceError` when nothing could be
 * read, after telling why through `onNotice`.
 */
export function createGeminiReader(given: GeminiReaderOptions): Reader {
  const options = { songsPerCall: 20, extraCalls: 8, ...given };
  const tellingWhy = async <T>(work: () => Promise<T>, call: CallOptions): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ServiceError) call.onNotice?.(geminiFailed(error));
      throw error;
    }
  };
  return {
    id: 'gemini',
    version: `${options.model}.${PROMPT_VERSION}`,
    readSongs: (songs, call = {}) => tellingWhy(createReadingJob(songs, options, call), call),
    readScene: (scene, call = {}) =>
      tellingWhy(async (): Promise<SceneReading> => {
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
      }, call),
  };
}
