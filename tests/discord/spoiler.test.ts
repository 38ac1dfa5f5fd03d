/** A photo that was hidden as a spoiler stays hidden in whatever is answered: embeds show it nowhere. */
import { describe, expect, it } from 'vitest';
import { drawing } from '../support/discord/drawing.ts';
import { messageFrom } from '../support/discord/loopback-discord.ts';
import { attachment, messageCommand, modal, press, slash } from '../support/discord/payloads.ts';
import {
  isAnswer,
  type MessageBody,
  photoPath,
  says,
  startTestBot,
  type TestBot,
} from '../support/discord/test-bot.ts';
import { ranking } from '../support/rankings.ts';
import { refine } from '../support/refine.ts';

const asker = '100000000000000007';
const link = 'https://open.spotify.com/playlist/37i9dQZF1DX0';

/** Discord's number for a hidden attachment. */
const hidden = { flags: 8 };
const renamed = { filename: 'SPOILER_photo.jpg' };

const startBot = () => startTestBot({ dependencies: { refine, pictures: drawing() } });
const address = ({ discord }: TestBot): string => `http://${discord.host}${photoPath}`;
const files = ({ sent }: { sent: { files: { name: string }[] } }) => sent.files.map(({ name }) => name);

/** Every picture that the embeds show, but for covers and the map. */
const shownPhotos = ({ embeds = [] }: MessageBody): unknown[] =>
  JSON.stringify(embeds).match(/(attachment:\/\/|http:\/\/127)[^"]*(photo|card)[^"]*/g) ?? [];

/** As Discord shows the answer: the hidden file has an address, the embeds show no photo. */
const asShown = (test: TestBot, message: object) => ({
  ...message,
  embeds: [{ title: 'the photo' }],
  attachments: [attachment(address(test), renamed)],
});

describe.each([
  ['by its name', renamed],
  ['by its flag', hidden],
])('a photo that is hidden %s', (_name, extra) => {
  it('is answered with a hidden copy, from the first ranking on', async () => {
    const test = await startTestBot({
      matchScene: async (_request, { onRanking }) => {
        onRanking?.(ranking());
        await new Promise((resolve) => setTimeout(resolve, 200));
        return ranking();
      },
    });
    const image = attachment(address(test), extra);
    const exchange = test.ask(slash('scenescore', { image, playlist: link }, asker));
    const answer = await exchange.message((body) => (body.components?.length ?? 0) > 0);
    expect(files(answer)).toEqual(['SPOILER_photo.jpg']);
    expect(shownPhotos(answer)).toEqual([]);
    const before = test.discord.sent.filter(({ path }) => path.endsWith('@original'));
    expect(before.length).toBeGreaterThan(1);
    expect(JSON.stringify(before.map(({ body }) => body))).not.toContain(photoPath);
  });

  it('stays hidden among the photos of an album', async () => {
    const test = await startBot();
    await test.ask(slash('playlist set', { link }, asker)).message(says('default playlist'));
    const attachments = [attachment(address(test)), attachment(address(test), extra)];
    const asked = messageCommand('Score this photo', messageFrom({ attachments }), asker);
    const answer = await test.ask(asked).message(isAnswer);
    expect(files(answer)).toEqual(['photo-1.jpg', 'SPOILER_photo-2.jpg']);
    expect(shownPhotos(answer)).toEqual(['attachment://photo-1.jpg']);
  });
});

describe('the buttons under a hidden photo', () => {
  async function answered() {
    const test = await startBot();
    const image = attachment(address(test), renamed);
    const exchange = test.ask(slash('scenescore', { image, playlist: link }, asker));
    await exchange.message((body) => (body.components?.length ?? 0) > 0);
    const message = asShown(test, test.shown(exchange));
    const button = (action: string): string =>
      test
        .shown(exchange)
        .components?.flatMap(({ components }) => components)
        .find(({ custom_id }) => custom_id.startsWith(`v1:${action}:`))?.custom_id ?? '';
    return { ...test, test, message, button };
  }

  it('draw cards that are hidden too, and another one under it', async () => {
    const { test, ask, message, button } = await answered();
    const card = await ask(press(button('card'), message, asker)).message(isAnswer);
    expect(files(card)).toEqual(['SPOILER_scenescore-card.png', 'SPOILER_photo.jpg']);
    expect(shownPhotos(card)).toEqual([]);
    const select = card.components?.[0]?.components[0]?.custom_id ?? '';
    const next = await ask(press(select, asShown(test, message), asker, ['3'])).message(isAnswer);
    expect(files(next)).toEqual(['SPOILER_scenescore-card.png', 'SPOILER_photo.jpg']);
    expect(shownPhotos(next)).toEqual([]);
  });

  it('refine it without showing it', async () => {
    const { ask, message, button } = await answered();
    const opened = await ask(press(button('refine'), message, asker)).acknowledged();
    const fields = { words: 'louder and angry', caption: '' };
    const form = modal(String(opened.data?.custom_id), fields, asker, { message });
    const refined = await ask(form).message(isAnswer);
    expect(files(refined)).toContain('SPOILER_photo.jpg');
    expect(files(refined)).not.toContain('photo.jpg');
    expect(shownPhotos(refined)).toEqual([]);
  });

  it('refine one that is a file because embeds may not be shown', async () => {
    const { test, ask, message, button } = await answered();
    const inText = { ...message, embeds: [], attachments: [attachment(address(test))] };
    const opened = await ask(press(button('refine'), inText, asker)).acknowledged();
    const fields = { words: 'louder and angry', caption: '' };
    const form = modal(String(opened.data?.custom_id), fields, asker, { message: inText });
    expect(files(await ask(form).message(isAnswer))).toContain('photo.jpg');
  });
});

it('a linked picture between bars stays hidden', async () => {
  const test = await startBot();
  await test.ask(slash('playlist set', { link }, asker)).message(says('default playlist'));
  const url = address(test);
  const embeds = [{ type: 'image', thumbnail: { url } }];
  const score = async (content: string) => {
    const asked = messageCommand('Score this photo', messageFrom({ embeds, content }), asker);
    return files(await test.ask(asked).message(isAnswer));
  };
  expect(await score(`|| ${url} ||`)).toContain('SPOILER_photo.jpg');
  expect(await score(`|| mine | yours: ${url}?a|b ||`)).toContain('SPOILER_photo.jpg');
  expect(await score(`${url} ||a secret||`)).toContain('photo.jpg');
});

it('a forwarded picture stays hidden, attached or linked', async () => {
  const test = await startBot();
  await test.ask(slash('playlist set', { link }, asker)).message(says('default playlist'));
  const url = address(test);
  const score = async (forwarded: Record<string, unknown>) => {
    const message = messageFrom({
      message_reference: { type: 1, channel_id: '100000000000000001', message_id: '100000000000000002' },
      message_snapshots: [{ message: messageFrom(forwarded) }],
    });
    return files(await test.ask(messageCommand('Score this photo', message, asker)).message(isAnswer));
  };
  const embeds = [{ type: 'image', thumbnail: { url } }];
  expect(await score({ attachments: [attachment(url, hidden)] })).toContain('SPOILER_photo.jpg');
  expect(await score({ embeds, content: `||${url}||` })).toContain('SPOILER_photo.jpg');
  expect(await score({ embeds, content: url })).toContain('photo.jpg');
});
