/** What can be switched on, for /help and /privacy. */
import type { Texts } from '../words.ts';

/** A list of names comes as English has it. */
const und = (names: string): string => names.replace(' and ', ' und ');

export const features = {
  photos: {
    name: 'Fotos ansehen',
    on: 'auf dem Rechner dieses Bots, sonst nirgends',
    off: 'nur nach Licht und Farben',
    sent: { on: 'durch Google Gemini, das von jedem eine kleine Kopie bekommt' },
  },
  gemini: {
    name: 'Gemini',
    on: 'liest die Lieder und fasst die Antwort in Worte',
    off: 'stattdessen liest ein eingebautes Wörterbuch der Gefühle die Lieder',
    sees: 'Google Gemini (eine Beschreibung deines Fotos und deine Worte dazu, nie das Foto selbst; Titel und Texte der Lieder)',
    photos: {
      sees: 'Google Gemini (eine kleine Kopie deines Fotos, ohne Metadaten, und deine Worte dazu; Titel und Texte der Lieder)',
    },
  },
  lyrics: {
    name: 'Songtexte',
    off: 'werden nicht gesucht',
    lrclib: { on: 'von LRCLIB', sees: 'LRCLIB (Interpret und Titel)' },
    genius: { on: 'von LRCLIB und Genius', sees: 'LRCLIB und Genius (Interpret und Titel)' },
  },
  facts: {
    name: 'Genre und Tempo',
    off: 'nur soweit die Playlist sie nennt',
    on: (names: string) => `von ${und(names)}`,
    sees: (names: string) => `${und(names)} (Interpret und Titel der Lieder)`,
  },
  listening: {
    name: 'Lieder anhören',
    off: 'gar nicht',
    files: { on: 'aus Musikdateien und vom Musikserver, auf dem Rechner dieses Bots' },
    previews: {
      on: 'aus Musikdateien, vom Musikserver und in halbminütigen Hörproben, auf dem Rechner dieses Bots',
      sees: 'Deezer und Apple (Interpret und Titel der Lieder, um Hörproben zu finden)',
    },
  },
  previews: {
    name: 'Hörproben',
    on: 'je eine halbe Minute, von Deezer oder Apple Music',
    off: 'nur über ihre Links',
    sees: 'Deezer und Apple (Interpret und Titel der Lieder, wenn jemand *Reinhören* drückt)',
  },
  spotify: {
    name: 'Deine eigenen Spotify-Playlists',
    on: 'mit `/spotify verbinden`',
    sees: 'Spotify (dass du dein Konto verbunden hast)',
  },
  youtube: {
    name: 'YouTube',
    off: 'Links führen zu einer Suche statt zu einem Video',
    videos: {
      on: 'ein echtes Video für das beste Lied, und YouTube-Playlists',
      sees: 'YouTube (Interpret und Titel des besten Lieds)',
    },
    playlists: { on: 'YouTube-Playlists', sees: 'YouTube (welche seiner Playlists gelesen wird)' },
  },
} satisfies Texts['features'];
