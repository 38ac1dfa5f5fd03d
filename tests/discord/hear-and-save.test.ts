/** Hearing the songs of an answer, and taking them along. */
import { describe, expect, it } from 'vitest';
import { createLimit } from '../../src/concurrency/queues.ts';
import type { SpotifyAccounts } from '../../src/discord/bot.ts';
import { createHttp, wrapHttp } from '../../src/net/http.ts';
import type { Preview } from '../../src/pipeline/ports.ts';
import { createPreviews } from '../../src/services/previews.ts';
import type { SongList } from '../../src/songs/export.ts';
import { readPlaylistFile } from '../../src/songs/read-file.ts';
import { press } from '../support/discord/payloads.ts';
import { type Exchange, isAnswer, says, startTestBot, type TestBot } from '../support/discord/test-bot.ts';
import { startLoopback } from '../support/loopback.ts';
import { match, ranking } from '../support/rankings.ts';
import { recordingCache } from '../support/songs.ts';

const asker = '200000000000000001';
const other = '200000000000000002';

/** The energies of the answer's songs, best first; null: a guess, whatever the number says. */
const withEnergies = (energies: readonly (number | null)[]) => async () =>
  ranking({
    matches: energies.map((energy, at) => {
      const { reading, ...rest } = match(at + 1);
      const certainty = { valence: 0.8, energy: energy === null ? 0.1 : 0.8 };
      return { ...rest, reading: { ...reading, energy: energy ?? 0.99, certainty } };
    }),
  });

const ranksIn = (songs: readonly { title: string }[]): number[] =>
  songs.map(({ title }) => 1 + ranking().matches.findIndex(({ song }) => song.title === title));

async function answered(test: TestBot): Promise<Exchange> {
  const exchange = test.scenescore(asker, { count: 10 });
  await exchange.message(isAnswer);
  return exchange;
}

const idOf = (test: TestBot, exchange: Exchange, action: string): string => {
  const all = test.shown(exchange).components?.flatMap(({ components }) => components) ?? [];
  const found = all.find(({ custom_id: id }) => id?.startsWith(`v1:${action}:`));
  if (found === undefined) throw new Error(`there is no ${action} button`);
  return found.custom_id;
};

const signed = 'https://cdnt-preview.dzcdn.net/api/a.mp3?hdnea=exp=1~acl=/a.mp3*~hmac=f00';

/** Only what is called so can be heard. */
function hearing(titles: Record<string, Preview>) {
  const asked: string[] = [];
  return {
    asked,
    previews: {
      async find({ title }: { title: string }) {
        asked.push(title);
        return titles[title] ?? null;
      },
    },
  };
}

