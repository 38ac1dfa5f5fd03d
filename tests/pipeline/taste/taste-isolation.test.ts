/** Whose ratings teach whom: through the store, as people in several servers rate at the same time. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byFeature } from '../../../src/pipeline/ranking/features.ts';
import { loadWeights } from '../../../src/pipeline/ranking/tables.ts';
import { learnServerTaste, learnTaste, noTaste } from '../../../src/pipeline/taste/taste.ts';
import { createRatingStore, type RatingStore } from '../../../src/store/ratings.ts';
import { type Result, shownRanking } from '../../../src/store/results.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';
import { ranking } from '../../support/rankings.ts';

const weights = loadWeights();
const people = ['ada', 'bo', 'cy', 'di'];

/** Each result with fits of its own, so that every rating teaches something else. */
function resultOf(id: number): Result {
  const shown = shownRanking(ranking(), 5);
  const matches = shown.matches.map((match) => ({
    ...match,
    features: byFeature((name) => ({
      ...match.features[name],
      fit: ((id * 7 + match.rank * 3 + name.length) % 11) / 10,
    })),
  }));
  const serverId = id % 2 === 0 ? 'even' : 'odd';
  return {
    id: `r${id}`,
    personId: 'ada',
    serverId,
    channelId: null,
    messageId: null,
    isReactable: true,
    createdAt: 0,
    ranking: { ...shown, matches },
  };
}

const act = fc.record({
  person: fc.constantFrom(...people),
  result: fc.integer({ min: 0, max: 5 }),
  rank: fc.integer({ min: 1, max: 5 }),
  says: fc.constantFrom('fits', 'does-not-fit', 'takes it back'),
  from: fc.constantFrom('👍', '👎'),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

async function play(acts: readonly Act[]): Promise<RatingStore> {
  let now = 0;
  const ratings = createRatingStore(createMemoryKeyValue(), () => now++);
  for (const { person, result, rank, says, from } of acts) {
    if (says === 'takes it back') await ratings.unmark(`r${result}`, person, { rank, from });
    else await ratings.mark(resultOf(result), person, { rank, verdict: says, from });
  }
  return ratings;
}

const tasteOf = async (ratings: RatingStore, person: string) =>
  learnTaste(await ratings.ofPerson(person), weights);

it('no taste is moved by what others rate', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), fc.constantFrom(...people), async (acts, person) => {
      const together = await play(acts);
      const alone = await play(acts.filter((one) => one.person === person));
      expect(await tasteOf(together, person)).toEqual(await tasteOf(alone, person));
    }),
    { numRuns: 40 },
  );
});

it('rating and taking it back leaves a taste as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), act, async (acts, one) => {
      const place = ({ person, result, rank, from }: Act) => [person, result, rank, from].join();
      const before = acts.filter((other) => place(other) !== place(one));
      const undone = [
        ...before,
        { ...one, says: 'fits' as const },
        { ...one, says: 'takes it back' as const },
      ];
      const taste = await tasteOf(await play(before), one.person);
      expect(await tasteOf(await play(undone), one.person)).toEqual(taste);
    }),
    { numRuns: 40 },
  );
});

it("a server's taste knows only what was rated there", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (acts) => {
      const isEven = (id: string): boolean => Number(id.slice(1)) % 2 === 0;
      const ofEven = async (ratings: RatingStore) => {
        const members = await Promise.all(people.map((person) => ratings.ofPerson(person)));
        return learnServerTaste(
          members.map((rated) => rated.filter(({ resultId }) => isEven(resultId))),
          weights,
        );
      };
      const everywhere = await ofEven(await play(acts));
      const onlyThere = await ofEven(await play(acts.filter(({ result }) => result % 2 === 0)));
      expect(everywhere).toEqual(onlyThere);
    }),
    { numRuns: 30 },
  );
});

it('a whole storm of reactions on one song is one rating', async () => {
  const storm = Array.from({ length: 1000 }, (_, at): Act => {
    return { person: 'bo', result: 1, rank: 1, says: at % 2 === 0 ? 'fits' : 'does-not-fit', from: '👍' };
  });
  const taste = await tasteOf(await play(storm), 'bo');
  const once = await tasteOf(await play(storm.slice(-1)), 'bo');
  expect(taste).toEqual(once);
  expect(taste.count).toBe(1);
  expect(await tasteOf(await play(storm), 'ada')).toEqual(noTaste);
});
