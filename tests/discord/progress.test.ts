import { describe, expect, it } from 'vitest';
import { progressed, progressReply, startingProgress } from '../../src/discord/run/progress-reply.ts';
import type { ProgressEvent } from '../../src/model/progress.ts';

const lineAfter = (...events: ProgressEvent[]): string =>
  progressReply(events.reduce(progressed, startingProgress)).content ?? '';

describe('the progress line', () => {
  it('tells the stage, how far it is, and what is known already', () => {
    expect(lineAfter()).toBe('🎧 Looking at your photo …');
    expect(lineAfter({ type: 'model-downloading', model: 'blip', doneBytes: 50, totalBytes: 200 })).toBe(
      '🎧 Getting ready (a first-time download) …\n`▰▰▰▱▱▱▱▱▱▱` 25 %',
    );
    expect(lineAfter({ type: 'model-downloading', model: 'blip', doneBytes: 50, totalBytes: null })).toBe(
      '🎧 Getting ready (a first-time download) …',
    );
    const seen: ProgressEvent = { type: 'scene-described', caption: 'a *boat*' };
    expect(lineAfter(seen)).toBe('🎧 Opening the playlist …\n-# I see: a \\*boat\\*');
    const loaded: ProgressEvent = { type: 'playlist-loaded', title: 'Evenings', songs: 40 };
    expect(lineAfter(loaded, seen)).toContain('Looking for the lyrics');
    expect(lineAfter(seen, loaded, { type: 'songs-read', done: 40, total: 40 })).toBe(
      '🎧 Feeling my way into the songs …\n`▰▰▰▰▰▰▰▰▰▰` 40 of 40 songs\n-# I see: a \\*boat\\*\n-# Evenings · 40 songs',
    );
    expect(lineAfter({ type: 'songs-ranked', songs: 40 })).toBe('🎧 Comparing them with your photo …');
    expect(lineAfter({ type: 'explanation-written' })).toBe('🎧 Finding words for it …');
  });

  it('tells the place in line instead, until it is our turn', () => {
    const inLine = (place: number, waitMs: number | null) =>
      progressReply({ ...startingProgress, place: { place, waitMs } }).content;
    expect(inLine(3, null)).toBe('⏳ You are number 3 in line.');
    expect(inLine(1, 5_000)).toBe('⏳ You are next in line.');
    expect(inLine(2, 45_000)).toBe('⏳ You are number 2 in line: about a minute.');
    expect(inLine(30, 130_000)).toBe('⏳ You are number 30 in line: about 3 minutes.');
  });
});
