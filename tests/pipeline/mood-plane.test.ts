import { describe, expect, it } from 'vitest';
import { moodLikeness, moodMatcher, moodShares } from '../../src/model/mood-plane.ts';
import { MOODS, type Mood } from '../../src/model/reading.ts';

describe('moods on the plane', () => {
  it('makes neighbours of moods that feel alike, and strangers of those that do not', () => {
    expect(moodLikeness('joyful', 'joyful')).toBe(1);
    expect(moodLikeness('wistful', 'melancholic')).toBeGreaterThan(moodLikeness('wistful', 'joyful') + 0.3);
    expect(moodLikeness('joyful', 'dark')).toBeLessThan(0.05);
    for (const one of MOODS)
      for (const other of MOODS) expect(moodLikeness(one, other)).toBe(moodLikeness(other, one));
  });

  it('finds a mixture most like itself', () => {
    const match = moodMatcher(moodShares(['tender', 'wistful']));
    const others: Mood[][] = [
      ['tender', 'wistful'],
      ['wistful', 'tender'],
      ['tender'],
      ['angry'],
      ['peaceful', 'dreamy'],
    ];
    const likeness = others.map((moods) => match?.(moods) ?? 0);
    expect(likeness[0]).toBeCloseTo(1, 9);
    expect([...likeness].sort((a, b) => b - a)[0]).toBe(likeness[0]);
    expect(Math.min(...likeness)).toBe(likeness[3]);
  });

  it('knows nothing of a song without moods', () => {
    expect(moodMatcher(moodShares(['joyful']))?.([])).toBeNaN();
    expect(moodMatcher(moodShares([]))).toBeNull();
  });
});
