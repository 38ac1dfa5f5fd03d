/** What can be switched on, for /help and /privacy. */
import type { Texts } from '../words.ts';

/** A list of names comes as English has it. */
const et = (names: string): string => names.replace(' and ', ' et ');

export const features = {
  photos: {
    name: 'Regarder les photos',
    on: 'sur l’ordinateur de ce bot, nulle part ailleurs',
    off: 'par lumière et couleurs seulement',
    sent: { on: 'par Google Gemini, qui reçoit une petite copie de chacune' },
  },
  gemini: {
    name: 'Gemini',
    on: 'lit les chansons et met la réponse en mots',
    off: 'à sa place, un dictionnaire des émotions intégré lit les chansons',
    sees: 'Google Gemini (une description de ta photo et tes mots à son sujet, jamais la photo elle-même ; titres et paroles des chansons)',
    photos: {
      sees: 'Google Gemini (une petite copie de ta photo, sans ses métadonnées, et tes mots à son sujet ; titres et paroles des chansons)',
    },
  },
  lyrics: {
    name: 'Paroles',
    off: 'pas recherchées',
    lrclib: { on: 'de LRCLIB', sees: 'LRCLIB (artiste et titre)' },
    genius: { on: 'de LRCLIB et de Genius', sees: 'LRCLIB et Genius (artiste et titre)' },
  },
  facts: {
    name: 'Genre et tempo',
    off: 'seulement si la playlist les donne',
    on: (names: string) => `grâce à ${et(names)}`,
    sees: (names: string) => `${et(names)} (artiste et titre des chansons)`,
  },
  listening: {
    name: 'Écouter les chansons',
    off: 'pas du tout',
    files: { on: 'les fichiers audio et le serveur de musique, sur l’ordinateur de ce bot' },
    previews: {
      on: 'les fichiers audio, le serveur de musique et des extraits d’une demi-minute, sur l’ordinateur de ce bot',
      sees: 'Deezer et Apple (artiste et titre des chansons, pour trouver des extraits)',
    },
  },
  previews: {
    name: 'Extraits',
    on: 'une demi-minute de chacune, chez Deezer ou Apple Music',
    off: 'par leurs liens seulement',
    sees: 'Deezer et Apple (artiste et titre des chansons, quand quelqu’un appuie sur *Extraits*)',
  },
  spotify: {
    name: 'Tes propres playlists Spotify',
    on: 'avec `/spotify relier`',
    sees: 'Spotify (que tu as relié ton compte)',
  },
  youtube: {
    name: 'YouTube',
    off: 'les liens mènent à une recherche et non à une vidéo',
    videos: {
      on: 'une vraie vidéo pour la première chanson, et les playlists YouTube',
      sees: 'YouTube (artiste et titre de la première chanson)',
    },
    playlists: { on: 'les playlists YouTube', sees: 'YouTube (laquelle de ses playlists est lue)' },
  },
} satisfies Texts['features'];
