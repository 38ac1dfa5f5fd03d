/** Files as programs write them, by kind, with made-up names. docs/playlist-files.md has the rule of each kind. */
import { describe, expect, it } from 'vitest';
import { readPlaylistFile, readPlaylistText } from '../../src/songs/read-file.ts';

const read = (text: string, name: string) => readPlaylistFile(new TextEncoder().encode(text), name);
const said = ({ songs }: ReturnType<typeof read>) =>
  songs.map(({ artists, title }) => `${artists.join(' + ')} - ${title}`);

type Case = readonly [what: string, file: string, text: string, songs: readonly string[]];

const kinds: Record<string, readonly Case[]> = {
  columns: [
    [
      'numbers',
      'a.csv',
      'Song Title,Artist Name 1,Artist Name 2\nRain,Ada Lark,Bo Fern\n',
      ['Ada Lark + Bo Fern - Rain'],
    ],
    ['brackets', 'a.csv', 'name,artist(s),id\nRain,Ada Lark,1\n', ['Ada Lark - Rain']],
    ['a letter missing', 'a.csv', 'Arist(s) Name,Track Name\nAda Lark,Rain\n', ['Ada Lark - Rain']],
    ['letters swapped', 'a.csv', 'Tilte,Aritst\nRain,Ada Lark\n', ['Ada Lark - Rain']],
    [
      'a track number',
      'a.csv',
      'Title;Artist;Album;Track;Year\nRain;Ada Lark;Hours;3;1999\n',
      ['Ada Lark - Rain'],
    ],
    [
      'rekordbox',
      'a.txt',
      '#\tArtwork\tTrack Title\tArtist\tTime\n1\t\tRain\tAda Lark\t03:10\n',
      ['Ada Lark - Rain'],
    ],
    [
      'German numbers',
      'a.csv',
      'Songtitel,Künstlername 1,Künstlername 2\nRain,Ada,Bo\n',
      ['Ada + Bo - Rain'],
    ],
    ['no header', 'a.csv', 'Ada Lark,Hours,Rain,01 Jan 2020 10:00\n', ['Ada Lark - Rain']],
    [
      'one column for both',
      'a.csv',
      'Date Played,Track Description\n2020,Ada Lark - Rain\n',
      ['Ada Lark - Rain'],
    ],
    ['Markdown', 'a.md', '| Title | Artist |\n|---|---|\n| Rain | Ada Lark |\n', ['Ada Lark - Rain']],
    [
      'quotes within quotes',
      'a.csv',
      'List\nTitle,Artist\n"Act, 3: "The rain"","Lark, Ada"\n',
      ['Lark + Ada - Act, 3: "The rain"'],
    ],
    [
      'entities and semicolons',
      'a.csv',
      'Title;Artist\nRain &amp; Sky;Don&#39;t Ask\n',
      ["Don't Ask - Rain & Sky"],
    ],
  ],
  'players’ lists': [
    [
      'WPL',
      'a.wpl',
      '<?wpl version="1.0"?><smil><head><title>M</title></head><body><seq><media src="..\\Ada Lark\\Hours\\02 Rain.mp3"/></seq></body></smil>',
      ['Ada Lark - Rain'],
    ],
    [
      'ZPL',
      'a.zpl',
      '<smil><body><seq><media src="x.mp3" trackTitle="Rain" trackArtist="Ada Lark" duration="200000"/></seq></body></smil>',
      ['Ada Lark - Rain'],
    ],
    [
      'ASX',
      'a.asx',
      '<ASX version="3.0"><Entry><Title>Rain</title><Author>Ada Lark</author><Ref href="x.mp3"/></entry></asx>',
      ['Ada Lark - Rain'],
    ],
    [
      'rekordbox XML',
      'a.xml',
      '<DJ_PLAYLISTS><COLLECTION><TRACK TrackID="1" Name="Rain" Artist="Ada Lark" TotalTime="200"/></COLLECTION><PLAYLISTS><NODE><TRACK Key="1"/></NODE></PLAYLISTS></DJ_PLAYLISTS>',
      ['Ada Lark - Rain'],
    ],
    // Each has a <playlist> within, which makes it no XSPF.
    [
      'Winamp',
      'a.b4s',
      '<?xml version="1.0"?><WinampXML><playlist num_entries="1" label="Mine"><entry Playstring="file:x.mp3"><Name>Ada Lark - Rain</Name><Length>200000</Length></entry></playlist></WinampXML>',
      ['Ada Lark - Rain'],
    ],
    [
      'Rhythmbox',
      'playlists.xml',
      '<?xml version="1.0"?><rhythmdb-playlists><playlist name="Mine" type="static"><location>file:///home/me/Music/Ada%20Lark/Hours/01%20-%20Rain.mp3</location></playlist></rhythmdb-playlists>',
      ['Ada Lark - Rain'],
    ],
    [
      'Subsonic',
      'a.xml',
      '<subsonic-response status="ok"><playlist id="1" name="Mine"><entry id="2" title="Rain" artist="Ada Lark" duration="200"/></playlist></subsonic-response>',
      ['Ada Lark - Rain'],
    ],
    [
      'Traktor',
      'a.nml',
      '<NML VERSION="19"><COLLECTION ENTRIES="1"><ENTRY TITLE="Rain" ARTIST="Ada Lark"><LOCATION DIR="/:Music/:" FILE="x.mp3"/></ENTRY></COLLECTION><PLAYLISTS><NODE TYPE="PLAYLIST" NAME="Mine"><PLAYLIST ENTRIES="1" TYPE="LIST"><ENTRY><PRIMARYKEY TYPE="TRACK" KEY="x"/></ENTRY></PLAYLIST></NODE></PLAYLISTS></NML>',
      ['Ada Lark - Rain'],
    ],
    [
      'VirtualDJ',
      'a.vdjfolder',
      '<VirtualFolder><song path="x.mp3" artist="Ada Lark" title="Rain"/></VirtualFolder>',
      ['Ada Lark - Rain'],
    ],
    [
      'PotPlayer',
      'a.dpl',
      'DAUMPLAYLIST\nplayname=\n1*file*D:\\x.mp3\n1*title*Ada Lark - Rain\n',
      ['Ada Lark - Rain'],
    ],
    [
      'MPC',
      'a.mpcpl',
      'MPCPLAYLIST\n1,type,0\n1,label,Ada Lark - Rain\n1,filename,x.mp3\n',
      ['Ada Lark - Rain'],
    ],
  ],
  JSON: [
    [
      'an API’s page',
      'a.json',
      JSON.stringify({
        items: [
          {
            added_at: '2020',
            track: {
              name: 'Rain',
              artists: [{ name: 'Ada Lark' }, { name: 'Fern, Bo' }],
              album: { name: 'H' },
            },
          },
        ],
      }),
      ['Ada Lark + Fern, Bo - Rain'],
    ],
    [
      'a backup',
      'a.json',
      JSON.stringify({
        playlists: [{ name: 'P', tracks: [{ track: { name: 'Rain', artists: [{ name: 'Ada' }] } }] }],
      }),
      ['Ada - Rain'],
    ],
    [
      'a backup whose lists are called as Spotify’s own',
      'a.json',
      JSON.stringify({
        playlists: [
          { name: 'P', items: [{ track: { name: 'Rain', artists: [{ name: 'Ada' }] } }] },
          { name: 'Q', items: [] },
        ],
      }),
      ['Ada - Rain'],
    ],
    [
      'YouTube’s watch history',
      'watch-history.json',
      JSON.stringify([
        {
          header: 'YouTube Music',
          title: 'Watched Rain',
          titleUrl: 'https://music.youtube.com/watch?v=aaaaaaaaaaa',
          subtitles: [{ name: 'Ada Lark - Topic', url: 'https://www.youtube.com/channel/x' }],
        },
      ]),
      ['Ada Lark - Rain'],
    ],
    [
      'Last.fm',
      'a.json',
      JSON.stringify({ recenttracks: { track: [{ artist: { '#text': 'Ada' }, name: 'Rain' }] } }),
      ['Ada - Rain'],
    ],
    [
      'ListenBrainz, a line each',
      'a.jsonl',
      ['Rain', 'Sky']
        .map((track_name) =>
          JSON.stringify({ listened_at: 1, track_metadata: { track_name, artist_name: 'Ada' } }),
        )
        .join('\n'),
      ['Ada - Rain', 'Ada - Sky'],
    ],
    [
      'Apple’s API',
      'a.json',
      JSON.stringify({
        data: [{ type: 'songs', attributes: { name: 'Rain', artistName: 'Ada', durationInMillis: 1 } }],
      }),
      ['Ada - Rain'],
    ],
  ],
  'file names': [
    [
      'names of artists',
      'a.m3u',
      '7 Rivers - Rain.mp3\n40 Hats - Sky.mp3\n3 Lamps - Sea.mp3\n',
      ['7 Rivers - Rain', '40 Hats - Sky', '3 Lamps - Sea'],
    ],
    [
      'numbers from 1',
      'a.m3u',
      '1 Ada - Rain.mp3\n2 Bo - Sky.mp3\n3 Cy - Sea.mp3\n',
      ['Ada - Rain', 'Bo - Sky', 'Cy - Sea'],
    ],
    [
      'discs and storage',
      'a.m3u',
      '/storage/emulated/0/Music/Ada Lark/Hours/CD1/03 - Rain.mp3\n',
      ['Ada Lark - Rain'],
    ],
    ['compilations', 'a.m3u', '/Volumes/USB/Music/Compilations/Best/04 Rain.mp3\n', [' - Rain']],
    ['VirtualDJ', 'a.m3u', '#EXTVDJ:<artist>Ada</artist><title>Rain</title>\nC:\\x.mp3\n', ['Ada - Rain']],
    ['EXTINF is a file', 'a.m3u', '#EXTM3U\n#EXTINF:1,Ada - Rain.mp3\nx.mp3\n', ['Ada - Rain']],
    ['EXTINF has a title only', 'a.m3u', '#EXTM3U\n#EXTINF:1,Rain\n/Music/Ada/Hours/1.mp3\n', ['Ada - Rain']],
    [
      'ids of videos',
      'a.m3u',
      'Ada - Rain [aB3_dE6gH9k].opus\nBo - Sky-YQHsXMglC9A.mp3\n',
      ['Ada - Rain', 'Bo - Sky'],
    ],
    ['foobar2000', 'a.m3u', 'Ada - [Hours #04] Rain.flac\n', ['Ada - Rain']],
    [
      'locations only',
      'a.xspf',
      '<playlist><trackList><track><location>mp3/02%20-%20Ada%20-%20Rain.mp3</location></track></trackList></playlist>',
      ['Ada - Rain'],
    ],
  ],
  'pasted text': [
    ['times before', 'a.txt', '00:00 Ada - Rain\n[03:20] Bo - Sky\n', ['Ada - Rain', 'Bo - Sky']],
    ['names that are numbers', 'a.txt', '311 - Rain\n1. 1975 - Sky\n', ['311 - Rain', '1975 - Sky']],
    ['a title that is a time', 'a.txt', 'Ada Lark - 4:44\n', ['Ada Lark - 4:44']],
    ['quotes', 'a.txt', 'Ada「Rain」\n“Sky” - Bo\n《Sea》Cy\n', ['Ada - Rain', 'Bo - Sky', 'Cy - Sea']],
    ['colons', 'a.txt', 'Ada Lark: Rain\nBo Fern: Sky\n', ['Ada Lark - Rain', 'Bo Fern - Sky']],
    [
      'a web player’s blocks',
      'a.txt',
      'Rain\nAda Lark\n3:45\nSky\nBo Fern\n4:01\n',
      ['Ada Lark - Rain', 'Bo Fern - Sky'],
    ],
    [
      'spotify-backup',
      'a.txt',
      'Playlists:\n\nMine\nRain\tAda Lark\tHours\tspotify:track:2nVHqZbOGkKWzlcy1aMbE7\t1975\n',
      ['Ada Lark - Rain'],
    ],
    ['an artist twice', 'a.json', '[{"title":"Ada - Rain","artist":"Ada"}]', ['Ada - Rain']],
  ],
};

