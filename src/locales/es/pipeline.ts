/** What the pipeline says beside an answer: honest remarks, and what went wrong. */
import type { Texts } from '../words.ts';
import { counting, minutesOf, number, percent, photosOf, songs } from './common.ts';
import { tookThatAs } from './feelings.ts';

const myList = 'mi propia lista de palabras';
const withMyList = `así que leí con ${myList}`;
const smallCopy = 'Puede que una copia pequeña haya ido a Google.';
const daysOf = counting({ one: 'día', other: 'días' });
const hoursOf = counting({ one: 'hora', other: 'horas' });

export const notices = {
  readerFailed: `No pude preguntar a Gemini, ${withMyList}.`,
  readerLate: `Gemini tardó demasiado, ${withMyList}.`,
  sceneUnread: {
    declined: 'Gemini no quiso leer las palabras sobre tu foto, así que las leí con mi propia lista.',
    cut: 'La respuesta de Gemini sobre tu foto se cortó, así que leí esas palabras con mi propia lista.',
    nonsense:
      'La respuesta de Gemini sobre tu foto no tenía sentido, así que leí esas palabras con mi propia lista.',
  },
  lyricsLate: (count) =>
    `La letra de ${songs(count)} no llegó a tiempo; pregunta otra vez y leeré más a fondo.`,
  soundsMissing:
    'Ahora no pude escuchar las canciones del servidor de música, así que me basé en lo demás que se sabe de ellas.',
  readLightly: (count) => `La lista es larga: leí ${songs(count)} solo por lo que la lista misma dice.`,
  photoReadByGemini: 'Tu foto la leyó Gemini: una copia pequeña, sin sus metadatos, fue a Google.',
  photoUnread: {
    declined:
      'Gemini no quiso mirar tu foto, así que me basé en lo que veo yo. Una copia pequeña fue a Google.',
    cut: 'La respuesta de Gemini sobre tu foto se cortó, así que me basé en lo que veo yo. Una copia pequeña fue a Google.',
    nonsense:
      'La respuesta de Gemini sobre tu foto no tenía sentido, así que me basé en lo que veo yo. Una copia pequeña fue a Google.',
  },
  photoNotSeen: `Gemini no pudo mirar tu foto, así que me basé en lo que veo yo. ${smallCopy}`,
  photoSeenLate: `Gemini tardó demasiado en mirar tu foto, así que me basé en lo que veo yo. ${smallCopy}`,
  missing: {
    photo: 'El modelo habitual que describe fotos no estaba disponible',
    captioner: 'No había ningún modelo que describa fotos',
    sentences: 'El modelo de frases no estaba disponible',
  },
  models: { photo: 'modelo de fotos', sentences: 'modelo de frases', moods: 'modelo de ánimos' },
  notDownloaded: (model) => `El ${model} aún no está descargado`,
  downloaded: (model, share) => `Del ${model} solo está descargado un ${percent(share)} por ahora`,
  captionedByAnother: (why, id) => `${why}, así que la foto la describió ${id}.`,
  knownByColours: (why, hasMoods, advice) =>
    `${why}, así que me basé solo en ${hasMoods ? 'la luz, los colores y el ánimo' : 'la luz y los colores'} (${advice}).`,
  askAgainLater: 'pregunta más tarde y la miraré mejor',
  installs: (command) => `npx scenescore ${command} instala uno`,
  nothingFits: (title) => `En esta lista no hay nada que encaje de verdad; lo más cercano es ${title}.`,
  embedderFailed: (why) => `${why}, así que comparé los significados con ${myList}.`,
  moodsMissing: (why) => `${why}, así que juzgo los ánimos sin él.`,
  writerFailed: 'Gemini no pudo escribir la explicación, así que la armé con la propia comparación.',
  unexplained: {
    declined: 'Gemini no quiso escribir la explicación, así que la armé con la propia comparación.',
    cut: 'La explicación de Gemini se cortó, así que la armé con la propia comparación.',
    nonsense: 'La explicación de Gemini no tenía sentido, así que la armé con la propia comparación.',
  },
  readWithPhoto: 'Tuve en cuenta tus palabras al leer la foto.',
  stillReading: (fromLyrics, all) =>
    `Una primera respuesta: de ${songs(all)} llevo leídas ${number(fromLyrics)} por su letra. Sigo leyendo.`,
  allByHand: (count) =>
    count === 1
      ? 'La lectura de esta canción está escrita a mano y venía con la lista.'
      : `Las lecturas de estas ${songs(count)} están escritas a mano y venían con la lista.`,
  howRead: (count) => {
    const ways: [number, string][] = [
      [count.lyrics, 'por la letra'],
      [count.metadata, 'por lo que se sabe de ellas'],
      [count.title, 'solo por título y artista'],
      [count.hand, 'a mano, en el archivo de la lista'],
    ];
    const told = ways
      .filter(([some]) => some > 0)
      .map(([some, how], at) => `${at === 0 ? songs(some) : number(some)} ${how}`);
    return `Cómo las leí: ${told.join(', ')}.`;
  },
  tookThatAs,
  unsupportedLink: 'Aquí no están activados los enlaces de ese tipo. Mejor adjunta la lista como archivo.',
  emptyPlaylist: 'En esta lista no hay canciones que yo sepa leer. Prueba con otra.',
  videosOnly:
    'Esa lista solo contiene identificadores de videos, y no pude averiguar sus nombres. Haz la lista pública o no listada en YouTube y envíame su enlace.',
  linksOnly:
    'Esa lista solo contiene enlaces, y no pude averiguar qué canciones hay detrás. Escribe «Artista - Título» en cada línea o envíame el enlace de la lista misma.',
  playlistUnavailable: (service, minutes) =>
    `${service} no responde en este momento. Prueba otra vez ${minutes < 2 ? 'en un minuto' : `dentro de unos ${minutesOf(minutes)}`} o dame la lista como archivo.`,
  noPhotos: (most) => `Dame al menos una foto, y como mucho ${most}.`,
  tooManyPhotos: (count, most) => `Son ${photosOf(count)}; puedo con ${most} como mucho.`,
  tooFewSongs: (count, photos) =>
    `Solo pude leer ${songs(count)}, y hay ${photosOf(photos)}: dame una lista más larga o menos fotos.`,
  wrongPhoto: (number, what) => `Foto ${number}: ${what}`,
  wrongLink: (number, what) => `Enlace ${number}: ${what}`,
} satisfies Texts['notices'];

