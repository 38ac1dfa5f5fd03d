import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { recogniseLink } from '../../src/services/sources/links.ts';

const id = '37i9dQZF1DXcBWIGoYBM5M';
const list = 'PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf';
const olak = 'OLAK5uy_kYmbaCWCLG2pNNjPGvIMRjmrjJSpXkFpk';
const pl = 'pl.f4d106fed2bd41149aaacabb233eb5eb';
const ours = {
  SPOTIFY_WEB_URL: 'http://127.0.0.1:4001',
  SPOTIFY_API_URL: 'http://127.0.0.1:4002/spotify',
  APPLE_MUSIC_URL: 'http://127.0.0.1:4003',
  DEEZER_API_URL: 'http://127.0.0.1:4004',
  YOUTUBE_API_URL: 'http://127.0.0.1:4005',
};

/** The link and, in short, what it resolves to: kind, type, id. */
const recognised: [link: string, resolvesTo: string][] = [
  // Spotify
  [`https://open.spotify.com/playlist/${id}`, `spotify playlist ${id}`],
  [`https://open.spotify.com/playlist/${id}?si=4b3c1f0e5d6a4b7c`, `spotify playlist ${id}`],
  [`https://open.spotify.com/playlist/${id}?si=4b3c&pt=1234&nd=1#_=_`, `spotify playlist ${id}`],
  [`http://open.spotify.com/playlist/${id}/`, `spotify playlist ${id}`],
  [`HTTPS://OPEN.SPOTIFY.COM/playlist/${id}`, `spotify playlist ${id}`],
  [`open.spotify.com/playlist/${id}`, `spotify playlist ${id}`],
  [`  <https://open.spotify.com/playlist/${id}>  `, `spotify playlist ${id}`],
  [`[my songs](https://open.spotify.com/playlist/${id})`, `spotify playlist ${id}`],
  [`Here: https://open.spotify.com/playlist/${id}.`, `spotify playlist ${id}`],
  [`https://open.spotify.com/intl-de/playlist/${id}?si=1`, `spotify playlist ${id}`],
  [`https://open.spotify.com/intl-pt-BR/album/${id}`, `spotify album ${id}`],
  [`https://open.spotify.com/embed/playlist/${id}?utm_source=generator`, `spotify playlist ${id}`],
  [`https://open.spotify.com/embed/track/${id}`, `spotify track ${id}`],
  [`https://embed.spotify.com/?uri=spotify:playlist:${id}`, `spotify playlist ${id}`],
  [`https://open.spotify.com/user/some.one/playlist/${id}`, `spotify playlist ${id}`],
  [`https://play.spotify.com/album/${id}`, `spotify album ${id}`],
  [`https://open.spotify.com/album/${id}?highlight=spotify:track:${id}`, `spotify album ${id}`],
  [`https://open.spotify.com/track/${id}?context=x`, `spotify track ${id}`],
  [`https://open.spotify.com/artist/${id}`, `spotify artist ${id}`],
  ['https://open.spotify.com/collection/tracks', 'spotify liked'],
  [`https://api.spotify.com/v1/playlists/${id}/items?limit=50`, `spotify playlist ${id}`],
  [`https://api.spotify.com/v1/albums/${id}`, `spotify album ${id}`],
  [`spotify:playlist:${id}`, `spotify playlist ${id}`],
  [`spotify:user:someone:playlist:${id}`, `spotify playlist ${id}`],
  [`spotify:album:${id}`, `spotify album ${id}`],
  [`spotify:track:${id}`, `spotify track ${id}`],
  [`spotify:artist:${id}`, `spotify artist ${id}`],
  [`spotify:playlist:${id}?si=1`, `spotify playlist ${id}`],
  ['spotify:user:someone:collection', 'spotify liked'],
  ['spotify:collection:tracks', 'spotify liked'],
  [`spotify://playlist/${id}`, `spotify playlist ${id}`],
  ['https://spotify.link/hRkBrwub9xb', 'spotify short https://spotify.link/hRkBrwub9xb'],
  ['https://spotify.app.link/A1b2?_p=c1', 'spotify short https://spotify.app.link/A1b2?_p=c1'],
  ['liked', 'spotify liked'],
  ['Liked Songs', 'spotify liked'],
  // YouTube and YouTube Music
  [`https://www.youtube.com/playlist?list=${list}`, `youtube playlist ${list}`],
  [`https://youtube.com/playlist?list=${list}&si=Ab12_-`, `youtube playlist ${list}`],
  [`https://m.youtube.com/playlist?list=${list}`, `youtube playlist ${list}`],
  [`https://music.youtube.com/playlist?list=${olak}`, `youtube playlist ${olak}`],
  ['https://music.youtube.com/playlist?list=RDCLAK5uy_abc', 'youtube playlist RDCLAK5uy_abc'],
  [`https://music.youtube.com/browse/VL${list}`, `youtube playlist ${list}`],
  [`https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=${list}&index=3`, `youtube playlist ${list}`],
  [`https://youtu.be/dQw4w9WgXcQ?list=${list}`, `youtube playlist ${list}`],
  [`https://www.youtube.com/embed/videoseries?list=${list}`, `youtube playlist ${list}`],
  ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'youtube video dQw4w9WgXcQ'],
  ['https://music.youtube.com/watch?v=dQw4w9WgXcQ&si=x', 'youtube video dQw4w9WgXcQ'],
  ['https://youtu.be/dQw4w9WgXcQ?t=42', 'youtube video dQw4w9WgXcQ'],
  ['youtu.be/dQw4w9WgXcQ', 'youtube video dQw4w9WgXcQ'],
  ['https://www.youtube.com/shorts/dQw4w9WgXcQ', 'youtube video dQw4w9WgXcQ'],
  ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ', 'youtube video dQw4w9WgXcQ'],
  // Deezer
  ['https://www.deezer.com/playlist/908622995', 'deezer playlist 908622995'],
  ['https://www.deezer.com/en/playlist/908622995?utm_source=deezer', 'deezer playlist 908622995'],
  ['deezer.com/fr/album/302127', 'deezer album 302127'],
  ['https://www.deezer.com/us/track/3135556', 'deezer track 3135556'],
  ['https://www.deezer.com/en/artist/27', 'deezer artist 27'],
  ['https://widget.deezer.com/widget/dark/playlist/908622995', 'deezer playlist 908622995'],
  ['https://api.deezer.com/playlist/908622995/tracks', 'deezer playlist 908622995'],
  ['deezer://www.deezer.com/playlist/908622995', 'deezer playlist 908622995'],
  ['https://link.deezer.com/s/30abcDEF', 'deezer short https://link.deezer.com/s/30abcDEF'],
  ['https://deezer.page.link/x1Y2z3', 'deezer short https://deezer.page.link/x1Y2z3'],
  ['Listen on Deezer! https://dzr.page.link/x1Y2', 'deezer short https://dzr.page.link/x1Y2'],
  // Apple Music
  [`https://music.apple.com/us/playlist/todays-hits/${pl}`, `apple playlist ${pl}`],
  [`https://music.apple.com/de/playlist/${pl}?l=en`, `apple playlist ${pl}`],
  ['https://music.apple.com/gb/playlist/mine/pl.u-aB3dE5fG7hJ', 'apple playlist pl.u-aB3dE5fG7hJ'],
  [`https://embed.music.apple.com/us/playlist/x/${pl}`, `apple playlist ${pl}`],
  [`https://geo.music.apple.com/us/playlist/x/${pl}?itscg=1`, `apple playlist ${pl}`],
  ['https://music.apple.com/us/album/some-album/1440857781', 'apple album 1440857781'],
  ['https://music.apple.com/us/album/some-song/1440857781?i=1440857907', 'apple album 1440857781 1440857907'],
  ['https://music.apple.com/us/album/library/1440857781', 'apple album 1440857781'],
  ['https://music.apple.com/us/album/podcast/1440857781', 'apple album 1440857781'],
  ['https://music.apple.com/jp/song/1440857907', 'apple song 1440857907'],
  ['https://music.apple.com/album/1440857781', 'apple album 1440857781'],
  ['https://itunes.apple.com/us/album/some-album/id1440857781', 'apple album 1440857781'],
  ['music://music.apple.com/us/album/x/1440857781', 'apple album 1440857781'],
  [`https://music.apple.com/jp/playlist/%E6%AD%8C/${pl}`, `apple playlist ${pl}`],
  // The host's own mirrors
  [`http://127.0.0.1:4001/playlist/${id}`, `spotify playlist ${id}`],
  [`http://127.0.0.1:4002/spotify/v1/playlists/${id}`, `spotify playlist ${id}`],
  [`http://127.0.0.1:4003/us/playlist/x/${pl}`, `apple playlist ${pl}`],
  ['http://127.0.0.1:4004/playlist/908622995', 'deezer playlist 908622995'],
  [`http://127.0.0.1:4005/playlist?list=${list}`, `youtube playlist ${list}`],
];

