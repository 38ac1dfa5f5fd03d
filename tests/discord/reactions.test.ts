import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { markOf, setReactions } from '../../src/commands/rate/rate.ts';
import { latestMark } from '../../src/pipeline/taste/taste-ratings.ts';
import type { KeyValue } from '../../src/store/documents.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createResultStore, type Result, shownRanking } from '../../src/store/results.ts';
import { botUserId } from '../support/discord/ids.ts';
import { reactingMember, reaction } from '../support/discord/payloads.ts';
import { isAnswer, startTestBot } from '../support/discord/test-bot.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';

describe('the meaning of a reaction', () => {
  it.each([
    ['1️⃣', 1, 'fits'],
    ['1⃣', 1, 'fits'],
    ['9️⃣', 9, 'fits'],
    ['🔟', 10, 'fits'],
    ['👍', 1, 'fits'],
    ['👍🏿', 1, 'fits'],
    ['👎🏻', 1, 'does-not-fit'],
  ])('%s is about song %i', (emoji, rank, verdict) => {
    expect(markOf(emoji)).toMatchObject({ rank, verdict });
  });

  it.each(['0️⃣', '🎉', '1', '', null, '👍👍', 'thumbsup'])('%s means nothing', (emoji) => {
    expect(markOf(emoji)).toBeNull();
  });
});

describe('matching ratings to the reactions of a message', () => {
  const result: Result = {
    id: 'r',
    personId: 'asker',
    serverId: null,
    channelId: 'c',
    messageId: 'm',
    isReactable: true,
    createdAt: 0,
    ranking: shownRanking(ranking(), 5),
  };

  it('adds and removes ratings, but keeps those by button and newer ones', async () => {
    let now = 10;
    const ratings = createRatingStore(createMemoryKeyValue(), () => now);
    await ratings.mark(result, 'stays', { rank: 1, verdict: 'fits', from: '1⃣' });
    await ratings.mark(result, 'gone', { rank: 2, verdict: 'fits', from: '2⃣' });
    await ratings.mark(result, 'pressed', { rank: 3, verdict: 'fits', from: 'button' });
    now = 30;
    await ratings.mark(result, 'just now', { rank: 4, verdict: 'fits', from: '4⃣' });
    const seen = new Map([
      ['1⃣', ['stays']],
      ['5⃣', ['new']],
      ['🎉', ['noise']],
    ]);
    await setReactions(result, seen, 20, { ratings });
    const people = (await ratings.ofResult('r')).map(({ personId }) => personId).sort();
    expect(people).toEqual(['just now', 'new', 'pressed', 'stays']);
    expect(await ratings.latestMark('r', 'stays', 1)).toMatchObject({ at: 10 });
  });
});

const asker = '100000000000000007';
const person = (number: number): string => String(100_000_000_000_003_000n + BigInt(number));

/** A store, and the same one counting how often it is asked. */
function countedStore() {
  const store = createMemoryKeyValue();
  const counts = { reads: 0, changes: 0 };
  const counted: KeyValue = {
    ...store,
    get(key) {
      counts.reads += 1;
      return store.get(key);
    },
    async change(...given) {
      counts.changes += 1;
      // A real one takes its time.
      await setImmediate();
      await store.change(...given);
    },
  };
  return { store, counted, counts };
}

async function answered() {
  const { store, counted, counts } = countedStore();
  const test = await startTestBot({ store: counted });
  const exchange = test.scenescore(asker, { count: 10 });
  await exchange.message(isAnswer);
  const { id } = test.shown(exchange);
  await expect.poll(() => createResultStore(store).findByMessage(id)).not.toBeNull();
  const event = (added: boolean, messageId: string, emoji: string, who: string, extra = {}) =>
    test.discord.dispatch(
      added ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE',
      reaction(messageId, emoji, who, { ...(added ? reactingMember(who) : {}), ...extra }),
    );
  const verdictOf = async (who: string, rank = 1): Promise<string | undefined> => {
    const [rated] = await createRatingStore(store).ofPerson(who);
    return latestMark(rated?.marks ?? [], rank)?.verdict;
  };
  /** Resolves when a thumb of somebody else, sent after all the rest, has arrived. */
  let marks = 0;
  async function settled(): Promise<void> {
    const last = person(900 + marks++);
    event(true, id, '👍', last);
    await expect.poll(() => verdictOf(last), { timeout: 20_000 }).toBe('fits');
  }
  await settled();
  Object.assign(counts, { reads: 0, changes: 0 });
  const sentBefore = test.discord.sent.length;
  return {
    ...test,
    id,
    event,
    verdictOf,
    settled,
    counts,
    sentSince: () => test.discord.sent.length - sentBefore,
  };
}

describe('a flood of reactions', () => {
  it('on one answer ends with each person’s last reaction', async () => {
    const { event, id, verdictOf, settled, counts, sentSince } = await answered();
    for (let round = 1; round <= 20; round++) {
      for (let number = 0; number < 50; number++) event(round % 2 === 1, id, '👍', person(number));
    }
    // Half of them give it once more.
    for (let number = 0; number < 50; number += 2) event(true, id, '👍', person(number));
    await settled();
    const verdicts = await Promise.all(Array.from({ length: 50 }, (_, number) => verdictOf(person(number))));
    expect(verdicts).toEqual(
      Array.from({ length: 50 }, (_, number) => (number % 2 === 0 ? 'fits' : undefined)),
    );
    expect(sentSince()).toBe(0);
    expect(counts.changes).toBeLessThan(1_500);
  }, 30_000);

  it('by one person who keeps toggling costs few changes of the store', async () => {
    const { event, id, verdictOf, settled, counts, sentSince } = await answered();
    for (let time = 0; time < 2_000; time++) event(time % 2 === 0, id, '👎', asker);
    event(true, id, '👎', asker);
    await settled();
    expect(await verdictOf(asker)).toBe('does-not-fit');
    expect(sentSince()).toBe(0);
    // Each change of a mark is four of the store: two thousand would be eight thousand.
    expect(counts.changes).toBeLessThan(400);
  }, 30_000);

  it('on messages of others, by bots and with other emojis costs no look into the store', async () => {
    const { event, id, verdictOf, settled, counts, sentSince } = await answered();
    await settled();
    const usual = { ...counts };
    Object.assign(counts, { reads: 0, changes: 0 });
    for (let number = 0; number < 1_000; number++) {
      event(true, `70000000000000${String(number).padStart(4, '0')}`, '👍', person(1), {
        message_author_id: person(2),
      });
      event(true, id, '👍', person(3), reactingMember(person(3), true));
      event(true, id, '👍', botUserId);
      event(true, id, '🎉', person(4), { message_author_id: botUserId });
    }
    await settled();
    expect(counts.changes).toBe(usual.changes);
    expect(counts.reads).toBeLessThan(usual.reads + 10);
    expect(await Promise.all([1, 3, 4].map((number) => verdictOf(person(number))))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(sentSince()).toBe(0);
  }, 30_000);

  it('keeps the order of one person’s different reactions', async () => {
    const { event, id, verdictOf, settled } = await answered();
    for (let time = 0; time < 100; time++) {
      event(true, id, '👍', asker);
      event(true, id, '👎', asker);
      event(false, id, '👍', asker);
    }
    // The thumb up comes last, though it was the first one given.
    event(true, id, '👍', asker);
    await settled();
    expect(await verdictOf(asker)).toBe('fits');
    event(false, id, '👍', asker);
    await settled();
    expect(await verdictOf(asker)).toBe('does-not-fit');
  });
});
