/** The fast Fourier transform of Cooley and Tukey (1965), radix 2. */

/** A transform in place of real and imaginary parts; their length, the `size`, is a power of two. */
export function createFft(size: number): (re: Float64Array, im: Float64Array) => void {
  // Those of the step that joins transforms of size `half` lie at `half`, one after the other.
  const cos = new Float64Array(size);
  const sin = new Float64Array(size);
  for (let half = 1; half < size; half *= 2) {
    for (let k = 0; k < half; k++) {
      cos[half + k] = Math.cos((Math.PI * k) / half);
      sin[half + k] = -Math.sin((Math.PI * k) / half);
    }
  }
  const reversed = new Uint32Array(size);
  for (let at = 1; at < size; at++) reversed[at] = ((reversed[at >> 1] ?? 0) >> 1) | (at & 1 ? size >> 1 : 0);

  function swap(values: Float64Array, at: number, other: number): void {
    const kept = values[at] ?? 0;
    values[at] = values[other] ?? 0;
    values[other] = kept;
  }

  return (re, im) => {
    for (let at = 0; at < size; at++) {
      const other = reversed[at] ?? 0;
      if (other <= at) continue;
      swap(re, at, other);
      swap(im, at, other);
    }
    for (let half = 1; half < size; half *= 2) {
      for (let block = 0; block < size; block += 2 * half) {
        for (let k = 0; k < half; k++) {
          const low = block + k;
          const high = low + half;
          const c = cos[half + k] ?? 0;
          const s = sin[half + k] ?? 0;
          const a = re[high] ?? 0;
          const b = im[high] ?? 0;
          const turnedRe = a * c - b * s;
          const turnedIm = a * s + b * c;
          const lowRe = re[low] ?? 0;
          const lowIm = im[low] ?? 0;
          re[high] = lowRe - turnedRe;
          im[high] = lowIm - turnedIm;
          re[low] = lowRe + turnedRe;
          im[low] = lowIm + turnedIm;
        }
      }
    }
  };
}
