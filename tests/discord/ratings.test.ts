import { describe, expect, it, vi } from 'vitest';
import { latestMark } from '../../src/pipeline/taste/taste-ratings.ts';
import type { KeyValue } from '../../src/store/documents.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createResultStore } from '../../src/store/results.ts';
import { botUserId } from '../support/discord/ids.ts';
import { startDiscord } from '../support/discord/loopback-discord.ts';
import { attachment, press, reactingMember, reaction, slash } from '../support/discord/payloads.ts';
import {
  isAnswer,
  photoPath,
  says,
  startTestBot,
  type TestBot,
  type TestBotOptions,
} from '../support/discord/test-bot.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';

const asker = '100000000000000007';
const other = '100000000000000008';

/** The ratings that stand: person and rank → verdict. */
async function ratingsOf(store: KeyValue, ...people: string[]): Promise<Record<string, string>> {
  const ratings = createRatingStore(store);
  const all: Record<string, string> = {};
  for (const person of people) {
    for (const { shown, marks } of await ratings.ofPerson(person)) {
      for (const { rank } of shown) {
        const mark = latestMark(marks, rank);
        if (mark !== undefined) all[`${person.slice(-1)}:${rank}`] = mark.verdict;
      }
    }
  }
  return all;
}

async function rated(options: TestBotOptions = {}) {
  const store = createMemoryKeyValue();
  const test = await startTestBot({ store, ...options });
  const exchange = test.scenescore(asker, { count: 10 });
  await exchange.message(isAnswer);
  const messageId = test.shown(exchange).id;
  return { ...test, exchange, messageId, store: options.store ?? store, ...reacting(test, messageId) };
}

function reacting({ discord }: TestBot, messageId: string) {
  return {
    add: (emoji: string, person: string, isBot = false) =>
      discord.dispatch(
        'MESSAGE_REACTION_ADD',
        reaction(messageId, emoji, person, reactingMember(person, isBot)),
      ),
    // Discord sends no member with these.
    remove: (emoji: string, person: string) =>
      discord.dispatch('MESSAGE_REACTION_REMOVE', reaction(messageId, emoji, person)),
  };
}

const stands = (store: KeyValue, expected: Record<string, string>) =>
  vi.waitFor(async () => expect(await ratingsOf(store, asker, other)).toEqual(expected), { timeout: 5_000 });

describe('reactions', () => {
  it('count when added, changed and removed, one rating for each person and song', async () => {
    const { add, remove, store } = await rated();
    add('👍', asker);
    add('3️⃣', other);
    add('🔟', other);
    await stands(store, { '7:1': 'fits', '8:3': 'fits', '8:10': 'fits' });
    add('👎', asker);
    await stands(store, { '7:1': 'does-not-fit', '8:3': 'fits', '8:10': 'fits' });
    remove('👎', asker);
    remove('3️⃣', other);
    await stands(store, { '7:1': 'fits', '8:10': 'fits' });
    remove('👍', asker);
    remove('🔟', other);
    await stands(store, {});
  });

  it('keep everything that learning needs', async () => {
    const { add, store } = await rated();
    add('2️⃣', other);
    await stands(store, { '8:2': 'fits' });
    const [kept] = await createRatingStore(store).ofPerson(other);
    expect(kept?.weightsVersion).toBe('test-1');
    expect(kept?.shown).toHaveLength(10);
    expect(kept?.shown[1]).toMatchObject({
      rank: 2,
      title: 'Paper Lanterns',
      features: { valence: { weight: 0.25 } },
    });
  });

  it('do not count from bots, from the bot itself, with other emoji, or for songs that were not shown', async () => {
    const { add, store } = await rated();
    add('1️⃣', '100000000000000055', true);
    add('1️⃣', botUserId, true);
    add('🎉', asker);
    add('👍🏽', other);
    await stands(store, { '8:1': 'fits' });
    expect(await ratingsOf(store, botUserId, '100000000000000055')).toEqual({});
  });

  it('count on messages from before a restart, removals too', async () => {
    const discord = await startDiscord();
    const store = createMemoryKeyValue();
    const before = await rated({ discord, store });
    before.add('1️⃣', other);
    await stands(store, { '8:1': 'fits' });
    await before.bot.close();
    const after = await startTestBot({ discord, store });
    const { add, remove } = reacting(after, before.messageId);
    // The bot has just restarted: what it finds at Discord is as it was.
    add('4️⃣', other);
    remove('1️⃣', other);
    await vi.waitFor(async () => expect(await ratingsOf(store, other)).toEqual({ '8:4': 'fits' }), {
      timeout: 5_000,
    });
  });

  it('are picked up when they were added or removed while the bot was offline', async () => {
    const discord = await startDiscord();
    const store = createMemoryKeyValue();
    const before = await rated({ discord, store });
    before.add('5️⃣', other);
    await stands(store, { '8:5': 'fits' });
    await before.bot.close();
    discord.reactions.set(`${before.messageId}/2️⃣`, [{ id: asker }, { id: botUserId, bot: true }]);
    await startTestBot({ discord, store });
    await stands(store, { '7:2': 'fits' });
  });

  it('are picked up when Discord ended the session during an outage', { timeout: 30_000 }, async () => {
    const { discord, messageId, store } = await rated();
    discord.reactions.set(`${messageId}/3️⃣`, [{ id: other }]);
    // "Invalid sequence": nothing can be resumed.
    discord.hangUp(4007);
    await vi.waitFor(async () => expect(await ratingsOf(store, other)).toEqual({ '8:3': 'fits' }), {
      timeout: 20_000,
    });
  });

  it('to a whole album say nothing about one of its songs', async () => {
    const { discord, ask, add, store, ...test } = await rated();
    const image = attachment(`http://${discord.host}${photoPath}`);
    const given = { image1: image, image2: image, playlist: 'https://deezer.com/playlist/2' };
    const album = ask(slash('soundtrack', given, asker));
    await album.message(isAnswer);
    const { id } = test.shown(album);
    await expect.poll(() => createResultStore(store).findByMessage(id)).not.toBeNull();
    discord.dispatch('MESSAGE_REACTION_ADD', reaction(id, '👍', other, reactingMember(other)));
    add('2️⃣', other);
    await stands(store, { '8:2': 'fits' });
  });

  it('of an answer that was deleted meanwhile are ignored, and the answer is removed', async () => {
    const discord = await startDiscord();
    const store = createMemoryKeyValue();
    const before = await rated({ discord, store });
    await before.bot.close();
    discord.refuse = ({ method, path }) =>
      method === 'GET' && path.endsWith(`/messages/${before.messageId}`)
        ? { status: 404, json: { code: 10008, message: 'Unknown Message' } }
        : null;
    await startTestBot({ discord, store });
    await vi.waitFor(async () =>
      expect(await store.get(`result-message:${before.messageId}`)).toBeUndefined(),
    );
  });

  it('count in direct messages, which bring no server and no member', async () => {
    const store = createMemoryKeyValue();
    const test = await startTestBot({ store });
    const exchange = test.scenescore(asker, { count: 10 }, { place: 'dm' });
    await exchange.message(isAnswer);
    const { guild_id: _, ...direct } = reaction(test.shown(exchange).id, '2️⃣', asker);
    test.discord.dispatch('MESSAGE_REACTION_ADD', { ...direct, channel_id: '700000000000000077' });
    await stands(store, { '7:2': 'fits' });
    test.discord.dispatch('MESSAGE_REACTION_REMOVE', { ...direct, channel_id: '700000000000000077' });
    await stands(store, {});
  });

  it('go when a moderator clears them', async () => {
    const { add, store, discord, messageId } = await rated();
    add('1️⃣', asker);
    add('2️⃣', other);
    await stands(store, { '7:1': 'fits', '8:2': 'fits' });
    discord.dispatch('MESSAGE_REACTION_REMOVE_EMOJI', reaction(messageId, '2️⃣', other));
    await stands(store, { '7:1': 'fits' });
    discord.dispatch('MESSAGE_REACTION_REMOVE_ALL', reaction(messageId, '', other));
    await stands(store, {});
  });
});

