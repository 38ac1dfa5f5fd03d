import { z } from 'zod';

/** What the reaction events have in common. */
export const reactionSchema = z.object({
  message_id: z.string(),
  user_id: z.string(),
  emoji: z.object({ name: z.string().nullable() }),
});
