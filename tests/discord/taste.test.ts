import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { loadWeights } from '../../src/pipeline/ranking/tables.ts';
import type { RefineRequest } from '../../src/pipeline/refine/refine.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { drawing } from '../support/discord/drawing.ts';
import { modal, press, reactingMember, reaction, slash } from '../support/discord/payloads.ts';
import {
  isAnswer,
  says,
  startTestBot,
  type TestBot,
  type TestBotOptions,
} from '../support/discord/test-bot.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';
import { refine } from '../support/refine.ts';

const asker = '100000000000000007';
const members = ['100000000000000011', '100000000000000012', '100000000000000013'];
const usual = loadWeights();

const footerOf = ({ footer }: { footer?: { text: string } }): string => footer?.text ?? '';

async function answeredAgain(test: TestBot, person: string) {
  const exchange = test.scenescore(person, { count: 10 });
  await exchange.message((body) => (body.components?.length ?? 0) > 0);
  return { exchange, id: test.shown(exchange).id };
}

/** An answer that people can react to. */
const answered = async (test: TestBot, person: string): Promise<string> =>
  (await answeredAgain(test, person)).id;

async function ready({ dependencies, ...options }: TestBotOptions = {}) {
  const store = createMemoryKeyValue();
  const test = await startTestBot({
    store,
    ...options,
    dependencies: { pictures: drawing(), ...dependencies },
  });
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

  it('are mentioned however much else there is to say', async () => {
    const notices = [1, 2, 3, 4, 5].map((at) => ({ code: `remark-${at}`, text: `Remark ${at}.` }));
    const { test, rate, standing, remarks } = await ready({ matchScene: async () => ranking({ notices }) });
    rate(await answered(test, asker), '👎', asker);
    await standing(asker, 1);
    await answered(test, asker);
    expect(remarks()).toMatch(/Your ratings influenced.*Remark 3\.\n• and 2 more remarks/s);
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

  it('follow the songs themselves: by reaction, by button, and in what is refined', async () => {
    const refined: RefineRequest[] = [];
    const { test, rate, unrate, standing, remarks } = await ready({
      dependencies: {
        refine: (request) => {
          refined.push(request);
          return refine(request);
        },
      },
    });
    const messageId = await answered(test, asker);
    expect(test.asked[0]?.ratings).toEqual([]);
    rate(messageId, '2️⃣', asker);
    await standing(asker, 1);
    const { exchange } = await answeredAgain(test, asker);
    const { valence, energy, moods } = ranking().scene.reading;
    const about = (title: string) => ({
      scene: { valence, energy, moods },
      keys: [expect.stringContaining(title)],
    });
    expect(test.asked.at(-1)?.ratings).toEqual([
      { ...about('paper lanterns'), verdict: expect.closeTo(1, 5) },
    ]);
    expect(remarks()).toContain('Songs you rated for a photo like this one moved a little.');
    const shown = test.shown(exchange);
    const find = (end: string) =>
      shown.components
        ?.flatMap(({ components }) => components)
        .find(({ custom_id }) => custom_id.includes(end))?.custom_id ?? '';
    await test.ask(press(find(':down'), shown, asker)).message(says('does not fit'));
    const form = await test.ask(press(find(':refine:'), shown, asker)).acknowledged();
    const fields = { words: 'livelier', caption: '' };
    const formId = z.object({ custom_id: z.string() }).parse(form.data).custom_id;
    const again = test.ask(modal(formId, fields, asker, { message: shown }));
    await again.message((body) => (body.components?.length ?? 0) > 0);
    expect(refined[0]?.ratings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...about('paper lanterns'), verdict: expect.closeTo(1, 5) }),
        expect.objectContaining({ ...about('harbour lights at four'), verdict: expect.closeTo(-1, 5) }),
      ]),
    );
    // Somebody else is told nothing of it, and who takes it back neither.
    await answered(test, members[0] ?? '');
    expect(test.asked.at(-1)?.ratings).toEqual([]);
    await test.ask(press(find(':down'), shown, asker)).message(says('is removed'));
    unrate(messageId, '2️⃣', asker);
    await standing(asker, 0);
    await answered(test, asker);
    expect(test.asked.at(-1)?.ratings).toEqual([]);
  });

  it('say nothing of songs that were rated for photos of another feeling', async () => {
    let energy = 0.9;
    const match = async () => {
      const { scene, ...rest } = ranking();
      return { ...rest, scene: { ...scene, reading: { ...scene.reading, energy } } };
    };
    const { test, rate, standing, remarks } = await ready({ matchScene: match });
    rate(await answered(test, asker), '2️⃣', asker);
    await standing(asker, 1);
    energy = -0.6;
    await answered(test, asker);
    expect(remarks()).toContain('Your ratings influenced the order.');
    expect(remarks()).not.toContain('moved a little');
    await test.ask(slash('privacy delete', {}, asker)).message(says('1 rating'));
    await answered(test, asker);
    expect(test.asked.at(-1)?.ratings).toEqual([]);
    expect(remarks()).not.toContain('Your ratings');
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
