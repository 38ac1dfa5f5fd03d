import { describe, expect, it, vi } from 'vitest';
import type { SpotifyAccounts } from '../../src/discord/bot.ts';
import { linksOf } from '../../src/discord/playlists.ts';
import { UserError } from '../../src/errors.ts';
import { createSpotifyLinks } from '../../src/services/spotify/account/links.ts';
import { serverId } from '../support/discord/ids.ts';
import { attachment, modal, press, slash } from '../support/discord/payloads.ts';
import { isAnswer, photoPath, playlist, says, startTestBot } from '../support/discord/test-bot.ts';

const person = '100000000000000007';
const link = 'https://deezer.com/playlist/2';
const manager = { managesServer: true };

describe('/playlist', () => {
  it('sets, shows and clears the person’s own, for their eyes alone', async () => {
    const loadPlaylist = async () => playlist({ title: 'Evenings *by* the lake' });
    const { ask } = await startTestBot({ dependencies: { loadPlaylist } });
    const exchange = ask(slash('playlist set', { link }, person));
    expect(await exchange.acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
    await exchange.message(says('Your default playlist is now **Evenings \\*by\\* the lake** (10 songs)'));
    await ask(slash('playlist show', {}, person)).message(
      says(`**Yours:** [Evenings \\*by\\* the lake](${link})`),
    );
    await ask(slash('playlist clear', {}, person)).message(says('cleared'));
    await ask(slash('playlist show', {}, person)).message(says('**Yours:** none yet'));
  });

  it.each([
    ['liked, https://a.example/1', ['liked', 'https://a.example/1']],
    ['Liked Songs https://a.example/liked-songs', ['liked', 'https://a.example/liked-songs']],
    ['https://a.example/1;https://a.example/2', ['https://a.example/1', 'https://a.example/2']],
    ['spotify:album:a spotify:album:b', ['spotify:album:a', 'spotify:album:b']],
    ['https://a.example/1 https://a.example/1', ['https://a.example/1']],
    ['liked songs', ['liked']],
    ['Ada - Rain; Bo - Snow', ['Ada - Rain; Bo - Snow']],
  ])('takes %s for the links it is', (typed, links) => {
    expect(linksOf(typed)).toEqual(links);
  });

  it('can be made of several links, up to five', async () => {
    const { ask, asked, discord, scenescore } = await startTestBot();
    const links = ['https://deezer.com/playlist/2', 'https://deezer.com/playlist/3'];
    await ask(slash('playlist set', { link: links.join(', ') }, person)).message(says('Your default'));
    const { content } = await ask(slash('playlist show', {}, person)).message(says('**Yours:**'));
    expect(content).toMatch(/^\*\*Yours:\*\* Evenings by the lake ·/);
    await scenescore(person, { image: attachment(`http://${discord.host}${photoPath}`) }).message(isAnswer);
    expect(asked[0]?.playlists).toEqual(links.map((one) => ({ kind: 'link', link: one })));
    const six = [2, 3, 4, 5, 6, 7].map((id) => `https://deezer.com/playlist/${id}`).join(' ');
    await ask(slash('playlist set', { link: six }, person)).message(says('That makes 6 links'));
  });

  it('lets only those who manage the server change the server’s', async () => {
    const { ask } = await startTestBot();
    const refused = { link, scope: 'server' };
    await ask(slash('playlist set', refused, person)).message(says('**Manage Server**'));
    await ask(slash('playlist clear', { scope: 'server' }, person)).message(says('**Manage Server**'));
    await ask(slash('playlist set', refused, person, manager)).message(
      says('default playlist of this server is now'),
    );
    await ask(slash('playlist show', {}, '100000000000000008')).message(says("**This server's:** [Evenings"));
    await ask(slash('playlist clear', { scope: 'server' }, person, manager)).message(
      says('server is cleared'),
    );
  });

  it.each(['dm', 'foreign'] as const)('has no server to set one for in a %s', async (place) => {
    const { ask } = await startTestBot();
    const where = { place, managesServer: true };
    await ask(slash('playlist set', { link, scope: 'server' }, person, where)).message(
      says('I have been added to'),
    );
  });

  it('shows why a playlist cannot be read, and saves nothing', async () => {
    const { ask } = await startTestBot({
      dependencies: {
        loadPlaylist: async () => {
          throw new UserError('unknown-link', 'I do not know that kind of link.');
        },
      },
    });
    await ask(slash('playlist set', { link: 'https://example.com' }, person)).message(
      says('do not know that kind'),
    );
    await ask(slash('playlist show', {}, person)).message(says('**Yours:** none yet'));
  });
});

function fakeAccounts(change: Partial<SpotifyAccounts> = {}): SpotifyAccounts & { linked: Set<string> } {
  const linked = new Set<string>();
  return {
    linked,
    link: async ({ userId }) => `https://accounts.spotify.com/authorize?state=${userId}`,
    finishFromPastedAddress: async (userId) => {
      linked.add(userId);
      return { spotifyName: 'Ina *_' };
    },
    status: async (userId) =>
      linked.has(userId)
        ? { linked: true, spotifyName: 'Ina', linkedAt: 0, goodUntil: 4_000_000_000_000 }
        : { linked: false },
    unlink: async (userId) => linked.delete(userId),
    tellLoss: async () => undefined,
    access: async (userId) => (linked.has(userId) ? { id: userId, accessToken: async () => 'secret' } : null),
    createPlaylist: async () => null,
    playlists: async () => [{ title: 'Mine on Spotify', link: 'https://open.spotify.com/playlist/1' }],
    ...change,
  };
}

describe('/spotify', () => {
  it('says that it is not switched on', async () => {
    const { ask } = await startTestBot();
    await ask(slash('spotify link', {}, person)).message(says('not switched on here'));
  });

  it('links by a button to Spotify and a pasted address, shows the status, and unlinks', async () => {
    const accounts = fakeAccounts();
    const { ask } = await startTestBot({ dependencies: { accounts } });
    await ask(slash('spotify status', {}, person)).message(says('No Spotify account is linked'));
    const offered = ask(slash('spotify link', {}, person));
    expect(await offered.acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
    const message = await offered.message(says('**Open Spotify**'));
    const [open, paste] = message.components?.[0]?.components ?? [];
    expect(open?.url).toContain(`state=${person}`);
    const opened = await ask(press(paste?.custom_id ?? '', {}, person)).acknowledged();
    expect(opened).toMatchObject({ type: 9, data: { title: 'Link Spotify' } });
    const customId = String(opened.data?.custom_id);
    await ask(modal(customId, { address: 'http://127.0.0.1/callback?code=x' }, person)).message(
      says('Linked with Spotify as **Ina \\*\\_**'),
    );
    await ask(slash('spotify status', {}, person)).message(says('expires <t:4000000000:R>'));
    await ask(slash('spotify unlink', {}, person)).message(says('is unlinked'));
    expect(accounts.linked.size).toBe(0);
  });

  it('leads through pages in the person’s language', async () => {
    const languages: unknown[] = [];
    const accounts = fakeAccounts({
      link: async (_asker, options) => {
        languages.push(options?.language);
        return 'https://accounts.spotify.com/authorize';
      },
    });
    const { ask } = await startTestBot({ dependencies: { accounts } });
    const where = { locale: 'es-419', guildLocale: 'de' };
    await ask(slash('spotify link', {}, person, where)).message(says('**Abrir Spotify**'));
    await ask(slash('spotify link', {}, person, { locale: 'ko' })).message(says('**Open Spotify**'));
    expect(languages).toEqual(['es', 'en']);
  });

  it('gives the account to a run, for liked songs too', async () => {
    const accounts = fakeAccounts();
    const test = await startTestBot({ dependencies: { accounts } });
    await test.scenescore(person, { playlist: 'liked' }).message(says('/spotify link'));
    accounts.linked.add(person);
    await test.scenescore(person, { playlist: 'Liked Songs' }).message(isAnswer);
    expect(test.asked[0]?.playlists).toEqual([{ kind: 'link', link: 'liked' }]);
    expect(await test.asked[0]?.account?.accessToken()).toBe('secret');
  });
});

describe('liked songs', () => {
  it.each(['liked', 'https://open.spotify.com/collection/tracks'])(
    'given as %s can’t be read where nobody can link an account',
    async (typed) => {
      const test = await startTestBot({ dependencies: { accounts: null } });
      await test.scenescore(person, { playlist: typed }).message(says('cannot be linked here'));
      expect(test.asked).toEqual([]);
    },
  );

  it('cannot be a server’s playlist', async () => {
    const accounts = fakeAccounts();
    accounts.linked.add(person);
    const { ask } = await startTestBot({ dependencies: { accounts } });
    for (const link of ['liked', 'https://open.spotify.com/collection/tracks', 'spotify:collection']) {
      const given = { link, scope: 'server' };
      await ask(slash('playlist set', given, person, manager)).message(says('each person’s own'));
    }
    await ask(slash('playlist set', { link: 'liked' }, person)).message(says('Your default playlist'));
  });
});

describe('choices while typing', () => {
  const typed = (text: string) => slash('scenescore', { playlist: text }, person, {}, 'playlist');
  type Choices = { data?: { choices?: { name: string; value: string }[] } };

  it('are the person’s default, the server’s, those used before and those on Spotify', async () => {
    const accounts = fakeAccounts();
    accounts.linked.add(person);
    let title = 'The server’s songs';
    const test = await startTestBot({
      dependencies: { accounts, loadPlaylist: async () => playlist({ title }) },
    });
    const { ask } = test;
    await ask(slash('playlist set', { link, scope: 'server' }, person, manager)).message(
      says('server is now'),
    );
    title = 'My songs';
    await ask(slash('playlist set', { link: 'liked' }, person)).message(says('Your default'));
    await test.scenescore(person).message(isAnswer);
    const all = (await ask(typed('')).acknowledged()) as Choices;
    expect(all.data?.choices).toEqual([
      { name: 'Yours: My songs', value: 'liked' },
      { name: "This server's: The server’s songs", value: link },
      { name: 'Used before: Evenings by the lake', value: 'https://open.spotify.com/playlist/37i9dQZF1DX0' },
      { name: 'From Spotify: Mine on Spotify', value: 'https://open.spotify.com/playlist/1' },
    ]);
    const some = (await ask(typed('EVENINGS')).acknowledged()) as Choices;
    expect(some.data?.choices).toHaveLength(1);
  });

  it('have a playlist once, however its link was written, and a default says what it held last', async () => {
    const test = await startTestBot({
      dependencies: { loadPlaylist: async () => playlist({ title: 'As it was once', songs: [] }) },
    });
    const { ask } = test;
    const shared = 'https://open.spotify.com/playlist/37i9dQZF1DX0?si=0123456789abcdef';
    await ask(slash('playlist set', { link: shared, scope: 'server' }, person, manager)).message(
      says('(0 songs)'),
    );
    await ask(slash('playlist set', { link: `${shared}&pi=1` }, person)).message(says('(0 songs)'));
    const image = attachment(`http://${test.discord.host}${photoPath}`);
    await test.scenescore(person, { image }).message(isAnswer);
    expect(test.asked[0]?.playlists).toEqual([{ kind: 'link', link: `${shared}&pi=1` }]);
    const { data } = (await ask(typed('')).acknowledged()) as Choices;
    expect(data?.choices).toEqual([{ name: 'Yours: Evenings by the lake', value: `${shared}&pi=1` }]);
    const { content } = await ask(slash('playlist show', {}, person)).message(says('**Yours:**'));
    expect(content?.match(/\[Evenings by the lake\]\(.*\) · 10 songs/g)).toHaveLength(2);
  });

  it('come without Spotify’s when Spotify fails', async () => {
    const accounts = fakeAccounts({ playlists: () => Promise.reject(new Error('down')) });
    accounts.linked.add(person);
    const { ask } = await startTestBot({ dependencies: { accounts } });
    const all = (await ask(typed('')).acknowledged()) as Choices;
    expect(all.data?.choices).toEqual([{ name: 'Your liked songs on Spotify', value: 'liked' }]);
  });

  it('are looked up for three letters of one person at once, and none are offered with the others', async () => {
    const waiting: (() => void)[] = [];
    const playlists = async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return [];
    };
    const accounts = fakeAccounts({ playlists });
    accounts.linked.add(person).add('100000000000000077');
    const { ask, log } = await startTestBot({ dependencies: { accounts } });
    const liked = [{ name: 'Your liked songs on Spotify', value: 'liked' }];
    const letters = Array.from({ length: 30 }, () => ask(typed('')));
    await expect.poll(() => letters.filter((one) => one.callback()).length, { timeout: 15_000 }).toBe(27);
    const other = ask(slash('scenescore', { playlist: '' }, '100000000000000077', {}, 'playlist'));
    await expect.poll(() => waiting.length, { timeout: 15_000 }).toBe(4);
    for (const resolve of waiting) resolve();
    expect(await other.acknowledged()).toMatchObject({ data: { choices: liked } });
    const offered = await Promise.all(letters.map((one) => one.acknowledged() as Promise<Choices>));
    expect(offered.filter(({ data }) => data?.choices?.length === 1)).toHaveLength(3);
    expect(offered.filter(({ data }) => data?.choices?.length === 0)).toHaveLength(27);
    // Who goes on typing is offered something again.
    const next = ask(typed(''));
    await expect.poll(() => waiting.length, { timeout: 15_000 }).toBe(5);
    waiting.at(-1)?.();
    expect(await next.acknowledged()).toMatchObject({ data: { choices: liked } });
    expect(log.filter((line) => /"level":[456]0/.test(line))).toEqual([]);
  });

  it('are none when the store fails', async () => {
    const accounts = fakeAccounts({ status: () => Promise.reject(new Error('down')) });
    const { ask } = await startTestBot({ dependencies: { accounts } });
    expect(await ask(typed('')).acknowledged()).toMatchObject({ data: { choices: [] } });
  });
});

describe('/privacy', () => {
  it('shows what is kept, and which services see something', async () => {
    const { ask } = await startTestBot();
    const { embeds } = await ask(slash('privacy show', {}, person)).message(isAnswer);
    expect(embeds?.[0]?.description).toContain('LRCLIB (artist and title)');
    expect(embeds?.[0]?.description).not.toContain('Gemini');
  });

  it('exports everything, and deletes everything', async () => {
    const test = await startTestBot();
    const { ask, store } = test;
    const account = {
      id: 'a',
      spotifyId: 'ina-1',
      spotifyName: 'Ina',
      linkedAt: 1,
      scopes: ['liked'],
      sealed: 'x',
    };
    await createSpotifyLinks({ store }).keep(person, account);
    await ask(slash('playlist set', { link }, person)).message(says('Your default'));
    const run = test.scenescore(person);
    await run.message(isAnswer);
    const button = test.shown(run).components?.[0]?.components[0]?.custom_id ?? '';
    await ask(press(button, test.shown(run), person)).message(says('Noted'));

    const exported = await ask(slash('privacy export', {}, person)).message(says('everything I keep'));
    const [file] = exported.sent.files;
    expect(file?.name).toBe('scenescore-my-data.json');
    const data = JSON.parse(new TextDecoder().decode(file?.bytes));
    expect(data).toMatchObject({
      person,
      settings: [{ playlist: { link } }],
      spotify: [{ spotifyId: 'ina-1', spotifyName: 'Ina', linkedAt: 1, scopes: ['liked'] }],
      ratings: [{ marks: [{ verdict: 'fits', rank: 1 }] }],
      answers: [{ personId: person }],
    });

    const set = vi.spyOn(store, 'set');
    await ask(slash('privacy delete', {}, person)).message(
      says('Deleted: your playlists and settings, 1 rating, 1 answer, the link with Spotify.'),
    );
    // Nothing that is written from here on may name the person.
    expect(JSON.stringify(set.mock.calls)).not.toContain(person);
    const again = await ask(slash('privacy export', {}, person)).message(says('everything I keep'));
    expect(JSON.parse(new TextDecoder().decode(again.sent.files[0]?.bytes))).toEqual({
      person,
      settings: [{ playlist: null, recent: [], historySince: null }],
    });
    await ask(slash('privacy delete', {}, person)).message(says('I keep nothing about you.'));
    await ask(press(button, test.shown(run), person)).message(says('no longer have it'));
  });
});

describe('/help', () => {
  it('says what it does and what is switched on', async () => {
    const { ask } = await startTestBot();
    const { embeds } = await ask(slash('help', {}, person)).message(isAnswer);
    expect(embeds?.[0]?.fields?.[0]?.value).toBe(
      '✅ **Lyrics** · from LRCLIB\n➖ **Gemini** · no key is set',
    );
  });
});

describe('a server the bot was removed from', () => {
  it('loses its data after the grace period, and keeps it when the bot comes back in time', async () => {
    let now = Date.now();
    const test = await startTestBot({ now: () => now });
    const { ask, discord, store } = test;
    const dayMs = 86_400_000;
    await ask(slash('playlist set', { link, scope: 'server' }, person, manager)).message(
      says('server is now'),
    );
    const kept = async (): Promise<unknown> => store.get(`server:${serverId}`);

    discord.dispatch('GUILD_DELETE', { id: serverId });
    await vi.waitFor(async () => expect(await kept()).toMatchObject({ leftAt: now }));
    now += 6 * dayMs;
    const early = await startTestBot({ store, now: () => now });
    // It is in the server again.
    await vi.waitFor(async () => expect(await kept()).toMatchObject({ leftAt: null, playlist: { link } }));
    early.discord.dispatch('GUILD_DELETE', { id: serverId });
    await vi.waitFor(async () => expect(await kept()).toMatchObject({ leftAt: now }));
    await early.bot.close();

    now += 8 * dayMs;
    const { removeOldServers } = await import('../../src/discord/servers.ts');
    const { createSettingsStore } = await import('../../src/store/settings.ts');
    const { createResultStore } = await import('../../src/store/results.ts');
    const { createRatingStore } = await import('../../src/store/ratings.ts');
    const { defaultLimits } = await import('../../src/discord/limits.ts');
    const { pino } = await import('pino');
    const stores = {
      settings: createSettingsStore(store),
      results: createResultStore(store),
      ratings: createRatingStore(store),
    };
    await removeOldServers({
      ...stores,
      limits: defaultLimits,
      now: () => now,
      log: pino({ level: 'silent' }),
    });
    expect(await kept()).toBeUndefined();
  });
});
