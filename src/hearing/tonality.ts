/** Which notes a sound is made of → major or minor, how clearly so, and how much its harmony changes. */
import { RATE } from './resample.ts';
import { binsInHertz, forEachSpectrum } from './spectrum.ts';
import { correlation, entropy, mean } from './statistics.ts';

/** 370 ms, every 186 ms: long enough to tell low notes apart. */
const FRAME = 8192;
const HOP = 4096;
/** From the second C of a piano to the seventh. */
const [LOWEST_HERTZ, HIGHEST_HERTZ] = [65, 2100];
/** Five seconds: keys change, so each part of the sound is heard in its own. */
const FRAMES_IN_A_PART = Math.round((5 * RATE) / HOP);

/** How well each note fits a key, its tonic first (Krumhansl and Kessler 1982). */
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];
/** The same for every tonic. */
const inAllKeys = (profile: readonly number[]): number[][] =>
  profile.map((_, tonic) => profile.map((__, note) => profile[(note - tonic + 12) % 12] ?? 0));
const KEYS = { major: inAllKeys(MAJOR), minor: inAllKeys(MINOR) };

/** Each note as a place on the circles of fifths, minor thirds and major thirds (Harte, Sandler and Gasser 2006). */
const CIRCLES = [
  { turn: 7 / 6, radius: 1 },
  { turn: 3 / 2, radius: 1 },
  { turn: 2 / 3, radius: 0.5 },
].flatMap(({ turn, radius }) =>
  [Math.sin, Math.cos].map((f) => Array.from({ length: 12 }, (_, note) => radius * f(note * turn * Math.PI))),
);

export type Tonality = {
  /** Correlation with the best major key less that with the best minor key. */
  mode: number;
  /** Correlation with the best key. */
  clarity: number;
  /** How evenly the twelve notes are used, 0 to 1. */
  entropy: number;
  /** How far the harmony moves within 370 ms. */
  change: number;
};

/** `note` in semitones, 69 for an A of 440 Hz. */
type Peak = { note: number; weight: number };

const hertz = binsInHertz(FRAME);
const firstBin = hertz.findIndex((value) => value >= LOWEST_HERTZ);
const lastBin = hertz.findLastIndex((value) => value <= HIGHEST_HERTZ);

/** Peaks down to 40 dB below the highest; a parabola through three bins says where between them each lies. */
function peaksOf(magnitudes: Float64Array): Peak[] {
  const least = 0.01 * Math.max(...magnitudes.subarray(firstBin, lastBin + 1));
  const peaks: Peak[] = [];
  for (let bin = firstBin; bin <= lastBin; bin++) {
    const left = magnitudes[bin - 1] ?? 0;
    const here = magnitudes[bin] ?? 0;
    const right = magnitudes[bin + 1] ?? 0;
    if (here <= left || here < right || here <= least) continue;
    const aside = (0.5 * (left - right)) / (left - 2 * here + right);
    const note = 69 + 12 * Math.log2(((bin + aside) * RATE) / FRAME / 440);
    peaks.push({ note, weight: Math.sqrt(here) });
  }
  return peaks;
}

/** By how much of a semitone the instruments are tuned away from 440 Hz: the mean direction of all peaks. */
function tuningOf(peaks: readonly Peak[]): number {
  let [x, y] = [0, 0];
  for (const { note, weight } of peaks) {
    x += weight * Math.cos(2 * Math.PI * note);
    y += weight * Math.sin(2 * Math.PI * note);
  }
  return Math.atan2(y, x) / (2 * Math.PI);
}

/** How much there is of each of the twelve notes in any octave. */
function chromaOf(peaks: readonly Peak[], tuning: number): number[] {
  const chroma = Array.from({ length: 12 }, () => 0);
  for (const { note, weight } of peaks) {
    const nearest = Math.round(note - tuning);
    const pitch = nearest % 12;
    chroma[pitch] = (chroma[pitch] ?? 0) + weight * Math.cos(Math.PI * (note - tuning - nearest)) ** 2;
  }
  return chroma;
}

const sum = (chromas: readonly number[][]): number[] =>
  Array.from({ length: 12 }, (_, note) => chromas.reduce((total, chroma) => total + (chroma[note] ?? 0), 0));

function keyOf(chroma: readonly number[]): { mode: number; clarity: number } {
  const major = Math.max(...KEYS.major.map((key) => correlation(chroma, key)));
  const minor = Math.max(...KEYS.minor.map((key) => correlation(chroma, key)));
  return { mode: major - minor, clarity: Math.max(major, minor) };
}

function onCircles(chroma: readonly number[]): number[] {
  const all = chroma.reduce((total, value) => total + value, 0);
  if (all === 0) return CIRCLES.map(() => 0);
  return CIRCLES.map((circle) =>
    circle.reduce((total, place, note) => total + (place * (chroma[note] ?? 0)) / all, 0),
  );
}

export function measureTonality(samples: Float32Array): Tonality {
  const frames: Peak[][] = [];
  forEachSpectrum(samples, FRAME, HOP, (magnitudes) => frames.push(peaksOf(magnitudes)));
  const tuning = tuningOf(frames.flat());
  const chromas = frames.map((peaks) => chromaOf(peaks, tuning));
  const parts = Array.from(
    { length: Math.max(1, Math.round(chromas.length / FRAMES_IN_A_PART)) },
    (_, part) => keyOf(sum(chromas.slice(part * FRAMES_IN_A_PART, (part + 1) * FRAMES_IN_A_PART))),
  );
  // Two frames together, as one note of a chord may be missed in one.
  const places = chromas.map((chroma, at) => onCircles(sum([chroma, chromas[at + 1] ?? chroma])));
  const moves = places
    .slice(2)
    .map((place, at) => Math.hypot(...place.map((value, circle) => value - (places[at]?.[circle] ?? 0))));
  return {
    mode: mean(parts.map(({ mode }) => mode)),
    clarity: mean(parts.map(({ clarity }) => clarity)),
    entropy: entropy(sum(chromas)),
    change: mean(moves),
  };
}