/** The link, and the code of the sentence that is said instead. */
const refused: [link: string, code: string][] = [
  ['https://soundcloud.com/someone/sets/some', 'unknown-link'],
  ['https://tidal.com/browse/playlist/1-2-3', 'unknown-link'],
  ['example.com/playlist/1', 'unknown-link'],
  [`https://open.spotify.com.evil.example/playlist/${id}`, 'unknown-link'],
  [`https://open.spotify.com@evil.example/playlist/${id}`, 'unknown-link'],
  [`https://evil.example/?u=open.spotify.com/playlist/${id}`, 'unknown-link'],
  [`https://open.spotify.com:8443/playlist/${id}`, 'unknown-link'],
  [`ftp://open.spotify.com/playlist/${id}`, 'unknown-link'],
  ['http://169.254.169.254/latest/meta-data', 'unknown-link'],
  ['http://127.0.0.1:4009/playlist/1', 'unknown-link'],
  ['https://[::1/playlist', 'unknown-link'],
  [`http://127.0.0.1:4002/spotifyx/v1/playlists/${id}`, 'unknown-link'],
  [`https://open.spotify.com/show/${id}`, 'unsupported-link'],
  [`spotify:episode:${id}`, 'unsupported-link'],
  [`https://open.spotify.com/user/someone`, 'unsupported-link'],
  ['https://open.spotify.com/collection/albums', 'unsupported-link'],
  ['https://open.spotify.com/collection/podcasts', 'unsupported-link'],
  ['spotify:user:someone:collection:albums', 'unsupported-link'],
  ['https://open.spotify.com/playlist/not_an_id!', 'unsupported-link'],
  ['https://www.deezer.com/en/show/1234', 'unsupported-link'],
  ['https://www.deezer.com/en/profile/1234', 'unsupported-link'],
  ['https://www.youtube.com/@someone', 'unsupported-link'],
  ['https://music.apple.com/us/artist/someone/123', 'unsupported-link'],
  ['https://spotify.link/', 'unsupported-link'],
  ['https://music.youtube.com/playlist?list=LM', 'unreadable-list'],
  ['https://www.youtube.com/playlist?list=WL', 'unreadable-list'],
  ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=RDdQw4w9WgXcQ', 'unreadable-list'],
  ['https://music.apple.com/library/playlist/p.abc', 'unreadable-list'],
];

