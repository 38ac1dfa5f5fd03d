/** What we write, our own readers read back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListedSong, playlistFiles } from '../../src/songs/export.ts';
import { tidy } from '../../src/songs/fold.ts';
import { readPlaylistFile } from '../../src/songs/read-file.ts';

const song = (title: string, over: Partial<ListedSong> = {}): ListedSong => ({
  title,
  artists: ['Ines Moreau'],
  album: null,
  isrc: null,
  url: null,
  search: 'https://www.youtube.com/results?search_query=x',
  ...over,
});

const songs: ListedSong[] = [
  song('Paper Lanterns', {
    album: 'First Light',
    isrc: 'FRZ111900321',
    url: 'https://open.spotify.com/track/0000000000000000000001',
  }),
  song('Half, "Whole" & <Nothing>', { artists: ['Tyler, The Painter', 'Blue Door Club'] }),
  song('=HYPERLINK("https://evil.example";"x")', { artists: ['@home'] }),
  song('-', { artists: ['+44'] }),
  song('夜に駆ける 🚃', { artists: ['ヨアソビ'], album: '物語' }),
  song('ليلة هادئة', { artists: ['فنان'] }),
  song('Two\nlines\u0000 and #EXTINF:1,another', { artists: ['A;B'] }),
];

const files = playlistFiles({ title: 'Songs for a “lake” & more', songs }, 'scenescore');
const read = ({ name, text }: { name: string; text: string }) =>
  readPlaylistFile(new TextEncoder().encode(text), name);

describe.each(files)('$name', (file) => {
  const found = read(file);

  it('gives every song back, in order, with its artists', () => {
    expect(found.skipped).toEqual([]);
    expect(found.songs.map(({ title }) => title)).toEqual(songs.map(({ title }) => tidy(title)));
    expect(found.songs.map(({ artists }) => artists.join(', '))).toEqual(
      // A sign that stands between names elsewhere does so here.
      songs.map(({ artists }) => artists.join(', ')).map((names) => names.replace('A;B', 'A, B')),
    );
  });

  it('keeps what programs look a song up by', () => {
    const [first] = found.songs;
    expect(first?.album).toBe('First Light');
    expect(first?.url).toBe('https://open.spotify.com/track/0000000000000000000001');
    if (!file.name.endsWith('m3u8')) expect(first?.isrc).toBe('FRZ111900321');
    if (!file.name.endsWith('csv')) expect(found.title).toBe('Songs for a “lake” & more');
  });
});

it('leaves nothing for a spreadsheet to run', () => {
  const csv = files.find(({ name }) => name.endsWith('.csv'))?.text ?? '';
  for (const cell of csv.split(/,(?=")|\r\n/)) expect(cell).not.toMatch(/^\ufeff?"?[=+\-@]/);
});

it('survives any titles and names', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(
      fc.array(fc.record({ title: text, artist: text }), { minLength: 1, maxLength: 4 }),
      (rows) => {
        const hostile = rows.map(({ title, artist }) => song(title, { artists: [artist] }));
        for (const file of playlistFiles({ title: 'x', songs: [song('Anchor'), ...hostile] }, 'x')) {
          const found = read(file);
          expect(found.songs[0]?.title).toBe('Anchor');
          // Nothing in a name may begin a row of its own.
          expect(found.total).toBeLessThanOrEqual(rows.length + 1);
        }
      },
    ),
    { numRuns: 25 },
  );
});
