import { z } from 'zod';

const count = z.number();
const done = { done: count, total: count };

/** What leaves a run while it is going on. The interface decides what to show. */
export const progressSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('model-downloading'),
    model: z.string(),
    doneBytes: count,
    totalBytes: count.nullable(),
  }),
  z.object({ type: z.literal('scene-described'), caption: z.string() }),
  z.object({ type: z.literal('playlist-loaded'), title: z.string(), songs: count }),
  z.object({ type: z.literal('lyrics-searched'), ...done }),
  z.object({ type: z.literal('songs-read'), ...done }),
  z.object({ type: z.literal('songs-ranked'), songs: count }),
  z.object({ type: z.literal('explanation-written') }),
]);
export type ProgressEvent = z.infer<typeof progressSchema>;
export type OnProgress = (event: ProgressEvent) => void;
