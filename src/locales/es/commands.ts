import { relativeTime } from '../en/common.ts';
import type { Texts } from '../words.ts';
import { answersOf, counting, songs, waysToGiveSongs } from './common.ts';

const ratingsOf = counting({ one: 'valoración', other: 'valoraciones' });
const yourRatings = counting({ one: 'valoración tuya', other: 'valoraciones tuyas' });
const songsRead = counting({ one: 'canción, leída', other: 'canciones, leídas' });

export const help = {
  title: 'SceneScore',
  what: 'Dame una foto y una lista, y te encuentro las canciones que más se parecen a lo que transmite ese momento.',
  how: [
    '`/scenescore` con una foto en `imagen:`; o clic derecho en un mensaje con foto, luego *Aplicaciones* y *Puntuar esta foto*.',
    `Las canciones me las das tú: puedes ${waysToGiveSongs}.`,
    'En `sensación:` puedes decir qué buscas; `cantidad:` te da hasta diez canciones.',
    'Bajo una respuesta, *Afinar* atiende a tus palabras («más esperanza», «sin canciones de amor») y *Tarjeta* dibuja la foto con su canción.',
    'Valora las canciones con los botones o con reacciones: así aprendo tus gustos.',
    '*Fragmentos* hace sonar las canciones, *Guardar como lista* las exporta.',
    '`/soundtrack` con varias fotos le da a cada una su propia canción; también *Puntuar esta foto* en un mensaje con varias.',
  ],
  featuresTitle: 'Activado aquí',
  on: (name, detail) => `✅ **${name}** · ${detail}`,
  off: (name, detail) => `➖ **${name}** · ${detail}`,
  footer: (version) => `SceneScore ${version} · /privacidad muestra lo que se guarda`,
} satisfies Texts['help'];

export const history = {
  title: 'Tus últimas respuestas',
  on: 'Desde ahora guardo una lista de tus respuestas, cada una durante 30 días. `/historial ver` te la muestra solo a ti, `/historial desactivar` la termina.',
  off: 'Ya no guardo ninguna lista de tus respuestas.',
  isOff: 'No guardo ninguna lista de tus respuestas. `/historial activar` empieza una que solo ves tú.',
  empty: 'Tu lista aún está vacía: empieza con tu próxima foto.',
  line: (at, song) => `${relativeTime(at)} · ${song}`,
  open: 'abrir',
  note: 'Las respuestas se quedan aquí 30 días. `/historial desactivar` termina la lista.',
} satisfies Texts['history'];

export const playlist = {
  needsManageServer:
    'Solo quien tiene el permiso **Gestionar servidor** puede cambiar la lista de este servidor. La tuya puedes fijarla con `/lista fijar` y `alcance: solo para mí`.',
  onlyInServer:
    'La lista de un servidor solo se puede fijar donde me hayan añadido. La tuya puedes fijarla aquí con `alcance: solo para mí`.',
  likedIsYours:
    'Las canciones favoritas son de cada persona, así que no pueden ser la lista de un servidor. Elige el enlace de una lista para el servidor, o fíjalas con `alcance: solo para mí`.',
  setMine: (title, count) =>
    `Tu lista habitual es ahora **${title}** (${songs(count)}). Basta con usar \`/scenescore\` con una foto.`,
  setServer: (title, count) => `La lista habitual de este servidor es ahora **${title}** (${songs(count)}).`,
  mine: (list) => `**La tuya:** ${list}`,
  server: (list) => `**La de este servidor:** ${list}`,
  read: (count, at) => `${songsRead(count)} ${relativeTime(at)}`,
  none: 'aún ninguna',
  order: 'Uso la lista que me des; si no, la tuya; y si no, la del servidor.',
  howTo: `Para darme canciones puedes ${waysToGiveSongs}.`,
  clearedMine: 'Ya no tienes lista habitual.',
  clearedServer: 'Este servidor ya no tiene lista habitual.',
  choiceMine: (title) => `La tuya: ${title}`,
  choiceServer: (title) => `La de este servidor: ${title}`,
  choiceRecent: (title) => `Usada antes: ${title}`,
  choiceSpotify: (title) => `De Spotify: ${title}`,
  choiceMusicServer: (title) => `Del servidor de música: ${title}`,
  choiceLiked: 'Tus canciones favoritas de Spotify',
} satisfies Texts['playlist'];

export const privacy = {
  title: 'Lo que guardo sobre ti',
  show: [
    '**Fotos:** las miro y las descarto; la descripción se guarda un día bajo una huella del archivo, sin tu nombre. Una copia pequeña queda en la respuesta de Discord hasta que se borre ese mensaje.',
    '**Respuestas:** la descripción de la foto, tus palabras y las canciones mostradas, 30 días, para que funcionen los botones; todas las canciones de la lista, una semana, para que puedas afinar.',
    '**Valoraciones:** qué canciones te encajaron, cómo quedaron en la comparación, qué transmitía la foto (números y estados de ánimo, sin descripción) y en qué servidor, hasta que las borres. Con ellas aprendo tus gustos; aquello en lo que coinciden al menos tres miembros de un servidor cuenta también un poco para quienes han valorado menos.',
    '**Ajustes:** tu lista habitual y las últimas cinco que usaste.',
    '**Historial:** una lista de tus respuestas con sus enlaces, solo si la empezaste con `/historial activar`.',
    '**Spotify:** si lo vinculaste, la clave que me deja leer tus listas (y crear listas privadas, si lo permitiste), cifrada.',
    '**Letras:** ni se guardan ni se muestran nunca.',
  ],
  services: (names) => `**Quién más ve algo:** ${names}.`,
  noServices: '**Quién más ve algo:** nadie; todo ocurre en el propio equipo de este bot.',
  commands: '`/privacidad exportar` te lo da todo en un archivo, `/privacidad borrar` lo borra.',
  export: (part) =>
    part === 1 ? 'Aquí está todo lo que guardo sobre ti.' : `Más de lo que guardo sobre ti: parte ${part}.`,
  exportFile: (part) => `scenescore-mis-datos${part === 1 ? '' : `-${part}`}.json`,
  exportBusy: 'Ya estoy preparando un archivo así. Inténtalo otra vez en un minuto.',
  nothingKept: 'No guardo nada sobre ti.',
  deleted: (parts) => `Borrado: ${parts}. Ya no guardo nada sobre ti.`,
  parts: {
    settings: 'tus listas y ajustes',
    ratings: ratingsOf,
    results: answersOf,
    spotify: 'el vínculo con Spotify',
  },
} satisfies Texts['privacy'];

