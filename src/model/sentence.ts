/** A sentence for a person: its English words, and what they are made of, so that it can be said in other languages. */
import { z } from 'zod';

export const sentenceSchema = z.object({
  text: z.string(),
  /** Where its words are in every language's table; without, there are only the English ones. */
  key: z.string().optional(),
  /** What goes into them: numbers, names, lists, other sentences. */
  args: z.array(z.json()).optional(),
});
export type Sentence = z.infer<typeof sentenceSchema>;

/** What was kept before sentences were more than their English words. */
export const sentenceOrText = z.union([sentenceSchema, z.string().transform((text): Sentence => ({ text }))]);
