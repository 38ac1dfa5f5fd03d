import { describe, expect, it } from 'vitest';
import { isAnswer, says, startTestBot } from '../support/discord/test-bot.ts';
import { ranking } from '../support/rankings.ts';

const people = Array.from({ length: 25 }, (_, index) => `1000000000000001${String(index).padStart(2, '0')}`);
const asker = people[0] ?? '';

describe('25 people at once', () => {
  it('are all acknowledged within three seconds and all answered, a few at a time', async () => {
    let atOnce = 0;
    let most = 0;
    const test = await startTestBot({
      limits: { editEveryMs: 2_000 },
      matchScene: async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setTimeout(resolve, 20));
        atOnce -= 1;
        return ranking();
      },
    });
    // The loopback compiles its checks of bodies with the first ones: that is no part of the measure.
    await test.scenescore('100000000000000099').message(isAnswer);
    const exchanges = people.map((person) => test.scenescore(person));
    await Promise.all(exchanges.map((exchange) => exchange.acknowledged()));
    await Promise.all(exchanges.map((exchange) => exchange.message(isAnswer)));
    const waits = exchanges
      .map(({ callback, askedAtMs }) => (callback()?.atMs ?? Number.POSITIVE_INFINITY) - askedAtMs)
      .sort((a, b) => a - b);
    const median = waits[Math.floor(waits.length / 2)] ?? Number.POSITIVE_INFINITY;
    const worst = waits.at(-1) ?? Number.POSITIVE_INFINITY;
    expect(worst).toBeLessThan(3_000);
    expect(most).toBeLessThanOrEqual(4);
    if (process.env.SHOW_FIGURES !== undefined) {
      const [half, all] = [median, worst].map((ms) => `${ms.toFixed(0)} ms`);
      const heap = `${(process.memoryUsage().rss / 1024 / 1024).toFixed(0)} MB`;
      process.stderr.write(`25 people acknowledged: median ${half}, worst ${all}; resident ${heap}\n`);
    }
  });

  it('see their place in line, and those for whom there is none are told at once', async () => {
    const running: (() => void)[] = [];
    const test = await startTestBot({
      limits: { concurrency: 1, maxWaiting: 2 },
      matchScene: () => new Promise((resolve) => running.push(() => resolve(ranking()))),
    });
    const ask = (at: number) => test.scenescore(people[at] ?? '');
    // One after the other: of those who come at once nobody knows who is first.
    const first = ask(0);
    await expect.poll(() => running.length).toBe(1);
    const second = ask(1);
    await second.message(says('You are next in line'));
    const third = ask(2);
    await third.message(says('number 2 in line'));
    const told = await ask(3).message(says('A lot of people'));
    expect(told.flags).toBe(64);
    running.shift()?.();
    await first.message(isAnswer);
    await third.message(says('You are next in line'));
    await expect.poll(() => running.length).toBe(1);
    running.shift()?.();
    await second.message(isAnswer);
    await expect.poll(() => running.length).toBe(1);
    running.shift()?.();
    await third.message(isAnswer);
  });
});

describe('one person', () => {
  it('has one run at a time', async () => {
    let finish = (): void => undefined;
    const test = await startTestBot({
      matchScene: () =>
        new Promise((resolve) => {
          finish = () => resolve(ranking());
        }),
    });
    const first = test.scenescore(asker);
    await first.message(says('Looking at your photo'));
    const told = await test.scenescore(asker).message(says('still working on your last photo'));
    expect(told.flags).toBe(64);
    finish();
    await first.message(isAnswer);
  });

  it('pauses between two photos, and is told for how long', async () => {
    let now = Date.now();
    const test = await startTestBot({ limits: { cooldownMs: 10_000 }, now: () => now });
    await test.scenescore(asker).message(isAnswer);
    const readyAt = Math.ceil((now + 10_000) / 1000);
    const told = await test.scenescore(asker).message(says(`<t:${readyAt}:R>`));
    expect(told.flags).toBe(64);
    now += 10_001;
    await test.scenescore(asker).message(isAnswer);
  });
});
