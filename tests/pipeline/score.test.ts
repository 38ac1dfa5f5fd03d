import { describe, expect, it } from 'vitest';
import { neverRising, percentiles } from '../../src/pipeline/ranking/score.ts';

describe('percentiles', () => {
  it('is the share of the pool that a fit beats, half of its ties counted', () => {
    const percentile = percentiles(Float64Array.of(0.2, 0.4, 0.1, 0.2));
    expect(percentile(0)).toBe(0);
    expect(percentile(0.2)).toBe(0.5);
    expect(percentile(0.3)).toBe(0.75);
    expect(percentile(1)).toBe(1);
    expect(percentiles(new Float64Array())(0.3)).toBe(0.5);
  });
});

describe('neverRising', () => {
  it('shows a song as good as the best of those it was put above', () => {
    expect([...neverRising(Float64Array.of(0.8, 0.9, 0.5, 0.6, 0.1))]).toEqual([0.9, 0.9, 0.6, 0.6, 0.1]);
  });
});
