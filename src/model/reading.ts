/** The affect form, filled in for photo and song alike, in English. */
import { z } from 'zod';
import { trustFields } from './evidence.ts';

/** The eighteen moods a photo or a song may have. */
export const MOODS = [
  'joyful',
  'playful',
  'tender',
  'romantic',
  'peaceful',
  'dreamy',
  'nostalgic',
  'hopeful',
  'triumphant',
  'powerful',
  'wistful',
  'melancholic',
  'lonely',
  'dark',
  'tense',
  'angry',
  'restless',
  'sensual',
] as const;

export const moodSchema = z.enum(MOODS);
export type Mood = z.infer<typeof moodSchema>;

/** Valence (unpleasant to pleasant) or energy (calm to excited). */
export const placeSchema = z.number().min(-1).max(1);

export const readingSchema = z.object({
  /** One or two sentences about the feeling, our own words. */
  summary: z.string().max(300),
  /** null when there was nothing to read it from. */
  valence: placeSchema.nullable(),
  /** null when there was nothing to read it from. */
  energy: placeSchema.nullable(),
  /** One to three, strongest first (empty only when nothing could be read). */
  moods: z.array(moodSchema).max(3),
  /** Up to five lower-case words. */
  themes: z.array(z.string().max(40)).max(5),
});
export type Reading = z.infer<typeof readingSchema>;

/**
 * Who filled in the form. `gemma` stands in for `gemini`, `lexicon` is the reader that is always there; `hand` came with
 * the playlist.
 */
const readBySchema = z.enum(['gemini', 'gemma', 'lexicon', 'hand']);

/** Is it only as good as could be had that day? */
export const isByStandIn = ({ by }: { by: z.infer<typeof readBySchema> }): boolean => by === 'gemma';

export const songReadingSchema = readingSchema.extend({
  /** What it was made from: the song's lyrics, what is known about it, or its title alone. */
  basis: z.enum(['lyrics', 'metadata', 'title']),
  by: readBySchema,
  ...trustFields,
});
export type SongReading = z.infer<typeof songReadingSchema>;

/** Song read from its lyrics, from facts about it, or from its title alone. */
export type Basis = SongReading['basis'];

/** A scene always has a place on the plane: light and colour give one when words do not. */
export const sceneReadingSchema = readingSchema.extend({
  valence: placeSchema,
  energy: placeSchema,
  by: readBySchema,
  ...trustFields,
});
export type SceneReading = z.infer<typeof sceneReadingSchema>;

/** The reading of a scene that nothing is known of. */
export const unreadScene: SceneReading = {
  summary: '',
  valence: 0,
  energy: 0,
  moods: [],
  themes: [],
  by: 'lexicon',
  certainty: { valence: 0, energy: 0 },
  evidence: [],
};
