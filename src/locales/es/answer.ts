/** An answer, and everything its buttons do. */
import type { Texts } from '../words.ts';
import { counting, number, percent, songs } from './common.ts';

const skippedSongs = counting({ one: 'canción omitida', other: 'canciones omitidas' });

export const ranking = {
  sceneTitle: 'Lo que transmite tu foto',
  understood: (wish) => `✨ ${wish}`,
  moodEnds: ['sombrío', 'luminoso'],
  energyEnds: ['serena', 'viva'],
  mood: 'Ánimo',
  energy: 'Energía',
  best: (percent) => `🏆 La que mejor encaja · ${percent}`,
  bestGuess: '🤔 Mi mejor apuesta',
  percent,
  guess: 'a ojo',
  otherGuess: 'otra apuesta',
  by: (artists) => `de ${artists}`,
  unknownArtist: 'artista desconocido',
  why: (reason) => `Por qué: ${reason}`,
  listen: 'Escuchar',
  read: (read, total, title) => {
    if (read < total) return `Leí ${number(read)} de ${songs(total)} de «${title}»`;
    return total === 1 ? `Leí la única canción de «${title}»` : `Leí las ${songs(total)} de «${title}»`;
  },
  fromLyrics: (count) => `${count} por su letra`,
  fromMetadata: (count) => `${count} por lo que se sabe de ${count === 1 ? 'ella' : 'ellas'}`,
  fromTitle: (count) => `${count} solo por el título`,
  print: (read, counts) => (counts.length === 0 ? `${read}.` : `${read}: ${counts.join(', ')}.`),
  skipped: skippedSongs,
  moreNotices: (count) => (count === 1 ? 'y una nota más' : `y ${count} notas más`),
  react: (lastKeycap) =>
    lastKeycap === null
      ? 'Reacciona con 👍 o 👎 para valorarla.'
      : `Reacciona con 1️⃣ a ${lastKeycap} si una canción encaja, o con 👍 o 👎 para la primera.`,
  fits: 'Buena elección',
  fitsNot: 'Esta no',
  whySelect: '¿Por qué esta? Elige una canción',
} satisfies Texts['ranking'];

export const actions = {
  refine: 'Afinar',
  card: 'Tarjeta',
  preview: 'Fragmentos',
  save: 'Guardar como lista',
} satisfies Texts['actions'];

export const why = {
  title: (rank) => `¿Por qué la número ${rank}?`,
  features: {
    valence: 'Ánimo',
    energy: 'Energía',
    moods: 'Matices',
    themes: 'Temas',
    words: 'Significado',
  },
  unread: 'no se pudo leer',
  weight: (share) => `cuenta un ${percent(share)}`,
  contrast: (share) => `cuenta un ${percent(share)}, y aquí te gusta el contraste`,
  chance: (percent) => `Creo que ${percent} de cada 100 personas dirían que lo que transmite encaja.`,
  guess: 'Sé demasiado poco de la foto o de esta canción para decir si encajan bien.',
  basis: {
    lyrics: 'Leí esta canción por su letra.',
    metadata: 'No encontré la letra de esta canción, así que la leí por lo que se sabe de ella.',
    title: 'De esta canción solo conozco el título, así que tómalo con pinzas.',
  },
} satisfies Texts['why'];

export const rating = {
  fits: (title) => `👍 Anotado: **${title}** encaja. Pulsa otra vez para deshacerlo.`,
  fitsNot: (title) => `👎 Anotado: **${title}** no encaja. Pulsa otra vez para deshacerlo.`,
  takenBack: (title) => `Quité tu valoración de **${title}**.`,
} satisfies Texts['rating'];

export const describe = {
  button: 'Cuéntame qué se ve',
  modalTitle: 'Háblame de esta foto',
  label: '¿Qué se ve en la foto?',
  hint: 'Basta una frase. La uso como descripción.',
  example: 'dos niños que hacen volar una cometa en la playa',
  nothing: 'No escribiste nada, así que dejo la respuesta como está.',
  notYours:
    'Solo quien preguntó puede decirme qué se ve en esta foto. Con *Afinar* consigues una respuesta tuya.',
} satisfies Texts['describe'];

export const refine = {
  modalTitle: 'Afinar esta respuesta',
  wordsLabel: '¿Qué debería cambiar?',
  wordsHint: 'Con tus palabras, en cualquier idioma.',
  wordsExample: 'más esperanza, menos triste, sin canciones de amor…',
  feelingLabel: '¿Qué sentimiento buscas?',
  feelings: {
    brighter: 'Más luminosa',
    calmer: 'Más tranquila',
    sadder: 'Más triste',
    livelier: 'Más animada',
  },
  songsLabel: '¿Qué canciones?',
  songs: { shown: 'Otras canciones', artist: 'Nada de este artista' },
  otherSongs: (wish) => `${wish} Esta vez, otras canciones.`.trim(),
  otherArtists: (wish) => `${wish} Esta vez, nada de ese artista.`.trim(),
  lostWords: 'No encontré ningún sentimiento ni tema en tus palabras.',
  noneLeft:
    'En esta lista ya no quedan canciones entre las que pueda elegir. Usa `/scenescore` con otra lista o afina la respuesta de otra manera.',
  captionLabel: '¿Qué se ve en la foto?',
  captionHint: 'Corrígeme si me equivoqué.',
  nothing:
    'No cambiaste nada, así que dejo la respuesta como está. Dime qué debería cambiar o en qué me equivoqué.',
  expired:
    'Guardo las canciones de una lista solo una semana, así que ya no puedo afinar esa respuesta. Usa `/scenescore` otra vez y tendrás una nueva.',
} satisfies Texts['refine'];

export const card = {
  title: 'Tu tarjeta',
  song: 'Canción',
  noPhoto:
    'Ya no tengo la foto de esa respuesta, así que no puedo dibujar la tarjeta. Usa `/scenescore` otra vez con ella.',
  failed: 'No pude dibujar la tarjeta. Inténtalo otra vez en un minuto.',
} satisfies Texts['card'];

export const preview = {
  title: (count) => (count === 1 ? 'Medio minuto de esta canción' : 'Medio minuto de cada canción'),
  from: (place) => `en ${place}`,
  none: (link) => `sin fragmento; prueba en ${link}`,
  noneAtAll: 'sin fragmento',
  note: 'Los fragmentos sirven unos minutos. Pulsa el botón otra vez y te traigo nuevos.',
} satisfies Texts['preview'];

const formats = '**M3U** para reproductores, **CSV** y **XSPF** para llevarla a otro servicio';

export const save = {
  files: (count, order) => {
    if (count === 1) return `Aquí tienes la canción como lista: ${formats}.`;
    const ordered = order === 'rising' ? 'de tranquilas a animadas' : 'en el orden de la respuesta';
    return `Aquí tienes las ${songs(count)} como lista, ${ordered}: ${formats}.`;
  },
  orders: { answer: 'En el orden de la respuesta', rising: 'De tranquilas a animadas' },
  onSpotify: 'Crearla en Spotify',
  link: 'Para crearte listas privadas necesito un permiso más: pulsa **Abrir Spotify** y acepta. Luego pulsa otra vez **Crearla en Spotify**.',
  created: (link, count) => `Listo: ${link} es una lista privada tuya con ${songs(count)}.`,
  missing: (titles) => `Spotify no tiene: ${titles}.`,
  name: (caption) => `SceneScore: ${caption}`,
  nameless: 'SceneScore',
} satisfies Texts['save'];
