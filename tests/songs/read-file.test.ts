/** Each format as the programs write it, with made-up rows and facts of well-known songs. */
import { describe, expect, it } from 'vitest';
import { readPlaylistFile, readPlaylistText } from '../../src/songs/read-file.ts';

const read = (text: string, name: string) => readPlaylistFile(new TextEncoder().encode(text), name);

/** "Artist, Artist - Title" of each song. */
const names = ({ songs }: ReturnType<typeof read>) =>
  songs.map(({ artists, title }) => `${artists.join(', ')} - ${title}`);

const quoted = (cells: readonly string[]): string => cells.map((cell) => `"${cell}"`).join(',');

describe('Exportify (exportify.app)', () => {
  const header =
    'Track URI,Track Name,Artist URI(s),Artist Name(s),Album URI,Album Name,Album Artist URI(s),Album Artist Name(s),' +
    'Album Release Date,Album Image URL,Disc Number,Track Number,Track Duration (ms),Track Preview URL,Explicit,' +
    'Popularity,ISRC,Added By,Added At';
  const row = [
    'spotify:track:2fuCquhmrzHpu5xcA1ci9x',
    'Under Pressure - Remastered 2011',
    'spotify:artist:1dfeR4HaWDbWqFHLkxsg1d, spotify:artist:0oSGxfWSnnOXhD2fKuz2Gy',
    'Queen, David Bowie',
    'spotify:album:6reTSIf5MoBco62rk8T7Q1',
    'Hot Space',
    'spotify:artist:1dfeR4HaWDbWqFHLkxsg1d',
    'Queen',
    '1982-05-03',
    'https://i.scdn.co/image/ab67616d0000b273',
    '1',
    '11',
    '248440',
    '',
    'false',
    '80',
    'GB-UM7-1029605',
    'spotify:user:somebody',
    '2024-01-01T00:00:00Z',
  ];

  it('reads every fact it holds', () => {
    const playlist = read(`${quoted(header.split(','))}\n${quoted(row)}\n`, 'late_nights.csv');
    expect(playlist).toMatchObject({
      title: 'late nights',
      source: 'file',
      url: null,
      total: 1,
      skipped: [],
    });
    expect(playlist.songs).toEqual([
      {
        title: 'Under Pressure - Remastered 2011',
        artists: ['Queen', 'David Bowie'],
        album: 'Hot Space',
        year: 1982,
        durationMs: 248_440,
        isrc: 'GBUM71029605',
        url: 'https://open.spotify.com/track/2fuCquhmrzHpu5xcA1ci9x',
        genres: [],
        cover: 'https://i.scdn.co/image/ab67616d0000b273',
        audio: null,
        reading: null,
      },
    ]);
  });

  it('keeps commas that belong to a name', () => {
    const escaped = row.with(3, 'Tyler\\, The Creator, Frank Ocean');
    const alone = row
      .with(1, 'Yonkers')
      .with(2, 'spotify:artist:one')
      .with(3, 'Tyler, The Creator')
      .with(16, '');
    const playlist = read([header, quoted(escaped), quoted(alone)].join('\n'), 'a.csv');
    expect(playlist.songs.map(({ artists }) => artists)).toEqual([
      ['Tyler, The Creator', 'Frank Ocean'],
      ['Tyler, The Creator'],
    ]);
  });

  it.each([
    [
      'German',
      'Track-URI,Track-Name,Künstler-URI(s),Künstlername(n),Album-URI,Album-Name',
      'Track-Dauer (ms)',
    ],
    [
      'French',
      "URI du titre,Nom du titre,URI(s) de l'artiste,Nom(s) de l'artiste,URI de l'album,Nom de l'album",
      'Durée du titre (ms)',
    ],
    [
      'Spanish',
      'URI de la canción,Nombre de la canción,URI(s) del artista,Nombre(s) del artista,URI del álbum,Nombre del álbum',
      'Duración de la canción (ms)',
    ],
    [
      'Portuguese',
      'URI da faixa,Nome da faixa,URI(s) do artista,Nome(s) do artista,URI do álbum,Nome do álbum',
      'Duração da faixa (ms)',
    ],
    [
      'Italian',
      "URI della traccia,Nome della traccia,URI dell'artista,Nome dell'artista,URI dell'album,Nome dell'album",
      'Durata della traccia (ms)',
    ],
    [
      'Dutch',
      'Nummer URI,Nummernaam,Artiest-URI,Naam van artiest,Album-URI,Naam van album',
      'Nummerduur (ms)',
    ],
    [
      'Swedish',
      'Låtens URI,Låtens namn,Artistens URI,Artistens namn,Albumets URI,Albumets namn',
      'Låtlängd (ms)',
    ],
    ['Turkish', 'Parça URI,Parça Adı,Sanatçı URI,Sanatçı Adı,Albüm URI,Albüm Adı', 'Parça Süresi (ms)'],
    [
      'Greek',
      'URI κομματιού,Όνομα κομματιού,URI καλλιτέχνη/ων,Όνομα/τα καλλιτέχνη,URI άλμπουμ,Όνομα άλμπουμ',
      'Διάρκεια κομματιού (ms)',
    ],
    [
      'Arabic',
      'رابط الأغنية (URI),اسم الأغنية,روابط الفنانين (URI),أسماء الفنانين,رابط الألبوم (URI),اسم الألبوم',
      'مدة الأغنية (بالمللي ثانية)',
    ],
    [
      'Japanese',
      'トラックURI,トラック名,アーティストURI,アーティスト名,アルバムURI,アルバム名',
      'トラックの長さ（ミリ秒）',
    ],
    ['Chinese, simplified', '曲目 URI,曲目名称,艺人 URI,艺人名称,专辑 URI,专辑名称', '曲目时长（毫秒）'],
    ['Chinese, traditional', '曲目 URI,曲目名稱,藝人 URI,藝人名稱,專輯 URI,專輯名稱', '曲目長度（毫秒）'],
    ['Cantonese', '歌 Link,歌名,Artist Link,Artist 名,專輯 Link,專輯名', '曲目時長（毫秒）'],
  ])('reads %s headers', (_language, header, duration) => {
    const cells = [
      'spotify:track:2fuCquhmrzHpu5xcA1ci9x',
      'Song',
      'spotify:artist:a',
      'Singer',
      'spotify:album:a',
      'Album',
      '9000',
    ];
    const playlist = read(`${quoted([...header.split(','), duration])}\n${quoted(cells)}`, 'a.csv');
    expect(playlist.songs).toMatchObject([
      {
        title: 'Song',
        artists: ['Singer'],
        album: 'Album',
        durationMs: 9000,
        url: expect.stringContaining('https://open.'),
      },
    ]);
  });

  it('reads its old forks', () => {
    const playlist = read(
      'Spotify URI,Track Name,Artist Name,Album Name,Disc Number,Track Number,Track Duration (ms),Added By,Added At\n' +
        '"spotify:track:2fuCquhmrzHpu5xcA1ci9x","Hurt","Johnny Cash","American IV",1,2,218000,me,2019-01-01',
      'old.csv',
    );
    expect(playlist.songs).toMatchObject([{ title: 'Hurt', artists: ['Johnny Cash'], durationMs: 218_000 }]);
  });

  it('reads exportify.net: semicolons between artists, genres, energy and valence', () => {
    const playlist = read(
      '\ufeffTrack URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Explicit,Added By,Added At,' +
        'Genres,Record Label,Danceability,Energy,Key,Loudness,Mode,Speechiness,Acousticness,Instrumentalness,Liveness,Valence,Tempo,Time Signature\n' +
        '"spotify:track:2fuCquhmrzHpu5xcA1ci9x","Get Lucky","Random Access Memories","Daft Punk;Pharrell Williams;Nile Rodgers",2013-05-17,369000,80,false,,2024-01-01,' +
        '"disco, french house","Columbia",0.79,0.811,6,-8.9,0,0.03,0.04,0.001,0.1,0.863,116,4',
      'a.csv',
    );
    expect(playlist.songs).toMatchObject([
      {
        artists: ['Daft Punk', 'Pharrell Williams', 'Nile Rodgers'],
        year: 2013,
        genres: ['disco', 'french house'],
        audio: { valence: 0.863, energy: 0.811 },
      },
    ]);
  });
});

