import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createHttp } from '../../src/net/http.ts';
import { recogniseLink } from '../../src/services/sources/links.ts';
import { createSubsonicChoices, subsonic } from '../../src/services/subsonic/index.ts';
import { subsonicLyrics } from '../../src/services/subsonic/lyrics.ts';
import { createSubsonicSound } from '../../src/services/subsonic/sound.ts';
import { aSong } from '../support/songs.ts';
import { account, entry, refusal, startSubsonic, wrap } from '../support/subsonic-server.ts';

const http = createHttp({ userAgent: 'test' });

async function start(over: Record<string, string> = {}) {
  const server = await startSubsonic();
  const { user, password } = account;
  const config = readConfig({
    SUBSONIC_URL: `${server.url}/`,
    SUBSONIC_USER: user,
    SUBSONIC_PASSWORD: password,
    ...over,
  });
  const troubles: string[] = [];
  const source = subsonic.createSource(config, { http, onTrouble: ({ message }) => troubles.push(message) });
  const load = (text: string) => {
    const link = recogniseLink(text, config);
    if (link === null) throw new Error(`${text} is no link`);
    return source.load(link);
  };
  return { server, config, troubles, load };
}

describe('a Subsonic server', () => {
  it('gives a playlist with what it knows of each song', async () => {
    const { load } = await start();
    const found = await load('subsonic:playlist:p1');
    expect(found).toMatchObject({ title: 'Road trip', source: 'subsonic', url: null, total: 3 });
    expect(found.songs).toMatchObject([
      {
        title: 'Dawn',
        artists: ['One', 'Two'],
        album: 'Field Notes',
        year: 2019,
        durationMs: 201_000,
        isrc: 'QZABC2600001',
        subsonicId: 'id-Dawn',
        genres: ['Folk', 'Ambient'],
        url: null,
      },
      { title: 'Dusk', artists: ['Three'], isrc: null, subsonicId: '7' },
    ]);
    expect(found.skipped).toHaveLength(1);
  });

  it('gives a song without tags no artist that stands for none', async () => {
    const { server, load } = await start();
    const untagged = entry('Track 01', {
      artist: '[Unknown Artist]',
      artists: [{ name: '[Unknown Artist]' }],
    });
    server.replies.set('getStarred2', () => wrap({ starred2: { song: [untagged] } }));
    expect((await load('subsonic:starred')).songs).toMatchObject([{ title: 'Track 01', artists: [] }]);
  });

  it.each([
    ['subsonic:album:a1', 'Field Notes', 'Noon'],
    ['subsonic:starred', 'Starred songs', 'Star'],
  ])('gives %s', async (link, title, song) => {
    const { load } = await start();
    expect(await load(link)).toMatchObject({ title, songs: [{ title: song }] });
  });

  it('knows the addresses of Navidrome’s own pages', async () => {
    const { server, load } = await start();
    expect(await load(`${server.url}/app/#/playlist/p1/show`)).toMatchObject({ title: 'Road trip' });
    expect(await load(`${server.url}/app/#/album/a1/show`)).toMatchObject({ title: 'Field Notes' });
  });

  it('never sends the password, and takes a new salt each time', async () => {
    const { server, load } = await start();
    await load('subsonic:starred');
    await load('subsonic:starred');
    const salts = server.seen.map(({ url }) => url.searchParams.get('s'));
    expect(new Set(salts).size).toBe(2);
    expect(server.seen.map(({ url }) => url.search).join()).not.toContain(
      encodeURIComponent(account.password),
    );
  });

  it('gives the password where the server takes no token, and remembers that', async () => {
    const { server, load } = await start();
    server.isDirectory = true;
    expect(await load('subsonic:starred')).toMatchObject({ total: 1 });
    await load('subsonic:starred');
    expect(server.seen.map(({ url }) => url.searchParams.has('t'))).toEqual([true, false, false]);
  });

  it('learns what the server takes and can do once, for playlists, lyrics and sounds', async () => {
    const { config, server, load } = await start({ LISTEN: 'files' });
    server.isDirectory = true;
    server.extensions = ['songLyrics', 'transcodeOffset'];
    server.sounds.set('id-Dawn', { body: 'sound', headers: { 'content-type': 'audio/mpeg' } });
    const [dawn] = (await load('subsonic:playlist:p1')).songs;
    if (dawn === undefined) throw new Error('no song');
    expect(await subsonicLyrics.createService(config, { http })?.find(dawn)).toMatchObject({ kind: 'words' });
    expect((await createSubsonicSound(config, http)?.find(dawn, {}))?.length).toBe(5);
    expect(server.seen.map(({ url }) => url.searchParams.has('t'))).toEqual([true, ...Array(4).fill(false)]);
    expect(server.seen.filter(({ url }) => url.pathname.includes('Extensions'))).toHaveLength(1);
  });

  it('leaves a server alone that is down, whatever it was asked for', async () => {
    const { config, server, load } = await start();
    const song = aSong({ title: 'Dawn', artists: ['One'], subsonicId: 'id-Dawn' });
    const lyrics = subsonicLyrics.createService(config, { http });
    server.trouble = { status: 503 };
    for (let i = 0; i < 4; i++) await expect(lyrics?.find(song)).rejects.toThrow();
    const asked = server.seen.length;
    await expect(load('subsonic:playlist:p1')).rejects.toMatchObject({ retryable: true });
    expect(server.seen).toHaveLength(asked);
  });

  it('offers its playlists and starred songs', async () => {
    const { config, server } = await start();
    const choices = createSubsonicChoices(config, http);
    expect(await choices?.()).toEqual([
      { title: 'Starred songs', link: 'subsonic:starred' },
      { title: 'Road trip', link: 'subsonic:playlist:p1' },
    ]);
    // The next keystroke.
    await choices?.();
    expect(server.seen).toHaveLength(1);
    expect(createSubsonicChoices(readConfig({}), http)).toBeNull();
  });

  it('offers a playlist whose id is a number, and the others beside one that is odd', async () => {
    const { config, server } = await start();
    const rows = [{ id: 7, name: 'Seven' }, { id: 'p2' }, null, { id: 'p3', name: 'Three' }];
    server.replies.set('getPlaylists', () => wrap({ playlists: { playlist: rows } }));
    expect(await createSubsonicChoices(config, http)?.()).toEqual([
      { title: 'Starred songs', link: 'subsonic:starred' },
      { title: 'Seven', link: 'subsonic:playlist:7' },
      { title: 'Three', link: 'subsonic:playlist:p3' },
    ]);
  });

  it('says what the person can do', async () => {
    const wrong = await start({ SUBSONIC_PASSWORD: 'wrong-password' });
    await expect(wrong.load('subsonic:starred')).rejects.toMatchObject({ code: 'subsonic-refused' });
    expect(wrong.troubles).toEqual(['subsonic refused: Wrong username or password (40)']);
    const { load, server } = await start();
    await expect(load('subsonic:playlist:gone')).rejects.toMatchObject({ code: 'playlist-not-found' });
    server.trouble = refusal(50, 'User is not authorized for the given operation.');
    await expect(load('subsonic:starred')).rejects.toMatchObject({ code: 'subsonic-refused' });
    const off = await start({ SUBSONIC_URL: '' });
    await expect(off.load('subsonic:starred')).rejects.toMatchObject({ code: 'subsonic-off' });
  });

  it.each([
    ['a page in place of JSON', { body: '<html>login</html>' }],
    ['an answer of another shape', { json: { 'subsonic-response': { status: 'ok', starred2: [] } } }],
    ['a server error', { status: 502, body: 'bad gateway' }],
    ['a generic error', refusal(0, 'database is locked')],
    ['an answer without end', { body: new Uint8Array(17 * 1024 * 1024) }],
  ] as const)('fails as a service does on %s', async (_, trouble) => {
    const { load, server } = await start();
    server.trouble = trouble;
    await expect(load('subsonic:starred')).rejects.toMatchObject({
      name: 'ServiceError',
      service: 'subsonic',
    });
  });

  it('is asked by doctor, which says when the password is wrong', async () => {
    const good = await start();
    expect(await subsonic.probe?.(good.config, http)).toMatchObject({ ok: true });
    const wrong = await start({ SUBSONIC_PASSWORD: 'wrong-password' });
    const answer = await subsonic.probe?.(wrong.config, http);
    expect(answer).toMatchObject({ ok: false, detail: 'refuses SUBSONIC_USER or SUBSONIC_PASSWORD' });
    expect(subsonic.probe?.(readConfig({}), http)).toBeNull();
  });
});
