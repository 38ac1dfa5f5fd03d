/** Playlist files of every format, pasted text, links and the titles in them. */

import { type Playlist, playlistSchema } from '../../../src/model/playlist.ts';
import { recogniseLink } from '../../../src/services/sources/links.ts';
import { isSameSong, songKey } from '../../../src/songs/identity.ts';
import { titleParts } from '../../../src/songs/names/title-parts.ts';
import { videoTitle } from '../../../src/songs/names/video-title.ts';
import { maxSongs } from '../../../src/songs/playlist.ts';
import { maxFileBytes, readPlaylistFile, readPlaylistText } from '../../../src/songs/read-file.ts';
import { must, ofBytes, ofText, type Parser, type ParserOptions } from '../parser.ts';

function mustBeGood(playlist: Playlist): void {
  const { songs, skipped, total } = playlist;
  must(playlistSchema.safeParse(playlist).success, 'a playlist of its own shape');
  const hasLinks = skipped.some(({ url }) => url !== undefined);
  must((songs.length > 0 || hasLinks) && songs.length <= maxSongs, 'some songs or links, not too many');
  must(songs.length + skipped.length <= total, 'no row counted twice');
  for (const { title, artists, url, cover } of songs) {
    must(/^[^\p{Cc}\p{Cs}]{1,300}$/u.test(title), `a title fit to be shown: ${JSON.stringify(title)}`);
    must(
      artists.every((artist) => /^[^\p{Cc}\p{Cs}]{1,200}$/u.test(artist)),
      'names fit to be shown',
    );
    for (const link of [url, cover])
      must(link === null || /^https:\/\/[^\s<>]+$/.test(link), 'links of https');
  }
}

function file(name: string, extension: string, options: ParserOptions): Parser {
  return ofBytes(name, options, (bytes) => {
    // The largest that is looked at: a few marks more are refused before anything is.
    const playlist = readPlaylistFile(bytes.subarray(0, maxFileBytes), `songs.${extension}`);
    mustBeGood(playlist);
  });
}

const exportify =
  'Track URI,Track Name,Artist Name(s),Album Name,Release Date,Duration (ms),Genres,Valence,Energy\n' +
  'spotify:track:2fuCquhmrzHpu5xcA1ci9x,"One, two",Some Band;Other,"An ""Album""",2001-02-03,180000,pop,0.5,0.7\n' +
  'spotify:local:a:b:c:1,Tape,A,,,,,,\n';

const plist =
  '<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x"><plist version="1.0"><dict>' +
  '<key>Tracks</key><dict><key>1</key><dict><key>Track ID</key><integer>1</integer><key>Name</key><string>One &#38; two</string>' +
  '<key>Artist</key><string>Band</string><key>Total Time</key><integer>180000</integer></dict></dict><key>Playlists</key><array>' +
  '<dict><key>Name</key><string>Mine</string><key>Playlist Items</key><array><dict><key>Track ID</key><integer>1</integer></dict>' +
  '</array></dict></array></dict></plist>';

const jspfDocument = {
  playlist: {
    title: 'Mine',
    track: [
      {
        title: 'One',
        creator: 'Band',
        album: 'A',
        duration: 180000,
        location: ['https://open.spotify.com/track/x'],
      },
      {
        title: 'Two',
        creator: 'Band',
        extension: {
          scenescore: [
            {
              year: 2001,
              genres: ['pop'],
              reading: {
                summary: 'Calm.',
                valence: 0.1,
                energy: -0.4,
                moods: ['peaceful'],
                themes: ['lake'],
              },
            },
          ],
        },
      },
    ],
  },
};

const spotifyDocuments = [
  {
    playlists: [
      {
        name: 'Mine',
        items: [
          {
            track: {
              trackName: 'One',
              artistName: 'Band',
              albumName: 'A',
              trackUri: 'spotify:track:2fuCquhmrzHpu5xcA1ci9x',
            },
          },
          { track: null, episode: { episodeName: 'Talk' } },
          { localTrack: { uri: 'spotify:local:Band:Album:Tape:200' } },
        ],
      },
    ],
  },
  {
    tracks: [{ artist: 'Band', album: 'A', track: 'One', uri: 'spotify:track:2fuCquhmrzHpu5xcA1ci9x' }],
    episodes: [{}],
  },
];

const xspfText =
  '<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><title>Mine</title><trackList><track>' +
  '<title>One &amp; two</title><creator>Band</creator><duration>180000</duration><location>https://open.spotify.com/track/x</location>' +
  '</track><track><title>Band - Three</title></track></trackList></playlist>';

