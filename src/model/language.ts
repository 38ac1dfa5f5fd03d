/** The languages the bot speaks; a terminal program speaks English. */
import { z } from 'zod';

export const languages = ['en', 'de', 'fr', 'es', 'pt', 'ja'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;
