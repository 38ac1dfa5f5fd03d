/** Encodings, limits, and files that mean harm. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { maxFileBytes, readPlaylistFile, readPlaylistText } from '../../src/songs/read-file.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, name: string) => readPlaylistFile(utf8(text), name);

function utf16(text: string, endian: 'le' | 'be', withMark: boolean): Uint8Array {
  const bytes = Buffer.from(withMark ? `\ufeff${text}` : text, 'utf16le');
  return endian === 'le' ? bytes : bytes.swap16();
}

describe('encodings', () => {
  const text = 'Titel\tKünstler\nFür Elise\tBeethoven\nÇa va\tÉtienne Daho\n';
  it.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`)],
    ['UTF-16 LE', utf16(text, 'le', true)],
    ['UTF-16 BE', utf16(text, 'be', true)],
    ['UTF-16 LE without a mark', utf16(text, 'le', false)],
    ['UTF-16 BE without a mark', utf16(text, 'be', false)],
    ['Latin-1', Buffer.from(text, 'latin1')],
  ])('%s', (_name, bytes) => {
    expect(readPlaylistFile(bytes, 'a.txt').songs.map(({ title, artists }) => [title, ...artists])).toEqual([
      ['Für Elise', 'Beethoven'],
      ['Ça va', 'Étienne Daho'],
    ]);
  });

  it('windows-1252 signs', () => {
    const bytes = Buffer.from('Sin\xe9ad \x96 It\x92s me', 'latin1');
    expect(readPlaylistFile(bytes, 'a.txt').songs).toMatchObject([{ title: 'It’s me', artists: ['Sinéad'] }]);
  });
  it('UTF-8 that was damaged here and there is still UTF-8, a last Latin-1 letter still Latin-1', () => {
    const damaged = Buffer.concat([
      Buffer.from('Björk - Jóga\nÉtienne - '),
      Buffer.of(0xc3),
      Buffer.from('?a va\n'),
    ]);
    expect(readPlaylistFile(damaged, 'a.txt').songs[0]).toMatchObject({ title: 'Jóga', artists: ['Björk'] });
    const last = readPlaylistFile(Buffer.from('Hit - Beyoncé', 'latin1'), 'a.txt').songs[0];
    expect(last?.title).toBe('Beyoncé');
  });
});

describe('what is cleaned', () => {
  it('control characters, direction overrides and long titles', () => {
    const { songs } = read(
      `Title,Artist\n"A\0b\u202ec\u0007\td",X\n${'é'.repeat(2000)},Y\n${'a'.repeat(299)}😀,Z`,
      'a.csv',
    );
    expect(songs[0]?.title).toBe('A b c d');
    expect(songs[1]?.title).toBe('é'.repeat(300));
    expect(songs[2]?.title).toBe('a'.repeat(299));
  });

  it.each([
    [
      'https://open.spotify.com/track/2fuCquhmrzHpu5xcA1ci9x',
      'https://open.spotify.com/track/2fuCquhmrzHpu5xcA1ci9x',
    ],
    ['spotify:track:2fuCquhmrzHpu5xcA1ci9x', 'https://open.spotify.com/track/2fuCquhmrzHpu5xcA1ci9x'],
    ['http://www.youtube.com/watch?v=rzeLynj1GYM', 'https://www.youtube.com/watch?v=rzeLynj1GYM'],
    ['https://music.apple.com/us/song/1', 'https://music.apple.com/us/song/1'],
    ['https://somebody.bandcamp.com/track/x', 'https://somebody.bandcamp.com/track/x'],
    ['javascript:alert(1)', null],
    ['file:///etc/passwd', null],
    ['https://evil.example/open.spotify.com', null],
    ['https://open.spotify.com.evil.example/', null],
    ['https://notspotify.com/', null],
    ['https://open.spotify.com@evil.example/', null],
    ['https://user:pass@open.spotify.com/', null],
    ['https://open.spotify.com:8443/', null],
    ['spotify:track:short', null],
    [`https://open.spotify.com/${'x'.repeat(600)}`, null],
  ])('link %s', (link, kept) => {
    expect(read(`Title,Artist,URL\nSong,A,${link}`, 'a.csv').songs[0]?.url).toBe(kept);
  });

  it('local files and podcasts are left out with the reason', () => {
    const playlist = read(
      'Track URI,Track Name,Artist Name\nspotify:local:A:B:C:1,Tape,A\nspotify:episode:4uLU6hMCjMI75M1A2tKUQC,Talk,B\nx,Song,C',
      'a.csv',
    );
    expect(playlist.songs.map(({ title }) => title)).toEqual(['Song']);
    expect(playlist.skipped.map(({ title }) => title)).toEqual(['Tape', 'Talk']);
    expect(playlist.total).toBe(3);
  });
});

describe('limits', () => {
  const made = (count: number): string =>
    Array.from({ length: count }, (_, at) => `Artist ${at % 700} - Made-up song ${at}`).join('\n');

  it('reads 10,000 songs, each with its own name', () => {
    const playlist = read(made(10_000), 'a.txt');
    expect(playlist.songs.length).toBe(10_000);
    expect(playlist.songs[9_999]).toMatchObject({ title: 'Made-up song 9999', artists: ['Artist 199'] });
    expect(playlist.notices).toEqual([]);
  });

  it('stops at 10,000 songs and says so', () => {
    const playlist = read(made(10_050), 'a.txt');
    expect(playlist.songs.length).toBe(10_000);
    expect(playlist.total).toBe(10_050);
    expect(playlist.notices).toMatchObject([
      { code: 'playlist-cut', text: expect.stringContaining('10,050') },
    ]);
  });

  it('stops counting where it is no use', () => {
    const playlist = read(`Real - Song\n${'x\n'.repeat(200_000)}`, 'a.txt');
    expect(playlist.total).toBe(100_000);
    expect(playlist.skipped.length).toBe(1_000);
    expect(playlist.notices.map(({ code }) => code)).toEqual(['many-rows-skipped']);
  });

  it('folds what comes twice and says so', () => {
    const playlist = read('A - One\nA - One (Remastered 2011)\nB - Two\na - ONE', 'a.txt');
    expect(playlist.songs.length).toBe(2);
    expect(playlist.total).toBe(4);
    expect(playlist.notices).toMatchObject([
      { code: 'duplicates-skipped', text: expect.stringMatching(/^2 /) },
    ]);
  });

  it('refuses more than 10 MB', () => {
    expect(() => readPlaylistFile(new Uint8Array(maxFileBytes + 1), 'a.csv')).toThrow(
      expect.objectContaining({ code: 'playlist-too-large' }),
    );
  });
});

describe('files that are no playlist', () => {
  it.each([
    ['nothing', new Uint8Array(), 'empty-playlist'],
    ['white space', utf8(' \r\n\t '), 'empty-playlist'],
    ['a header alone', utf8('Title,Artist\n'), 'empty-playlist'],
    ['prose', utf8('This is a letter.\nIt holds no songs.\n'), 'empty-playlist'],
    ['a web page', utf8('<!DOCTYPE html><html><title>A - B</title></html>'), 'unknown-playlist-format'],
    ['other XML', utf8('<?xml version="1.0"?><rss><a>b - c</a></rss>'), 'unknown-playlist-format'],
    ['other JSON', utf8('{"a": [1, 2]}'), 'unknown-playlist-format'],
    ['broken JSON', utf8('{"playlist": {"track": [{"title": "a - b"'), 'unknown-playlist-format'],
    ['a JSPF without songs', utf8('{"playlist": {"track": []}}'), 'empty-playlist'],
    ['a zip', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0), 'unknown-playlist-format'],
    ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0), 'unknown-playlist-format'],
    ['noise', Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251), 'unknown-playlist-format'],
  ])('%s', (_name, bytes, code) => {
    expect(() => readPlaylistFile(bytes, 'a.txt')).toThrow(
      expect.objectContaining({ name: 'UserError', code }),
    );
  });
});

describe('files that mean harm', () => {
  it('a billion laughs stay a joke', () => {
    const entities = Array.from(
      { length: 9 },
      (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
    ).join('');
    const text =
      `<?xml version="1.0"?><!DOCTYPE playlist [<!ENTITY l0 "ha">${entities}<!ENTITY file SYSTEM "file:///etc/passwd">]>` +
      '<playlist><trackList><track><title>&l9;&file;</title><creator>A</creator></track></trackList></playlist>';
    let titles = '';
    try {
      titles = read(text, 'a.xspf')
        .songs.map(({ title }) => title)
        .join();
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
    }
    expect(titles).not.toMatch(/ha|root:/);
  });

  it('a document’s own entities are not expanded', () => {
    const { songs } = read(
      '<!DOCTYPE playlist [<!ENTITY own "expanded">]><playlist><trackList><track><title>a &own; &amp; b</title><creator>A</creator></track></trackList></playlist>',
      'a.xspf',
    );
    expect(songs[0]?.title).toBe('a &own; & b');
  });

  it('keys of objects’ own machinery are only keys', () => {
    const list =
      '[{"__proto__": {"polluted": 1}, "title": "Song", "artist": "A", "constructor": "x", "toString": 5}]';
    expect(read(list, 'a.json').songs).toMatchObject([{ title: 'Song', artists: ['A'] }]);
    expect(read('__proto__,constructor,Title,Artist\na,b,Song,A', 'a.csv').songs.length).toBe(1);
    expect(
      read(
        '<plist><dict><key>__proto__</key><dict><key>polluted</key><true/></dict><key>Tracks</key><dict><key>__proto__</key><dict><key>Name</key><string>Song</string></dict></dict></dict></plist>',
        'a.xml',
      ).songs.length,
    ).toBe(1);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('a stray quote costs one row of a table, and no other cell of it', () => {
    const { songs } = read(
      'Title,Artist,Album\n"One, ""two""",A,"x"\n"Three" is not quoted,B,C\nbroken "quote,D,E\n"never closed,F,G\nLast,H,I\n',
      'a.csv',
    );
    expect(songs.map(({ title, artists: [artist] }) => [title, artist])).toEqual([
      ['One, "two"', 'A'],
      ['"Three" is not quoted', 'B'],
      ['broken "quote', 'D'],
      ['never closed', 'F'],
      ['Last', 'H'],
    ]);
  });

  it('marks of XML where they are none', () => {
    const { title, songs } = read(
      '<?xml version="1.0"?><!DOCTYPE playlist [<!-- don\'t > --><!ENTITY a "]>">]><!-- <playlist> --><x:playlist a="1>2" b=\'"\'>' +
        '<title>Mine</title><trackList><track n="/track>"><title><![CDATA[A < B &amp; c]]></title><creator>C<!-- x -->D</creator></track>' +
        '<track/><track><title><b>x</b></title></track></trackList></x:playlist>',
      'a.xspf',
    );
    expect(title).toBe('Mine');
    expect(songs).toMatchObject([{ title: 'A < B &amp; c', artists: ['CD'] }]);
  });

  it.each(['<playlist><a></b></playlist>', '<playlist>', '<playlist><a b="></playlist>'])(
    'broken XML is said to be broken: %s',
    (text) => {
      expect(() => read(text, 'a.xspf')).toThrow(expect.objectContaining({ code: 'broken-file' }));
    },
  );

  const size = 1_000_000;
  it.each([
    ['one endless line', 'a'.repeat(size)],
    ['dashes', ' - '.repeat(size / 3)],
    ['empty quotes', '"'.repeat(size)],
    ['an unclosed quote', `Title,Artist\n"${'x,\n'.repeat(size / 3)}`],
    ['a row of commas', `Title,Artist\n${','.repeat(size)}`],
    ['nested lists', '['.repeat(size / 2) + ']'.repeat(size / 2)],
    ['nested lists in a title', `[{"title":"t","artist":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`],
    ['nested elements', `<playlist>${'<track>'.repeat(size / 7)}`],
    ['nested dictionaries', `<plist>${'<dict>'.repeat(size / 6)}`],
    ['open tags', `<playlist ${'<a '.repeat(size / 3)}`],
    ['brackets', `Artist - ${' ('.repeat(size / 2)}`],
    ['bracketed titles', `Artist - T${' (live at'.repeat(40)}\n`.repeat(2_000)],
    ['tags of an M3U', `#EXTM3U\n${'#EXTINF:1,a\n'.repeat(size / 12)}`],
    ['quotes of an M3U', `#EXTM3U\n#EXTINF:${'"'.repeat(size)}\nb.mp3`],
    ['returns', `Title,Artist${'\r'.repeat(size)}`],
    ['zeros', '\0'.repeat(size)],
    ['surrogates', '\ud800 - \udc00\n'.repeat(1000)],
  ])('%s', (_name, text) => {
    for (const name of ['a.csv', 'a.txt', 'a.m3u']) {
      try {
        expect(read(text, name).songs.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }
  });

  it('whatever the bytes, there is a playlist or a sentence', () => {
    const beginnings = [
      '',
      '#EXTM3U\n',
      '<?xml version="1.0"?><playlist>',
      '<plist><dict>',
      '{"playlist":{"track":[',
      'Title,Artist\n',
      'a - b\n',
      '\ufeff',
      '[{"title":"',
    ];
    const pieces = fc.constantFrom(
      '<track>',
      '</track>',
      '<title>a</title>',
      '<key>Tracks</key>',
      '"',
      ',',
      ';',
      '\n',
      '\0',
      ' - ',
      '{',
      '}',
      '[',
      ']',
      '#EXTINF:',
      '(live)',
      ' feat. ',
      '&amp;',
      '&#x0;',
      '&#1114112;',
      '\t',
      'é',
      '😀',
      '"title":"x"',
      '__proto__',
    );
    const bodies = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
    );
    const extensions = fc.constantFrom(
      'csv',
      'txt',
      'm3u8',
      'xspf',
      'jspf',
      'xml',
      'json',
      '',
      'weird',
      '__proto__',
    );
    const files = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.tuple(fc.constantFrom(...beginnings), bodies).map(([start, body]) => utf8(start + body)),
    );
    fc.assert(
      fc.property(files, extensions, (bytes, extension) => {
        try {
          const { songs, total, skipped } = readPlaylistFile(bytes, `name.${extension}`);
          expect(songs.length).toBeGreaterThan(0);
          expect(songs.length + skipped.length).toBeLessThanOrEqual(total);
          for (const { title, artists } of songs) {
            expect(title).toMatch(/^[^\p{Cc}\p{Cs}]{1,300}$/u);
            for (const artist of artists) expect(artist).not.toBe('');
          }
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('pasted text is held to the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          expect(readPlaylistText(text).source).toBe('text');
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
    );
  });
});
