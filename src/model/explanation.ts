import { z } from 'zod';

/** The words beside a ranking. */
export const explanationSchema = z.object({
  /** Three sentences: the winner against the runners-up. */
  explanation: z.string().min(1).max(1500),
  /** A line for each of the top songs, in their order; null where the writer gave none. */
  reasons: z.array(z.string().max(300).nullable()).max(10),
  /** A better order of the top songs by their indices, if the writer saw one: a permutation. */
  order: z.array(z.int().nonnegative()).max(10).nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const explainedBySchema = z.enum(['gemini', 'features']);
