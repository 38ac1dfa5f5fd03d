/**
 * Half a minute of sound → the nineteen numbers that its feeling is read from: the usual ones of studies of music and
 * emotion (Eerola and Vuoskoski 2013), loudness and brightness for energy, mode and harmony for valence.
 */
import { measureRhythm } from './rhythm.ts';
import { deviation, mean, slope } from './statistics.ts';
import { measureTimbre } from './timbre.ts';
import { measureTonality } from './tonality.ts';

export const FEATURES = [
  /** Logarithm of the mean RMS; its deviation as a share of it; how steadily it grows; share of quieter moments. */
  'loudness',
  'loudnessVariation',
  'loudnessSlope',
  'lowEnergy',
  /** Beginnings a second, and their strength in decibels. */
  'onsetDensity',
  'onsetStrength',
  /** Octaves above 120 beats a minute; how clear the beat is, 0 to 1. */
  'tempo',
  'pulseClarity',
  /** Hz. */
  'centroid',
  'centroidDeviation',
  'spread',
  /** Of the spectrum, 0 (tone) to 1 (noise). */
  'entropy',
  'entropyDeviation',
  /** Share of the power below 200 Hz. */
  'bass',
  /** Logarithm of the change from frame to frame. */
  'flux',
  /** Positive in major; how clear the key is; how evenly all notes are used; how far the harmony moves. */
  'mode',
  'keyClarity',
  'chromaEntropy',
  'harmonicChange',
] as const;
type Feature = (typeof FEATURES)[number];
export type Features = Record<Feature, number>;

/** Natural logarithm, bounded for what is next to nothing. */
const log = (value: number): number => Math.log(Math.max(1e-6, value));

/** `samples`: one channel at 22,050 Hz, at least a second of it. */
export function measureFeatures(samples: Float32Array): Features {
  const { rms, onset, centroid, spread, entropy, bass, flux } = measureTimbre(samples);
  const rhythm = measureRhythm(onset);
  const tonality = measureTonality(samples);
  const loudness = mean(rms);
  return {
    loudness: log(loudness),
    loudnessVariation: loudness > 0 ? deviation(rms) / loudness : 0,
    loudnessSlope: slope(rms),
    lowEnergy: mean(rms.map((value) => (value < loudness ? 1 : 0))),
    onsetDensity: rhythm.density,
    onsetStrength: mean(onset),
    tempo: Math.log2(rhythm.tempo / 120),
    pulseClarity: rhythm.clarity,
    centroid: mean(centroid),
    centroidDeviation: deviation(centroid),
    spread: mean(spread),
    entropy: mean(entropy),
    entropyDeviation: deviation(entropy),
    bass: mean(bass),
    flux: mean(flux.map(log)),
    mode: tonality.mode,
    keyClarity: tonality.clarity,
    chromaEntropy: tonality.entropy,
    harmonicChange: tonality.change,
  };
}
