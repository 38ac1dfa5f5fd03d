/** Sentences about links. */

const whatWorks =
  'links to Spotify, YouTube, YouTube Music, Apple Music and Deezer work, and so does an attached playlist file';

export const linkTexts = {
  broken: `That link looks broken: ${whatWorks}.`,
  unknownHost: (host: string) => `I can’t read playlists from ${host || 'there'}: ${whatWorks}.`,
  noSongs:
    'I know that site, but the link leads to no playlist, album or song: copy the link of the playlist itself.',
  podcast: 'That is a podcast, and I rank songs: give me a playlist, an album or a song.',
  unknownShortLink:
    'That short link leads to no playlist I can read: open it and give me the long link from the address bar.',
  asItWas: (title: string, ago: string) =>
    `I could not read “${title}” again just now, so this is how it was ${ago}.`,
} as const;
