import { describe, expect, it } from 'vitest';
import type { UserError } from '../../src/errors.ts';
import { deezer, subsonic, youtube } from '../../src/locales/en/music-services.ts';
import { spotifyLists } from '../../src/locales/en/spotify.ts';
import { inWords } from '../../src/locales/in-words.ts';
import { finishPlaylist, joinPlaylists } from '../../src/songs/playlist.ts';
import { readPlaylistText } from '../../src/songs/read-file.ts';

describe('joinPlaylists', () => {
  const [one, two] = [
    { ...readPlaylistText('A - One\nB - Two\nnonsense'), title: 'First' },
    { ...readPlaylistText('b - two\nC - Three'), title: 'Second' },
  ];

  it('reads two sources as one', () => {
    const joined = joinPlaylists([one, two]);
    expect(joined.title).toBe('First + Second');
    expect(joined.songs.map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
    expect(joined).toMatchObject({ total: 5, skipped: [{ title: 'nonsense' }] });
    expect(joined.notices).toMatchObject([
      { code: 'playlists-overlap', text: expect.stringMatching(/^1 song/) },
    ]);
  });

  it('is found again by all of its links, and by none if one has none', () => {
    const [first, second] = ['https://a.example/1', 'https://a.example/2'];
    const urlOf = (...urls: (string | null)[]) => joinPlaylists(urls.map((url) => ({ ...one, url }))).url;
    expect(urlOf(first, second)).toBe(`${first} ${second}`);
    expect(urlOf(first, first)).toBe(first);
    expect(urlOf(first, null)).toBeNull();
  });

  it('leaves a single one as it is, and needs at least that', () => {
    expect(joinPlaylists([one])).toBe(one);
    expect(() => joinPlaylists([])).toThrow();
  });

  it('tells the same thing once', () => {
    const notice = { code: 'first-part', text: 'Only the first 100.' };
    const joined = joinPlaylists([
      { ...one, notices: [notice] },
      { ...one, notices: [notice] },
    ]);
    expect(joined.notices.filter(({ code }) => code === 'first-part')).toEqual([notice]);
  });
});

it('says how many duplicates were skipped, if any', () => {
  expect(readPlaylistText('X - A\nX - B').notices).toEqual([]);
  const { songs, notices } = readPlaylistText('X - A\nX - A');
  expect(songs).toHaveLength(1);
  expect(notices).toMatchObject([
    { code: 'duplicates-skipped', text: '1 duplicate in the playlist was skipped: the song counts once.' },
  ]);
});

it.each([
  [spotifyLists.rows.gone, 'nicht mehr auf Spotify'],
  [deezer.unreadableRow, 'von Deezer kam nichts Lesbares'],
  [subsonic.unreadableRow, 'vom Musikserver kam nichts Lesbares'],
  [youtube.gone, 'YouTube zeigt es nicht mehr'],
])('says in the person’s language why no song of a service’s list is left: %s', (reason, inGerman) => {
  const rows = [{ title: 'X', reason }];
  const finish = () => finishPlaylist({ title: 'Evenings', source: 'spotify', url: null, rows });
  expect(finish).toThrow(
    expect.toSatisfy(({ sentence }: UserError) => inWords(sentence, 'de').includes(inGerman)),
  );
});
