import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyReply } from '../../src/commands/why/why-reply.ts';
import { rankingReply } from '../../src/discord/answer/ranking-reply.ts';
import { feelingColour } from '../../src/discord/answer/scene-reply.ts';
import { brokenLimits } from '../../src/discord/reply/limits.ts';
import { shownRanking } from '../../src/store/shown-ranking.ts';
import { match, ranking } from '../support/rankings.ts';

const view = (change: Parameters<typeof ranking>[0] = {}, count = 10, page = 1) => ({
  resultId: 'abcDEF12_-xy',
  ranking: shownRanking(ranking(change), count),
  page,
  photo: 'attachment://photo.jpg',
  reactions: true,
});

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.constantFrom(
    '',
    '*'.repeat(500),
    '👩‍👩‍👧'.repeat(80),
    '['.repeat(300),
    '\u202e'.repeat(50),
    'あ'.repeat(400),
  ),
);
const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    null,
    'javascript:alert(1)',
    `https://a.example/${'x'.repeat(2000)}`,
    'https://a.example/((',
  ),
);

describe('an answer', () => {
  it('is within Discord’s limits for any titles whatever', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(nasty, nasty, nasty, url), { minLength: 1, maxLength: 10 }),
        fc.record({ caption: nasty, explanation: nasty, playlist: nasty, notice: nasty }),
        fc.integer({ min: -3, max: 9 }),
        (songs, words, page) => {
          const usual = ranking();
          const matches = songs.map(([title, artist, sentence, link], index) => {
            const one = match(index + 1, { vibe: sentence, reason: sentence });
            return {
              ...one,
              youtube: link ?? one.youtube,
              song: { ...one.song, title, artists: [artist, artist], url: link, cover: link },
            };
          });
          const notices = Array.from({ length: 7 }, (_, index) => ({
            code: `n${index}`,
            text: words.notice,
          }));
          const change = {
            matches,
            notices,
            explanation: words.explanation,
            playlist: { ...usual.playlist, title: words.playlist },
            scene: { ...usual.scene, caption: words.caption },
          };
          const given = view(change, 10, page);
          expect(brokenLimits(rankingReply(given))).toEqual([]);
          for (const one of given.ranking.matches) {
            expect(brokenLimits(whyReply(given.resultId, one, true))).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('loses words before songs when there is too much to say', () => {
    const long = 'A very long sentence about a feeling, again and again. '.repeat(8);
    const matches = ranking().matches.map((one) => ({
      ...one,
      vibe: long,
      reason: long,
      song: { ...one.song, title: long, artists: [long] },
    }));
    const { embeds = [] } = rankingReply(view({ matches, explanation: long.repeat(5) }));
    expect(embeds[2]?.description?.match(/^\*\*\d\./gm)).toHaveLength(4);
  });

  it('names each listening place once', () => {
    const one = match(1);
    const youtube = 'https://www.youtube.com/watch?v=abcdefghijk';
    const matches = [{ ...one, youtube, song: { ...one.song, url: youtube } }, match(2)];
    const { embeds = [] } = rankingReply(view({ matches }));
    expect(embeds[1]?.description?.match(/\[YouTube\]/g)).toHaveLength(1);
  });

  it('has no page buttons when one page holds it all, and an own name for a lone last song', () => {
    const five = rankingReply(view({}, 5));
    expect(five.components?.[0]?.components).toHaveLength(2);
    const six = rankingReply(view({}, 6, 2));
    expect(six.embeds?.[1]?.title).toBe('Number 6');
    expect(six.components?.[0]?.components).toHaveLength(4);
  });

  it('shows four remarks and counts the rest', () => {
    const notices = Array.from({ length: 6 }, (_, index) => ({
      code: `n${index}`,
      text: `Remark ${index}.`,
    }));
    const text = rankingReply(view({ notices })).embeds?.at(-1)?.footer?.text ?? '';
    expect(text).toContain('Remark 3.');
    expect(text).not.toContain('Remark 4.');
    expect(text).toContain('and 2 more remarks');
  });

  it('does not say twice how the songs were read', () => {
    const notices = [{ code: 'how-read', text: 'How I read them: 10 songs from lyrics.' }];
    const text = rankingReply(view({ notices })).embeds?.at(-1)?.footer?.text ?? '';
    expect(text).toContain('2 songs left out. How I read them: 10 songs from lyrics.');
    expect(text).not.toContain('9 from their lyrics');
  });

  it('wears the colour of its feeling', () => {
    const hex = (valence: number, energy: number) => feelingColour(valence, energy).toString(16);
    expect([hex(-1, -1), hex(1, -1), hex(-1, 1), hex(1, 1)]).toEqual([
      '4a6fa5',
      '6fb98f',
      'a63d57',
      'f2a541',
    ]);
  });
});

describe('why a song stands where it stands', () => {
  const rows = (weights: { energy: number; light: number }): string => {
    const one = match(1);
    const features = {
      ...one.features,
      energy: { fit: 0.3, weight: weights.energy, added: 0.1 },
      light: { fit: 0.9, weight: weights.light, added: 0 },
    };
    const [shown] = shownRanking(ranking({ matches: [{ ...one, features }] }), 1).matches;
    return shown === undefined ? '' : (whyReply('abcDEF12_-xy', shown, false).embeds?.[0]?.description ?? '');
  };

  it('shows what a person wants contrast in, and says so', () => {
    expect(rows({ energy: -0.25, light: 0 })).toMatch(
      /Energy .*30 %` · counts for 25 %, and you like a contrast here/,
    );
  });

  it('leaves out what had no say', () => {
    expect(rows({ energy: 0.25, light: 0 })).not.toContain('Light and colour');
  });
});