describe('other tables', () => {
  it.each([
    ['without signs', ['1', '80'], 0.01],
    ['with them', ['1%', '80%'], 0.01],
    ['not in percent', ['1', '0.8'], 1],
  ])('reads a song’s energy of 1 as the others of its table: %s', (_name, [one, other], energy) => {
    const { songs } = read(`Title,Artist,Energy\nRain,Ada Lark,${one}\nSnow,Ada Lark,${other}\n`, 'a.csv');
    expect(songs.map(({ audio }) => audio?.energy)).toEqual([energy, 0.8]);
  });

  it('reads them so in JSON, too', () => {
    const list = [1, 80].map((valence) => ({ title: `Rain ${valence}`, artist: 'Ada Lark', valence }));
    expect(read(JSON.stringify(list), 'a.json').songs.map(({ audio }) => audio?.valence)).toEqual([
      0.01, 0.8,
    ]);
  });

  it('reads TuneMyMusic: many playlists, and artists hidden in titles', () => {
    const playlist = read(
      '\ufeffTrack name,Artist name,Album,Playlist name,Type,ISRC,Spotify - id\n' +
        'Imagine,John Lennon,Imagine,Calm,Playlist,USGF19942501,7pKfPomDEeI4TPT6EOYjn9\n' +
        'Toto - Africa (Official HD Video),,,Loud,Playlist,,\n' +
        'Some talk,A host,,Loud,Podcast,,',
      'tunes.csv',
    );
    expect(names(playlist)).toEqual(['John Lennon - Imagine', 'Toto - Africa (Official HD Video)']);
    expect(playlist.title).toBe('Calm + Loud');
    expect(playlist.songs[0]?.url).toBe('https://open.spotify.com/track/7pKfPomDEeI4TPT6EOYjn9');
    expect(playlist.skipped).toEqual([{ title: 'Some talk', reason: expect.stringContaining('podcast') }]);
    expect(playlist.notices.map(({ code }) => code)).toEqual(['several-playlists']);
  });

  it('reads Soundiiz', () => {
    const playlist = read(
      'title;artist;album;isrc;addedDate;duration;url\n' +
        'Gracias a la vida;Violeta Parra;Las últimas composiciones;CLA010000001;2020-01-01;273;https://www.deezer.com/track/3135556\n',
      'soundiiz.csv',
    );
    expect(playlist.songs).toMatchObject([
      {
        title: 'Gracias a la vida',
        isrc: 'CLA010000001',
        durationMs: 273_000,
        url: 'https://www.deezer.com/track/3135556',
      },
    ]);
  });

  it('reads the Music app’s text export in its language', () => {
    const playlist = read(
      'Name\tInterpret\tKomponist\tAlbum\tGenre\tDauer\tJahr\r99 Luftballons\tNena\t\tNena\tPop\t3:53\t1983\r',
      'Musik.txt',
    );
    expect(playlist.songs).toMatchObject([
      { title: '99 Luftballons', artists: ['Nena'], year: 1983, durationMs: 233_000, genres: ['Pop'] },
    ]);
  });

  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['bar', '|'],
  ])('finds the delimiter: %s', (_name, delimiter) => {
    const table = [
      ['Artist', 'Titel'],
      ['Rammstein', 'Sonne'],
      ['Björk', 'Jóga'],
    ];
    const playlist = read(table.map((cells) => cells.join(delimiter)).join('\r\n'), 'liste.csv');
    expect(names(playlist)).toEqual(['Rammstein - Sonne', 'Björk - Jóga']);
  });

  it('finds the header below a preamble', () => {
    expect(names(read('sep=;\nInterpret;Titel\nNena;99 Luftballons\n', 'a.csv'))).toEqual([
      'Nena - 99 Luftballons',
    ]);
  });

  it('loses one row to a stray quote, not the rest', () => {
    const playlist = read(
      'Title,Artist\nFirst,A\n"Second,B\nThird "x",C\n"Fourth ""quoted""",D\n,E\n,,\nFifth,F',
      'a.csv',
    );
    expect(names(playlist)).toEqual(
      expect.arrayContaining(['A - First', 'C - Third "x"', 'D - Fourth "quoted"', 'F - Fifth']),
    );
    expect(playlist.skipped).toContainEqual({ title: 'Row 6', reason: 'no title in this row' });
  });

  it('asks for column names that it can understand', () => {
    expect(() => read('foo,bar\n1,2\n', 'a.csv')).toThrow(
      expect.objectContaining({ code: 'unknown-columns' }),
    );
  });

  it('takes a list of lines that is merely called CSV', () => {
    expect(names(read('Toto - Africa\nABBA - SOS\n', 'a.csv'))).toEqual(['Toto - Africa', 'ABBA - SOS']);
  });
});

