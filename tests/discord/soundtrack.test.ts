/** A soundtrack for an album, as people meet it in Discord. */
import { expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { AlbumRequest } from '../../src/pipeline/album/match-album.ts';
import { messageFrom } from '../support/discord/loopback-discord.ts';
import { attachment, messageCommand, press, slash } from '../support/discord/payloads.ts';
import { isAnswer, photoPath, says, startTestBot, type TestBot } from '../support/discord/test-bot.ts';
import { soundtrack } from '../support/rankings.ts';

const asker = '200000000000000001';
const link = 'https://open.spotify.com/playlist/37i9dQZF1DX0';

function photos(test: TestBot, count: number, extra: Parameters<typeof attachment>[1] = {}) {
  return Array.from({ length: count }, () => attachment(`http://${test.discord.host}${photoPath}`, extra));
}

const options = (given: ReturnType<typeof photos>) =>
  Object.fromEntries(given.map((photo, at) => [`image${at + 1}`, photo]));

it('gives each of ten photos its song, with a small picture of each, and lets the songs be saved', async () => {
  const asked: AlbumRequest[] = [];
  const test = await startTestBot({
    dependencies: {
      async matchAlbum(request, run) {
        asked.push(request);
        run?.onProgress?.({ type: 'songs-read', done: 5, total: 10 });
        return soundtrack(request.photos.length);
      },
    },
  });
  const given = { ...options(photos(test, 10)), playlist: link, feeling: 'hopeful' };
  const exchange = test.ask(slash('soundtrack', given, asker));
  expect(await exchange.acknowledged()).toMatchObject({ type: 5 });
  const { sent, ...answer } = await exchange.message(isAnswer);
  expect(answer.embeds).toHaveLength(10);
  expect(answer.embeds?.[9]?.thumbnail?.url).toBe('attachment://photo-10.jpg');
  expect(sent.files.map(({ name }) => name)).toEqual(
    Array.from({ length: 10 }, (_, at) => `photo-${at + 1}.jpg`),
  );
  expect(asked[0]).toMatchObject({ feeling: 'hopeful', playlists: [{ kind: 'link', link }] });
  expect(asked[0]?.photos).toHaveLength(10);

  const save = answer.components?.[0]?.components.find(({ custom_id: id }) => id?.startsWith('v1:save:'));
  const saved = test.ask(press(save?.custom_id ?? '', test.shown(exchange), asker));
  expect((await saved.message(says('10 songs'))).sent.files).toHaveLength(3);
});

it('is what "Score this photo" does with a message of several photos', async () => {
  const test = await startTestBot();
  await test.ask(slash('playlist set', { link }, asker)).message(says('default playlist'));
  const message = messageFrom({ attachments: photos(test, 3) });
  const answer = await test.ask(messageCommand('Score this photo', message, asker)).message(isAnswer);
  expect(answer.content).toContain('soundtrack of your 3 photos');
  const one = messageFrom({ attachments: photos(test, 1) });
  const single = await test.ask(messageCommand('Score this photo', one, asker)).message(isAnswer);
  expect(single.content ?? '').not.toContain('soundtrack');
});

it('says what to fix before anything is fetched, and what the pipeline says after', async () => {
  const test = await startTestBot({
    dependencies: {
      async matchAlbum() {
        throw new UserError('too-few-songs', 'Give me a longer playlist.');
      },
    },
  });
  const large = photos(test, 4, { size: 20 * 1024 * 1024 });
  const tooLarge = test.ask(slash('soundtrack', { ...options(large), playlist: link }, asker));
  await tooLarge.message(says('at most 75 MB in all'));
  const other = [...photos(test, 1), ...photos(test, 1, { content_type: 'video/mp4' })];
  await test
    .ask(slash('soundtrack', { ...options(other), playlist: link }, asker))
    .message(says('not a picture'));
  const few = test.ask(slash('soundtrack', { ...options(photos(test, 2)), playlist: link }, asker));
  expect((await few.message(says('longer playlist'))).flags).toBe(64);
});
