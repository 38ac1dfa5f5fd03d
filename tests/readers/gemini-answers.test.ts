import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explanationSchema } from '../../src/model/ranking.ts';
import {
  readingSchema,
  type SongReading,
  sceneReadingSchema,
  songReadingSchema,
} from '../../src/model/reading.ts';
import type { ExplainInput } from '../../src/pipeline/ports.ts';
import { sceneReading, songReadings } from '../../src/readers/gemini/answers.ts';
import { explanationFrom } from '../../src/readers/gemini/explanation-answers.ts';
import { photo } from '../support/pipeline.ts';
import { sure } from '../support/readings.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom('joyful', 'dark', '', '@everyone {0}'),
);
const number = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(-1, 0, 0.004, 1, 99));
/** Nearly the form, or anything at all. */
const form = fc.oneof(
  fc.record({
    i: fc.oneof(fc.integer({ min: -1, max: 4 }), number),
    known: fc.boolean(),
    summary: text,
    valence: number,
    energy: number,
    moods: fc.array(text, { maxLength: 6 }),
    themes: fc.array(text, { maxLength: 9 }),
  }),
  fc.jsonValue(),
);

const forbidden = /@\S|<|>|https?:|[*`|\u202e]|\p{Cc}/u;

it('makes of any answer only readings that fit the form, for songs that were asked about', () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(form, { maxLength: 8 }), fc.jsonValue()), (answer) => {
      const readings = songReadings(answer, ['some words', '', 'other words']);
      expect([...readings.keys()].every((i) => [0, 1, 2].includes(i))).toBe(true);
      for (const { reading } of readings.values()) {
        expect(readingSchema.safeParse(reading).success).toBe(true);
        expect(reading.moods.length).toBeGreaterThan(0);
        expect([reading.summary, ...reading.themes].join(' ')).not.toMatch(forbidden);
      }
    }),
    { numRuns: 300 },
  );
});

const said = { caption: 'A lake.', palette: photo.palette, feeling: '' };

it('makes of any answer a moment’s reading that fits the form, or none', () => {
  fc.assert(
    fc.property(form, (answer) => {
      const reading = sceneReading(answer, said);
      expect(reading === null || sceneReadingSchema.safeParse(reading).success).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const reading = { summary: 'Slow.', valence: 0, energy: 0, moods: ['peaceful' as const], themes: ['lake'] };
const songReading: SongReading = { ...reading, basis: 'metadata', by: 'gemini', ...sure };
const input: ExplainInput = {
  scene: { caption: 'A lake.', reading: { ...reading, by: 'gemini', ...sure } },
  top: ['One', 'Two', 'Three'].map((title) => ({
    title,
    artists: ['A'],
    reading: songReading,
    score: 0.5,
    reasons: [],
  })),
};

it('reads forms that older versions kept, as half certain', () => {
  const half = { certainty: { valence: 0.5, energy: 0.5 }, evidence: [] };
  expect(songReadingSchema.parse({ ...reading, basis: 'lyrics', by: 'gemini' })).toMatchObject(half);
  expect(sceneReadingSchema.parse({ ...reading, by: 'lexicon' })).toMatchObject(half);
});

it('makes of any answer an explanation that fits, or none', () => {
  const answers = fc.oneof(
    fc.record({
      explanation: fc
        .array(fc.oneof(text, fc.constantFrom('{0}', '{9}', 'It is calm here. ', 'So joyful! ')), {
          maxLength: 9,
        })
        .map((parts) => parts.join('')),
      order: fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.jsonValue()), { maxLength: 4 }),
      reasons: fc.array(
        fc.oneof(fc.record({ i: fc.integer({ min: -1, max: 4 }), reason: text }), fc.jsonValue()),
      ),
    }),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(answers, (answer) => {
      const made = explanationFrom(answer, input);
      if (made === null) return;
      expect(explanationSchema.safeParse(made).success).toBe(true);
      expect(made.reasons).toHaveLength(3);
      expect([made.explanation, ...made.reasons].join(' ')).not.toMatch(forbidden);
      expect(made.explanation).not.toMatch(/\bjoyful\b/i);
    }),
    { numRuns: 300 },
  );
});