describe('M3U', () => {
  it('reads the extended tags', () => {
    const playlist = read(
      '#EXTM3U\n#PLAYLIST:Road\n#EXTINF:354,Queen - Bohemian Rhapsody\nqueen/br.mp3\n' +
        '#EXTINF:200 logo="a,b" group="x",Édith Piaf - La vie en rose\nhttps://www.youtube.com/watch?v=rzeLynj1GYM\n' +
        '#EXTART:Nina Simone\n#EXTALB:Pastel Blues\n#EXTINF:622,Sinnerman\ns.flac\n',
      'list.m3u8',
    );
    expect(playlist.title).toBe('Road');
    expect(playlist.songs).toMatchObject([
      { title: 'Bohemian Rhapsody', artists: ['Queen'], durationMs: 354_000, url: null },
      {
        title: 'La vie en rose',
        artists: ['Édith Piaf'],
        url: 'https://www.youtube.com/watch?v=rzeLynj1GYM',
      },
      { title: 'Sinnerman', artists: ['Nina Simone'], album: 'Pastel Blues' },
    ]);
  });

  it('reads names from paths when there is nothing else', () => {
    const playlist = read(
      'C:\\Music\\Massive Attack\\Mezzanine\\03 Teardrop.mp3\n../Portishead - Roads.flac\nfile:///m/Bj%C3%B6rk/Post/1-05%20J%C3%B3ga.mp3\n',
      'paths.m3u',
    );
    expect(names(playlist)).toEqual(['Massive Attack - Teardrop', 'Portishead - Roads', 'Björk - Jóga']);
    expect(playlist.songs[0]?.album).toBe('Mezzanine');
  });

  it('refuses the part list of a video stream', () => {
    expect(() => read('#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9.9,\nseg1.ts\n', 'a.m3u8')).toThrow(
      expect.objectContaining({ code: 'unknown-playlist-format' }),
    );
  });
});

