/** Songs read by Gemini, in batches. */
import { chunksOf } from '../../concurrency/chunked.ts';
import { isAbort, ServiceError, type Unusable } from '../../errors.ts';
import type { SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { assess } from '../../pipeline/evidence/evidence.ts';
import { reliability } from '../../pipeline/evidence/reliability.ts';
import type { CallOptions, SongText } from '../../pipeline/ports.ts';
import { type SongAnswer, songReadings } from './answers.ts';
import type { AskGemini } from './client.ts';
import { readBy } from './gemma.ts';
import { songsData } from './prompt-data.ts';
import { songRules, songsSchema } from './prompts.ts';

export type SongBatchesOptions = {
  ask: AskGemini;
  songsPerCall: number;
  /** So few refused songs are left to Gemma, lyrics and all; 0: there is none. */
  mostLeftToGemma?: number;
};

export type SongBatches = {
  readings: (SongReading | null)[];
  /** The models that read. */
  models: ReadonlySet<string>;
  /** Why songs were left open, by place; others of these were not reached. */
  unread: ReadonlyMap<number, Unusable>;
  /** The first of what went wrong on the way. */
  failure: Error | null;
};

/** Calls beyond one a batch: for halves, and for asking again. */
const extraCalls = 8;
/** About 130 tokens a form, and room for a model that thinks first. */
const readingTokens = (songs: number): number => 1024 + songs * 300;
/** Finding the one refused song among so few costs more calls than reading them all without their lyrics. */
const cheaperWithoutLyrics = 3;

/** What the model knew of the song decides how far its form is trusted. */
function assessed(
  song: Song,
  { reading, known }: SongAnswer,
  fromLyrics: boolean,
  by: SongReading['by'],
): SongReading {
  const { lyricsByModel, knowledge, hearsay } = reliability;
  if (fromLyrics) return { ...assess(reading, 'lyrics', lyricsByModel), basis: 'lyrics', by };
  if (known) return { ...assess(reading, 'knowledge', knowledge), basis: 'metadata', by };
  return song.album !== null || song.genres.length > 0
    ? { ...assess(reading, 'facts', hearsay), basis: 'metadata', by }
    : { ...assess(reading, 'title', hearsay), basis: 'title', by };
}

const isTimeOver = (signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true && signal.reason instanceof Error && signal.reason.name === 'TimeoutError';

/**
 * Reads songs: one call a batch, halves where the filters object, and one more round for what was left out. What
 * can't be read is null.
 */
export async function readSongsInBatches(
  songs: readonly SongText[],
  { ask, songsPerCall, mostLeftToGemma = 0 }: SongBatchesOptions,
  call: CallOptions,
): Promise<SongBatches> {
  const readings: (SongReading | null)[] = songs.map(() => null);
  const models = new Set<string>();
  const unread = new Map<number, Unusable>();
  const failures: Error[] = [];
  let callsLeft = Math.ceil(songs.length / songsPerCall) + extraCalls;

  function leave(places: readonly number[], why: Unusable): void {
    for (const place of places) unread.set(place, why);
  }

  function accept(places: readonly number[], words: readonly string[], model: string, data: unknown) {
    const answers = songReadings(data, words);
    for (const [i, place] of places.entries()) {
      const song = songs[place]?.song;
      const answer = answers.get(i);
      if (song === undefined || answer === undefined) leave([place], 'nonsense');
      else readings[place] = assessed(song, answer, words[i] !== '', readBy(model));
    }
  }

  async function read(places: readonly number[], withLyrics: boolean): Promise<void> {
    if (places.length === 0 || callsLeft-- <= 0) return;
    const texts = places.flatMap((place) => songs[place] ?? []);
    const words = texts.map(({ lyrics }) => (withLyrics && lyrics.kind === 'words' ? lyrics.text : ''));
    const data = songsData(texts, withLyrics);
    const answer = await ask(
      { rules: songRules, data, schema: songsSchema, maxOutputTokens: readingTokens(texts.length) },
      call,
    );
    const hasLyrics = words.some((text) => text !== '');
    const isRefused = answer.kind === 'recited' || answer.kind === 'blocked';
    if (answer.kind === 'answered') {
      models.add(answer.model);
      accept(places, words, answer.model, answer.data);
    } else if (isRefused && places.length <= mostLeftToGemma) {
      leave(places, 'declined');
    } else if (
      isRefused &&
      mostLeftToGemma === 0 &&
      hasLyrics &&
      (answer.kind === 'recited' || places.length <= cheaperWithoutLyrics)
    ) {
      // Recitation is about lyrics known by heart: without them in front of it, the model paraphrases.
      await read(places, false);
    } else if (places.length > 1) {
      const halves = chunksOf(places, Math.ceil(places.length / 2));
      await Promise.all(halves.map((half) => readOrRecord(half, withLyrics)));
    } else leave(places, isRefused ? 'declined' : 'cut');
  }

  /** One batch's failure doesn't concern the others. The person's abort and our bugs are thrown. */
  async function readOrRecord(places: readonly number[], withLyrics: boolean): Promise<void> {
    try {
      await read(places, withLyrics);
    } catch (error) {
      const isOver = error instanceof Error && isAbort(error) && isTimeOver(call.signal);
      if (!(error instanceof ServiceError) && !isOver) throw error;
      failures.push(error);
    }
  }

  const readAll = (places: readonly number[]): Promise<unknown> =>
    Promise.all(chunksOf(places, songsPerCall).map((batch) => readOrRecord(batch, true)));

  await readAll([...songs.keys()]);
  const again = [...unread.keys()].filter((place) => unread.get(place) === 'nonsense');
  if (failures.length === 0) await readAll(again);
  return { readings, models, unread, failure: failures[0] ?? null };
}
