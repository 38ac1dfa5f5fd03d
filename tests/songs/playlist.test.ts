import { describe, expect, it } from 'vitest';
import { joinPlaylists } from '../../src/songs/playlist.ts';
import { readPlaylistText } from '../../src/songs/read-file.ts';

describe('joinPlaylists', () => {
  const [one, two] = [
    { ...readPlaylistText('A - One\nB - Two\nnonsense'), title: 'First', snapshot: 'x' },
    { ...readPlaylistText('b - two\nC - Three'), title: 'Second', snapshot: 'y' },
  ];

  it('reads two sources as one', () => {
    const joined = joinPlaylists([one, two]);
    expect(joined.title).toBe('First + Second');
    expect(joined.songs.map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
    expect(joined).toMatchObject({ total: 5, snapshot: 'x+y', skipped: [{ title: 'nonsense' }] });
    expect(joined.notices).toMatchObject([
      { code: 'playlists-overlap', text: expect.stringMatching(/^1 song/) },
    ]);
  });

  it('has no version mark as soon as one source has none', () => {
    expect(joinPlaylists([one, { ...two, snapshot: null }]).snapshot).toBeNull();
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
