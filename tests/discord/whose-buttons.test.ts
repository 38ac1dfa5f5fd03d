/** Who may press what under whose answer: a test a row of the table in docs/discord.md. */
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createSettingsStore } from '../../src/store/settings.ts';
import { drawing } from '../support/discord/drawing.ts';
import { messageFrom } from '../support/discord/loopback-discord.ts';
import { attachment, messageCommand, modal, press, slash, user } from '../support/discord/payloads.ts';
import {
  type Exchange,
  type MessageBody,
  photoPath,
  says,
  startTestBot,
  type TestBot,
} from '../support/discord/test-bot.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';
import { refine } from '../support/refine.ts';

const asker = '100000000000000007';
const other = '100000000000000008';
const forAsker = `An answer for <@${asker}>`;

const hasButtons = (body: MessageBody): boolean => (body.components?.length ?? 0) > 0;

type Place = 'server' | 'private' | 'album';

async function answered(place: Place) {
  const store = createMemoryKeyValue();
  const previews = {
    find: async () => ({ url: 'https://p.example/a.mp3', from: 'Deezer', page: null }) as const,
  };
  const test = await startTestBot({
    store,
    matchScene: async () => ranking({ scene: { ...ranking().scene, captionedBy: 'colours' } }),
    dependencies: { refine, pictures: drawing(), previews },
  });
  const image = attachment(`http://${test.discord.host}${photoPath}`);
  const link = 'https://open.spotify.com/playlist/37i9dQZF1DX0';
  const exchange =
    place === 'album'
      ? test.ask(slash('soundtrack', { image1: image, image2: image, playlist: link }, asker))
      : test.scenescore(place === 'private' ? other : asker, { count: 10 });
  await exchange.message(hasButtons);
  const given = pressing(test, exchange);
  if (place !== 'private') return { ...test, test, store, ...given };
  // What somebody makes of another person's answer is theirs alone.
  const own = await given.fillIn('refine', asker, { words: 'livelier', caption: '' });
  await own.message(hasButtons);
  return { ...test, test, store, ...pressing(test, own) };
}

function pressing(test: TestBot, exchange: Exchange) {
  /** As Discord shows it: with an address for the photo. */
  const message = () => {
    const { id } = test.shown(exchange);
    // What was pressed under it may have changed it.
    const shown =
      [...test.discord.originals.values()].findLast((one) => one.id === id) ?? test.shown(exchange);
    const [scene, ...rest] = shown.embeds ?? [];
    const embeds = [{ ...scene, thumbnail: { url: `http://${test.discord.host}${photoPath}` } }, ...rest];
    return { ...shown, embeds: embeds.map((embed) => ({ ...embed, image: undefined })) };
  };
  const idOf = (action: string, at = 0): string => {
    const all = message().components?.flatMap(({ components }) => components) ?? [];
    return all.filter(({ custom_id: id }) => id?.startsWith(`v1:${action}:`))[at]?.custom_id ?? '';
  };
  return {
    exchange,
    message,
    idOf,
    actions: () =>
      new Set(
        message().components?.flatMap(({ components }) =>
          components.map(({ custom_id: id }) => id?.split(':')[1]),
        ),
      ),
    push: (action: string, person: string, { at = 0, values }: { at?: number; values?: string[] } = {}) =>
      test.ask(press(idOf(action, at), message(), person, values)),
    /** Opens the form of a button and sends it. */
    async fillIn(action: string, person: string, fields: Record<string, string>) {
      const opened = await test.ask(press(idOf(action), message(), person)).acknowledged();
      const { custom_id: id } = z.object({ custom_id: z.string() }).parse(opened.data);
      return test.ask(modal(id, fields, person, { message: message() }));
    },
  };
}

const people = [
  ['the asker', asker],
  ['somebody else', other],
] as const;

