import { describe, expect, it, vi } from 'vitest';
import { isAnswer, says, startTestBot } from '../support/discord/test-bot.ts';
import { ranking } from '../support/rankings.ts';

const asker = '100000000000000007';

describe('a bot that closes', () => {
  it('lets runs end, and accepts no more', async () => {
    let finish = (): void => undefined;
    const closed = vi.fn(async () => undefined);
    const test = await startTestBot({
      limits: { closeGraceMs: 5_000 },
      matchScene: () =>
        new Promise((resolve) => {
          finish = () => resolve(ranking());
        }),
      dependencies: { close: closed },
    });
    const running = test.scenescore(asker);
    await running.message(says('Looking at your photo'));
    const closing = test.bot.close();
    expect(test.bot.health().ok).toBe(false);
    const late = await test.scenescore('100000000000000008').message(says('I am restarting'));
    expect(late.flags).toBe(64);
    expect(closed).not.toHaveBeenCalled();
    finish();
    await running.message(isAnswer);
    await closing;
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('edits the messages of unfinished runs: running ones after the grace period, waiting ones at once', async () => {
    const test = await startTestBot({
      limits: { closeGraceMs: 200, concurrency: 1 },
      matchScene: () => new Promise(() => undefined),
    });
    const running = test.scenescore(asker);
    await running.message(says('Looking at your photo'));
    const waiting = test.scenescore('100000000000000008');
    await waiting.message(says('next in line'));
    await test.bot.close();
    for (const exchange of [running, waiting]) {
      await exchange.message(says('could not finish this'));
      expect(exchange.wasDeleted()).toBe(false);
    }
    const last = running.edits().at(-1)?.body;
    expect(says('could not finish this')(last ?? {})).toBe(true);
  });
});

describe('a connection that ends', () => {
  it('is reported when Discord ends it for good, and health says so', async () => {
    const { bot, discord } = await startTestBot();
    discord.hangUp(4004);
    expect(await bot.lost).toMatchObject({ message: 'Discord ended the connection for good: 4004' });
    expect(bot.health().ok).toBe(false);
  });

  it('is resumed after a hiccup', async () => {
    const test = await startTestBot();
    const again = test.discord.identifiedAgain();
    test.discord.hangUp(4000);
    await again;
    await expect.poll(() => test.bot.health().ok).toBe(true);
    await test.scenescore(asker).message(isAnswer);
  });
});