describe('XML', () => {
  it('reads XSPF', () => {
    const playlist = read(
      '<?xml version="1.0" encoding="UTF-8"?>\n<playlist version="1" xmlns="http://xspf.org/ns/0/"><title>Rain &amp; night</title><trackList>' +
        '<track><title>Ain&#39;t No Sunshine</title><creator>Bill Withers</creator><album>Just As I Am</album><duration>125000</duration><location>file:///x.mp3</location></track>' +
        '<track><creator>Nobody</creator></track><track><title><b>odd</b></title></track>' +
        '<track><title><![CDATA[Tom & Jerry]]></title><creator>X</creator></track></trackList></playlist>',
      'a.xspf',
    );
    expect(playlist.title).toBe('Rain & night');
    expect(names(playlist)).toEqual(["Bill Withers - Ain't No Sunshine", 'X - Tom & Jerry']);
    expect(playlist.songs[0]).toMatchObject({ album: 'Just As I Am', durationMs: 125_000, url: null });
    expect(playlist).toMatchObject({ total: 4, skipped: [{ title: 'Nobody' }, { title: 'Track 3' }] });
  });

  const plist = (inner: string): string =>
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n' +
    `<plist version="1.0"><dict><key>Major Version</key><integer>1</integer>${inner}</dict></plist>`;
  const track = (id: number, name: string, more = ''): string =>
    `<key>${id}</key><dict><key>Track ID</key><integer>${id}</integer><key>Name</key><string>${name}</string><key>Artist</key><string>Sade</string><key>Total Time</key><integer>200000</integer><key>Year</key><integer>1992</integer>${more}</dict>`;

  it('reads an iTunes playlist in its own order, without podcasts', () => {
    const playlist = read(
      plist(
        `<key>Tracks</key><dict>${track(1, 'No Ordinary Love')}${track(2, 'Kiss of Life &amp; More')}${track(3, 'A talk', '<key>Podcast</key><true/>')}</dict>` +
          '<key>Playlists</key><array><dict><key>Name</key><string>Slow</string><key>Playlist Items</key><array>' +
          [2, 3, 1, 9].map((id) => `<dict><key>Track ID</key><integer>${id}</integer></dict>`).join('') +
          '</array></dict></array>',
      ),
      'Slow.xml',
    );
    expect(playlist.title).toBe('Slow');
    expect(names(playlist)).toEqual(['Sade - Kiss of Life & More', 'Sade - No Ordinary Love']);
    expect(playlist.songs[0]).toMatchObject({ durationMs: 200_000, year: 1992 });
    expect(playlist.skipped.map(({ title }) => title)).toEqual(['A talk', 'Track 9']);
  });

  it('reads a whole iTunes library once', () => {
    const playlist = read(
      plist(`<key>Tracks</key><dict>${track(1, 'Smooth Operator')}</dict>`),
      'Library.xml',
    );
    expect(names(playlist)).toEqual(['Sade - Smooth Operator']);
  });

  it('says that broken XML is broken', () => {
    for (const text of ['<playlist><trackList></playlist', '<plist><dict', '<plist></plist>']) {
      expect(() => read(text, 'a.xml')).toThrow(expect.objectContaining({ name: 'UserError' }));
    }
  });
});