describe('Preview', () => {
  it('gives half a minute of each song, and the video where there is none', async () => {
    const { previews } = hearing({
      'Paper Lanterns': { url: signed, from: 'Deezer', page: 'https://www.deezer.com/track/1' },
    });
    const test = await startTestBot({ dependencies: { previews } });
    const exchange = await answered(test);
    const pressed = test.ask(press(idOf(test, exchange, 'preview'), test.shown(exchange), other));
    expect(await pressed.acknowledged()).toMatchObject({ type: 5, data: { flags: 64 } });
    const heard = await pressed.message(isAnswer);
    const lines = heard.embeds?.[0]?.description?.split('\n') ?? [];
    expect(lines).toHaveLength(10);
    expect(lines[1]).toContain('[Paper Lanterns](https://www.deezer.com/track/1)');
    expect(lines[1]).toContain('from Deezer');
    expect(lines[0]).toContain('no preview, but [YouTube](https://www.youtube.com/watch?v=');
    // Signed: not a character of it may change.
    expect(heard.components?.flatMap(({ components }) => components.map(({ url }) => url))).toEqual([signed]);
  });

  it('asks about ten songs at once without Node’s warning of a leak', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    const server = await startLoopback(() => ({ json: { data: [], results: [] } }));
    const urls = { deezerUrl: server.url, itunesUrl: server.url };
    // As in the program: behind Deezer's own quota.
    const quota = createLimit({ intervalMs: 5000, perInterval: 45 });
    const previews = createPreviews({
      http: wrapHttp(createHttp({ userAgent: 'SceneScore/0 (test)' }), (request, exchange) =>
        quota(exchange, request.signal),
      ),
      cache: recordingCache(),
      ...urls,
    });
    const test = await startTestBot({ dependencies: { previews } });
    const exchange = await answered(test);
    await test.ask(press(idOf(test, exchange, 'preview'), test.shown(exchange), other)).message(isAnswer);
    process.off('warning', note);
    expect(server.seen.length).toBeGreaterThanOrEqual(10);
    expect(warnings).toEqual([]);
  });

  it('gives one song from its own card, and all ten when all can be heard', async () => {
    const everything = { url: signed, from: 'Apple Music', page: null } as const;
    const previews = { find: async () => everything };
    const test = await startTestBot({ dependencies: { previews } });
    const exchange = await answered(test);
    const why = test.ask(press(idOf(test, exchange, 'why'), test.shown(exchange), other, ['3']));
    const card = await why.message(isAnswer);
    const button = card.components?.[0]?.components.find(({ custom_id: id }) => id?.includes(':preview:'));
    expect(button?.custom_id).toMatch(/^v1:preview:[\w-]+:3$/);
    const one = await test.ask(press(button?.custom_id ?? '', test.shown(why), other)).message(isAnswer);
    expect(one.components?.flatMap(({ components }) => components.map(({ label }) => label))).toEqual([
      '3. Still Water',
    ]);
    const all = await test
      .ask(press(idOf(test, exchange, 'preview'), test.shown(exchange), asker))
      .message(isAnswer);
    expect(all.components?.map(({ components }) => components.length)).toEqual([5, 5]);
  });

  it('is not offered where it is switched off', async () => {
    const test = await startTestBot();
    const exchange = await answered(test);
    expect(() => idOf(test, exchange, 'preview')).toThrow();
    const id = idOf(test, exchange, 'save').replace('save', 'preview');
    const old = test.ask(press(id, test.shown(exchange), other));
    await old.message(says('from an older version'));
  });
});

/** Linked, and allowed to create playlists once that was asked for. */
function fakeAccounts(): SpotifyAccounts & { lists: (SongList & { description: string })[]; may: boolean } {
  return {
    lists: [],
    may: false,
    async link(_asker, options) {
      this.may = options?.mayCreatePlaylists === true;
      return 'https://accounts.spotify.com/authorize?state=1';
    },
    finishFromPastedAddress: async () => ({ spotifyName: 'Ina' }),
    status: async () => ({ linked: true, spotifyName: 'Ina', linkedAt: 0, goodUntil: 4_000_000_000_000 }),
    unlink: async () => true,
    tellLoss: async () => undefined,
    access: async () => null,
    async createPlaylist(_userId, list) {
      if (!this.may) return null;
      this.lists.push(list);
      return { url: 'https://open.spotify.com/playlist/1', added: 9, missing: ['Iron *Rain*'] };
    },
    playlists: async () => [],
  };
}

