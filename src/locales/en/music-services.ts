/** Sentences about links and the lists behind them. */

const whatWorks =
  'links to Spotify, YouTube, YouTube Music, Apple Music and Deezer work, and so does an attached playlist file';

export const links = {
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

export const appleMusic = {
  privateLibrary:
    'That is in your private Apple Music library: share the playlist from the app and give me that link.',
  noSongs:
    'Apple Music shows me no songs there: it may be private, gone, or not offered in that country. Share it publicly from the app, or attach an exported file.',
  wholeAlbum: 'Apple Music’s page does not show the one song you linked to, so I read its whole album.',
  firstPart: (count: number) =>
    `Apple Music’s page shows ${count} songs, so there may be more: for all of them, attach an exported file.`,
} as const;

export const deezer = {
  notFound:
    'Deezer shows me nothing there: it may be private or deleted. Make it public, or attach an exported file.',
  unreadableRow: 'Deezer sent nothing I can read',
} as const;

export const subsonic = {
  name: 'Music server',
  inSentence: 'The music server',
  answers: 'answers',
  refuses: 'refuses SUBSONIC_USER or SUBSONIC_PASSWORD',
  starred: 'Starred songs',
  off: 'This bot has no music server: give me a link, or attach a playlist file.',
  refused:
    'The music server refuses this bot’s name or password: please tell the person who runs it, and attach a playlist file meanwhile.',
  notFound: 'The music server no longer has that playlist: choose another one.',
  unreadableRow: 'the music server sent nothing I can read',
} as const;

export const youtube = {
  mix: 'That is a mix that YouTube makes for you alone: save its songs to a public or unlisted playlist and give me that link.',
  ownList:
    'YouTube shows your likes and Watch later to you alone: add the songs to a public or unlisted playlist and give me that link.',
  notFound:
    'YouTube shows me nothing there: it may be private or deleted. Make it public or unlisted, or attach an exported file.',
  busy: (when: string) =>
    `YouTube’s daily limit for this bot is used up: try again ${when}, or attach an exported file.`,
  keyRefused:
    'YouTube refuses this bot’s key: please tell the person who runs it, and attach an exported file meanwhile.',
  unreadable:
    'YouTube does not let me read that without a key: ask the person who runs this bot to set one, or attach an exported file.',
  gone: 'YouTube no longer shows it',
} as const;
