/** Songs read by Gemini in batches, each song for itself. */
import { isAbort, ServiceError } from '../../errors.ts';
import type { Basis, SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import type { CallOptions, SongText } from '../../pipeline/ports.ts';
import { type SongAnswer, songReadings } from './answers.ts';
import type { GeminiClient } from './client.ts';
import { songsData } from './prompt-data.ts';
import { songRules } from './prompts.ts';
import { songsSchema } from './schemas.ts';

export type SongBatchesOptions = {
  client: GeminiClient;
  songsPerCall: number;
  /** Calls beyond one a batch: for halves and for asking again. */
  extraCalls: number;
};

export type SongBatches = {
  readings: (SongReading | null)[];
  /** Who read. */
  models: ReadonlySet<string>;
  /** Songs the filters refused with and without their words. */
  blocked: number;
};

/** About 130 tokens a form, and room for a model that thinks first. */
const tokensFor = (songs: number): number => 1024 + songs * 300;

/** To find the one refused song among so many costs more calls than reading them all without their words. */
const few = 3;

function basisOf(song: Song, { known }: SongAnswer, fromLyrics: boolean): Basis {
  if (fromLyrics) return 'lyrics';
  return known || song.album !== null || song.genres.length > 0 ? 'metadata' : 'title';
}

const isTimeOver = (signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true && signal.reason instanceof Error && signal.reason.name === 'TimeoutError';

/**
 * Reads songs: one call a batch, halves where the filters object, and one more round for what was left out. What
 * cannot be read is null; rejects only when nothing could be read at all.
 */
export async function readSongsInBatches(
  songs: readonly SongText[],
  options: SongBatchesOptions,
  call: CallOptions,
): Promise<SongBatches> {
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

  async function read(places: readonly number[], withLyrics: boolean): Promise<void> {
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
      // Recitation is about words known by heart: without them in front of it, the model paraphrases.
    } else if (hasLyrics && (answer.kind === 'recited' || places.length <= few)) await read(places, false);
    else if (places.length > 1) {
      const middle = Math.ceil(places.length / 2);
      const halves = [places.slice(0, middle), places.slice(middle)];
      await Promise.all(halves.map((half) => readOrNote(half, withLyrics)));
    } else blocked++;
  }

  /** The failure of some is theirs alone. The person's giving up and our bugs come through. */
  async function readOrNote(places: readonly number[], withLyrics = true): Promise<void> {
    try {
      await read(places, withLyrics);
    } catch (error) {
      if (!(error instanceof ServiceError) && !(isAbort(error) && isTimeOver(call.signal))) throw error;
      failures.push(error);
    }
  }

  const batches = (places: readonly number[]): number[][] =>
    Array.from({ length: Math.ceil(places.length / options.songsPerCall) }, (_, at) =>
      places.slice(at * options.songsPerCall, (at + 1) * options.songsPerCall),
    );

  const readAll = (places: readonly number[]): Promise<unknown> =>
    Promise.all(batches(places).map((batch) => readOrNote(batch)));

  await readAll([...songs.keys()]);
  if (failures.length === 0) await readAll(missing.splice(0));
  if (failures.length > 0 && readings.every((reading) => reading === null)) throw failures[0];
  return { readings, models, blocked };
}
