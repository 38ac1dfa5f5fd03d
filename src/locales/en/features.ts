/** What can be switched on: for the host (`doctor`), and for people (/help and /privacy). */

export const switchTexts = {
  factsServices: { deezer: 'Deezer', musicbrainz: 'MusicBrainz', reccobeats: 'ReccoBeats' },
  /** For the host: the setting's name, and what it gives. */
  settings: {
    DISCORD_TOKEN: { name: 'Discord bot', gives: 'the bot' },
    GEMINI_API_KEY: { name: 'Gemini', gives: 'readings in any language and explanations' },
    GENIUS_TOKEN: { name: 'Genius', gives: 'lyrics that LRCLIB does not have' },
    SPOTIFY_CLIENT_ID: { name: 'Spotify app', gives: 'people’s own playlists, by /spotify link' },
    SECRET_KEY: { name: 'Token encryption', gives: '/spotify link' },
    YOUTUBE_API_KEY: { name: 'YouTube', gives: 'YouTube playlists, and a real video for the winner' },
  },
  doctor: {
    isSet: (key: string) => `${key} is set`,
    isMissing: (key: string, gives: string) => `${key} is not set; it would give ${gives}`,
    isKeptOut: 'off because of PRIVACY_LOCAL',
    privacy: 'Privacy',
    nothingLeaves: 'PRIVACY_LOCAL: nothing about photos and songs leaves this computer',
    onlyTitlesLeave: 'PRIVACY_LOCAL: only titles leave this computer, to find lyrics',
    factsAreOff: 'FACTS is off: genre and tempo of songs are not looked up',
    factsLeave: (names: string) => `FACTS: artist, title and ISRC of songs go to ${names}`,
    listensTo: {
      off: 'LISTEN is off: no sound is decoded',
      files: 'LISTEN is files: sound files and the music server’s songs are heard on this computer',
      previews:
        'LISTEN is previews: sound files, the music server’s songs and previews are heard on this computer; artist, title and ISRC of songs go to Deezer and Apple to find them',
    },
    previewsKept: 'PRIVACY_LOCAL keeps previews out: only sound files and the music server’s songs are heard',
    ffmpeg: 'ffmpeg',
    hasFfmpeg: 'is here: AAC can be heard too',
    noFfmpeg: 'is not on this machine; it would let me hear AAC, and previews of the iTunes store',
    photos: 'Photos',
    photosLeave: 'CAPTIONER is gemini: a small copy of each photo, without its metadata, goes to Google',
    photosNeedKey:
      'CAPTIONER is gemini, but GEMINI_API_KEY is not set, so photos are described on this computer instead',
    photosKept: 'CAPTIONER is gemini, but PRIVACY_LOCAL keeps photos on this computer',
    database: 'Database',
    queue: 'Queue',
    queueReadable:
      'Requests can be read in Redis while they wait: set SECRET_KEY, the same for bots and workers, or let that Redis keep nothing on disk.',
    answers: 'answers',
    isBot: (name: string) => `the token is that of ${name}`,
    versions: (version: string) => `${version}, on Node ${process.versions.node}`,
    disk: 'Disk',
    free: (folder: string, bytes: number) => `${(bytes / 1e9).toFixed(1)} GB free for ${folder}`,
    full: (folder: string, bytes: number) =>
      `only ${Math.round(bytes / 1e6)} MB free for ${folder}: make room, or set DATA_DIR to a folder on another disk`,
    databaseDamaged: (rows: number) =>
      `answers, but ${rows} of its rows cannot be read: they are left alone, and left out of backups`,
    databaseFails: 'cannot be used: check STORE_URL and DATA_DIR',
    queueFails: 'cannot be used: check QUEUE_URL',
  },
} as const;

export const features = {
  photos: {
    name: 'Looking at photos',
    on: 'on this bot’s own computer, nowhere else',
    off: 'by light and colour only',
    sent: { on: 'by Google Gemini, which gets a small copy of each' },
  },
  gemini: {
    name: 'Gemini',
    on: 'reads the songs and puts the answer into words',
    off: 'a built-in dictionary of feelings reads the songs instead',
    sees: 'Google Gemini (a description of your photo and your words about it, never the photo itself; titles and lyrics of the songs)',
    photos: {
      sees: 'Google Gemini (a small copy of your photo, without its metadata, and your words about it; titles and lyrics of the songs)',
    },
  },
  lyrics: {
    name: 'Lyrics',
    off: 'not looked up',
    lrclib: { on: 'from LRCLIB', sees: 'LRCLIB (artist and title)' },
    genius: { on: 'from LRCLIB and Genius', sees: 'LRCLIB and Genius (artist and title)' },
  },
  facts: {
    name: 'Genre and tempo',
    off: 'only what the playlist says',
    on: (names: string) => `from ${names}`,
    sees: (names: string) => `${names} (artist and title of the songs)`,
  },
  listening: {
    name: 'Listening to songs',
    off: 'not at all',
    files: { on: 'to sound files and the music server, on this bot’s own computer' },
    previews: {
      on: 'to sound files, the music server and half-minute previews, on this bot’s own computer',
      sees: 'Deezer and Apple (artist and title of the songs, to find previews)',
    },
  },
  previews: {
    name: 'Previews',
    on: 'half a minute of each, from Deezer or Apple Music',
    off: 'by their links only',
    sees: 'Deezer and Apple (artist and title of the songs, when somebody presses *Preview*)',
  },
  spotify: {
    name: 'Your own Spotify playlists',
    on: 'with `/spotify link`',
    sees: 'Spotify (that you linked your account)',
  },
  youtube: {
    name: 'YouTube',
    off: 'links lead to a search instead of a video',
    videos: {
      on: 'a real video for the best match, and YouTube playlists',
      sees: 'YouTube (artist and title of the best match)',
    },
    playlists: { on: 'YouTube playlists', sees: 'YouTube (which of its playlists is read)' },
  },
} as const;
