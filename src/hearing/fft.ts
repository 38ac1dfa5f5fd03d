/** The fast Fourier transform of Cooley and Tukey (1965), radix 2. */

/** A transform in place of real and imaginary parts; their length, the `size`, is a power of two. */
export function createFft(size: number): (re: Float64Array, im: Float64Array) => void {
  const cos = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sin = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
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
      const stride = size / (2 * half);
      for (let block = 0; block < size; block += 2 * half) {
        for (let k = 0, low = block, high = block + half; k < half; k++, low++, high++) {
          const c = cos[k * stride] ?? 0;
          const s = sin[k * stride] ?? 0;
          const [a, b] = [re[high] ?? 0, im[high] ?? 0];
          const turnedRe = a * c - b * s;
          const turnedIm = a * s + b * c;
          re[high] = (re[low] ?? 0) - turnedRe;
          im[high] = (im[low] ?? 0) - turnedIm;
          re[low] = (re[low] ?? 0) + turnedRe;
          im[low] = (im[low] ?? 0) + turnedIm;
        }
      }
    }
  };
}
