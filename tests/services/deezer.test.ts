import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createHttp } from '../../src/net/http.ts';
import { createDeezerSource, deezer as service } from '../../src/services/deezer/index.ts';
import { deezerTrackOf, type FakeDeezer, quotaLimit, startDeezer } from '../support/deezer-server.ts';
import { linkTo } from '../support/links.ts';
import { startLoopback } from '../support/loopback.ts';
import { madeUpSongs } from '../support/made-up-songs.ts';

const http = createHttp({ userAgent: 'test' });
const link = linkTo('https://www.deezer.com/en/playlist/908622995');

async function start(songs = 230) {
  const deezer = await startDeezer();
  deezer.playlists.set('908622995', {
    title: 'Evenings',
    checksum: 'c1',
    rows: madeUpSongs(songs).map(deezerTrackOf),
  });
  return { deezer, source: sourceOf(deezer) };
}

const sourceOf = ({ url }: FakeDeezer | { url: string }) =>
  createDeezerSource({ http, apiUrl: url, quotaWaitMs: 1 });

describe('Deezer', () => {
  it('gives a playlist whole, all pages, with everything it knows of a song', async () => {
    const { deezer, source } = await start();
    const found = await source.load(link);
    expect(found).toMatchObject({
      title: 'Evenings',
      source: 'deezer',
      total: 230,
      snapshot: 'c1',
      notices: [],
    });
    expect(found.songs.map(({ title }) => title)).toEqual(madeUpSongs(230).map(({ title }) => title));
    expect(found.songs[229]).toMatchObject({
      artists: ['Artist 6'],
      album: 'Album of Song 230',
      isrc: 'QZABC2600230',
      durationMs: 170_000,
      url: 'https://www.deezer.com/track/1229',
      cover: 'https://cdn-images.dzcdn.net/250.jpg',
    });
    expect(deezer.loopback.seen.filter(({ url }) => url.pathname.endsWith('/tracks'))).toHaveLength(3);
    expect(await source.snapshot?.(link)).toBe('c1');
  });

  it('gives albums, songs and an artist’s best known', async () => {
    const { source } = await start();
    const album = await source.load(linkTo('https://www.deezer.com/fr/album/302127'));
    expect(album).toMatchObject({ title: 'An album', total: 14 });
    expect(album.songs[13]).toMatchObject({ album: 'An album', year: 2001 });
    const track = await source.load(linkTo('https://www.deezer.com/track/3135556'));
    expect(track.songs).toMatchObject([{ title: 'Song 1', artists: ['One', 'Two'], year: 2005 }]);
    const artist = await source.load(linkTo('https://www.deezer.com/artist/27'));
    expect(artist).toMatchObject({ title: 'Somebody', total: 100, notices: [] });
  });

  it('asks again when the quota was used up for a moment, and fails when it stays so', async () => {
    const { deezer, source } = await start(3);
    let refused = 0;
    deezer.trouble = () => (refused++ < 2 ? quotaLimit : null);
    expect((await source.load(link)).songs).toHaveLength(3);
    deezer.trouble = () => quotaLimit;
    await expect(source.load(link)).rejects.toMatchObject({ name: 'ServiceError', status: 429 });
  });

  it('leaves out a row it cannot read instead of failing', async () => {
    const { deezer, source } = await start();
    const [song] = madeUpSongs(1).map(deezerTrackOf);
    const rows = [
      song,
      { id: 'x' },
      null,
      { ...song, id: -12, title: 'Another', isrc: '', artist: null, album: null, duration: '0' },
    ];
    deezer.playlists.set('908622995', { title: '', checksum: 'c2', rows });
    const found = await source.load(link);
    expect(found.songs).toHaveLength(2);
    expect(found.songs[1]).toMatchObject({ artists: [], album: null, durationMs: null, url: null });
    expect(found.skipped).toHaveLength(2);
  });

  it('is probed for the doctor', async () => {
    const { deezer } = await start();
    const ask = (DEEZER_API_URL: string) => service.probe?.(readConfig({ DEEZER_API_URL }), http);
    expect(await ask(deezer.url)).toMatchObject({ ok: true });
    const down = await startLoopback(() => 'reset');
    expect(await ask(down.url)).toMatchObject({
      ok: false,
      detail: 'could not be reached',
    });
  });
});
