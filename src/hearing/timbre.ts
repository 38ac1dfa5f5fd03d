/** How loud and how bright a sound is from moment to moment, and where something begins in it. */
import { RATE } from './resample.ts';
import { binsInHertz, forEachSpectrum } from './spectrum.ts';
import { entropy } from './statistics.ts';

/** 93 ms, every 23 ms: as long as a short note, often enough to find its beginning. */
const FRAME = 2048;
const HOP = 512;
export const FRAMES_PER_SECOND = RATE / HOP;

const hertz = binsInHertz(FRAME);
const LAST_BASS_BIN = hertz.findLastIndex((value) => value < 200);

/** Bands as wide as the ear's: overlapping triangles on the mel scale from 30 Hz up. */
const BANDS = 40;
const mel = (value: number): number => Math.log(1 + value / 700);
/** Each bin's place among the middles of the bands. */
const places = hertz.map((value) => ((mel(value) - mel(30)) / (mel(RATE / 2) - mel(30))) * (BANDS + 1) - 1);

/** Power of a band below which it is silent. */
const FLOOR = 1e-9;
/** Power of a frame below which it has no spectrum to speak of: 80 dB below full scale. */
const SILENT = 1e-8;

/** One number for each frame, and what is said of a spectrum only for frames that aren't silent. */
export type Timbre = {
  /** Root mean square of the samples. */
  rms: number[];
  /** By how many decibels a band has become louder, on average over the bands; those that became quieter count 0. */
  onset: number[];
  /** Hz: middle of the magnitudes, and standard deviation around it. */
  centroid: number[];
  spread: number[];
  /** 0 (one tone) to 1 (white noise). */
  entropy: number[];
  /** Share of the power below 200 Hz. */
  bass: number[];
  /** How far the spectrum, scaled to a sum of 1, is from the one before. */
  flux: number[];
};

function decibelsOfBands(magnitudes: Float64Array): Float64Array {
  const bands = new Float64Array(BANDS).fill(FLOOR);
  for (let bin = 1; bin < magnitudes.length; bin++) {
    const magnitude = magnitudes[bin] ?? 0;
    const power = magnitude * magnitude;
    const band = Math.floor(places[bin] ?? 0);
    const next = power * ((places[bin] ?? 0) - band);
    if (band >= 0 && band < BANDS) bands[band] = (bands[band] ?? 0) + power - next;
    if (band + 1 >= 0 && band + 1 < BANDS) bands[band + 1] = (bands[band + 1] ?? 0) + next;
  }
  return bands.map((power) => 10 * Math.log10(power));
}

function rms(samples: Float32Array, start: number): number {
  let sum = 0;
  for (let at = start; at < start + FRAME; at++) {
    const sample = samples[at] ?? 0;
    sum += sample * sample;
  }
  return Math.sqrt(sum / FRAME);
}

export function measureTimbre(samples: Float32Array): Timbre {
  const timbre: Timbre = { rms: [], onset: [], centroid: [], spread: [], entropy: [], bass: [], flux: [] };
  let bandsBefore: Float64Array | null = null;
  let sumBefore = 0;
  const before = new Float64Array(FRAME / 2 + 1);
  forEachSpectrum(samples, FRAME, HOP, (magnitudes, start) => {
    const loudness = rms(samples, start);
    timbre.rms.push(loudness);
    const bands = decibelsOfBands(magnitudes);
    let rise = 0;
    for (let band = 0; band < BANDS; band++) {
      rise += Math.max(0, (bands[band] ?? 0) - (bandsBefore?.[band] ?? 0));
    }
    timbre.onset.push(bandsBefore === null ? 0 : rise / BANDS);
    bandsBefore = bands;
    if (loudness ** 2 < SILENT) {
      sumBefore = 0;
      return;
    }
    let [sum, first, second, power, bass] = [0, 0, 0, 0, 0];
    for (let bin = 0; bin < magnitudes.length; bin++) {
      const magnitude = magnitudes[bin] ?? 0;
      const place = hertz[bin] ?? 0;
      sum += magnitude;
      first += magnitude * place;
      second += magnitude * place * place;
      power += magnitude * magnitude;
      if (bin <= LAST_BASS_BIN) bass += magnitude * magnitude;
    }
    const centroid = first / sum;
    timbre.centroid.push(centroid);
    timbre.spread.push(Math.sqrt(Math.max(0, second / sum - centroid ** 2)));
    timbre.entropy.push(entropy(magnitudes));
    timbre.bass.push(bass / power);
    let distance = 0;
    for (let bin = 0; bin < magnitudes.length; bin++) {
      const magnitude = magnitudes[bin] ?? 0;
      const difference = magnitude / sum - (before[bin] ?? 0) / sumBefore;
      distance += difference * difference;
      before[bin] = magnitude;
    }
    if (sumBefore > 0) timbre.flux.push(Math.sqrt(distance));
    sumBefore = sum;
  });
  return timbre;
}
