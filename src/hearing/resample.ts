/** Channels of any rate → one channel of the rate that features are measured at. */

/** Samples a second. Half a CD's: nothing that is measured lies above 11 kHz. */
export const RATE = 22_050;

/** Zero crossings of the low-pass on each side; more make it steeper. */
const CROSSINGS = 8;
/** Places between two samples that a low-pass is made for. */
const PHASES = 256;

/** A sinc under a Hann window around a place between two samples, for `reach` samples on both sides of it. */
function lowPass(phase: number, cutoff: number, reach: number): Float64Array {
  return Float64Array.from({ length: 2 * reach }, (_, at) => {
    const x = Math.PI * cutoff * (at - reach + 1 - phase / PHASES);
    const window = Math.abs(x) < Math.PI * CROSSINGS ? 0.5 + 0.5 * Math.cos(x / CROSSINGS) : 0;
    return x === 0 ? cutoff : (cutoff * window * Math.sin(x)) / x;
  });
}

/** Windowed-sinc interpolation (J. O. Smith, Digital Audio Resampling): what is above half the lower rate is filtered out. */
export function resample(from: Float32Array, fromRate: number): Float32Array {
  if (fromRate === RATE) return from;
  const step = fromRate / RATE;
  const cutoff = Math.min(1, 1 / step);
  const reach = Math.ceil(CROSSINGS / cutoff);
  const filters = Array.from({ length: PHASES }, (): Float64Array | null => null);
  const to = new Float32Array(Math.round(from.length / step));
  for (let at = 0; at < to.length; at++) {
    const place = Math.round(at * step * PHASES);
    const phase = place % PHASES;
    const filter = filters[phase] ?? lowPass(phase, cutoff, reach);
    filters[phase] = filter;
    const first = Math.floor(place / PHASES) - reach + 1;
    const last = Math.min(filter.length, from.length - first);
    let sum = 0;
    for (let k = Math.max(0, -first); k < last; k++) sum += (from[first + k] ?? 0) * (filter[k] ?? 0);
    to[at] = sum;
  }
  return to;
}

export const powerOf = (samples: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < samples.length; at++) {
    const sample = samples[at] ?? 0;
    sum += sample * sample;
  }
  return sum / Math.max(1, samples.length);
};

/** Below this share of the channels' mean power, their average has cancelled out: one is the other turned over. */
const CANCELLED = 0.2;

/** The average of the channels; the loudest of them where they cancel each other out. */
export function toMono(channels: readonly Float32Array[]): Float32Array {
  const [only] = channels;
  if (only === undefined) return new Float32Array();
  if (channels.length === 1) return only;
  const mean = new Float32Array(Math.min(...channels.map(({ length }) => length)));
  for (const channel of channels) {
    for (let at = 0; at < mean.length; at++)
      mean[at] = (mean[at] ?? 0) + (channel[at] ?? 0) / channels.length;
  }
  const powers = channels.map(powerOf);
  const all = powers.reduce((sum, one) => sum + one, 0) / channels.length;
  return powerOf(mean) < CANCELLED * all ? (channels[powers.indexOf(Math.max(...powers))] ?? mean) : mean;
}
