import { counted } from './common.ts';

export const privacy = {
  title: 'What I keep about you',
  show: [
    '**Photos:** looked at, then discarded; the description is kept for a day under a fingerprint of the file, without your name. A small copy stays in the answer on Discord, until you delete that message.',
    '**Answers:** the description of the photo, your words and the songs shown, for 30 days, so that the buttons work; all songs of the playlist for a week, so that you can refine.',
    '**Ratings:** which songs you found fitting, how they compared and in which server, until you delete them. I learn your taste from them; what at least three members of a server like together also counts a little for those there who rated less.',
    '**Settings:** your default playlist and the last five you used.',
    '**History:** a list of your answers with links to them, only if you started one with `/history on`.',
    '**Spotify:** if you linked it, the key that lets me read your playlists (and create private ones, if you allowed that), encrypted.',
    '**Lyrics:** never kept and never shown.',
  ],
  services: (names: string) => `**Who else sees something:** ${names}.`,
  noServices: "**Who else sees something:** nobody; everything runs on this bot's own computer.",
  commands: '`/privacy export` gives you all of it as a file, `/privacy delete` deletes it.',
  export: 'Here is everything I keep about you.',
  exportFile: 'scenescore-my-data.json',
  nothingKept: 'I keep nothing about you.',
  deleted: (parts: string) => `Deleted: ${parts}. I no longer keep anything about you.`,
  parts: {
    settings: 'your playlists and settings',
    ratings: (count: number) => counted(count, 'rating'),
    results: (count: number) => counted(count, 'answer'),
    spotify: 'the link with Spotify',
  },
} as const;