it('calls a player’s list of lists by those that hold songs', () => {
  const lists = ['<playlist name="Rated" type="automatic"/>', ...['Mine', 'Yours'].map(rhythmbox)].join('');
  const found = read(`<rhythmdb-playlists>${lists}</rhythmdb-playlists>`, 'playlists.xml');
  expect(found).toMatchObject({ title: 'Mine + Yours', notices: [{ code: 'several-playlists' }] });
});

const rhythmbox = (name: string): string =>
  `<playlist name="${name}" type="static"><location>file:///Music/Ada/${name}/01%20-%20Rain%20in%20${name}.mp3</location></playlist>`;

describe.each(Object.entries(kinds))('%s', (_kind, cases) => {
  it.each(cases)('%s', (_what, file, text, songs) => {
    expect(said(read(text, file))).toEqual(songs);
  });
});

it.each([
  ['Ada Lark, Bo Fern', ['Ada Lark', 'Bo Fern']],
  ['Ada Lark,Bo Fern', ['Ada Lark', 'Bo Fern']],
  ['Ada; Bo', ['Ada', 'Bo']],
  ['Ada · Bo', ['Ada', 'Bo']],
  ['Ada x Bo', ['Ada', 'Bo']],
  ['Ada feat. Bo', ['Ada', 'Bo']],
  ['Ada Lark/Bo Fern', ['Ada Lark', 'Bo Fern']],
  ['Ada Lark, Bo Fern & Cy Dale', ['Ada Lark', 'Bo Fern', 'Cy Dale']],
  ['Earth, Wind & Fire', ['Earth, Wind & Fire']],
  ['Tyler, The Creator', ['Tyler, The Creator']],
  ['10,000 Maniacs, AC/DC', ['10,000 Maniacs', 'AC/DC']],
  ['Sleeping With Sirens', ['Sleeping With Sirens']],
  ['Simon & Garfunkel', ['Simon & Garfunkel']],
])('artists in one cell: %s', (cell, artists) => {
  expect(read(JSON.stringify([{ title: 'Rain', artist: cell }]), 'a.json').songs[0]?.artists).toEqual(
    artists,
  );
});

