/** The part of a ranking that was shown: what its pages, its reasons and its ratings are made from later. */
import { z } from 'zod';
import { MOODS, type Ranking } from '../model/types.ts';

/** Sums of fractions may end a hair outside: what is shown need not fail for that. */
const between = (min: number, max: number) =>
  z.number().transform((value) => Math.min(max, Math.max(min, value)));

const unit = between(0, 1);
const plane = between(-1, 1);

const featureValue = z.object({ fit: unit.nullable(), weight: plane, added: z.number() });

const shownFeatures = z.object({
  valence: featureValue,
  energy: featureValue,
  moods: featureValue,
  themes: featureValue,
  words: featureValue,
  light: featureValue,
});

const reading = z.object({
  summary: z.string(),
  valence: plane.nullable(),
  energy: plane.nullable(),
  moods: z.array(z.enum(MOODS)),
  themes: z.array(z.string()),
});

const shownMatch = z.object({
  rank: z.number().int().min(1),
  song: z.object({
    title: z.string(),
    artists: z.array(z.string()),
    album: z.string().nullable(),
    isrc: z.string().nullable(),
    url: z.string().nullable(),
    cover: z.string().nullable(),
  }),
  reading: reading.extend({ basis: z.enum(['lyrics', 'metadata', 'title']) }),
  score: unit,
  parts: z.object({ feeling: unit, meaning: unit }),
  features: shownFeatures,
  vibe: z.string(),
  reason: z.string(),
  youtube: z.string(),
});

export const shownRankingSchema = z.object({
  scene: z.object({
    caption: z.string(),
    reading: reading.extend({ valence: plane, energy: plane }),
  }),
  playlist: z.object({
    title: z.string(),
    source: z.string(),
    url: z.string().nullable(),
    total: z.number(),
    read: z.number(),
  }),
  /** Best first; as many as the person asked for. */
  matches: z.array(shownMatch),
  explanation: z.string(),
  explainedBy: z.enum(['gemini', 'features']),
  /** How many songs were read from what. */
  readFrom: z.object({ lyrics: z.number(), metadata: z.number(), title: z.number() }),
  skipped: z.number(),
  notices: z.array(z.object({ code: z.string(), text: z.string() })),
  weightsVersion: z.string(),
  /** What was understood of the person's own words; null without any. */
  understood: z.string().nullable().default(null),
});

export type ShownRanking = z.infer<typeof shownRankingSchema>;
export type ShownMatch = ShownRanking['matches'][number];
export { shownFeatures as shownFeaturesSchema };

/** The first `count` matches and the numbers around them. */
export function shownRanking(ranking: Ranking, count: number): ShownRanking {
  const readFrom = { lyrics: 0, metadata: 0, title: 0 };
  for (const { reading } of ranking.matches) readFrom[reading.basis] += 1;
  return shownRankingSchema.parse({
    ...ranking,
    matches: ranking.matches.slice(0, count),
    readFrom,
    // The source's own rows that could not be used count as left out as well as those given up later.
    skipped: ranking.skipped.length,
    understood: ranking.wish?.understood ?? null,
  });
}
