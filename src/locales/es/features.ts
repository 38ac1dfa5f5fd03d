/** What can be switched on, for /help and /privacy. */
import type { Texts } from '../words.ts';

export const features = {
  photos: {
    name: 'Mirar fotos',
    on: 'solo en el propio equipo de este bot',
    off: 'solo por luz y color',
    sent: { on: 'con Google Gemini, que recibe una copia pequeña de cada una' },
  },
  gemini: {
    name: 'Gemini',
    on: 'lee las canciones y pone la respuesta en palabras',
    off: 'un diccionario propio de sentimientos lee las canciones en su lugar',
    sees: 'Google Gemini (una descripción de tu foto y tus palabras sobre ella, nunca la foto misma; títulos y letras de las canciones)',
    photos: {
      sees: 'Google Gemini (una copia pequeña de tu foto, sin sus metadatos, y tus palabras sobre ella; títulos y letras de las canciones)',
    },
  },
  lyrics: {
    name: 'Letras',
    off: 'no se buscan',
    lrclib: { on: 'de LRCLIB', sees: 'LRCLIB (artista y título)' },
    genius: { on: 'de LRCLIB y Genius', sees: 'LRCLIB y Genius (artista y título)' },
  },
  facts: {
    name: 'Género y tempo',
    off: 'solo lo que dice la lista',
    on: (names) => `de ${names}`,
    sees: (names) => `${names} (artista y título de las canciones)`,
  },
  listening: {
    name: 'Escuchar las canciones',
    off: 'nada',
    files: { on: 'archivos de sonido y el servidor de música, en el propio equipo de este bot' },
    previews: {
      on: 'archivos de sonido, el servidor de música y fragmentos de medio minuto, en el propio equipo de este bot',
      sees: 'Deezer y Apple (artista y título de las canciones, para encontrar fragmentos)',
    },
  },
  previews: {
    name: 'Fragmentos',
    on: 'medio minuto de cada canción, de Deezer o Apple Music',
    off: 'solo por sus enlaces',
    sees: 'Deezer y Apple (artista y título de las canciones, cuando alguien pulsa *Fragmentos*)',
  },
  spotify: {
    name: 'Tus listas de Spotify',
    on: 'con `/spotify vincular`',
    sees: 'Spotify (que vinculaste tu cuenta)',
  },
  youtube: {
    name: 'YouTube',
    off: 'los enlaces llevan a una búsqueda en vez de a un video',
    videos: {
      on: 'un video de verdad para la primera canción, y listas de YouTube',
      sees: 'YouTube (artista y título de la primera canción)',
    },
    playlists: { on: 'listas de YouTube', sees: 'YouTube (cuál de sus listas se lee)' },
  },
} satisfies Texts['features'];
