/** A sound as a row of magnitude spectra. */
import { createFft } from './fft.ts';
import { RATE } from './resample.ts';

/** Hertz of each bin in spectra of frames of so many samples. */
export const binsInHertz = (size: number): Float64Array =>
  Float64Array.from({ length: size / 2 + 1 }, (_, bin) => (bin * RATE) / size);

/** A sine of amplitude 1 then has a peak of 1. */
function hannWindow(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, at) => (2 - 2 * Math.cos((2 * Math.PI * at) / size)) / size);
}

/**
 * Calls `see` with the magnitudes of each frame, `size / 2 + 1` of them and valid until it returns; `size` is a power
 * of two. Two frames go through one complex transform, as its real and its imaginary part.
 */
export function forEachSpectrum(
  samples: Float32Array,
  size: number,
  hop: number,
  see: (magnitudes: Float64Array, start: number) => void,
): void {
  const transform = createFft(size);
  const window = hannWindow(size);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const first = new Float64Array(size / 2 + 1);
  const second = new Float64Array(size / 2 + 1);
  for (let start = 0; start + size <= samples.length; start += 2 * hop) {
    const hasSecond = start + hop + size <= samples.length;
    for (let at = 0; at < size; at++) {
      const weight = window[at] ?? 0;
      re[at] = (samples[start + at] ?? 0) * weight;
      im[at] = hasSecond ? (samples[start + hop + at] ?? 0) * weight : 0;
    }
    transform(re, im);
    for (let k = 0; k <= size / 2; k++) {
      const mirrored = (size - k) % size;
      const a = re[k] ?? 0;
      const b = im[k] ?? 0;
      const c = re[mirrored] ?? 0;
      const d = im[mirrored] ?? 0;
      first[k] = Math.sqrt((a + c) ** 2 + (b - d) ** 2) / 2;
      second[k] = Math.sqrt((b + d) ** 2 + (c - a) ** 2) / 2;
    }
    see(first, start);
    if (hasSecond) see(second, start + hop);
  }
}
