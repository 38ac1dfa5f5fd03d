/** English names of commands, which scripts rely on; other languages are in `assets/command-names`, in the same form. */
export const en = {
  /** Name (lower case, no blanks, 32 characters) and description (100 characters). */
  options: {
    scenescore: ['scenescore', 'Find the song in your playlist that feels most like a photo'],
    'scenescore.image': ['image', 'The photo'],
    'scenescore.playlist': [
      'playlist',
      'A playlist link, or "liked" for your liked songs; without it, your default',
    ],
    'scenescore.file': ['file', 'A playlist file: CSV, M3U, XSPF, JSON or text; or a song'],
    'scenescore.feeling': ['feeling', 'What you are looking for, in your own words'],
    'scenescore.count': ['count', 'How many songs to show, 1 to 10 (usually 5)'],
    soundtrack: ['soundtrack', 'A soundtrack for an album: a song of its own for each of your photos'],
    'soundtrack.image': ['image', 'A photo of the album'],
    playlist: ['playlist', 'Choose the playlist I use when you give none'],
    'playlist.set': ['set', 'Set the default playlist'],
    'playlist.link': ['link', 'A playlist link, or "liked" for your liked songs'],
    'playlist.scope': ['scope', 'Just for you, or for everybody on this server (needs Manage Server)'],
    'playlist.show': ['show', "Show the default playlists, yours and the server's"],
    'playlist.clear': ['clear', 'Clear the default playlist'],
    spotify: ['spotify', 'Link your Spotify account, for your own playlists and liked songs'],
    'spotify.link': ['link', 'Link your Spotify account'],
    'spotify.status': ['status', 'See whether your Spotify account is linked'],
    'spotify.unlink': ['unlink', 'Unlink your Spotify account'],
    taste: ['taste', 'What your ratings say about your taste'],
    'taste.show': ['show', 'Show how many of your ratings are kept'],
    'taste.reset': ['reset', 'Delete all your ratings'],
    history: ['history', 'A list of your last answers, if you want one'],
    'history.on': ['on', 'Keep a list of your answers from now on'],
    'history.off': ['off', 'Stop keeping the list'],
    'history.show': ['show', 'Show your last answers, with links to them'],
    privacy: ['privacy', 'What is kept about you'],
    'privacy.show': ['show', 'Read what is kept about you, and who sees it'],
    'privacy.export': ['export', 'Get everything kept about you as a file'],
    'privacy.delete': ['delete', 'Delete everything kept about you'],
    help: ['help', 'What I can do, and what is switched on here'],
  },
  scoreThisPhoto: 'Score this photo',
  justForMe: 'just for me',
  everybodyHere: 'everybody on this server',
} as const;

/** `command`, `command.subcommand`, `command.subcommand.option`. */
export type WordKey = keyof typeof en.options;