export const readers = {
  notEnglish: (count) =>
    count === 1
      ? '1 canción no está en inglés y la leí solo por título y artista.'
      : `${songs(count)} no están en inglés y las leí solo por título y artista.`,
  withoutWords: (count) =>
    count === 1
      ? '1 canción no tiene letra y la leí por su título, género y año.'
      : `${songs(count)} no tienen letra y las leí por sus títulos, géneros y años.`,
  unreadableFile: 'No pude leer ese archivo de lista. Expórtalo otra vez y reinténtalo.',
} satisfies Texts['readers'];

export const gemini = {
  failed: {
    key: `Gemini rechazó su clave, ${withMyList}. Quien administra este bot puede revisar GEMINI_API_KEY.`,
    gone: `Los modelos de Gemini configurados en este bot ya no existen, ${withMyList}. Quien lo administra puede cambiar GEMINI_MODEL.`,
    day: `La cuota de Gemini para hoy se acabó, ${withMyList}. Mañana vuelve.`,
    minute: `La cuota de Gemini para este minuto se acabó, ${withMyList}.`,
    refused: `Gemini no aceptó la pregunta, ${withMyList}.`,
    unwell: `Gemini no respondió, ${withMyList}.`,
    garbled: `Las respuestas de Gemini no tienen sentido ahora mismo, ${withMyList}.`,
  },
  partly: {
    late: 'Gemini no llegó a leer algunas canciones, así que esas las leí con mi propia lista de palabras.',
    declined: 'Gemini no quiso leer algunas canciones, así que esas las leí con mi propia lista de palabras.',
    cut: 'La respuesta de Gemini sobre algunas canciones se cortó, así que esas las leí con mi propia lista de palabras.',
    nonsense:
      'La respuesta de Gemini sobre algunas canciones no tenía sentido, así que esas las leí con mi propia lista de palabras.',
    several: 'Gemini dejó fuera algunas canciones, así que esas las leí con mi propia lista de palabras.',
  },
  otherModel: (model) => `Una parte la leyó ${model}, porque el primer modelo no respondió.`,
  gemma: {
    declined: (model) => `Gemini no quiso leer una parte, así que la leyó ${model}.`,
    quota: (model) => `La cuota de Gemini se acabó por ahora, así que una parte la leyó ${model}.`,
    other: (model) => `Gemini no dio una respuesta que me sirva, así que una parte la leyó ${model}.`,
  },
} satisfies Texts['gemini'];

export const lyrics = {
  noFolder: (dir) => `No pude abrir la carpeta de letras «${dir}». ¿Está bien la ruta?`,
  serviceFailed: (name) =>
    `${name} no respondió para algunas canciones, así que puede que las leyera sin su letra.`,
} satisfies Texts['lyrics'];

export const times = {
  wait: (minutes, clock) => {
    if (minutes <= 1) return `en un minuto (a las ${clock})`;
    if (minutes < 100) return `dentro de unos ${minutesOf(minutes)} (a las ${clock})`;
    const hours = Math.round(minutes / 60);
    return hours < 48
      ? `dentro de unas ${hoursOf(hours)} (a las ${clock})`
      : `dentro de unos ${daysOf(Math.round(hours / 24))}`;
  },
  later: 'más tarde',
  ago: (minutes) => {
    if (minutes < 100) return `hace ${minutesOf(minutes)}`;
    const hours = Math.round(minutes / 60);
    return `hace ${hours < 48 ? hoursOf(hours) : daysOf(Math.round(hours / 24))}`;
  },
} satisfies Texts['times'];
