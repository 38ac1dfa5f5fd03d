/** Shapes that Gemini is held to while it writes (OpenAPI subset); what it wrote is checked again (answers.ts). */
import { MOODS } from '../../model/reading.ts';

const object = (properties: Record<string, object>) => {
  const names = Object.keys(properties);
  return { type: 'OBJECT', properties, required: names, propertyOrdering: names };
};
const listOf = (items: object, max: number) => ({ type: 'ARRAY', items, maxItems: String(max) });
const text = { type: 'STRING' };
const integer = { type: 'INTEGER' };
const fromMinusOneToOne = { type: 'NUMBER', minimum: -1, maximum: 1 };

const summary = { summary: text };
const feeling = {
  valence: fromMinusOneToOne,
  energy: fromMinusOneToOne,
  moods: { ...listOf({ type: 'STRING', enum: [...MOODS] }, 3), minItems: '1' },
};
const themes = { themes: listOf(text, 5) };
/** `known` comes before the judgement, so that the judgement is made in its light. */
const about = { i: integer, known: { type: 'BOOLEAN' } };

const reasons = (max: number) => listOf(object({ i: integer, reason: text }), max);

export const sceneSchema = object({ ...summary, ...feeling, ...themes });

export const songsSchema = { type: 'ARRAY', items: object({ ...about, ...summary, ...feeling, ...themes }) };

export const skimSchema = { type: 'ARRAY', items: object({ ...about, ...feeling }) };

export const explanationSchema = object({
  order: listOf(integer, 8),
  explanation: text,
  reasons: reasons(10),
});

/** The moment is judged before a song is chosen for it. */
export const sceneAndWordsSchema = object({
  moment: sceneSchema,
  best: integer,
  explanation: text,
  reasons: reasons(12),
});
