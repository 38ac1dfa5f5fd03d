/**
 * What the main thread asks of the reading processes. Both sides are this program, and what goes over was checked where
 * it came from: only its kind is looked at again, for a whole check of ten thousand songs would take its time in the
 * thread that must not wait.
 */
import { z } from 'zod';
import type { Playlist } from '../../model/playlist.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { SceneText, SongText } from '../../pipeline/ports.ts';
import type { Wish } from '../../pipeline/refine/wish.ts';
import type { ReadSong } from '../lexicon/read-song.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const thing = <T>() => z.custom<T>(isObject);
const list = <T>() => z.custom<T[]>(Array.isArray);

export const jobSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('songs'), songs: list<SongText>() }),
  z.object({ type: z.literal('scene'), scene: thing<SceneText>() }),
  z.object({ type: z.literal('vectors'), texts: z.array(z.string()) }),
  z.object({ type: z.literal('wish'), reading: thing<SceneReading>(), text: z.string() }),
  z.object({
    type: z.literal('file'),
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    name: z.string(),
  }),
]);

export type ReadingJob = z.output<typeof jobSchema>;

export const answers = {
  songs: list<ReadSong>(),
  scene: thing<SceneReading>(),
  vectors: z.array(z.instanceof(Float32Array)),
  wish: thing<Wish>(),
  /** An error does not survive the way with its class: what the person is to be told comes as an answer. */
  file: z.union([
    z.object({ refused: z.object({ code: z.string(), message: z.string() }) }),
    z.object({ playlist: thing<Playlist>() }),
  ]),
};

export type FileAnswer = z.output<typeof answers.file>;
