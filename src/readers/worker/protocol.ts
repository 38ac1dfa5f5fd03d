/**
 * What the main process asks of the reading processes. Both sides are this program and the values were checked where
 * they came from, so only their kind is checked again: a full check of ten thousand songs would block the main thread.
 */
import { z } from 'zod';
import type { Playlist } from '../../model/playlist.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { SceneText, SongText, Wish } from '../../pipeline/ports.ts';
import type { ReadSong } from '../lexicon/readings.ts';

const objectOf = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);
const listOf = <T>() => z.custom<T[]>(Array.isArray);

export const jobSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('songs'), songs: listOf<SongText>() }),
  z.object({ type: z.literal('scene'), scene: objectOf<SceneText>() }),
  z.object({ type: z.literal('vectors'), texts: listOf<string>() }),
  z.object({ type: z.literal('wish'), reading: objectOf<SceneReading>(), text: z.string() }),
  z.object({
    type: z.literal('file'),
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    name: z.string(),
  }),
]);
export type ReadingJob = z.infer<typeof jobSchema>;

export const answers = {
  songs: listOf<ReadSong>(),
  scene: objectOf<SceneReading>(),
  vectors: listOf<Float32Array>(),
  wish: objectOf<Wish>(),
  /** An error loses its class on the way, so a refusal of the file is an answer. */
  file: z.union([
    z.object({ refused: z.object({ code: z.string(), message: z.string() }) }),
    z.object({ playlist: objectOf<Playlist>() }),
  ]),
};