it.each([
  ['515s', 515_000],
  ['3:45', 225_000],
  ['PT3M20S', 200_000],
  ['200000', 200_000],
  ['200', 200_000],
])('a length of %s', (text, durationMs) => {
  expect(read(`Title,Artist,Duration\nRain,Ada,${text}`, 'a.csv').songs[0]?.durationMs).toBe(durationMs);
});

it('takes no date of adding for a year', () => {
  expect(read('Title,Artist,Date\nRain,Ada,2020-01-02', 'a.csv').songs[0]?.year).toBeNull();
});

it('folds neither titles without artists, nor other guests, nor two titles of one ISRC', () => {
  expect(read('name,album,isrc\nRain,A,\nRain,B,\nrain (feat. X),C,', 'a.csv').songs).toHaveLength(3);
  expect(readPlaylistText('Ada - Rain (feat. Bo)\nAda - Rain (feat. Cy)').songs).toHaveLength(2);
  const { songs } = read('Title,Artist,ISRC\nRain,Ada,USAT21206974\nSky,Ada,USAT21206974', 'a.csv');
  expect(songs.map(({ isrc }) => isrc)).toEqual([null, null]);
});

it('counts repeats once before it stops at 10,000', () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => `Artist ${at % 10_000} - Song`);
  const { songs, notices } = readPlaylistText(lines.join('\n'));
  expect([songs.length, notices.map(({ code }) => code)]).toEqual([10_000, ['duplicates-skipped']]);
});

it('keeps the links of a list without names', () => {
  const { songs, skipped } = readPlaylistText(
    'https://youtu.be/aB3_dE6gH9k\nhttps://www.deezer.com/track/1\n',
  );
  expect([songs.length, skipped.map(({ url }) => url)]).toEqual([
    0,
    ['https://youtu.be/aB3_dE6gH9k', 'https://www.deezer.com/track/1'],
  ]);
});

it.each([
  ['windows-1251', 'c0e4e020cbe0f0ea202d20c4eee6e4fc0a', 'Дождь'],
  ['Shift_JIS', '8ad98e6d202d2083898389838983890a', 'ララララ'],
  ['MacRoman', '416461202d20426a9a726b0a', 'Björk'],
  ['windows-1252', '416461202d20426af6726b0a', 'Björk'],
])('reads %s', (_name, hex, title) => {
  expect(readPlaylistFile(Buffer.from(hex, 'hex'), 'a.txt').songs[0]?.title).toBe(title);
});