describe('Save as playlist', () => {
  it('creates a private playlist on Spotify, and asks for the permission only then', async () => {
    const accounts = fakeAccounts();
    const test = await startTestBot({ dependencies: { accounts } });
    const exchange = await answered(test);
    const saved = test.ask(press(idOf(test, exchange, 'save'), test.shown(exchange), other));
    await saved.message(says('10 songs'));
    const button = press(idOf(test, saved, 'save-spotify'), test.shown(saved), other);
    const asked = await test.ask(button).message(says('one more permission'));
    expect(asked.components?.[0]?.components[0]?.url).toBe('https://accounts.spotify.com/authorize?state=1');
    expect(accounts.lists).toEqual([]);

    const again = press(button.data.custom_id, test.shown(saved), other);
    const done = await test.ask(again).message(says('private playlist of yours with 9 songs'));
    expect(done.content).toContain('](https://open.spotify.com/playlist/1)');
    expect(done.content).toContain('does not have: Iron \\*Rain\\*.');
    expect(accounts.lists[0]?.title).toBe(
      'SceneScore: a small boat on a still lake at dusk, with hills behind it',
    );
    expect(accounts.lists[0]?.songs).toHaveLength(10);
    const inGerman = press(button.data.custom_id, test.shown(saved), other, undefined, { locale: 'de' });
    await test.ask(inGerman).message(says('private Playlist'));
    expect(accounts.lists.map(({ description }) => description)).toEqual([
      'Made by SceneScore',
      'Von SceneScore angelegt',
    ]);
  });

  it('puts the songs from calm to lively at a press, in the same message, on Spotify too', async () => {
    const accounts = fakeAccounts();
    accounts.may = true;
    const test = await startTestBot({
      matchScene: withEnergies([0.2, -0.5, null, 0.8, 0.2, -0.9]),
      dependencies: { accounts },
    });
    const exchange = await answered(test);
    const pressed = test.ask(press(idOf(test, exchange, 'save'), test.shown(exchange), other));
    await pressed.message(says('6 songs as a playlist, in the order of the answer'));
    // The mean of the known ones, -0.04, is where the guess belongs.
    const rising = [6, 2, 3, 1, 5, 4];
    const turned = test.ask(press(idOf(test, pressed, 'save-order'), test.shown(pressed), other));
    expect(await turned.acknowledged()).toMatchObject({ type: 6 });
    const { sent, components } = await turned.message(says('from calm to lively'));
    for (const { name, bytes } of sent.files)
      expect(ranksIn(readPlaylistFile(bytes, name).songs)).toEqual(rising);
    const [back, create] = components?.[0]?.components ?? [];
    expect(back?.label).toBe('In the order of the answer');
    await test
      .ask(press(create?.custom_id ?? '', test.shown(pressed), other))
      .message(says('private playlist of yours'));
    expect(ranksIn(accounts.lists[0]?.songs ?? [])).toEqual(rising);
    // And back again.
    const again = test.ask(press(back?.custom_id ?? '', test.shown(pressed), other));
    const first = await again.message(says('in the order of the answer'));
    for (const { name, bytes } of first.sent.files)
      expect(ranksIn(readPlaylistFile(bytes, name).songs)).toEqual([1, 2, 3, 4, 5, 6]);
    await test
      .ask(press(first.components?.[0]?.components[1]?.custom_id ?? '', test.shown(pressed), other))
      .message(says('private playlist of yours'));
    expect(ranksIn(accounts.lists[1]?.songs ?? [])).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('offers no other order where at most one energy is known', async () => {
    const test = await startTestBot({ matchScene: withEnergies([null, 0.4, null]) });
    const exchange = await answered(test);
    const pressed = test.ask(press(idOf(test, exchange, 'save'), test.shown(exchange), other));
    const { components } = await pressed.message(says('3 songs'));
    expect(components).toEqual([]);
  });

  it('gives three files that other programs and our own reader understand', async () => {
    const test = await startTestBot();
    const exchange = await answered(test);
    const pressed = test.ask(press(idOf(test, exchange, 'save'), test.shown(exchange), other));
    expect(await pressed.acknowledged()).toMatchObject({ type: 5, data: { flags: 64 } });
    const { sent } = await pressed.message(says('10 songs'));
    expect(sent.files.map(({ name }) => name)).toEqual([
      'scenescore.m3u8',
      'scenescore.csv',
      'scenescore.xspf',
    ]);
    for (const { name, bytes } of sent.files) {
      const { songs } = readPlaylistFile(bytes, name);
      expect(songs).toHaveLength(10);
      expect(songs[0]).toMatchObject({ title: 'Harbour Lights at Four', artists: ['The Quiet Tide'] });
    }
  });
});
