/** The part of a ranking that was shown: what its pages, its reasons and its ratings are made from later. */
import { z } from 'zod';
import { matchSchema, type Ranking, rankingSchema } from '../model/ranking.ts';
import { sceneReadingSchema, songReadingSchema } from '../model/reading.ts';
import { sceneSchema } from '../model/scene.ts';
import { songSchema } from '../model/song.ts';

/** Without limits: they were checked when the reading was made, and an answer is not lost for one here. */
const unlimited = { summary: z.string(), themes: z.array(z.string()) };

const shownMatch = matchSchema.extend({
  song: songSchema.pick({ title: true, artists: true, album: true, isrc: true, url: true, cover: true }),
  reading: songReadingSchema.omit({ by: true }).extend(unlimited),
});

export const shownRankingSchema = rankingSchema.omit({ skipped: true, depth: true, wish: true }).extend({
  scene: sceneSchema
    .pick({ caption: true })
    .extend({ reading: sceneReadingSchema.omit({ by: true }).extend(unlimited) })
    // Answers were once kept without it.
    .extend({ captionedBy: sceneSchema.shape.captionedBy.optional() }),
  /** Best first; as many as the person asked for. */
  matches: z.array(shownMatch),
  readFrom: z.object({ lyrics: z.number(), metadata: z.number(), title: z.number() }),
  skipped: z.number(),
  /** What was understood of the person's own words; null without any. */
  understood: z.string().nullable().default(null),
});

export type ShownRanking = z.infer<typeof shownRankingSchema>;
export type ShownMatch = ShownRanking['matches'][number];

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
