import fc from 'fast-check';
import { expect, it } from 'vitest';
import { historyReply } from '../../src/commands/history/history-reply.ts';
import { previewReply } from '../../src/commands/preview/preview-reply.ts';
import { brokenLimits } from '../../src/discord/reply/limits.ts';
import { shownRanking } from '../../src/store/shown-ranking.ts';
import { ranking } from '../support/rankings.ts';

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('*_~`|['.repeat(80), '👩‍👩‍👧‍👦'.repeat(60), 'ﷺ'.repeat(300)),
);

it('is within Discord’s limits for ten songs and any words whatever, heard or not, and so is the list of answers', () => {
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
      expect(brokenLimits(previewReply(matches.map((match) => ({ match, preview }))))).toEqual([]);
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
      expect(brokenLimits(historyReply(results))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
