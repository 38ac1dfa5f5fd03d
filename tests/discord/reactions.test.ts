import { describe, expect, it } from 'vitest';
import { markOf, reactionsAre } from '../../src/commands/rate/reactions.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import type { Result } from '../../src/store/results.ts';
import { shownRanking } from '../../src/store/shown-ranking.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';

describe('what a reaction says', () => {
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

  it.each(['0️⃣', '🎉', '1', '', null, '👍👍', 'thumbsup'])('%s says nothing', (emoji) => {
    expect(markOf(emoji)).toBeNull();
  });
});

describe('a look at all reactions of a message', () => {
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

  it('adds and takes back, but leaves buttons alone, and what came while it looked', async () => {
    let now = 10;
    const ratings = createRatingStore({ store: createMemoryKeyValue(), now: () => now });
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
    await reactionsAre(result, seen, 20, { ratings });
    const people = (await ratings.ofResult('r')).map(({ personId }) => personId).sort();
    expect(people).toEqual(['just now', 'new', 'pressed', 'stays']);
    expect(await ratings.verdict('r', 'stays', 1)).toMatchObject({ at: 10 });
  });
});
