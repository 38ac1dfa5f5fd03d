/** A soundtrack for an album, as people meet it in Discord. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { AlbumRequest } from '../../src/pipeline/album/match-album.ts';
import { messageFrom } from '../support/discord/loopback-discord.ts';
import { attachment, messageCommand, modal, press, slash } from '../support/discord/payloads.ts';
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

/** What is sent with the form, as Discord sends it. */
const filled = (photos: ReturnType<typeof attachment>[], more: Parameters<typeof modal>[1] = {}) => ({
  photos: { files: photos },
  playlist: '',
  file: { files: [] },
  feeling: '',
  ...more,
});

describe('the window', () => {
  it('opens at once without photos, with what was typed already', async () => {
    const test = await startTestBot();
    const given = { playlist: link, feeling: 'hopeful' };
    const opened = await test.ask(slash('soundtrack', given, asker)).acknowledged();
    expect(opened.type).toBe(9);
    expect(opened.data).toMatchObject({
      custom_id: 'v1:soundtrack',
      components: [
        { type: 18, component: { type: 19, max_values: 10, file_types: ['image'] } },
        { type: 18, component: { type: 4, value: link, required: false } },
        { type: 18, component: { type: 19, min_values: 0, required: false } },
        { type: 18, component: { type: 4, value: 'hopeful', required: false } },
      ],
    });
    // No place in line is taken by a window that is closed again.
    const again = test.ask(slash('soundtrack', {}, asker));
    expect((await again.acknowledged()).type).toBe(9);
  });

  it('says what to do with a playlist file alone', async () => {
    const test = await startTestBot();
    const [file] = photos(test, 1, { filename: 'songs.csv', content_type: 'text/csv' });
    const told = test.ask(slash('soundtrack', { file: file ?? '' }, asker));
    expect((await told.message(says('but no photos'))).flags).toBe(64);
  });

  it('gives the album its songs publicly, and says whose they are', async () => {
    const asked: AlbumRequest[] = [];
    const test = await startTestBot({
      dependencies: {
        async matchAlbum(request) {
          asked.push(request);
          return soundtrack(request.photos.length);
        },
      },
    });
    const files = photos(test, 3);
    const sent = test.ask(
      modal('v1:soundtrack', filled(files, { playlist: ` ${link}\n`, feeling: 'hopeful' }), asker),
    );
    expect(await sent.acknowledged()).toEqual({ type: 5, data: { flags: 0 } });
    const answer = await sent.message(isAnswer);
    expect(answer.content).toContain(`An answer for <@${asker}>`);
    expect(answer.embeds).toHaveLength(3);
    expect(asked[0]).toMatchObject({ feeling: 'hopeful', playlists: [{ kind: 'link', link }] });
    expect(asked[0]?.photos).toHaveLength(3);

    const songs = attachment(`http://${test.discord.host}${photoPath}`, { filename: 'songs.csv' });
    const withFile = filled(photos(test, 1), { file: { files: [songs] } });
    await test.ask(modal('v1:soundtrack', withFile, asker)).message(isAnswer);
    expect(asked[1]?.playlists).toMatchObject([{ kind: 'file' }]);
  });

  it.each([
    ['no photo', 0, {}, 'photo'],
    ['eleven photos', 11, {}, '11'],
    ['a video', 2, { content_type: 'video/mp4' }, 'not a picture'],
    ['a photo that is too large', 1, { size: 90 * 1024 * 1024 }, 'too large'],
    ['photos that are too large together', 4, { size: 20 * 1024 * 1024 }, 'at most 75 MB in all'],
    ['a photo from elsewhere', 1, { url: 'https://example.com/a.jpg' }, 'uploaded to Discord'],
  ])('says to the person alone what is wrong with %s, at once', async (_, count, extra, told) => {
    const test = await startTestBot();
    const sent = test.ask(
      modal('v1:soundtrack', filled(photos(test, count, extra), { playlist: link }), asker),
    );
    expect(await sent.acknowledged()).toMatchObject({ type: 4, data: { flags: 64 } });
    await sent.message(says(told));
  });

  it('says which link has expired, and takes the next form', async () => {
    const test = await startTestBot();
    test.discord.files.set('/attachments/1/2/gone.jpg', 404);
    const gone = attachment(`http://${test.discord.host}/attachments/1/2/gone.jpg`);
    const sent = test.ask(modal('v1:soundtrack', filled([gone], { playlist: link }), asker));
    expect((await sent.message(says('could not fetch that picture'))).flags).toBe(64);
    expect(sent.wasDeleted()).toBe(true);
    await test
      .ask(modal('v1:soundtrack', filled(photos(test, 2), { playlist: link }), asker))
      .message(isAnswer);
  });
});
