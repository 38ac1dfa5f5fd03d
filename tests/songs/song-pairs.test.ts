/** Pairs of titles, written before the rule they test: see song-pairs.txt. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSameSong, type Named } from '../../src/songs/identity.ts';

const lines = readFileSync(new URL('song-pairs.txt', import.meta.url), 'utf8').split('\n');
const pairs = lines.filter((line) => /^[=!] /.test(line));

function songOf(text: string): Named {
  const [, title = '', artist = 'The Lanterns', seconds] =
    /^(.+?)(?: @ (.+?))?(?: ~(\d+))?$/.exec(text.trim()) ?? [];
  return { title, artists: [artist], durationMs: seconds === undefined ? null : Number(seconds) * 1000 };
}

describe('pairs', () => {
  it('are three hundred at least, about half of each kind', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(300);
    expect(Math.abs(pairs.filter((pair) => pair.startsWith('=')).length / pairs.length - 0.5)).toBeLessThan(
      0.05,
    );
  });

  it.each(pairs)('%s', (pair) => {
    const [one = '', other = ''] = pair.slice(2).split(' <> ');
    expect(isSameSong(songOf(one), songOf(other))).toBe(pair.startsWith('='));
    expect(isSameSong(songOf(other), songOf(one))).toBe(pair.startsWith('='));
  });
});
