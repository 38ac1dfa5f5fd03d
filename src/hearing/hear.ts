/** Hears a sound file in this process. */
import { excerptOf } from './excerpt.ts';
import { type Features, measureFeatures } from './features.ts';
import { feelingOf, type HearingFit } from './feeling.ts';
import { RATE } from './resample.ts';
import { NotHeard, type NotHeardReason } from './sound.ts';

export type Heard = {
  heard: true;
  /** Readings on -1..1, for `heardEvidence`. */
  valence: number;
  energy: number;
  /** Seconds that were measured. */
  seconds: number;
  features: Features;
};
export type Hearing = Heard | { heard: false; reason: NotHeardReason };

export async function hear(bytes: Uint8Array, fit: HearingFit): Promise<Hearing> {
  try {
    const samples = await excerptOf(bytes);
    const features = measureFeatures(samples);
    const seconds = Math.round((10 * samples.length) / RATE) / 10;
    return { heard: true, ...feelingOf(features, fit), seconds, features };
  } catch (error) {
    if (error instanceof NotHeard) return { heard: false, reason: error.reason };
    throw error;
  }
}
