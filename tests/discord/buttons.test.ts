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
    message: () => ({ ...test.shown(exchange), embeds: withAddress(test.shown(exchange).embeds) }),
  };
}

/** Discord turns `attachment://` into an address of its own. */
const withAddress = (embeds: { thumbnail?: { url: string } }[] | undefined) =>
  embeds?.map((embed) =>
    embed.thumbnail?.url.startsWith('attachment://')
      ? { ...embed, thumbnail: { url: 'https://cdn.discordapp.com/attachments/9/9/photo.jpg?ex=1' } }
      : embed,
  );

describe('paging', () => {
  it('turns the page for all when the asker presses', async () => {
    const test = await startTestBot();
    const { exchange, message } = await answered(test);
    expect(test.shown(exchange).embeds?.at(-1)?.footer?.text).toContain('Page 1 of 2');
    const next = test.ask(press(idOf(test, exchange, 'page', 1), message(), asker));
    expect(await next.acknowledged()).toEqual({ type: 6 });
    const page = await next.message(isAnswer);
    expect(next.edits()).toHaveLength(1);
    expect(page.embeds?.[0]?.thumbnail?.url).toBe('attachment://photo.jpg');
    expect(page.embeds?.[1]?.title).toBe('Numbers 6 to 10');
    expect(page.embeds?.[1]?.description?.match(/^\*\*\d+\./gm)).toEqual([
      '**6.',
      '**7.',
      '**8.',
      '**9.',
      '**10.',
    ]);
    expect(page.embeds?.at(-1)?.footer?.text).toContain('Page 2 of 2');
  });

  it('gives other people a private page, which they can turn for themselves', async () => {
    const test = await startTestBot();
    const { exchange, message } = await answered(test);
    const theirs = test.ask(press(idOf(test, exchange, 'page', 1), message(), other));
    const page = await theirs.message(isAnswer);
    expect(page.flags).toBe(64);
    expect(theirs.edits()).toEqual([]);
    expect(page.embeds?.[0]?.thumbnail?.url).toMatch(/^https:\/\/cdn\.discordapp\.com\//);
    const own = { ...message(), id: '600000000000000999', flags: 64 };
    const back = test.ask(press(idOf(test, exchange, 'page', 0).replace(/\d+$/, '1'), own, other));
    const first = await back.message(isAnswer);
    expect(back.edits()).toHaveLength(1);
    expect(first.embeds?.[0]?.thumbnail?.url).toMatch(/^https:\/\/cdn\.discordapp\.com\//);
    expect(first.embeds?.[1]?.author?.name).toContain('Best match');
  });

  it('works after a restart, since the state is in the store', async () => {
    const discord = await startDiscord();
    const store = createMemoryKeyValue();
    const before = await startTestBot({ discord, store });
    const { exchange, message } = await answered(before);
    const pressed = press(idOf(before, exchange, 'page', 1), message(), asker);
    await before.bot.close();
    const after = await startTestBot({ discord, store });
    const page = await after.ask(pressed).message(isAnswer);
    expect(page.embeds?.[1]?.title).toBe('Numbers 6 to 10');
  });

  it('says kindly that a result has expired', async () => {
    let now = Date.now();
    const test = await startTestBot({ now: () => now });
    const { exchange, message } = await answered(test);
    now += resultLifeMs + 1;
    const late = test.ask(press(idOf(test, exchange, 'page', 1), message(), asker));
    const told = await late.message(says('more than a month old'));
    expect(told.flags).toBe(64);
  });

  it.each(['v0:page:abc:1', 'v1:dance:abc', 'nonsense', 'v1:page:abc def:2'])(
    'says that %s is a button from another time',
    async (customId) => {
      const test = await startTestBot();
      const { message } = await answered(test);
      const told = await test.ask(press(customId, message(), asker)).message(says('older version of me'));
      expect(told.flags).toBe(64);
    },
  );

  it('shows the last page for a number beyond it', async () => {
    const test = await startTestBot();
    const { exchange, message } = await answered(test);
    const customId = idOf(test, exchange, 'page', 1).replace(/\d+$/, '99');
    const page = await test.ask(press(customId, message(), asker)).message(isAnswer);
    expect(page.embeds?.at(-1)?.footer?.text).toContain('Page 2 of 2');
  });
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