export const spotify = {
  off: 'Aquí no está activado vincular Spotify. Los enlaces y archivos de listas funcionan sin eso.',
  link: 'Pulsa **Abrir Spotify** y acepta: así podré leer tus listas y canciones favoritas, y nada más.',
  pasteSteps:
    'Cuando aceptes, tu navegador acabará en una página que no carga: copia su dirección entera, vuelve aquí, pulsa **Pegar la dirección** y pégala.',
  open: 'Abrir Spotify',
  pasteButton: 'Pegar la dirección',
  modalTitle: 'Vincular Spotify',
  modalLabel: 'La dirección donde acabó tu navegador',
  linked: (name) =>
    `Spotify vinculado como **${name}**. Prueba \`lista: liked\`, o empieza a escribir ahí para ver tus listas.`,
  status: (name, goodUntil) =>
    `Spotify vinculado como **${name}**. Caduca ${relativeTime(goodUntil)}; entonces vincúlalo otra vez.`,
  notLinked: 'No hay ninguna cuenta de Spotify vinculada. Con `/spotify vincular` tardas un minuto.',
  unlinked: 'Tu cuenta de Spotify ya no está vinculada, y borré todo lo que guardaba de ella.',
} satisfies Texts['spotify'];

export const taste = {
  title: 'Tus gustos',
  howTo: 'Usa 👍 y 👎 bajo una respuesta, o reacciona a ella con 1️⃣ a 🔟.',
  kept: (ratings, answers) => `Guardo ${yourRatings(ratings)}, de ${answersOf(answers)}.`,
  counts: (fits, fitsNot) => `👍 ${fits} · 👎 ${fitsNot}`,
  weighed: 'Tus valoraciones influyeron en el orden.',
  weighedSongs:
    'Tus valoraciones influyeron en el orden. Las canciones que valoraste para una foto como esta se movieron un poco.',
  weighedByServer: 'En el orden influyó lo que la gente de este servidor valoró bien.',
  counted: 'Tus próximas respuestas lo tienen en cuenta. /gustos reiniciar lo olvida todo.',
  reset: (ratings) => {
    if (ratings === 0) return 'No había nada que borrar: no has valorado ninguna canción.';
    return `Borrado: ${ratings === 1 ? 'tu única valoración' : `tus ${ratingsOf(ratings)}`}.`;
  },
} satisfies Texts['taste'];

export const linkPages = {
  nothingLinked: 'No se vinculó nada',
  almostThere: 'Ya casi está',
  failed: 'No funcionó',
  spotifyAccount: 'Cuenta de Spotify:',
  shownAs: (name) => `(aparece como «${name}»)`,
  discordAccount: 'Cuenta de Discord:',
  confirm: {
    title: '¿Vincular estas dos cuentas?',
    text: 'Una vez vinculadas, quien tenga esta cuenta de Discord podrá ver las listas privadas y las canciones favoritas de esta cuenta de Spotify. Si alguna de las dos no es tuya, alguien te mandó su enlace: cierra esta página y no se vinculará nada.',
    button: 'Las dos son mías: vincularlas',
  },
  linked: {
    title: 'Tus canciones están a mano',
    text: 'Ya están vinculadas. Puedes cerrar esta página y pedirle a SceneScore tus listas, o `liked`.',
    undo: 'No soy yo: deshacerlo',
  },
  undone: {
    title: 'Deshecho',
    text: 'El vínculo ya no existe, y SceneScore olvidó lo que había recibido. Para mayor seguridad, también puedes quitar SceneScore de la lista de aplicaciones de tu cuenta de Spotify.',
  },
  nothingToUndo: {
    title: 'No hay nada que deshacer',
    text: 'En este navegador no hay ningún vínculo que deshacer. En Discord, `/spotify desvincular` quita el tuyo.',
  },
  notAsked:
    'Ahora mismo no se pudo consultar a Spotify, así que no se vinculó nada. Espera un poco y usa otra vez `/spotify vincular`.',
  bug: (code) =>
    `Algo salió mal por nuestra parte, así que no se vinculó nada. Usa otra vez \`/spotify vincular\`; si vuelve a pasar, dale a quien lleva este bot el código \`${code}\`.`,
  nothingHere: {
    title: 'Aquí no hay nada',
    text: 'SceneScore vive en Discord: prueba allí `/scenescore`.',
  },
} satisfies Texts['linkPages'];
