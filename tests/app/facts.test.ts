/** Facts from the services to the ranking, with everything in place but the network. */
import { expect, it } from 'vitest';
import type { Ranking } from '../../src/model/ranking.ts';
import { blackPhoto, startApp } from '../support/app.ts';
import { deezerTrackOf, startDeezer } from '../support/deezer-server.ts';
import { startLrclib } from '../support/lrclib-server.ts';
import { startMusicBrainz } from '../support/musicbrainz-server.ts';

const titles = ['Ninth', 'Tenth', 'Eleventh'];

async function start() {
  const [lrclib, deezer] = [await startLrclib([]), await startDeezer()];
  deezer.records = titles.map((title, at) => ({
    track: {
      ...deezerTrackOf({ title, artist: 'Some Band', isrc: '', seconds: 200 }),
      id: 100 + at,
      gain: -4,
    },
    genres: ['Rock'],
  }));
  const musicbrainz = await startMusicBrainz(
    titles.map((title) => ({ title, artist: 'Some Band', artistGenres: ['thrash metal'] })),
  );
  const { app } = await startApp({
    FACTS: 'deezer,musicbrainz',
    LRCLIB_URL: lrclib.url,
    DEEZER_API_URL: deezer.url,
    MUSICBRAINZ_URL: musicbrainz.url,
  });
  const photo = await blackPhoto();
  const text = titles.map((title) => `Some Band - ${title}`).join('\n');
  const match = () => app.matchScene({ photo, playlists: [{ kind: 'text', text }], feeling: '' });
  return { app, match, asked: () => deezer.loopback.seen.length + musicbrainz.seen.length };
}

const genresOf = ({ matches }: Ranking) => matches.map(({ song }) => song.genres);

it('finds what songs without words are, in the first run what is quick and in the next what is slow', async () => {
  const { app, match, asked } = await start();
  const first = await match();
  for (const { song, reading } of first.matches) {
    expect(song).toMatchObject({ cover: 'https://cdn-images.dzcdn.net/250.jpg' });
    expect(song.genres).toContain('Rock');
    expect(reading).toMatchObject({ basis: 'metadata', evidence: expect.arrayContaining(['facts']) });
    expect(reading.energy).toBeGreaterThan(0.2);
  }
  await app.ports.factsBackground?.idle();
  const before = asked();
  const second = await match();
  expect(genresOf(second)).toEqual(titles.map(() => ['Rock', 'thrash metal']));
  await app.ports.factsBackground?.idle();
  expect(asked()).toBe(before);
});
