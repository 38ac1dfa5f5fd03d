/** Shapes that Gemini is held to while it writes (OpenAPI subset); what it wrote is checked again by us. */
import { MOODS } from '../../model/reading.ts';

const form = {
  summary: { type: 'STRING' },
  valence: { type: 'NUMBER', minimum: -1, maximum: 1 },
  energy: { type: 'NUMBER', minimum: -1, maximum: 1 },
  moods: { type: 'ARRAY', items: { type: 'STRING', enum: [...MOODS] }, minItems: '1', maxItems: '3' },
  themes: { type: 'ARRAY', items: { type: 'STRING' }, maxItems: '5' },
};

const formFields = ['summary', 'valence', 'energy', 'moods', 'themes'];

/** `known` comes before the judgement, so that it is made in its light. */
const songFields = ['i', 'known', ...formFields];

export const songsSchema = {
  type: 'ARRAY',
  items: {
    type: 'OBJECT',
    properties: { i: { type: 'INTEGER' }, known: { type: 'BOOLEAN' }, ...form },
    required: songFields,
    propertyOrdering: songFields,
  },
};

const { summary: _summary, themes: _themes, ...glance } = form;
const skimFields = ['i', 'known', ...Object.keys(glance)];

export const skimSchema = {
  type: 'ARRAY',
  items: {
    type: 'OBJECT',
    properties: { i: { type: 'INTEGER' }, known: { type: 'BOOLEAN' }, ...glance },
    required: skimFields,
    propertyOrdering: skimFields,
  },
};

export const sceneSchema = {
  type: 'OBJECT',
  properties: form,
  required: formFields,
  propertyOrdering: formFields,
};

const reasonsOf = (most: number) => ({
  type: 'ARRAY',
  items: {
    type: 'OBJECT',
    properties: { i: { type: 'INTEGER' }, reason: { type: 'STRING' } },
    required: ['i', 'reason'],
    propertyOrdering: ['i', 'reason'],
  },
  maxItems: String(most),
});

const explanationFields = ['order', 'explanation', 'reasons'];

export const explanationSchema = {
  type: 'OBJECT',
  properties: {
    order: { type: 'ARRAY', items: { type: 'INTEGER' }, maxItems: '8' },
    explanation: { type: 'STRING' },
    reasons: reasonsOf(10),
  },
  required: explanationFields,
  propertyOrdering: explanationFields,
};

/** The moment is judged before a song is chosen for it. */
const sceneAndWordsFields = ['moment', 'best', 'explanation', 'reasons'];

export const sceneAndWordsSchema = {
  type: 'OBJECT',
  properties: {
    moment: sceneSchema,
    best: { type: 'INTEGER' },
    explanation: { type: 'STRING' },
    reasons: reasonsOf(12),
  },
  required: sceneAndWordsFields,
  propertyOrdering: sceneAndWordsFields,
};
