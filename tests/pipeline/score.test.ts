import { describe, expect, it } from 'vitest';
import { neverRising, percentile } from '../../src/pipeline/score.ts';

describe('percentile', () => {
  it('is the share of the pool that a fit beats, half of its ties counted', () => {
    const pool = Float64Array.of(0.1, 0.2, 0.2, 0.4);
    expect(percentile(pool, 0)).toBe(0);
    expect(percentile(pool, 0.2)).toBe(0.5);
    expect(percentile(pool, 0.3)).toBe(0.75);
    expect(percentile(pool, 1)).toBe(1);
    expect(percentile(new Float64Array(), 0.3)).toBe(0.5);
  });
});

describe('neverRising', () => {
  it('shows a song as good as the best of those it was put above', () => {
    expect([...neverRising(Float64Array.of(0.8, 0.9, 0.5, 0.6, 0.1))]).toEqual([0.9, 0.9, 0.6, 0.6, 0.1]);
  });
});
