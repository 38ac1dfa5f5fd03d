import { describe, expect, it } from 'vitest';
import type { BotDependencies } from '../../src/discord/bot.ts';
import { botUserId, channelId } from '../support/discord/ids.ts';
import { attachment, messageCommand, slash, user } from '../support/discord/payloads.ts';
import {
  isAnswer,
  onePhoto,
  photoBytes,
  photoPath,
  says,
  startTestBot,
} from '../support/discord/test-bot.ts';
import { ranking } from '../support/rankings.ts';

const person = '100000000000000007';

describe('/scenescore', () => {
  it('acknowledges first, then answers with the photo, the feeling and five songs', async () => {
    const { ask, discord, asked } = await startTestBot();
    const photo = attachment(`http://${discord.host}${photoPath}`);
    const link = 'https://open.spotify.com/playlist/37i9dQZF1DX0';
    const exchange = ask(slash('scenescore', { image: photo, playlist: link, feeling: 'hopeful' }, person));

    expect(await exchange.acknowledged()).toEqual({ type: 5, data: { flags: 0 } });
    const answer = await exchange.message(isAnswer);
    expect(asked[0]).toMatchObject({
      feeling: 'hopeful',
      playlists: [{ kind: 'link', link }],
    });
    expect(new Uint8Array(asked[0]?.photo ?? [])).toEqual(photoBytes);

    const [scene, best, rest] = answer.embeds ?? [];
    expect(answer.content).toBe('');
    expect(scene?.image?.url).toBe('attachment://photo.jpg');
    expect(answer.sent.files.map(({ name }) => name)).toEqual(['photo.jpg']);
    expect(answer.sent.body.attachments).toMatchObject([{ description: ranking().scene.caption }]);
    expect(scene?.description).toContain('a small boat on a still lake');
    expect(scene?.description).toMatch(/Mood.*gloomy ▰{7}▱{3} bright/);
    expect(scene?.description).toMatch(/Energy.*calm ▰{2}▱{8} lively/);
    expect(best).toMatchObject({
      title: '1. Harbour Lights at Four',
      author: { name: '🏆 Best match · 96 %' },
    });
    expect(best?.thumbnail?.url).toMatch(/^https:\/\/i\.scdn\.co\//);
    expect(best?.description).toContain('waits as patiently as the boat');
    expect(rest?.description?.match(/^\*\*\d\./gm)).toEqual(['**2.', '**3.', '**4.', '**5.']);
    expect(rest?.description).toContain('](https://www.youtube.com/');
    expect(rest?.footer?.text).toContain('9 from their lyrics, 1 from the title alone, 2 songs left out');
    expect(rest?.footer?.text).toContain('LRCLIB answered too late');
  });

  it('shows how far it is, in place, and never after the answer', async () => {
    let finish = (): void => undefined;
    const test = await startTestBot({
      matchScene: async (_request, { onProgress }) => {
        onProgress?.({ type: 'scene-described', caption: 'a boat' });
        onProgress?.({ type: 'playlist-loaded', title: 'Evenings', songs: 40 });
        onProgress?.({ type: 'songs-read', done: 12, total: 40 });
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        onProgress?.({ type: 'songs-read', done: 13, total: 40 });
        return ranking();
      },
    });
    const exchange = test.scenescore(person);
    const progress = await exchange.message(says('12 of 40 songs'));
    expect(progress.content).toContain('▰▰▰▱▱▱▱▱▱▱');
    expect(progress.content).toContain('I see: a boat');
    finish();
    await exchange.message(isAnswer);
    expect(isAnswer(exchange.edits().at(-1)?.body ?? {})).toBe(true);
  });

  it.each<[string, BotDependencies['photos']['smallCopy']]>([
    ['cannot be made', async () => Promise.reject(new Error('no process'))],
    ['takes too long', () => new Promise(() => undefined)],
  ])('shows the photo from its own address when a small copy %s', async (_, smallCopy) => {
    const test = await startTestBot({
      dependencies: { photos: { ...onePhoto, smallCopy } },
      limits: { pictureMs: 30 },
    });
    const answer = await test.scenescore(person).message(isAnswer);
    expect(answer.sent.files).toEqual([]);
    expect(answer.embeds?.[0]?.image?.url).toContain(photoPath);
  });

  it('shows a first ranking when the sharp one takes its time, without buttons that would soon be wrong', async () => {
    let finish = (): void => undefined;
    const test = await startTestBot({
      matchScene: async (_request, { onProgress, onRanking }) => {
        onProgress?.({ type: 'lyrics-searched', done: 3, total: 10 });
        onRanking?.(ranking());
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return ranking();
      },
    });
    const exchange = test.scenescore(person, { count: 10 });
    const interim = await exchange.message((body) => isAnswer(body) && body.components?.length === 0);
    expect(interim.content).toContain('3 of 10 songs');
    expect(interim.embeds?.[0]?.image?.url).toContain(photoPath);
    finish();
    const answer = await exchange.message((body) => (body.components?.length ?? 0) > 0);
    expect(answer.content).toBe('');
  });

  it('uses the playlist given, then the person’s own, then the server’s, or explains the three ways', async () => {
    const test = await startTestBot();
    const { ask, asked, scenescore } = test;
    const none = scenescore(person, { image: attachment(`http://${test.discord.host}${photoPath}`) });
    const told = await none.message(says('/playlist set'));
    expect(told.content).toContain('`playlist:`');
    expect(told.content).toContain('`file:`');
    expect(told.flags).toBe(64);
    expect(none.wasDeleted()).toBe(true);

    const set = (link: string, scope: string) =>
      ask(slash('playlist set', { link, scope }, person, { managesServer: true })).message(
        says('default playlist'),
      );
    const image = attachment(`http://${test.discord.host}${photoPath}`);
    await set('https://deezer.com/playlist/1', 'server');
    await scenescore(person, { image }).message(isAnswer);
    await set('https://deezer.com/playlist/2', 'me');
    await scenescore(person, { image }).message(isAnswer);
    await scenescore(person, { image, playlist: 'https://deezer.com/playlist/3' }).message(isAnswer);
    expect(asked.flatMap(({ playlists }) => playlists)).toEqual(
      [1, 2, 3].map((id) => ({ kind: 'link', link: `https://deezer.com/playlist/${id}` })),
    );
  });

  it('reads an attached playlist file', async () => {
    const test = await startTestBot();
    test.discord.files.set('/attachments/1/3/songs.csv', new TextEncoder().encode('Artist,Title\nA,B\n'));
    const file = attachment(`http://${test.discord.host}/attachments/1/3/songs.csv`, {
      filename: 'songs.csv',
      content_type: 'text/csv',
      size: 17,
    });
    await test.scenescore(person, { file }).message(isAnswer);
    expect(test.asked[0]?.playlists).toMatchObject([{ kind: 'file', name: 'songs.csv' }]);
  });

  it('takes an attached song for a playlist, and lets it be larger than a list', async () => {
    const test = await startTestBot();
    const song = (size: number) => {
      test.discord.files.set('/attachments/1/3/song', new Uint8Array(1000).fill(7));
      const url = `http://${test.discord.host}/attachments/1/3/song`;
      return attachment(url, { filename: 'song', content_type: 'audio/mpeg', size });
    };
    await test.scenescore(person, { file: song(9_000_000) }).message(isAnswer);
    expect(test.asked[0]?.playlists).toMatchObject([{ kind: 'file', name: 'song' }]);
    const refused = test.scenescore(person, { file: song(26 * 1024 * 1024) });
    expect((await refused.message(says('at most 25 MB'))).flags).toBe(64);
    expect(test.asked).toHaveLength(1);
  });

  it('joins two links, and a file with them', async () => {
    const test = await startTestBot();
    const two = 'https://deezer.com/playlist/1 https://deezer.com/playlist/2';
    await test.scenescore(person, { playlist: two }).message(isAnswer);
    expect(test.asked[0]?.playlists).toHaveLength(2);
  });

  it.each([
    ['in text where neither cards nor pictures may be posted', '1024', 0],
    ['without pictures of its own where only cards may be posted', '17408', 3],
  ])('answers %s', async (_, appPermissions, embeds) => {
    const test = await startTestBot();
    const exchange = test.scenescore(person, {}, { appPermissions });
    expect(await exchange.acknowledged()).toEqual({ type: 5, data: { flags: 0 } });
    const answer = await exchange.message(({ components = [] }) => components.length > 0);
    expect(answer.embeds).toHaveLength(embeds);
    expect(answer.sent.files).toEqual([]);
    expect(JSON.stringify(answer)).toContain('Harbour Lights at Four');
    expect(JSON.stringify(answer)).not.toContain('attachment://');
  });

  it.each(['dm', 'foreign'] as const)('works in a %s', async (place) => {
    const test = await startTestBot();
    const answer = await test.scenescore(person, {}, { place }).message(isAnswer);
    const mentionsReactions = answer.embeds?.at(-1)?.footer?.text.includes('React with');
    expect(mentionsReactions).toBe(place === 'dm');
  });
});

describe('Score this photo', () => {
  const message = (parts: Record<string, unknown>) => ({
    id: '600000000000000555',
    channel_id: channelId,
    author: user('100000000000000099'),
    content: '',
    timestamp: new Date(0).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: 0,
    ...parts,
  });

  async function ready() {
    const test = await startTestBot();
    const link = 'https://deezer.com/playlist/2';
    await test.ask(slash('playlist set', { link }, person)).message(says('default playlist'));
    return { ...test, url: `http://${test.discord.host}${photoPath}` };
  }

  it('takes the first picture attached', async () => {
    const { ask, url, asked } = await ready();
    const text = attachment(url, { filename: 'notes.txt', content_type: 'text/plain' });
    const target = message({ attachments: [text, attachment(url)] });
    await ask(messageCommand('Score this photo', target, person)).message(isAnswer);
    expect(new Uint8Array(asked[0]?.photo ?? [])).toEqual(photoBytes);
  });

  it('takes what was written with the photo: its alt text, else the message', async () => {
    const { ask, url, asked } = await ready();
    const said = async (content: string, ...descriptions: (string | undefined)[]) => {
      const attachments = descriptions.map((description) => attachment(url, { description }));
      await ask(messageCommand('Score this photo', message({ content, attachments }), person)).message(
        isAnswer,
      );
      return asked.at(-1)?.said ?? null;
    };
    const text =
      'Look <@100000000000000007>, **our boat** at dusk <:wow:600000000000000001> https://a.example/b';
    expect(await said(text, undefined)).toEqual({ text: 'Look, our boat at dusk', by: 'message' });
    expect(await said(text, 'A small boat')).toEqual({ text: 'A small boat', by: 'description' });
    expect(await said('lol', undefined)).toBeNull();
    expect(await said('夕焼けの海がきれい', undefined)).toMatchObject({ by: 'message' });
    expect((await said('word '.repeat(300), undefined))?.text.length).toBeLessThanOrEqual(300);
    const own = message({
      author: user(botUserId),
      attachments: [attachment(url, { description: 'A dim one' })],
    });
    await ask(messageCommand('Score this photo', own, person)).message(isAnswer);
    expect(asked.at(-1)?.said).toBeNull();
    const image = attachment(url, { description: 'A red kite' });
    await ask(slash('scenescore', { image }, person)).message(isAnswer);
    expect(asked.at(-1)?.said).toEqual({ text: 'A red kite', by: 'description' });
  });

  it('takes from an answer of its own the photo alone, none of the words or pictures about it', async () => {
    const { ask, url, asked } = await ready();
    const own = async (parts: Record<string, unknown>) => {
      const target = message({ author: user(botUserId), content: `An answer for <@${person}>`, ...parts });
      await ask(messageCommand('Score this photo', target, person)).message(isAnswer);
      return asked.at(-1)?.said ?? null;
    };
    expect(await own({ embeds: [{ type: 'rich', image: { url } }] })).toBeNull();
    // Where it may not show embeds, all its pictures are files.
    const map = attachment(url, { filename: 'mood-map.png', content_type: 'image/png' });
    expect(await own({ attachments: [attachment(url), map] })).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('takes songs posted with the picture for the playlist', async () => {
    const { ask, url, asked, discord } = await ready();
    const song = (name: string, size = 9) => {
      discord.files.set(`/attachments/1/4/${name}`, new Uint8Array([1, 2, 3]));
      const address = `http://${discord.host}/attachments/1/4/${name}`;
      return attachment(address, { filename: name, content_type: 'audio/ogg', size });
    };
    const posted = (...songs: ReturnType<typeof song>[]) =>
      messageCommand('Score this photo', message({ attachments: [attachment(url), ...songs] }), person);
    await ask(posted(song('a.ogg'), song('b.ogg'))).message(isAnswer);
    expect(asked.at(-1)?.playlists).toMatchObject([
      { kind: 'sounds', files: [{ name: 'a.ogg' }, { name: 'b.ogg' }] },
    ]);
    await ask(posted(song('a.ogg'))).message(isAnswer);
    expect(asked.at(-1)?.playlists).toMatchObject([{ kind: 'file', name: 'a.ogg' }]);
    const large = 14 * 1024 * 1024;
    await ask(posted(song('a.ogg', large), song('b.ogg', large))).message(says('at most 25 MB in all'));
    expect(asked).toHaveLength(2);
  });

  it('takes the picture of an embed from an allowed host, and of no other', async () => {
    const { ask, url, asked } = await ready();
    const embed = (address: string) => message({ embeds: [{ type: 'image', thumbnail: { url: address } }] });
    await ask(messageCommand('Score this photo', embed(url), person)).message(isAnswer);
    expect(asked).toHaveLength(1);
    const foreign = ask(messageCommand('Score this photo', embed('https://evil.example/photo.jpg'), person));
    const told = await foreign.message(says('only fetch pictures that were uploaded to Discord'));
    expect(told.flags).toBe(64);
    expect(asked).toHaveLength(1);
  });

  it('explains to a person without a playlist how this becomes a single click', async () => {
    const test = await startTestBot();
    const target = message({ attachments: [attachment(`http://${test.discord.host}${photoPath}`)] });
    const told = await test
      .ask(messageCommand('Score this photo', target, person))
      .message(says('single click'));
    expect(told.flags).toBe(64);
  });

  it('says so when there is no picture', async () => {
    const { ask } = await ready();
    const exchange = ask(messageCommand('Score this photo', message({ content: 'hello' }), person));
    const told = await exchange.message(says('no picture in that message'));
    expect(told.flags).toBe(64);
  });
});
