/** Gemma, Google's open models on the same API: how they are asked, where that differs from Gemini. */
import type { SongReading } from '../../model/reading.ts';

const family = /^(?:models\/)?gemma-/i;

export const isGemma = (model: string): boolean => family.test(model);

/** Who read, as readings say it. */
export const readBy = (model: string): SongReading['by'] => (isGemma(model) ? 'gemma' : 'gemini');

/**
 * Gemma 3 refuses a system instruction ("Developer instruction is not enabled") and JSON mode with a 400. So rules and
 * form stand in words before the data, which every Gemma takes.
 */
export const rulesInWords = (rules: string, schema: object): string => `${rules}

Answer with JSON alone, nothing before or after it, of this schema:
${JSON.stringify(schema)}`;

/** Gemma 4 thinks, at the levels MINIMAL and HIGH only; Gemma 3 answers 400 to any. */
export const thinks = (model: string): boolean => isGemma(model) && !/gemma-[123]/i.test(model);

/**
 * Gemma takes 30 questions and 16,000 tokens a minute; there is no larger tier. Rules, form and eight songs with
 * their words are about 5,000 tokens.
 */
export const gemmaSongsPerCall = 8;
export const gemmaPerMinute = 3;
