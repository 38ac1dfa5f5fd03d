import { describe, expect, it } from 'vitest';
import type { Ranking } from '../../src/model/ranking.ts';
import type { Pictures } from '../../src/pictures/pictures.ts';
import { drawing } from '../support/discord/drawing.ts';

import { isAnswer, type MessageBody, startTestBot } from '../support/discord/test-bot.ts';
import { ranking } from '../support/rankings.ts';

const person = '100000000000000007';

const depth = (fromLyrics: number): Partial<Ranking> => ({
  depth: { fromLyrics, songs: 10, isFinal: false },
});

const first = (matches: Ranking['matches']): string | undefined => matches[0]?.song.title;

/** The same ranking with another song first. */
function turned(): Ranking {
  const { matches } = ranking();
  const order = [...matches.slice(1, 3), ...matches.slice(0, 1), ...matches.slice(3)];
  return ranking({ ...depth(2), matches: order.map((one, at) => ({ ...one, rank: at + 1 })) });
}

const hasButtons = (body: MessageBody): boolean => (body.components?.length ?? 0) > 0;

describe('an answer that sharpens', () => {
  it('shows the first ranking below the progress, sharpens in place, and ends with buttons', async () => {
    let finish = (): void => undefined;
    const test = await startTestBot({
      matchScene: async (_request, { onProgress, onRanking }) => {
        onProgress?.({ type: 'scene-described', caption: 'a boat' });
        onProgress?.({ type: 'lyrics-searched', done: 3, total: 10 });
        onRanking?.(turned());
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        onRanking?.(turned());
        return ranking();
      },
    });
    const exchange = test.scenescore(person);
    const soon = await exchange.message(isAnswer);
    expect(soon.content).toContain('3 of 10 songs');
    expect(soon.content).not.toContain('I see');
    expect(soon.embeds?.[1]?.title).toBe(`1. ${first(turned().matches)}`);
    expect(hasButtons(soon)).toBe(false);
    finish();
    const final = await exchange.message(hasButtons);
    expect(final.content).toBe('');
    expect(final.embeds?.[1]?.title).toBe(`1. ${first(ranking().matches)}`);
    expect(exchange.edits().at(-1)?.body).toMatchObject({ content: '' });
  });

  it('removes what it showed when the run fails', async () => {
    let fail = (): void => undefined;
    const test = await startTestBot({
      matchScene: async (_request, { onRanking }) => {
        onRanking?.(turned());
        await new Promise<void>((resolve) => {
          fail = resolve;
        });
        throw new Error('a bug');
      },
    });
    const exchange = test.scenescore(person);
    await exchange.message(isAnswer);
    fail();
    await exchange.message(({ content }) => content?.includes('not your fault') === true);
    expect(test.shown(exchange).embeds).toEqual([]);
  });
});

describe('the mood map', () => {
  it('comes with the answer, in words too, below the photo', async () => {
    const test = await startTestBot({ dependencies: { pictures: drawing() } });
    const exchange = test.scenescore(person, { count: 10 });
    const answer = await exchange.message(hasButtons);
    expect(answer.sent.files.map(({ name }) => name)).toEqual(['photo.jpg', 'mood-map.png']);
    expect(answer.sent.body.attachments).toMatchObject([{}, { description: 'a drawn mood map' }]);
    expect(answer.embeds?.map(({ image }) => image?.url)).toEqual([
      'attachment://photo.jpg',
      undefined,
      'attachment://mood-map.png',
    ]);
  });

  it.each<[string, Pictures['moodMap']]>([
    ['cannot be drawn', async () => Promise.reject(new Error('no fonts'))],
    ['takes too long', () => new Promise(() => undefined)],
  ])('is left out when it %s', async (_, moodMap) => {
    const test = await startTestBot({
      dependencies: { pictures: drawing({ moodMap }) },
      limits: { pictureMs: 30 },
    });
    const answer = await test.scenescore(person).message(hasButtons);
    expect(answer.sent.files.map(({ name }) => name)).toEqual(['photo.jpg']);
    expect(answer.embeds?.at(-1)?.image).toBeUndefined();
    expect(test.log.some((line) => line.includes('picture is missing'))).toBe(true);
  });
});