describe('JSON', () => {
  it('reads JSPF with readings written by hand', () => {
    const track = (extension: unknown) => ({ title: 'Song', creator: 'A', duration: 1000, extension });
    const reading = { summary: 'Warm.', valence: 0.5, energy: -0.5, moods: ['peaceful'], themes: ['Home'] };
    const playlist = read(
      JSON.stringify({
        playlist: {
          title: 'Ours',
          track: [
            { ...track({ scenescore: [{ reading, year: 1999, genres: ['soul'] }] }), title: 'One' },
            { ...track({ scenescore: [{ reading: { ...reading, moods: ['grumpy'] } }] }), title: 'Two' },
            {
              ...track({
                scenescore: [
                  { reading: { ...reading, summary: `@here https://x.y ${'z'.repeat(999)}`, valence: 7 } },
                ],
              }),
              title: 'Three',
            },
            { ...track('nonsense'), title: 'Four' },
            { creator: 'only' },
            7,
          ],
        },
      }),
      'ours.jspf',
    );
    expect(playlist.songs[0]).toMatchObject({
      title: 'One',
      year: 1999,
      genres: ['soul'],
      durationMs: 1000,
      reading: { ...reading, themes: ['home'] },
    });
    expect(playlist.songs[1]?.reading).toBeNull();
    expect(playlist.songs[2]?.reading?.valence).toBeNull();
    expect(playlist.songs[2]?.reading?.summary).toMatch(/^here z{295}$/);
    expect(playlist.songs[3]?.reading).toBeNull();
    expect(playlist).toMatchObject({
      title: 'Ours',
      total: 6,
      skipped: [{ title: 'only' }, { title: 'Track 6' }],
    });
  });

  it('reads Spotify’s data download', () => {
    const item = (trackName: string) => ({
      track: {
        trackName,
        artistName: 'Sade',
        albumName: 'Love Deluxe',
        trackUri: 'spotify:track:2fuCquhmrzHpu5xcA1ci9x',
      },
      episode: null,
      localTrack: null,
      addedDate: '2024-01-01',
    });
    const playlist = read(
      JSON.stringify({
        playlists: [
          {
            name: 'Quiet',
            items: [
              item('Pearls'),
              { track: null, episode: { episodeName: 'Talk' } },
              {
                track: null,
                episode: null,
                localTrack: { uri: 'spotify:local:Me:My+Tape:Kitchen+Song:200' },
              },
              null,
            ],
          },
        ],
      }),
      'Playlist1.json',
    );
    expect(playlist.title).toBe('Quiet');
    expect(playlist.songs).toMatchObject([
      { title: 'Pearls', album: 'Love Deluxe', url: expect.stringContaining('2fuC') },
    ]);
    expect(playlist.skipped.map(({ title }) => title)).toEqual(['Talk', 'Kitchen Song', 'Row 4']);

    const library = read(
      JSON.stringify({
        tracks: [{ artist: 'Sade', album: 'x', track: 'Pearls', uri: 'spotify:track:y' }],
        episodes: [{}],
      }),
      'YourLibrary.json',
    );
    expect(names(library)).toEqual(['Sade - Pearls']);
    expect(library.total).toBe(2);
  });

  it('reads any list with a title and an artist', () => {
    const songs = [{ name: 'Pearls', artists: [{ name: 'Sade' }], duration_ms: 274_000 }, null, { title: 5 }];
    const playlist = read(JSON.stringify({ songs }), 'a.json');
    expect(playlist.songs[0]).toMatchObject({ title: 'Pearls', artists: ['Sade'], durationMs: 274_000 });
    expect(playlist.total).toBe(3);
  });
});

