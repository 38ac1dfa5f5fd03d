import { relativeTime } from '../en/common.ts';
import type { Texts } from '../words.ts';
import { photosOf, songs, waysToGiveSongs } from './common.ts';

export const run = {
  noPlaylist: `¿Entre qué canciones elijo? Puedes ${waysToGiveSongs}.`,
  noDefault:
    '¿Entre qué canciones elijo? Fija tu lista una vez con `/lista fijar` y en adelante bastará un solo clic; o usa `/scenescore` con la foto y una lista.',
  notLinked:
    'Para usar tus canciones favoritas, vincula antes tu cuenta de Spotify con `/spotify vincular`; o pon el enlace de una lista en `lista:`.',
  likedOff:
    'Aquí no se pueden vincular cuentas de Spotify, así que no veo tus canciones favoritas. Pon el enlace de una lista en `lista:` o adjunta un archivo en `archivo:`.',
  usualLost: (title, reason) =>
    `${reason} Era la lista predeterminada, ${title}: con \`/lista fijar\` eliges otra.`,
  tooManyLinks: (count, most) => `Son ${count} enlaces; puedo con ${most} como mucho.`,
  alreadyRunning: 'Todavía estoy con tu última foto. De una en una, por favor.',
  full: 'Ahora mismo me está preguntando mucha gente. Prueba otra vez en un minuto.',
  cooldown: (readyAt) => `Un momento, por favor: podré con tu próxima foto ${relativeTime(readyAt)}.`,
  waiting: (place, minutes) => {
    const where = place === 1 ? 'Tu turno es el siguiente' : `Tu turno es el número ${place}`;
    if (minutes === null) return `⏳ ${where}.`;
    return `⏳ ${where}: ${minutes === 1 ? 'más o menos un minuto' : `unos ${minutes} minutos`}.`;
  },
  notKept: 'No pude guardar esta respuesta, así que no lleva botones. Todo lo demás funciona.',
  answerFor: (mention) => `Una respuesta para ${mention}`,
  late: (mention) => `${mention}, aquí tienes tu respuesta; gracias por esperar.`,
} satisfies Texts['run'];

export const progress = {
  stages: {
    starting: 'Mirando tu foto',
    model: 'Preparándome (descarga de la primera vez)',
    playlist: 'Abriendo la lista',
    lyrics: 'Buscando las letras',
    reading: 'Tomando el pulso a las canciones',
    comparing: 'Comparándolas con tu foto',
    explaining: 'Poniéndolo en palabras',
  },
  songsDone: (done, total) => `${done} de ${songs(total)}`,
  seen: (caption) => `Veo: ${caption}`,
  from: (title, count) => `${title} · ${songs(count)}`,
} satisfies Texts['progress'];

export const failure = {
  bug: (reference) =>
    `Algo me salió mal, y no es culpa tuya. Inténtalo otra vez; si vuelve a pasar, dale a quien administra este bot el código \`${reference}\`.`,
  service: (service) => `${service} no responde en este momento. Inténtalo otra vez en unos minutos.`,
  tooLong: 'Esto tardaba demasiado, así que lo dejé. Inténtalo otra vez, quizá con una lista más corta.',
  restarting: 'Me estoy reiniciando y no pude terminar esto. Pídemelo otra vez en un minuto.',
  closing: 'Me estoy reiniciando. Inténtalo otra vez en un minuto.',
  oldButton: 'Este botón es de una versión anterior de mí. Usa `/scenescore` otra vez y te haré uno nuevo.',
  expired:
    'Esa respuesta tiene más de un mes o se borró, así que ya no la tengo. Usa `/scenescore` otra vez y tendrás una nueva.',
  cannotPost:
    'En este canal no tengo permiso para mostrar imágenes y tarjetas, así que esto solo lo ves tú. Un moderador puede arreglarlo dándome aquí los permisos **Insertar enlaces** y **Adjuntar archivos**.',
  tooManyPresses: 'Eso fue mucho de golpe. Dame un momento y prueba otra vez.',
  notHere: 'Ese comando ya no lo conozco. Escribe `/` y verás lo que sé hacer.',
} satisfies Texts['failure'];

export const photo = {
  notAnImage: 'Ese archivo no es una imagen que yo sepa leer. Adjunta un JPEG, PNG, WebP, GIF o AVIF.',
  tooLarge: (maxMegabytes) => `Esa imagen pesa demasiado. Adjunta una de ${maxMegabytes} MB como máximo.`,
  empty: 'Esa imagen está vacía. Adjúntala otra vez.',
  gone: 'No pude descargar esa imagen: su enlace caducó o alguien la borró. Adjúntala otra vez.',
  foreignHost: 'Solo descargo imágenes subidas a Discord. Adjunta la imagen misma.',
  noneInMessage: 'En ese mensaje no hay ninguna imagen. Elige un mensaje con foto o usa `/scenescore`.',
} satisfies Texts['photo'];

export const file = {
  tooLarge: (maxMegabytes) =>
    `Ese archivo de lista pesa demasiado. Adjunta uno de ${maxMegabytes} MB como máximo.`,
  empty: 'Ese archivo de lista está vacío. Exporta la lista otra vez y adjunta el archivo nuevo.',
  gone: 'No pude descargar ese archivo: su enlace caducó o alguien lo borró. Adjúntalo otra vez.',
  foreignHost: 'Solo descargo archivos subidos a Discord. Adjunta el archivo mismo.',
} satisfies Texts['file'];

export const sound = {
  ...file,
  tooLarge: (maxMegabytes) =>
    `Esa música pesa demasiado. Adjunta archivos que sumen ${maxMegabytes} MB como máximo.`,
  empty: 'Ese archivo de música está vacío. Adjúntalo otra vez.',
} satisfies Texts['sound'];

export const soundtrack = {
  title: (photos, playlist) =>
    photos === 1
      ? `🎞️ La banda sonora de tu foto, con canciones de **${playlist}**`
      : `🎞️ La banda sonora de tus ${photosOf(photos)}, con canciones de **${playlist}**`,
  photo: (number, percent) => `Foto ${number} · ${percent}`,
  together: 'Elegidas en conjunto, para que cada foto tenga su propia canción.',
  modalTitle: 'Una banda sonora para tus fotos',
  photosLabel: 'Tus fotos',
  photosHint: 'De una a diez; cada una tendrá su propia canción.',
  playlistLabel: 'Tu lista',
  playlistHint: 'Un enlace, o «liked» para tus canciones favoritas. Vacío: tu lista habitual.',
  fileLabel: 'O un archivo con la lista',
  fileHint: 'CSV, M3U, XSPF, JSON o texto; o una canción.',
  feelingLabel: '¿Qué buscas?',
  fileAlone:
    'Tengo tu archivo, pero ninguna foto: adjúntalas como `imagen1:` a `imagen10:`, o usa `/soundtrack` sin opciones y añade todo en la ventana que se abre.',
  tooLarge: (maxMegabytes) =>
    `Juntas, esas imágenes pesan demasiado. Adjunta imágenes que sumen ${maxMegabytes} MB como máximo.`,
} satisfies Texts['soundtrack'];
