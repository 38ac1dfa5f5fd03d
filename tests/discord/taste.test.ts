import { describe, expect, it, vi } from 'vitest';
import { loadWeights } from '../../src/pipeline/ranking/tables.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { drawing } from '../support/discord/drawing.ts';
import { reactingMember, reaction, slash } from '../support/discord/payloads.ts';
import { isAnswer, says, startTestBot, type TestBot } from '../support/discord/test-bot.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';

const asker = '100000000000000007';
const members = ['100000000000000011', '100000000000000012', '100000000000000013'];
const usual = loadWeights();

const footerOf = ({ footer }: { footer?: { text: string } }): string => footer?.text ?? '';

/** An answer that people can react to. */
async function answered(test: TestBot, person: string): Promise<string> {
  const exchange = test.scenescore(person, { count: 10 });
  await exchange.message((body) => (body.components?.length ?? 0) > 0);
  return test.shown(exchange).id;
}

async function ready() {
  const store = createMemoryKeyValue();
  const test = await startTestBot({ store, dependencies: { pictures: drawing() } });
  const ratings = createRatingStore(store);
  const standing = (person: string, count: number) =>
    vi.waitFor(async () => {
      const marks = (await ratings.ofPerson(person)).flatMap((one) => one.marks);
      expect(marks).toHaveLength(count);
    });
  const rate = (messageId: string, emoji: string, person: string) =>
    test.discord.dispatch('MESSAGE_REACTION_ADD', reaction(messageId, emoji, person, reactingMember(person)));
  const unrate = (messageId: string, emoji: string, person: string) =>
    test.discord.dispatch('MESSAGE_REACTION_REMOVE', reaction(messageId, emoji, person));
  /** The small print of the last answer. */
  const remarks = (): string =>
    [...test.discord.originals.values()].at(-1)?.embeds.map(footerOf).join(' ') ?? '';
  const weightsNow = async (person: string) => {
    await answered(test, person);
    return test.asked.at(-1)?.weights;
  };
  return { ...test, test, standing, rate, unrate, weightsNow, remarks };
}

describe('ratings teach', () => {
  it('change the person’s next answer, and leave no trace once taken back', async () => {
    const { test, rate, unrate, standing, weightsNow, remarks } = await ready();
    const messageId = await answered(test, asker);
    expect(test.asked[0]?.weights).toEqual(usual);
    rate(messageId, '👎', asker);
    rate(messageId, '9️⃣', asker);
    await standing(asker, 2);
    expect((await weightsNow(asker))?.features).not.toEqual(usual.features);
    expect(remarks()).toContain('Your ratings influenced');
    expect(await weightsNow(members[0] ?? '')).toEqual(usual);
    expect(remarks()).not.toContain('influenced');
    unrate(messageId, '👎', asker);
    unrate(messageId, '9️⃣', asker);
    await standing(asker, 0);
    expect(await weightsNow(asker)).toEqual(usual);
  });

  it('change the answers of people without ratings once three members of the server agree, and nowhere else', async () => {
    const { test, rate, standing, weightsNow, remarks } = await ready();
    const messageId = await answered(test, asker);
    for (const [at, member] of members.entries()) {
      expect(await weightsNow(asker)).toEqual(usual);
      rate(messageId, '👎', member);
      rate(messageId, '🔟', member);
      await standing(member, 2);
      if (at === members.length - 1) {
        expect((await weightsNow(asker))?.features).not.toEqual(usual.features);
        expect(remarks()).toContain('people in this server');
      }
    }
    await test.scenescore(asker, {}, { place: 'dm' }).message((body) => (body.components?.length ?? 0) > 0);
    expect(test.asked.at(-1)?.weights).toEqual(usual);
    await test.ask(slash('taste reset', {}, members[0] ?? '')).message(says('Deleted: your 2 ratings.'));
    expect(await weightsNow(asker)).toEqual(usual);
  });

  it('are shown in words', async () => {
    const { test, rate, standing, ask } = await ready();
    const messageId = await answered(test, asker);
    for (const emoji of ['1️⃣', '2️⃣', '👎']) rate(messageId, emoji, asker);
    await standing(asker, 3);
    const exchange = ask(slash('taste show', {}, asker));
    expect((await exchange.acknowledged()).data).toEqual({ flags: 64 });
    const shown = await exchange.message(isAnswer);
    expect(shown.embeds?.[0]?.description).toContain('Learned from 2 ratings');
  });
});