const noLink = [
  '',
  'Queen - Under Pressure',
  'AC/DC - Thunderstruck',
  'A - B\nhttps://open.spotify.com/track/1x',
  '50:50',
  'Ada Lark - Rain; Bo Fern - Sky https://youtu.be/dQw4w9WgXcQ',
  `https://open.spotify.com/playlist/${id};https://open.spotify.com/playlist/${id.toLowerCase()}`,
  `https://open.spotify.com/playlist/${id},https://open.spotify.com/playlist/${id.toLowerCase()}`,
];

function short(text: string): string {
  const link = recogniseLink(text, ours);
  if (link === null) return 'none';
  const { service, type, id = '', url = '', songId = '' } = { ...link } as Record<string, unknown>;
  return `${service} ${type} ${id}${url} ${songId ?? ''}`.trim();
}

function codeOf(text: string): string {
  try {
    return `recognised as ${short(text)}`;
  } catch (error) {
    return error instanceof UserError ? error.code : String(error);
  }
}

describe('recogniseLink', () => {
  it.each(recognised)('%s → %s', (link, resolvesTo) => {
    expect(short(link)).toBe(resolvesTo);
  });

  it.each(refused)('refuses %s: %s', (link, code) => {
    expect(codeOf(link)).toBe(code);
  });

  it.each(noLink)('leaves other text alone: %j', (text) => {
    expect(recogniseLink(text, ours)).toBeNull();
  });

  it('keeps one address for all services apart by what the links look like', () => {
    const one = 'http://127.0.0.1:4001';
    const all = Object.fromEntries(Object.keys(ours).map((name) => [name, one]));
    const kind = (path: string) => recogniseLink(`${one}${path}`, all)?.service;
    expect(kind(`/playlist/${id}`)).toBe('spotify');
    expect(kind('/playlist/908622995')).toBe('deezer');
    expect(kind(`/us/playlist/x/${pl}`)).toBe('apple');
    expect(kind(`/playlist?list=${list}`)).toBe('youtube');
  });

  it('takes Apple’s older addresses for the page they lead to today', () => {
    expect(recogniseLink('https://itunes.apple.com/us/album/some-album/id1440857781')).toMatchObject({
      path: '/us/album/some-album/1440857781',
    });
  });

  it('says what works', () => {
    expect(() => recogniseLink('https://soundcloud.com/a/b')).toThrow(
      /soundcloud\.com.*Spotify.*YouTube.*Apple Music.*Deezer.*file/,
    );
  });

  it('never throws anything but a sentence for the person', () => {
    const pieces = fc.constantFrom(
      ...recognised.flatMap(([link]) => link.split(/(?<=[/:?&=])/)),
      'https://',
      '//',
      '%',
      '%zz',
      '\u0000',
      '[',
      '@',
    );
    const mixed = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.oneof(
          mixed.map((parts) => parts.join('')),
          fc.string(),
          fc.webUrl(),
        ),
        (text) => {
          try {
            recogniseLink(text, ours);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never gives an address outside the short-link hosts', () => {
    const hosts = [
      'spotify.link',
      'spotify.app.link',
      'link.deezer.com',
      'deezer.page.link',
      'dzr.page.link',
    ];
    const tail = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(fc.constantFrom(...hosts), tail, (host, rest) => {
        try {
          const link = recogniseLink(`https://${host}${rest}`);
          if (link && 'url' in link) expect(hosts).toContain(new URL(String(link.url)).host);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });

  it('comes through a long hostile line', () => {
    for (const text of ['a.'.repeat(1000), 'a-'.repeat(1000), 'https:/'.repeat(290)])
      expect(() => codeOf(text)).not.toThrow();
  });
});
