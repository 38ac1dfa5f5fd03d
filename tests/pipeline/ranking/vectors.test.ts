import { describe, expect, it } from 'vitest';
import { centredCosines, dot, meanVector, songsMean } from '../../../src/pipeline/ranking/vectors.ts';

const unit = (...values: number[]): Float32Array => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

describe('centred cosines', () => {
  it('are those of the vectors less their mean', () => {
    const songs = [unit(1, 2, 3), unit(3, 1, 1), unit(0, 1, 0)];
    const mean = unit(1, 1, 1).map((value) => value / 2);
    const direction = unit(1, 0, 2);
    const cosines = centredCosines(songs, mean, direction);
    songs.forEach((song, at) => {
      const less = song.map((value, i) => value - (mean[i] ?? 0));
      expect(cosines[at]).toBeCloseTo(dot(direction, less) / Math.sqrt(dot(less, less)), 5);
    });
  });

  it('are not known for a song without a vector, or with one of zeros', () => {
    const mean = unit(1, 1);
    const songs = [null, new Float32Array(2), unit(0, 1)];
    expect([...centredCosines(songs, mean, unit(1, 0))]).toEqual([
      Number.NaN,
      Number.NaN,
      expect.closeTo(-0.92388, 4),
    ]);
    expect(centredCosines(songs, mean, null)[2]).toBeNaN();
    expect(centredCosines(songs, mean, new Float32Array(2))[2]).toBeNaN();
    expect(centredCosines(songs, null, unit(1, 0))[2]).toBeNaN();
  });
});

describe("the songs' mean", () => {
  it('is their own for a long list, and mostly the stored one for a short one', () => {
    const stored = Float32Array.of(0, 1);
    const many = songsMean(
      Array.from({ length: 40 }, () => Float32Array.of(1, 0)),
      stored,
    );
    const few = songsMean([Float32Array.of(1, 0), null], stored);
    expect([...(many ?? [])]).toEqual([1, 0]);
    expect(few?.[1]).toBeCloseTo(29 / 30, 5);
    expect(songsMean([null], stored)).toBeNull();
  });

  it('looks at a sample of very many', () => {
    const vectors = Array.from({ length: 5000 }, (_, at) => Float32Array.of(at % 2));
    expect(meanVector(vectors)?.[0]).toBeGreaterThanOrEqual(0);
    expect(meanVector([])).toBeNull();
  });
});