describe('plain text', () => {
  it('reads the ways people write lists', () => {
    const playlist = read(
      [
        '# my list',
        '1. Queen - Bohemian Rhapsody (5:55)',
        '2) ABBA – Dancing Queen',
        '03 - Toto - Africa',
        '- a-ha - Take On Me',
        '* **Nina Simone — Feeling Good**',
        'Imagine by John Lennon',
        '“Hurt” by Johnny Cash',
        'Stand by Me by Ben E. King',
        '宇多田ヒカル―First Love',
        '50 Cent - In da Club',
        'Sade\tPearls',
        '----------',
        'just some words',
        'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
      ].join('\n'),
      'Car songs.txt',
    );
    expect(names(playlist)).toEqual([
      'Queen - Bohemian Rhapsody',
      'ABBA - Dancing Queen',
      'Toto - Africa',
      'a-ha - Take On Me',
      'Nina Simone - Feeling Good',
      'John Lennon - Imagine',
      'Johnny Cash - Hurt',
      'Ben E. King - Stand by Me',
      '宇多田ヒカル - First Love',
      '50 Cent - In da Club',
      'Sade - Pearls',
    ]);
    expect(playlist).toMatchObject({ title: 'Car songs', total: 13 });
    expect(playlist.skipped.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('Artist - Title'),
      'a link without a name',
    ]);
  });

  it('reads pasted text, also in the single line a chat allows', () => {
    const playlist = readPlaylistText('Queen - Bohemian Rhapsody; ABBA - SOS ; Sade - Pearls');
    expect(names(playlist)).toEqual(['Queen - Bohemian Rhapsody', 'ABBA - SOS', 'Sade - Pearls']);
    expect(playlist).toMatchObject({ title: 'Pasted songs', source: 'text' });
  });
});

it.each([
  ['my mix.vdjfolder', 'my mix'],
  ['my mix.ndjson', 'my mix'],
  ['Best of Vol. 2', 'Best of Vol. 2'],
  ['Songs of Mr.Somebody', 'Songs of Mr.Somebody'],
])('calls the list of %s “%s”', (name, title) => {
  expect(read('Ada Lark - Rain\nAda Lark - Snow', name).title).toBe(title);
});

it.each([
  ['Ada Lark | Rain', ['Ada Lark - Rain']],
  ['Ada Lark - Rain | The Moles - Snow', ['Ada Lark - Rain', 'The Moles - Snow']],
  ['Ada Lark: Rain | The Moles: Snow', ['Ada Lark - Rain', 'The Moles - Snow']],
  ['Ada Lark - Rain; The Moles - Snow', ['Ada Lark - Rain', 'The Moles - Snow']],
  ['Ada Lark - Rain, The Moles - Snow', ['Ada Lark - Rain', 'The Moles - Snow']],
  ['Rain, Snow & Ice - March', ['Rain, Snow & Ice - March']],
  ['Rain by Ada Lark, Snow by The Moles', ['Ada Lark - Rain', 'The Moles - Snow']],
  ['Ada Lark - Rain / The Moles - Snow', ['Ada Lark - Rain', 'The Moles - Snow']],
])('reads a single pasted line: %s', (line, songs) => {
  expect(names(readPlaylistText(line))).toEqual(songs);
});