export const playlistParsers: readonly Parser[] = [
  file('CSV', 'csv', {
    texts: [exportify, 'Title;Artist\nOne;Band\n', 'sep=\t\nTitle\tArtist\tTime\nOne\tBand\t3:45\n'],
    openings: ['Title,Artist\n', ''],
    rows: [
      { before: 'Title,Artist\n', row: 'a,b\n', after: '' },
      { before: exportify, row: '"a ""b""",x,y,"', after: '' },
      {
        before: exportify,
        row: 'spotify:track:2fuCquhmrzHpu5xcA1ci9x,"A, b",Band;Other,"An ""Album""",2001-02-03,180000,pop,0.5,0.7\n',
        after: '',
      },
    ],
  }),
  file('M3U', 'm3u8', {
    texts: [
      '#EXTM3U\n#PLAYLIST:Mine\n#EXTINF:180 logo="a,b",Band - One\n#EXTALB:A\nMusic/Band/A/01 - One.mp3\nhttps://a.example/b%20c.mp3\n',
    ],
    openings: ['#EXTM3U\n', '#EXTM3U\n#EXTINF:1,'],
    rows: [{ before: '#EXTM3U\n', row: '#EXTINF:1,a - b\nc\n', after: '' }],
  }),
  file('XSPF', 'xspf', {
    texts: [xspfText],
    openings: ['<playlist><trackList><track><title>'],
    rows: [
      {
        before: '<playlist><trackList>',
        row: '<track><title>a</title></track>',
        after: '</trackList></playlist>',
      },
      { before: '<playlist><trackList>', row: '<t/>', after: '</trackList></playlist>' },
    ],
  }),
  file('iTunes XML', 'xml', {
    texts: [plist],
    openings: ['<plist><dict><key>Tracks</key><dict><key>1</key><dict><key>Name</key>'],
    rows: [
      {
        before: '<plist><dict><key>Tracks</key><dict>',
        row: '<key>1</key><dict><key>Name</key><string>a</string></dict>',
        after: '</dict></dict></plist>',
      },
      { before: '<plist><dict>', row: '<key/>', after: '</dict></plist>' },
    ],
  }),
  file('JSPF', 'jspf', {
    values: [jspfDocument],
    openings: ['{"playlist":{"track":[', '{"playlist":{"track":[{"title":'],
    rows: [{ before: '{"playlist":{"track":[', row: '{"title":"a"},', after: '{}]}}' }],
  }),
  file('Spotify data', 'json', {
    values: spotifyDocuments,
    openings: ['{"playlists":['],
    rows: [
      { before: '{"playlists":[{"name":"a","items":[', row: '{"track":{"trackName":"a"}},', after: '{}]}]}' },
    ],
  }),
  file('JSON list', 'json', {
    values: [
      [{ title: 'One', artist: 'Band', album: 'A', duration_ms: 1000 }],
      { songs: [{ name: 'One', artists: [{ name: 'Band' }] }] },
    ],
    openings: ['[{"title":'],
    rows: [
      { before: '[', row: '{"title":"a","artist":"b"},', after: '{}]' },
      { before: '[{"title":"a","artist":"b"},', row: '0,', after: '0]' },
    ],
  }),
  file('text file', 'txt', {
    texts: ['1. Band - One (3:45)\n* “Two” by Band\nBand — Three https://open.spotify.com/track/x\n'],
    rows: [{ before: '', row: 'Band - A song (feat. Other) - Live at Home / Remastered 2011\n', after: '' }],
  }),
  ofText(
    'pasted list',
    { texts: ['Band - One; Band - Two | Other - Three', 'Band - One\nBand - Two'], maxBytes: 6_000 },
    (text) => mustBeGood(readPlaylistText(text)),
  ),
  ofText(
    'links',
    {
      texts: [
        'https://open.spotify.com/playlist/37i9dQZF1DX0?si=a',
        '<https://www.youtube.com/watch?v=rzeLynj1GYM&list=PLabc>',
        'music.apple.com/us/album/name/123?i=456',
        'https://www.deezer.com/en/playlist/908622995',
        'spotify:user:me:playlist:37i9dQZF1DX0',
        'https://spotify.link/abc',
      ],
    },
    (text) => {
      const link = recogniseLink(text, { DEEZER_API_URL: 'http://127.0.0.1:1/deezer' });
      if (link === null) return;
      const parts: readonly (string | null)[] = Object.values(link);
      must(
        parts.every((part) => part === null || part.length <= 2_100),
        'nothing long comes out of a link',
      );
      if ('id' in link) must(/^[A-Za-z0-9._-]{0,80}$/.test(String(link.id)), 'an id is an id');
      if ('url' in link)
        must(/^https:\/\/[a-z.]+\/\S*$/.test(String(link.url)), 'a short link keeps to its host');
    },
  ),
  ofText(
    'titles',
    {
      texts: [
        'Song (feat. X) - Live at Y / Remastered 2010',
        'Artist "Title" (Official Video) | HD',
        '「夜」アーティスト',
        'R.E.M. & Ke$ha — P!nk',
      ],
    },
    (text) => {
      const { base, version } = titleParts(text);
      must(base.length <= 300 && (version ?? '').length <= 2_000, 'short parts');
      const { title, artist } = videoTitle(text, text.slice(0, 60));
      const song = { title, artists: [artist, text], album: text, isrc: null };
      must(songKey(song).length <= 320, 'a short key');
      isSameSong(song, { title: text, artists: [text] });
    },
  ),
];
