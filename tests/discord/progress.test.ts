import { DiscordAPIError } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createLiveMessage,
  progressed,
  progressReply,
  startingProgress,
} from '../../src/discord/run/live-progress.ts';
import { en } from '../../src/locales/en/index.ts';
import type { ProgressEvent } from '../../src/model/progress.ts';

const lineAfter = (...events: ProgressEvent[]): string =>
  progressReply(events.reduce(progressed, startingProgress), en).content ?? '';

describe('the progress line', () => {
  it('shows the stage, how far it is, and what is known already', () => {
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
      '🎧 Getting a feel for the songs …\n`▰▰▰▰▰▰▰▰▰▰` 40 of 40 songs\n-# I see: a \\*boat\\*\n-# Evenings · 40 songs',
    );
    expect(lineAfter({ type: 'songs-ranked', songs: 40 })).toBe('🎧 Comparing them with your photo …');
    expect(lineAfter({ type: 'explanation-written' })).toBe('🎧 Putting it into words …');
  });

  it('shows the place in line instead, until the run starts', () => {
    const inLine = (place: number, waitMs: number | null) =>
      progressReply({ ...startingProgress, place: { place, waitMs } }, en).content;
    expect(inLine(3, null)).toBe('⏳ You are number 3 in line.');
    expect(inLine(1, 5_000)).toBe('⏳ You are next in line.');
    expect(inLine(2, 45_000)).toBe('⏳ You are number 2 in line: about a minute.');
    expect(inLine(30, 130_000)).toBe('⏳ You are number 30 in line: about 3 minutes.');
  });
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Its edits arrive when we say so. */
function heldUp(everyMs: number) {
  const sent: (string | undefined)[] = [];
  let arrive = (): void => undefined;
  const live = createLiveMessage(({ content }) => {
    sent.push(content);
    return new Promise<void>((resolve) => {
      arrive = resolve;
    });
  }, everyMs);
  return { live, sent, arrive: () => arrive() };
}

describe('a live message', () => {
  it('shows the first at once and then the latest, every two seconds at most', async () => {
    const edits: [number, string | undefined][] = [];
    const started = Date.now();
    const live = createLiveMessage(async ({ content }) => edits.push([Date.now() - started, content]), 2_000);
    for (let done = 0; done <= 50; done++) {
      live.show(() => ({ content: String(done) }));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(edits).toEqual([
      [0, '0'],
      [2_000, '19'],
      [4_000, '39'],
    ]);
  });

  it.each([
    [10015, 404],
    [50027, 401],
    [10008, 404],
  ])('is left alone once Discord says that it is gone (%i)', async (code, status) => {
    let edits = 0;
    const live = createLiveMessage(async () => {
      edits += 1;
      throw new DiscordAPIError({ code, message: 'gone' }, code, status, 'PATCH', 'https://a.example', {});
    }, 2_000);
    for (let done = 0; done <= 50; done++) {
      live.show(() => ({ content: String(done) }));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(edits).toBe(1);
  });

  it('shows what somebody waits for soon, and keeps the pace after it', async () => {
    const edits: [number, string | undefined][] = [];
    const started = Date.now();
    const live = createLiveMessage(async ({ content }) => edits.push([Date.now() - started, content]), 2_000);
    for (let done = 0; done <= 35; done++) {
      live.show(() => ({ content: String(done) }), { soon: done === 3 });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(edits).toEqual([
      [0, '0'],
      [700, '6'],
      [2_700, '26'],
    ]);
  });

  it('shows it a moment after an edit that is under way', async () => {
    const { live, sent, arrive } = heldUp(60_000);
    live.show(() => ({ content: 'working' }));
    live.show(() => ({ content: 'a ranking' }), { soon: true });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual(['working']);
    arrive();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual(['working', 'a ranking']);
  });

  it('has one edit under way at a time, and the latest is the next', async () => {
    const { live, sent, arrive } = heldUp(100);
    for (let done = 0; done < 20; done++) {
      live.show(() => ({ content: String(done) }));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(sent).toEqual(['0']);
    arrive();
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual(['0', '19']);
  });

  it('does not send the same twice', async () => {
    const edit = vi.fn(async () => undefined);
    const live = createLiveMessage(edit, 10);
    for (let time = 0; time < 5; time++) {
      live.show(() => ({ content: 'same' }));
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(edit).toHaveBeenCalledTimes(1);
  });

  it('waits for an edit under way when it stops, and edits no more', async () => {
    const { live, sent, arrive } = heldUp(10);
    live.show(() => ({ content: 'a' }));
    live.show(() => ({ content: 'b' }));
    let stopped = false;
    const stopping = live.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(stopped).toBe(false);
    arrive();
    await stopping;
    live.show(() => ({ content: 'c' }));
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual(['a']);
  });

  it('goes on when an edit fails', async () => {
    const edit = vi.fn(async () => {
      throw new Error('lost');
    });
    const live = createLiveMessage(edit, 10);
    live.show(() => ({ content: 'a' }));
    await vi.advanceTimersByTimeAsync(20);
    live.show(() => ({ content: 'b' }));
    await live.stop();
    expect(edit).toHaveBeenCalledTimes(2);
  });
});