describe('rating buttons', () => {
  it('rate, change and take back, and say so to the person alone', async () => {
    const { exchange, ask, shown, store } = await rated();
    const buttons = shown(exchange).components?.[0]?.components ?? [];
    const up = buttons.find(({ custom_id }) => custom_id.endsWith(':up'))?.custom_id ?? '';
    const down = buttons.find(({ custom_id }) => custom_id.endsWith(':down'))?.custom_id ?? '';
    const pressed = (id: string) => ask(press(id, shown(exchange), other));
    const told = pressed(up);
    expect(await told.acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
    await told.message(says('**Harbour Lights at Four** fits'));
    expect(await ratingsOf(store, other)).toEqual({ '8:1': 'fits' });
    await pressed(down).message(says('does not fit'));
    expect(await ratingsOf(store, other)).toEqual({ '8:1': 'does-not-fit' });
    await pressed(down).message(says('is removed'));
    expect(await ratingsOf(store, other)).toEqual({});
  });

  it('of any song are behind "why this one?"', async () => {
    const { exchange, ask, shown, store } = await rated();
    const select = shown(exchange).components?.[1]?.components[0]?.custom_id ?? '';
    const why = await ask(press(select, shown(exchange), other, ['7'])).message(isAnswer);
    const down = why.components?.[0]?.components[1]?.custom_id ?? '';
    await ask(press(down, shown(exchange), other)).message(says('**Postcards** does not fit'));
    expect(await ratingsOf(store, other)).toEqual({ '8:7': 'does-not-fit' });
  });

  it('are shown by /taste and deleted by /taste reset', async () => {
    const { ask, add, store } = await rated();
    await ask(slash('taste show', {}, other)).message(says('know your taste yet'));
    add('1️⃣', other);
    add('2️⃣', other);
    await stands(store, { '8:1': 'fits', '8:2': 'fits' });
    const taste = await ask(slash('taste show', {}, other)).message(isAnswer);
    expect(taste.embeds?.[0]?.footer?.text).toContain(
      'I keep 2 ratings of yours, from 1 answer. 👍 2 · 👎 0',
    );
    await ask(slash('taste reset', {}, other)).message(says('Deleted: your 2 ratings.'));
    expect(await ratingsOf(store, other)).toEqual({});
  });
});

describe('ratings that were deleted', () => {
  it('do not come back at the next start from reactions that are still there', async () => {
    const discord = await startDiscord();
    const store = createMemoryKeyValue();
    const before = await rated({ discord, store });
    before.add('1️⃣', other);
    await stands(store, { '8:1': 'fits' });
    await before.ask(slash('privacy delete', {}, other)).message(says('Deleted: 1 rating.'));
    await before.bot.close();
    discord.reactions.set(`${before.messageId}/1️⃣`, [{ id: other }]);
    discord.reactions.set(`${before.messageId}/2️⃣`, [{ id: asker }]);
    const after = await startTestBot({ discord, store });
    await stands(store, { '7:2': 'fits' });
    // Reacting again counts again.
    reacting(after, before.messageId).add('3️⃣', other);
    await stands(store, { '7:2': 'fits', '8:3': 'fits' });
  });
});
