/** What ranking knows beforehand, read once from `assets/` and checked: a broken file is a bug of ours. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { MOODS } from '../../model/reading.ts';
import { packagePath } from '../../package-path.ts';
import { type BankFeelings, bankFeelings, type SceneBank } from './bank.ts';
import { embeddingText } from './embed.ts';
import type { Stretch } from './features.ts';
import { type ThemeFamilies, themeFamilies } from './themes.ts';

const share = z.number().min(0).max(1);

const weights = z.object({
  /** Kept with ratings: they mean something only beside the weights they were given under. */
  version: z.string().min(1),
  /** The day they were fitted. */
  date: z.string().min(1),
  /** What each feature counts; they need not sum to 1. */
  features: z.object({
    valence: share,
    energy: share,
    moods: share,
    themes: share,
    words: share,
    light: share,
  }),
  /** Readings made from little shrink to the middle; the scene's are stretched by this before comparing. */
  stretch: z.object({
    valence: z.number().min(1).max(2),
    energy: z.number().min(1).max(2),
  }),
  /** Which songs are in the running for the first place, see first-place.ts. */
  running: z.object({
    /** How much worse a song's total may be than the best for a photo without a plain feeling, and for one with. */
    vague: share,
    plain: share,
    /** How much worse its valence and its energy may fit than the best song's. */
    valence: share,
    energy: share,
    /** How much less its themes and words together may add. */
    meaning: share,
  }),
  /** How much a song loses, from rank 2 on, for being about the same as one above it. */
  variety: share,
  /** The figures these weights gave, for people to read. */
  figures: z.unknown(),
});

/** The ranker's weights, fitted by `npm run fit`; those of a person's taste may be below 0: contrast is wanted there. */
export type Weights = z.output<typeof weights>;

const signed = z.number().min(-4).max(4);

/** Shape of `Weights` as a taste may have bent them, for what brings them from elsewhere. */
export const weightsSchema: z.ZodType<Weights> = weights.extend({
  features: z.object({
    valence: signed,
    energy: signed,
    moods: signed,
    themes: signed,
    words: signed,
    light: signed,
  }),
});

const bank = z.object({
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

function readAsset(name: string): unknown {
  return JSON.parse(readFileSync(packagePath('assets', name), 'utf8'));
}

export function loadWeights(): Weights {
  return weights.parse(readAsset('weights.json'));
}

export function loadSceneBank(): SceneBank {
  return bank.parse(readAsset('scene-bank.json')).scenes;
}

export function loadThemeFamilies(): ThemeFamilies {
  return themeFamilies(z.record(z.string(), z.string()).parse(readAsset('theme-families.json')));
}

/** What of the bank is embedded, for `RankOptions.bankVectors`: the scenes' words. */
export function bankTexts(bank: SceneBank): string[] {
  return bank.map(embeddingText);
}

/** Everything `rank` needs beside the scene and the songs. */
export type RankTables = {
  weights: Weights;
  bank: SceneBank;
  /** The bank's feelings under a stretch of the weights. */
  feelings: (stretch: Stretch) => BankFeelings;
  families: ThemeFamilies;
};

export function loadRankTables(): RankTables {
  const bank = loadSceneBank();
  return { weights: loadWeights(), bank, feelings: bankFeelings(bank), families: loadThemeFamilies() };
}
