import { describe, expect, it } from 'vitest';
import { resultLifeMs } from '../../src/store/results.ts';
import { startDiscord } from '../support/discord/loopback-discord.ts';
import { press } from '../support/discord/payloads.ts';
import { type Exchange, isAnswer, says, startTestBot, type TestBot } from '../support/discord/test-bot.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';

const asker = '100000000000000007';
const other = '100000000000000008';

function idOf(test: TestBot, exchange: Exchange, action: string, index = 0): string {
  const parts = test.shown(exchange).components?.flatMap(({ components }) => components) ?? [];
  const found = parts.filter(({ custom_id }) => custom_id.startsWith(`v1:${action}:`))[index];
  if (found === undefined) throw new Error(`no ${action} button`);
  return found.custom_id;
}

async function answered(test: TestBot, count = 10) {
  const exchange = test.scenescore(asker, { count });
  await exchange.message(isAnswer);
  return {
    exchange,
    message: () => test.shown(exchange),
  };
}

describe('what is pressed under an answer', () => {
  it('works after a restart, since the state is in the store', async () => {
    const discord = await startDiscord();
    const store = createMemoryKeyValue();
    const before = await startTestBot({ discord, store });
    const { exchange, message } = await answered(before);
    const pressed = press(idOf(before, exchange, 'why'), message(), asker, ['6']);
    await before.bot.close();
    const after = await startTestBot({ discord, store });
    const why = await after.ask(pressed).message(isAnswer);
    expect(why.embeds?.[0]?.author?.name).toBe('Why number 6?');
  });

  it('says kindly that a result has expired', async () => {
    let now = Date.now();
    const test = await startTestBot({ now: () => now });
    const { exchange, message } = await answered(test);
    now += resultLifeMs + 1;
    const late = test.ask(press(idOf(test, exchange, 'why'), message(), asker, ['1']));
    const told = await late.message(says('more than a month old'));
    expect(told.flags).toBe(64);
  });

  it.each(['v0:why:abc:1', 'v1:dance:abc', 'nonsense', 'v1:page:abc:2'])(
    'says that %s is a button from another time',
    async (customId) => {
      const test = await startTestBot();
      const { message } = await answered(test);
      const told = await test.ask(press(customId, message(), asker)).message(says('older version of me'));
      expect(told.flags).toBe(64);
    },
  );
});

describe('why this one?', () => {
  it('shows every feature that counted, to anybody who asks', async () => {
    const test = await startTestBot();
    const { exchange, message } = await answered(test);
    const asked = test.ask(press(idOf(test, exchange, 'why'), message(), other, ['3']));
    expect(await asked.acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
    const why = await asked.message(isAnswer);
    expect(why.embeds?.[0]?.title).toBe('Still Water · North of Here');
    expect(why.embeds?.[0]?.description).toMatch(/Mood .*▰{8}▱{2} 80 %` · counts for 25 %/);
    expect(why.embeds?.[0]?.footer?.text).toContain('78 of 100 people');
  });

  it('says kindly when a song is not in the result', async () => {
    const test = await startTestBot();
    const { exchange, message } = await answered(test);
    await test
      .ask(press(idOf(test, exchange, 'why'), message(), other, ['77']))
      .message(says('no longer have it'));
  });
});
