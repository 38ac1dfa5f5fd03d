/** What can be switched on, for /help and /privacy. */
import type { Texts } from '../words.ts';

export const features = {
  photos: {
    name: 'Olhar fotos',
    on: 'no próprio computador deste bot, e só nele',
    off: 'só por luz e cor',
    sent: { on: 'com o Google Gemini, que recebe uma cópia pequena de cada uma' },
  },
  gemini: {
    name: 'Gemini',
    on: 'lê as músicas e coloca a resposta em palavras',
    off: 'um dicionário próprio de sentimentos lê as músicas no lugar dele',
    sees: 'Google Gemini (uma descrição da sua foto e as suas palavras sobre ela, nunca a foto em si; títulos e letras das músicas)',
    photos: {
      sees: 'Google Gemini (uma cópia pequena da sua foto, sem os metadados, e as suas palavras sobre ela; títulos e letras das músicas)',
    },
  },
  lyrics: {
    name: 'Letras',
    off: 'não procuro',
    lrclib: { on: 'do LRCLIB', sees: 'LRCLIB (artista e título)' },
    genius: { on: 'do LRCLIB e do Genius', sees: 'LRCLIB e Genius (artista e título)' },
  },
  facts: {
    name: 'Gênero e andamento',
    off: 'só o que a playlist diz',
    on: (names) => `por ${names}`,
    sees: (names) => `${names} (artista e título das músicas)`,
  },
  listening: {
    name: 'Ouvir as músicas',
    off: 'não ouço',
    files: { on: 'arquivos de som e o servidor de música, no próprio computador deste bot' },
    previews: {
      on: 'arquivos de som, o servidor de música e prévias de meio minuto, no próprio computador deste bot',
      sees: 'Deezer e Apple (artista e título das músicas, para achar prévias)',
    },
  },
  previews: {
    name: 'Prévias',
    on: 'meio minuto de cada música, do Deezer ou do Apple Music',
    off: 'só pelos links',
    sees: 'Deezer e Apple (artista e título das músicas, quando alguém aperta *Prévias*)',
  },
  spotify: {
    name: 'As suas playlists do Spotify',
    on: 'com `/spotify vincular`',
    sees: 'Spotify (que você vinculou a sua conta)',
  },
  youtube: {
    name: 'YouTube',
    off: 'os links levam a uma busca em vez de um vídeo',
    videos: {
      on: 'um vídeo de verdade para a primeira música, e playlists do YouTube',
      sees: 'YouTube (artista e título da primeira música)',
    },
    playlists: { on: 'playlists do YouTube', sees: 'YouTube (qual das playlists dele é lida)' },
  },
} satisfies Texts['features'];
