/** What people read about playlist files and pasted lists. */
import type { Texts } from '../words.ts';
import { counting, number, songs } from './common.ts';

const rowsOf = counting({ one: 'fila', other: 'filas' });
const filesOf = counting({ one: 'archivo', other: 'archivos' });

export const files = {
  failure: {
    tooLarge: (maxMegabytes) =>
      `Ese archivo de lista pesa más de ${maxMegabytes} MB. Divídelo o exporta menos canciones.`,
    blank: 'Ese archivo de lista está vacío. Expórtalo otra vez y reinténtalo.',
    noRows: 'Esa lista está vacía. Ponle canciones y prueba otra vez.',
    noSongs: (firstReason) =>
      `No encontré ninguna canción en esa lista (la primera fila: ${firstReason}). Mira qué contiene y prueba otra vez.`,
    damaged: (kind) =>
      `Ese archivo ${kind} está dañado, así que no pude leerlo. Expórtalo otra vez y reinténtalo.`,
    unknownFormat:
      'No conozco ese tipo de archivo. Envía una lista en CSV, M3U, XSPF, JSPF, iTunes o texto simple.',
    foreign: (kind) =>
      `Eso es ${kind}, no una lista de canciones. Exporta la lista como CSV, M3U, XSPF o texto simple y envíame eso.`,
    notText:
      'Ese archivo no es una lista que yo sepa leer. Prueba con CSV, M3U, XSPF, JSPF, iTunes o texto simple.',
    unknownColumns:
      'No supe qué columnas de esa tabla son el título y el artista. Nómbralas en la primera línea, por ejemplo "Title,Artist".',
    videoStream:
      'Ese M3U8 es la lista de partes de un video, no una lista de canciones. Adjunta una de canciones.',
    zip: 'Ese archivo parece un zip o una hoja de cálculo, no una lista. Descomprímelo o guárdalo como CSV.',
    pdf: 'Ese archivo parece un PDF, no una lista. Pega sus canciones como texto.',
    picture: 'Ese archivo parece una imagen, no una lista. Dame la lista en un archivo o un enlace.',
    compressed: 'Ese archivo parece comprimido y no una lista. Descomprímelo antes.',
    music: 'Ese archivo parece música, no una lista. Adjunta la lista, no la canción.',
    noSound: 'No pude oír nada en esa música. Adjúntala como MP3, FLAC, Ogg Vorbis, Opus o WAV.',
    listeningOff:
      'Aquí no escucho archivos de música. Adjunta un archivo de lista o dame el enlace de la lista.',
    emptyPlaylist: (title) => `«${title}» está vacía: añádele canciones o dame otra lista.`,
    nothingToRank: (title, total, reason) =>
      `No encontré en «${title}» canciones que pueda comparar: ${reason}${
        total > 1 ? `, y así las ${number(total)}` : ''
      }. Dame una lista con canciones.`,
  },
  foreign: {
    richText: 'un documento de texto con formato',
    kodi: 'una lista inteligente de Kodi, que contiene reglas',
    page: 'una página web o un documento',
    xml: 'un archivo XML de un tipo que no conozco',
    calendar: 'un calendario o una tarjeta de contacto',
    foobar: 'una lista en el formato propio de foobar2000 (FPL)',
    database: 'una base de datos',
    serato: 'una caja o un historial de Serato en su formato propio',
    binaryList: 'una lista de propiedades en forma binaria',
    office: 'un documento antiguo de ofimática',
    archive: 'un archivo comprimido',
  },
  reason: {
    podcast: 'un podcast o audiolibro, no una canción',
    localFile: 'un archivo en el dispositivo de alguien',
    noTitle: 'fila sin título',
    noArtist: 'falta el artista: escribe «Artista - Título»',
    bareLink: 'un enlace sin nombre',
    markup: 'parte de un programa o documento, no una canción',
    longLine: 'una línea demasiado larga para ser una canción',
    notSound: 'no es un archivo de sonido que yo sepa leer',
    missing: 'aparece en la lista, pero falta en el archivo',
    unknown: 'no se pudieron leer',
  },
  notice: {
    cut: (total, isMore, read) =>
      `Esa lista tiene ${isMore ? 'más de ' : ''}${rowsOf(total)}; leí las primeras ${songs(read)}.`,
    manySkipped: (skipped, listed) =>
      `${rowsOf(skipped)} no se pudieron leer; se muestran las primeras ${number(listed)}.`,
    severalPlaylists: (playlists) =>
      `Ese archivo contiene ${number(playlists)} listas; las leí como una sola.`,
    duplicates: (count) =>
      count === 1
        ? 'En la lista había 1 canción repetida: cuenta una sola vez.'
        : `En la lista había ${number(count)} repeticiones: cada canción cuenta una sola vez.`,
    overlap: (count) =>
      count === 1
        ? '1 canción está en más de una de las listas; cuenta una sola vez.'
        : `${songs(count)} están en más de una de las listas; cada una cuenta una sola vez.`,
    needsFfmpeg: (count) =>
      `No pude escuchar ${count === 1 ? 'un archivo' : filesOf(count)} con AAC: para eso hace falta ffmpeg en este equipo.`,
    firstPart: (title, total, read) => `«${title}» tiene ${songs(total)}; leí las primeras ${number(read)}.`,
  },
} satisfies Texts['files'];
