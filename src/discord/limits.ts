/** How much the bot does at once, for how long, and how large what it takes may be. */
import { maxPhotoBytes } from '../model/photo.ts';

/** In milliseconds, bytes or counts. */
export const defaultLimits = {
  maxPhotoBytes,
  maxFileBytes: 5 * 1024 * 1024,
  /** Sound files of one run together. */
  maxSoundBytes: 25 * 1024 * 1024,
  /** Between the starts of two runs of one person. */
  cooldownMs: 10_000,
  /** Runs at once, and people waiting in line. */
  concurrency: 4,
  maxWaiting: 60,
  /** Presses and commands of one person at work, and begun within a minute. */
  atOnceOfOne: 4,
  aMinuteOfOne: 40,
  /** Presses at work, and waiting for their turn. */
  pressesAtOnce: 12,
  maxPressesWaiting: 200,
  /** Choices being looked up for one person who types, and for all. */
  choicesAtOnceOfOne: 3,
  choicesAtOnce: 60,
  /** Runs that fetch their files at once, and bytes that all runs may hold (once more while workers have them). */
  fetchesAtOnce: 4,
  maxBytes: 128 * 1024 * 1024,
  /** Between two edits of one progress message. */
  editEveryMs: 2_000,
  /** How long an answer waits for a picture. */
  pictureMs: 1_500,
  /** A run that takes longer is aborted. */
  runTimeoutMs: 10 * 60_000,
  /** For runs to finish while the bot closes. */
  closeGraceMs: 6_000,
  /** How long a server's data is kept after the bot was removed from it. */
  departureGraceMs: 7 * 86_400_000,
  /** For one request to Discord, with all its retries and waits. */
  requestMs: 90_000,
  /** How far back reactions given while the bot was offline are picked up. */
  reconcileMs: 7 * 86_400_000,
};

export type BotLimits = typeof defaultLimits;
