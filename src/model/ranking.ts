/** What leaves the pipeline, and what is kept of it to be refined. */
import { z } from 'zod';
import { noticeSchema } from './notice.ts';
import { playlistSchema, skippedSchema } from './playlist.ts';
import { moodSchema, songReadingSchema } from './reading.ts';
import { sceneSchema } from './scene.ts';
import { sentenceSchema } from './sentence.ts';
import { songSchema } from './song.ts';

/** The words beside a ranking. */
export const explanationSchema = z.object({
  /** Three sentences: the winner against the runners-up. */
  explanation: z.string().min(1).max(1500),
  /** A line for each of the top songs, in their order; null where the writer gave none. */
  reasons: z.array(z.string().max(300).nullable()).max(10),
  /** Those songs' feelings in the person's language, where it isn't English; null where the writer gave none. */
  vibes: z.array(z.string().max(300).nullable()).max(10).optional(),
  /** A better order of the top songs by their indices, if the writer saw one: a permutation. */
  order: z.array(z.int().nonnegative()).max(10).nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const explainedBySchema = z.enum(['gemini', 'features']);

/** Sums of fractions may end a hair outside: no ranking is lost for that. */
const clamped = (min: number, max: number) =>
  z.number().transform((value) => Math.min(max, Math.max(min, value)));
const unit = clamped(0, 1);

/** The features the ranker looks at, each shown to the person in words. */
export const FEATURES = ['valence', 'energy', 'moods', 'themes', 'words'] as const;
export type FeatureName = (typeof FEATURES)[number];

/** One feature of one song against the scene. */
const featureValueSchema = z.object({
  /** How well it fits, 0..1; null when one side has no reading of it. */
  fit: unit.nullable(),
  /** The weight it had in this ranking, -1..1, below 0 where contrast was wanted; without signs they sum to 1. */
  weight: clamped(-1, 1),
  /** What it added to the total: |weight| x (fit, 1 - fit for contrast, or the playlist's mean where fit is null). */
  added: z.number(),
});
export type FeatureValue = z.infer<typeof featureValueSchema>;

export const matchSchema = z.object({
  /** 1 is the best. */
  rank: z.number().int().min(1),
  song: songSchema,
  reading: songReadingSchema,
  /** Chance that people would say the song's feeling fits, calibrated. */
  score: unit,
  /** Too little is known of photo or song for the score to mean anything: no percentage is shown. */
  isGuess: z.boolean().default(false),
  /** The two voices people are shown: `feeling` (valence, energy, moods), `meaning` (themes, words). */
  parts: z.object({ feeling: unit, meaning: unit }),
  features: z.object({
    valence: featureValueSchema,
    energy: featureValueSchema,
    moods: featureValueSchema,
    themes: featureValueSchema,
    words: featureValueSchema,
  }),
  /** The song's feeling in one sentence. */
  vibe: z.string(),
  /** Why it has this rank, one line. */
  reason: z.string(),
  /** A video, or a search that finds one. */
  youtube: z.string(),
});
export type Match = z.infer<typeof matchSchema>;

/** A first answer comes before the lyrics do; every later one has more of them. */
const depthSchema = z.object({
  /** Songs read from their lyrics, of all `songs` in the ranking. */
  fromLyrics: z.number(),
  songs: z.number(),
  /** false: a sharper ranking of the same request is on its way. */
  isFinal: z.boolean(),
});
export type Depth = z.infer<typeof depthSchema>;

/** What the person wants to hear nothing of. */
const avoidSchema = z.object({
  moods: z.array(moodSchema).readonly(),
  themes: z.array(z.string()).readonly(),
});
export type Avoid = z.infer<typeof avoidSchema>;

export const rankingSchema = z.object({
  scene: sceneSchema,
  playlist: playlistSchema.pick({ title: true, source: true, url: true, total: true }).extend({
    /** Songs that were read. */
    read: z.number(),
  }),
  /** Every song that was read, best first. */
  matches: z.array(matchSchema),
  /** Why the first beat the others. */
  explanation: z.string(),
  explainedBy: explainedBySchema,
  skipped: z.array(skippedSchema),
  notices: z.array(noticeSchema),
  /** Version of the weights, kept with ratings. */
  weightsVersion: z.string(),
  depth: depthSchema.optional(),
  /** The person's own words and what was understood of them. */
  wish: z.object({ words: z.string(), understood: sentenceSchema, avoid: avoidSchema }).optional(),
});
export type Ranking = z.infer<typeof rankingSchema>;

/** An album's photos with a song for each. */
export const soundtrackSchema = rankingSchema
  .pick({ playlist: true, skipped: true, notices: true, weightsVersion: true })
  .extend({
    /** In the photos' order; `match.rank` is the song's rank for that photo alone. */
    songs: z.array(z.object({ scene: sceneSchema, match: matchSchema })),
  });
export type Soundtrack = z.infer<typeof soundtrackSchema>;

/** What is kept of a ranking so that it can be refined later without reading anything again. */
export const refineStateSchema = rankingSchema
  .pick({ scene: true, playlist: true, skipped: true, notices: true })
  .extend({
    /** Best first. */
    songs: z
      .array(
        z.object({
          song: songSchema.omit({ audio: true, heard: true, subsonicId: true, reading: true }),
          reading: songReadingSchema,
        }),
      )
      .min(1),
    /** The person's words so far, oldest first. */
    wishes: z.array(z.string()),
    avoid: avoidSchema,
    /** Keys of the songs that were shown so far, oldest first. */
    shown: z.array(z.string()).default([]),
  });
export type RefineState = z.infer<typeof refineStateSchema>;
