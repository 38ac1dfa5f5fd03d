/** Pages as music.apple.com builds them, in the shapes they have had. */
import type { MadeUpSong } from './made-up-songs.ts';

const script = (attributes: string, data: unknown): string =>
  `<script ${attributes}>${JSON.stringify(data)}</script>`;

const lockups = (songs: readonly MadeUpSong[], withArtists: boolean) => ({
  itemKind: 'trackLockup',
  items: songs.map((song, index) => ({
    title: song.title,
    duration: song.seconds * 1000,
    ...(withArtists ? { artistName: `By ${song.artist}`, subtitleLinks: [{ title: song.artist }] } : {}),
    tertiaryLinks: [{ title: `Album of ${song.title}` }],
    artwork: { dictionary: { url: 'https://is1-ssl.mzstatic.com/image/thumb/x/{w}x{h}bb.{f}' } },
    contentDescriptor: {
      kind: 'song',
      identifiers: { storeAdamID: String(5000 + index) },
      url: `https://music.apple.com/us/album/x/4000?i=${5000 + index}`,
    },
  })),
});

const header = (title: string, artist: string) => ({
  itemKind: 'containerDetailHeaderLockup',
  items: [{ title, subtitleLinks: [{ title: artist }] }],
});

/** `data[].data.sections`, or the older list at the top. */
export function serverData(
  title: string,
  songs: readonly MadeUpSong[],
  { isOlder = false, withArtists = true } = {},
): string {
  const list = [
    { intent: {}, data: { sections: [header(title, 'Album Artist'), lockups(songs, withArtists)] } },
  ];
  return script('type="application/json" id="serialized-server-data"', isOlder ? list : { data: list });
}

/** What search engines are given: often without artists. */
export function linkedData(
  title: string,
  songs: readonly MadeUpSong[],
  more: Record<string, unknown> = {},
): string {
  const track = songs.map((song) => ({
    '@type': 'MusicRecording',
    name: song.title,
    duration: `PT${Math.floor(song.seconds / 60)}M${song.seconds % 60}S`,
    url: `https://music.apple.com/us/song/${song.title.replace(/\D/g, '')}`,
  }));
  return script('id=schema:music-playlist type="application/ld+json"', {
    '@context': 'http://schema.org',
    '@type': 'MusicPlaylist',
    name: title,
    track,
    ...more,
  });
}

export const applePage = (...scripts: string[]): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><script>window.x = 1 < 2;</script>${scripts.join('\n')}</head><body></body></html>`;
