/** One contract for all formats: the same four songs come out, and anything else gets a sentence. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { formats, readPlaylistFile } from '../../src/songs/read-file.ts';

type Names = { artist: string; title: string };

const four: readonly Names[] = [
  { artist: 'Ines Moreau', title: 'Paper Lanterns' },
  { artist: 'Björk & The Müller', title: 'Jóga <live> & "loud"' },
  { artist: 'ヨアソビ', title: '夜に駆ける 🚃' },
  { artist: 'Tyler, The Painter', title: 'One, two; three' },
];

/** A format as programs write it: what is before the songs, a song, what is between two, what is after. */
type Written = {
  name: string;
  file: string;
  before: string;
  song(names: Names, number: number): string;
  between?: string;
  after?: string;
  /** What a file without songs, or one that ends in the middle of a song, is said to be. Default: `empty-playlist`. */
  empty?: string;
  truncated?: string;
};

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;');
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const written: readonly Written[] = [
  {
    name: 'CSV',
    file: 'a.csv',
    before: 'Title,Artist\n',
    song: ({ title, artist }) => `${cell(title)},${cell(artist)}\n`,
  },
  {
    name: 'M3U',
    file: 'a.m3u8',
    before: '#EXTM3U\n',
    song: ({ title, artist }, number) => `#EXTINF:180,${artist} - ${title}\n${number}.mp3\n`,
  },
  {
    name: 'XSPF',
    file: 'a.xspf',
    before: '<?xml version="1.0" encoding="UTF-8"?><playlist xmlns="http://xspf.org/ns/0/"><trackList>',
    song: ({ title, artist }) =>
      `<track><title>${xml(title)}</title><creator>${xml(artist)}</creator></track>`,
    after: '</trackList></playlist>',
    truncated: 'broken-file',
  },
  {
    name: 'iTunes XML',
    file: 'a.xml',
    before: '<?xml version="1.0"?><plist version="1.0"><dict><key>Tracks</key><dict>',
    song: ({ title, artist }, number) =>
      `<key>${number}</key><dict><key>Name</key><string>${xml(title)}</string><key>Artist</key><string>${xml(artist)}</string></dict>`,
    after: '</dict></dict></plist>',
    truncated: 'broken-file',
  },
  {
    name: 'Traktor’s XML',
    file: 'a.nml',
    before: '<?xml version="1.0"?><NML VERSION="19"><COLLECTION>',
    song: ({ title, artist }) =>
      `<ENTRY TITLE="${xml(title)}" ARTIST="${xml(artist)}"><LOCATION DIR="/:Music/:" FILE="x.mp3"/></ENTRY>`,
    after: '</COLLECTION></NML>',
    truncated: 'broken-file',
  },
  {
    name: 'PLS',
    file: 'a.pls',
    before: '[playlist]\n',
    song: ({ title, artist }, number) => `File${number}=${number}.mp3\nTitle${number}=${artist} - ${title}\n`,
  },
  {
    name: 'AIMP',
    file: 'a.aimppl4',
    before: '#-----SUMMARY-----#\nID=1\n#-----CONTENT-----#\n',
    song: ({ title, artist }, number) => `D:\\${number}.mp3|${title}|${artist}||||\n`,
  },
  {
    name: 'cue sheet',
    file: 'a.cue',
    before: 'REM a mix\nFILE "mix.mp3" MP3\n',
    song: ({ title, artist }, number) =>
      `  TRACK ${number} AUDIO\n    TITLE "${title}"\n    PERFORMER "${artist}"\n`,
    empty: 'empty-playlist',
  },
  {
    name: 'JSPF',
    file: 'a.jspf',
    before: '{"playlist":{"track":[',
    song: ({ title, artist }) => JSON.stringify({ title, creator: artist }),
    between: ',',
    after: ']}}',
    truncated: 'unknown-playlist-format',
  },
  {
    name: 'Spotify’s data download',
    file: 'Playlist1.json',
    before: '{"playlists":[{"name":"Mine","items":[',
    song: ({ title, artist }) => JSON.stringify({ track: { trackName: title, artistName: artist } }),
    between: ',',
    after: ']}]}',
    truncated: 'unknown-playlist-format',
  },
  {
    name: 'JSON list',
    file: 'a.json',
    before: '[',
    song: (names) => JSON.stringify(names),
    between: ',',
    after: ']',
    empty: 'unknown-playlist-format',
    truncated: 'unknown-playlist-format',
  },
  {
    name: 'text',
    file: 'a.txt',
    before: '# my songs\n',
    song: ({ title, artist }) => `${artist} - ${title}\n`,
  },
];

const fileOf = ({ before, song, between = '', after = '' }: Written, songs: readonly Names[]): string =>
  before + songs.map(song).join(between) + after;

const read = (text: string | Uint8Array, name: string) =>
  readPlaylistFile(typeof text === 'string' ? new TextEncoder().encode(text) : text, name);

it('every format is held to the contract', () => {
  expect(written).toHaveLength(formats.length);
});

describe.each(written)('$name', (format) => {
  const { file, empty = 'empty-playlist', truncated } = format;
  const whole = fileOf(format, four);

  it('gives the same four songs', () => {
    const { songs, skipped, total, notices } = read(whole, file);
    expect(songs.map(({ title, artists }) => ({ artist: artists.join(';'), title }))).toEqual(four);
    expect({ skipped, total, notices }).toEqual({ skipped: [], total: 4, notices: [] });
  });

  it('is known by its content, whatever the file is called', () => {
    const songs = read(whole, file).songs;
    for (const name of ['list', 'list.bin', 'list.txt', 'list.csv', 'list.json', 'list.xml']) {
      expect(read(whole, name).songs).toEqual(songs);
    }
  });

  it('is read in UTF-16 and with a byte-order mark, too', () => {
    const songs = read(whole, file).songs;
    expect(read(`\ufeff${whole}`, file).songs).toEqual(songs);
    expect(read(Buffer.from(`\ufeff${whole}`, 'utf16le'), file).songs).toEqual(songs);
  });

  it('says that it is empty', () => {
    expect(() => read(fileOf(format, []), file)).toThrow(
      expect.objectContaining({ name: 'UserError', code: empty }),
    );
  });

  it('cut off in its third song, gives the two before it or says that it is damaged', () => {
    const end = whole.indexOf('夜') + 1;
    if (truncated !== undefined) {
      expect(() => read(whole.slice(0, end), file)).toThrow(expect.objectContaining({ code: truncated }));
    } else {
      const titles = read(whole.slice(0, end), file).songs.map(({ title }) => title);
      expect(titles.slice(0, 2)).toEqual(four.slice(0, 2).map(({ title }) => title));
    }
    for (let at = 1; at < whole.length; at += 7) {
      try {
        expect(read(whole.slice(0, at), file).songs.length).toBeLessThanOrEqual(4);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }
  });

  it('of more than 10,000 songs gives the first 10,000 and says so', () => {
    const many = Array.from({ length: 11_000 }, (_, number) => ({
      artist: `Artist ${number % 500} ${'of the north '.repeat(4)}`.trim(),
      title: `Song ${number} ${'about the sea '.repeat(4)}`.trim(),
    }));
    const { songs, total, notices } = read(fileOf(format, many), file);
    expect(songs).toHaveLength(10_000);
    expect(songs[9_999]).toMatchObject({ title: many[9_999]?.title, artists: [many[9_999]?.artist] });
    expect([total, notices.map(({ code }) => code)]).toEqual([11_000, ['playlist-cut']]);
  });
});
