import { z } from 'zod';

/** An honest remark for the person: what was degraded, left out, or found in another way. */
export const noticeSchema = z.object({
  /** Stable, kebab-case; one notice a code is shown. */
  code: z.string(),
  text: z.string(),
});
export type Notice = z.infer<typeof noticeSchema>;
