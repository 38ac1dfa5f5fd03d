/** What ranking is given beforehand, read once from `assets/` and checked: a broken file is a bug of ours. */
import { z } from 'zod';
import { MOODS, type SceneReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { readPackaged } from '../../package-path.ts';
import type { SceneBank } from './bank.ts';
import { byFeature } from './features.ts';
import { type ThemeFamilies, themeFamilies } from './themes.ts';

const share = z.number().min(0).max(1);

const fittedWeights = z.object({
  /** Kept with ratings, which mean something only beside the weights they were given under. */
  version: z.string().min(1),
  /** The day they were fitted. */
  date: z.string().min(1),
  /** How much each feature counts; they need not sum to 1. */
  features: z.object(byFeature(() => share)),
  /** Which songs may come first, see tie-break.ts. */
  tieBreak: z.object({
    /** How much worse than the best a song's total may be, for a photo with a vague feeling and with a clear one. */
    vague: share,
    clear: share,
    /** How much worse than the best song's its valence and its energy may fit. */
    valence: share,
    energy: share,
    /** How much less its themes and words together may add. */
    meaning: share,
  }),
  /** How much a song loses, from rank 2 on, for being about the same as one above it. */
  variety: share,
  /**
   * Log odds of the readings' agreement → log odds that people agree, see score.ts. On the kit 1.2 fits best; 1 is kept,
   * because the word list has seen the kit's captions and titles and is surer of them than of others.
   */
  score: z.object({ slope: z.number().min(0.1).max(3) }),
  /** What these weights scored, for people to read. */
  figures: z.unknown(),
});

/** Weights that a person's taste may have bent, from another process: below 0, contrast is wanted. */
export const weightsSchema = fittedWeights.extend({
  features: z.object(byFeature(() => z.number().min(-4).max(4))),
});

/** The ranker's weights, fitted by `npm run fit`. */
export type Weights = z.output<typeof weightsSchema>;

const bankSchema = z.object({
  scenes: z
    .array(
      z.object({
        summary: z.string().max(300),
        valence: z.number().min(-1).max(1),
        energy: z.number().min(-1).max(1),
        moods: z.array(z.enum(MOODS)).min(1).max(3),
        themes: z.array(z.string()).max(5),
      }),
    )
    .min(30),
});

export function loadWeights(): Weights {
  return readPackaged(fittedWeights, 'assets', 'weights.json');
}

export function loadThemeFamilies(): ThemeFamilies {
  return themeFamilies(readPackaged(z.record(z.string(), z.string()), 'assets', 'theme-families.json'));
}

/** A scene → how a person's ratings for scenes like it pull a song: -1 down to 1 up, 0 for a song without any. */
export type SongPulls = (scene: SceneReading) => (song: Song) => number;

/** Everything `rank` needs besides the scene and the songs. */
export type RankTables = {
  weights: Weights;
  bank: SceneBank;
  families: ThemeFamilies;
  /** Without, no song was rated. */
  pulls?: SongPulls;
};

export function loadRankTables(): RankTables {
  const { scenes: bank } = readPackaged(bankSchema, 'assets', 'scene-bank.json');
  return { weights: loadWeights(), bank, families: loadThemeFamilies() };
}
