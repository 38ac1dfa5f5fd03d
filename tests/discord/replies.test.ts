import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { historyReply } from '../../src/commands/history/history.ts';
import { previewReply } from '../../src/commands/preview/preview.ts';
import { whyReply } from '../../src/commands/why/why.ts';
import { feelingColour } from '../../src/discord/answer/embeds-reply.ts';
import { rankingReply } from '../../src/discord/answer/ranking-reply.ts';
import { soundtrackReply } from '../../src/discord/answer/soundtrack-reply.ts';
import { en } from '../../src/locales/en/index.ts';
import { ja } from '../../src/locales/ja/index.ts';
import { shownRanking } from '../../src/store/results.ts';
import { brokenLimits } from '../support/discord/message-limits.ts';
import { match, ranking, soundtrack } from '../support/rankings.ts';

const view = (change: Parameters<typeof ranking>[0] = {}, count = 10) => ({
  resultId: 'abcDEF12_-xy',
  ranking: shownRanking(ranking(change), count),
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
  it('is within Discord’s limits for any titles', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            nasty.filter((title) => title !== ''),
            nasty,
            nasty,
            url,
          ),
          { minLength: 1, maxLength: 10 },
        ),
        fc.record({ caption: nasty, explanation: nasty, playlist: nasty, notice: nasty }),
        fc.boolean(),
        (songs, words, mayEmbed) => {
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
          const given = { ...view(change, 10), mayEmbed };
          expect(brokenLimits(rankingReply(given))).toEqual([]);
          for (const one of given.ranking.matches) {
            expect(brokenLimits(whyReply(given.resultId, one, true, en))).toEqual([]);
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
    const shown = embeds.flatMap(({ description = '' }) => description.match(/^\*\*\d+\./gm) ?? []);
    expect(shown).toHaveLength(matches.length - 1);
  });

  it('has one link a song, to where it can be heard', () => {
    const one = match(1);
    const youtube = 'https://www.youtube.com/watch?v=abcdefghijk';
    const matches = [{ ...one, youtube, song: { ...one.song, url: youtube } }, match(2)];
    const { embeds = [] } = rankingReply(view({ matches }));
    expect(embeds[1]).toMatchObject({ url: youtube });
    expect(embeds.flatMap(({ description = '' }) => description.match(/https:/g) ?? [])).toHaveLength(1);
  });

  it('shows all ten songs on one page, each with its cover', () => {
    const covers = ranking().matches.map((one, at) => ({
      ...one,
      song: { ...one.song, cover: `https://i.scdn.co/image/${at}` },
    }));
    const { embeds = [] } = rankingReply(view({ matches: covers }));
    expect(embeds).toHaveLength(10);
    expect(embeds.slice(1).map(({ thumbnail }) => thumbnail?.url.at(-1))).toEqual([...'012345678']);
    expect(embeds.at(-1)?.description?.match(/^\*\*\d+\./gm)).toEqual(['**9.', '**10.']);
  });

  it('calls a guess a guess', () => {
    const matches = ranking().matches.map((one) => ({ ...one, isGuess: true }));
    const { embeds = [] } = rankingReply(view({ matches }));
    expect(embeds[1]?.author?.name).toBe('🤔 My best guess');
    expect(JSON.stringify(embeds.slice(1))).not.toMatch(/\d %/);
    expect(embeds[2]?.description).toContain('another guess');
  });

  it('says the same in text where embeds may not be shown', () => {
    const { content = '', embeds } = rankingReply({ ...view({}, 5), mayEmbed: false });
    expect(embeds).toEqual([]);
    expect(content).toContain('a small boat on a still lake');
    expect(content.match(/^\*\*\d+\. \[/gm)).toHaveLength(5);
    expect(content).toContain('from their lyrics');
  });

  it('leaves the links out of a text that ten long ones do not fit into, and keeps room for a line above', () => {
    const matches = ranking().matches.map((one) => ({
      ...one,
      youtube: `https://www.youtube.com/results?search_query=${'%E3%81%82'.repeat(24)}`,
    }));
    const { content = '' } = rankingReply({ ...view({ matches }), mayEmbed: false });
    expect(content.length).toBeLessThanOrEqual(1880);
    expect(content.match(/^\*\*\d+\. /gm)).toHaveLength(10);
    expect(content).toContain('a small boat on a still lake');
    expect(content).not.toContain('https:');
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

  it('has the colour of its feeling', () => {
    const hex = (valence: number, energy: number) => feelingColour(valence, energy).toString(16);
    expect([hex(-1, -1), hex(1, -1), hex(-1, 1), hex(1, 1)]).toEqual([
      '4a6fa5',
      '6fb98f',
      'a63d57',
      'f2a541',
    ]);
  });
});

describe('why a song has its rank', () => {
  const rows = (weights: { energy: number; words: number }): string => {
    const one = match(1);
    const features = {
      ...one.features,
      energy: { fit: 0.3, weight: weights.energy, added: 0.1 },
      words: { fit: 0.9, weight: weights.words, added: 0 },
    };
    const [shown] = shownRanking(ranking({ matches: [{ ...one, features }] }), 1).matches;
    return shown === undefined
      ? ''
      : (whyReply('abcDEF12_-xy', shown, false, en).embeds?.[0]?.description ?? '');
  };

  it('shows what a person wants contrast in, and says so', () => {
    expect(rows({ energy: -0.25, words: 0 })).toMatch(
      /Energy .*30 %` · counts for 25 %, and you like a contrast here/,
    );
  });

  it('keeps its bars beneath each other where characters are wide', () => {
    const [shown] = shownRanking(ranking(), 1).matches;
    const embeds = shown && whyReply('abcDEF12_-xy', shown, false, ja).embeds;
    const names = embeds?.[0]?.description?.match(/^`.*?(?=[▰▱])/gm) ?? [];
    expect(names.length).toBeGreaterThan(2);
    expect(new Set(names.map((name) => stringWidth(name))).size).toBe(1);
  });

  it('leaves out what did not count', () => {
    expect(rows({ energy: 0.25, words: 0 })).not.toContain('Story');
  });
});

const photos = Array.from({ length: 10 }, (_, at) => `attachment://photo-${at + 1}.jpg`);

it('a soundtrack shows each photo with its song, in the order of the photos', () => {
  const reply = soundtrackReply({
    resultId: 'r',
    soundtrack: soundtrack(3),
    photos,
    actions: ['save'],
    language: 'en',
  });
  expect(reply.embeds?.map(({ thumbnail }) => thumbnail?.url)).toEqual(photos.slice(0, 3));
  expect(reply.embeds?.[1]?.author?.name).toMatch(/^Photo 2 · \d+ %$/);
  expect(reply.embeds?.[1]?.description).toContain('[Paper Lanterns](https://www.youtube.com/watch?v=');
  expect(reply.content).toBe('🎞️ The soundtrack of your 3 photos, from **Evenings by the lake**');
  expect(reply.embeds?.at(-1)?.footer?.text).toContain('Chosen together');
});

it('a soundtrack is within Discord’s limits for ten photos and any words', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom('*_~`|['.repeat(80), '👩‍👩‍👧‍👦'.repeat(60), 'ﷺ'.repeat(300)),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), words, words, words, (count, title, artist, sentence) => {
      const found = soundtrack(count);
      const songs = found.songs.map(({ scene, match }) => ({
        scene,
        match: {
          ...match,
          song: { ...match.song, title, artists: [artist], url: `https://youtu.be/${'a'.repeat(280)}` },
          vibe: sentence,
          reason: sentence,
        },
      }));
      const playlist = { ...found.playlist, title };
      const notices = [{ code: 'n', text: sentence }];
      const view = {
        soundtrack: { songs, playlist, notices },
        photos,
        actions: ['preview', 'save'] as const,
        language: 'en' as const,
      };
      expect(brokenLimits(soundtrackReply({ resultId: 'r', ...view }))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('*_~`|['.repeat(80), '👩‍👩‍👧‍👦'.repeat(60), 'ﷺ'.repeat(300)),
);

it('previews and the list of answers are within Discord’s limits for any words', () => {
  fc.assert(
    fc.property(words, words, fc.boolean(), (title, artist, isHeard) => {
      const shown = shownRanking(ranking(), 10);
      const matches = shown.matches.map((match) => ({
        ...match,
        song: { ...match.song, title, artists: [artist], url: `https://youtu.be/${'a'.repeat(280)}` },
        youtube: `https://www.youtube.com/watch?v=${'b'.repeat(250)}`,
      }));
      const preview = isHeard
        ? { url: `https://cdnt-preview.dzcdn.net/${'c'.repeat(480)}`, from: 'Deezer' as const, page: null }
        : null;
      expect(
        brokenLimits(
          previewReply(
            matches.map((match) => ({ match, preview })),
            en,
          ),
        ),
      ).toEqual([]);
      const results = Array.from({ length: 12 }, (_, at) => ({
        id: String(at),
        personId: '1',
        serverId: null,
        channelId: '2',
        place: `${'3'.repeat(19)}/${'4'.repeat(19)}`,
        messageId: '5'.repeat(19),
        isReactable: false,
        createdAt: at,
        ranking: { ...shown, matches, scene: { ...shown.scene, caption: title } },
      }));
      expect(brokenLimits(historyReply(results, en))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