describe('under an answer in a server', () => {
  it.each(people)('rate, why, preview, card and save give %s something of their own', async (_, person) => {
    const { push, store, message } = await answered('server');
    const before = message();
    for (const [action, values] of [
      ['rate', undefined],
      ['why', ['2']],
      ['preview', undefined],
      ['card', undefined],
      ['save', undefined],
    ] as const) {
      const pushed = push(action, person, { values: values === undefined ? undefined : [...values] });
      expect(await pushed.acknowledged(), action).toEqual({ type: 5, data: { flags: 64 } });
      await pushed.message((body) => hasButtons(body) || body.content !== undefined);
    }
    expect(message()).toEqual(before);
    const ratings = createRatingStore(store);
    expect(await ratings.ofPerson(person)).toHaveLength(1);
    expect(await ratings.ofPerson(person === asker ? other : asker)).toEqual([]);
  });

  it('refine gives the asker a new answer with their name, and others a private one', async () => {
    const { test, fillIn, store } = await answered('server');
    const settings = createSettingsStore(store);
    expect((await settings.ofPerson(asker)).recent).toHaveLength(1);
    const theirs = await fillIn('refine', other, { words: 'livelier', caption: '' });
    expect(await theirs.acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
    expect((await theirs.message(hasButtons)).content).toBe('');
    // The playlist is still the asker's own.
    expect((await settings.ofPerson(other)).recent).toEqual([]);
    const own = await fillIn('refine', asker, { words: 'livelier', caption: '' });
    expect(await own.acknowledged()).toEqual({ type: 5, data: { flags: 0 } });
    const answer = await own.message(hasButtons);
    expect(answer.content).toBe(forAsker);
    expect(answer.sent.body.allowed_mentions).toEqual({ parse: [] });
    // Under that one all is as under the first.
    const refined = pressing(test, own);
    const again = await refined.fillIn('refine', other, { words: 'calmer', caption: '' });
    expect(await again.acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
  });

  it('describe changes the answer for the asker, and tells others that it is the asker’s', async () => {
    const { push, fillIn, message } = await answered('server');
    const before = message();
    const told = await push('describe', other).message(says('Only the person who asked'));
    expect(told.flags).toBe(64);
    expect(message()).toEqual(before);
    const own = await fillIn('describe', asker, { photo: 'a party on a boat' });
    expect(await own.acknowledged()).toEqual({ type: 6 });
    await own.message(hasButtons);
    // "Used /scenescore" still stands above it.
    expect(message()).toMatchObject({ content: '' });
    expect(message().embeds[0]?.description).toContain('party');
  });
});

describe('under a private answer, which the asker alone sees', () => {
  it('everything is theirs, and nothing becomes public', async () => {
    const { test, push, fillIn } = await answered('private');
    for (const action of ['rate', 'preview', 'card', 'save']) {
      expect(await push(action, asker).acknowledged(), action).toEqual({ type: 5, data: { flags: 64 } });
    }
    const refined = await fillIn('refine', asker, { words: 'livelier', caption: '' });
    expect(await refined.acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
    await refined.message(hasButtons);
    const own = await fillIn('describe', asker, { photo: 'a party on a boat' });
    await own.message(hasButtons);
    expect(own.followUps()).toEqual([]);
    const posted = test.discord.sent.filter(({ path }) => /^\/channels\/\d+\/messages$/.test(path));
    expect(posted).toEqual([]);
  });
});

describe('under an answer that came too late for a reply', () => {
  it('the asker is named and stays so, and is who may refine it publicly', async () => {
    const { test, push } = await answered('server');
    const expired = { status: 401, json: { code: 50027, message: 'Invalid Webhook Token' } };
    test.discord.refuse = ({ method }) => (method === 'PATCH' ? expired : null);
    test.scenescore(asker, { count: 10 });
    const posted = await vi.waitFor(() => {
      const found = test.discord.sent.find(({ path }) => /^\/channels\/\d+\/messages$/.test(path));
      if (found === undefined) throw new Error('nothing was posted');
      return found.body as MessageBody;
    });
    test.discord.refuse = () => null;
    expect(posted.content).toContain(`<@${asker}>`);
    const { attachments: _, ...shown } = posted as MessageBody & { attachments?: unknown };
    // As Discord gives it: by the bot, to nobody's command, and mentioning the asker.
    const late = { ...messageFrom(shown), mentions: [user(asker)], embeds: [] };
    const buttons = late.components as NonNullable<MessageBody['components']>;
    const idOf = (action: string) =>
      buttons.flatMap(({ components }) => components).find(({ custom_id: id }) => id.includes(`:${action}:`))
        ?.custom_id ?? '';
    for (const [person, flags] of [
      [asker, 0],
      [other, 64],
    ] as const) {
      const sent = test.ask(
        modal(idOf('refine').replace('refine', 'refined'), { words: 'livelier', caption: '' }, person, {
          message: late,
        }),
      );
      expect(await sent.acknowledged()).toEqual({ type: 5, data: { flags } });
      expect((await sent.message(hasButtons)).content).toBe(person === asker ? forAsker : '');
    }
    // To tell what is in it changes the late answer, which names nobody else.
    const told = test.ask(
      modal(idOf('describe').replace('describe', 'described'), { photo: 'a party' }, asker, {
        message: late,
      }),
    );
    expect(await told.message(hasButtons)).toMatchObject({ content: forAsker });
    expect(await push('rate', other).acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
  });
});

describe('under *Score this photo*', () => {
  it('Discord says who used it, and the rest is as under /scenescore', async () => {
    const { test } = await answered('server');
    const image = attachment(`http://${test.discord.host}${photoPath}`);
    await test
      .ask(slash('playlist set', { link: 'https://open.spotify.com/playlist/37i9dQZF1DX0' }, asker))
      .message((body) => body.content !== undefined || hasButtons(body));
    const photo = messageFrom({ attachments: [image], author: user(other) });
    const exchange = test.ask(messageCommand('Score this photo', photo, asker));
    await exchange.message(hasButtons);
    const { push, message, fillIn } = pressing(test, exchange);
    expect(message()).toMatchObject({ content: '', interaction_metadata: { type: 2, user: { id: asker } } });
    // Whose photo it is makes no difference.
    expect(await push('rate', other).acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
    await push('describe', other).message(says('Only the person who asked'));
    const own = await fillIn('refine', asker, { words: 'livelier', caption: '' });
    expect((await own.message(hasButtons)).content).toBe(forAsker);
  });
});

describe('under an album', () => {
  it.each(people)(
    'preview and save give %s something of their own, and there is nothing else',
    async (_, person) => {
      const { push, actions, message } = await answered('album');
      expect(actions()).toEqual(new Set(['preview', 'save']));
      const before = message();
      for (const action of ['preview', 'save']) {
        const pushed = push(action, person);
        expect(await pushed.acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
        await pushed.message((body) => hasButtons(body) || body.content !== undefined);
      }
      expect(message()).toEqual(before);
    },
  );
});
