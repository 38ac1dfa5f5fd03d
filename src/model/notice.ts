import { z } from 'zod';
import { sentenceSchema } from './sentence.ts';

/** An honest remark for the person: what was degraded, left out, or found in another way. */
export const noticeSchema = sentenceSchema.extend({
  /** Stable, kebab-case; one notice a code is shown, of each playlist. */
  code: z.string(),
});
export type Notice = z.infer<typeof noticeSchema>;
