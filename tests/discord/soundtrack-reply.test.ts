import fc from 'fast-check';
import { expect, it } from 'vitest';
import { soundtrackReply } from '../../src/discord/answer/soundtrack-reply.ts';
import { brokenLimits } from '../../src/discord/reply/limits.ts';
import { soundtrack } from '../support/rankings.ts';

const photos = Array.from({ length: 10 }, (_, at) => `attachment://photo-${at + 1}.jpg`);

it('shows each photo with its song, in the order of the photos', () => {
  const reply = soundtrackReply({ resultId: 'r', soundtrack: soundtrack(3), photos, actions: ['save'] });
  expect(reply.embeds?.map(({ thumbnail }) => thumbnail?.url)).toEqual(photos.slice(0, 3));
  expect(reply.embeds?.[1]?.author?.name).toMatch(/^Photo 2 · \d+ %$/);
  expect(reply.embeds?.[1]?.description).toContain('[Paper Lanterns](https://open.spotify.com/track/');
  expect(reply.content).toBe('🎞️ The soundtrack of your 3 photos, from **Evenings by the lake**');
  expect(reply.embeds?.at(-1)?.footer?.text).toContain('Chosen together');
});

it('is within Discord’s limits for ten photos and any words whatever', () => {
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
      };
      expect(brokenLimits(soundtrackReply({ resultId: 'r', ...view }))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
