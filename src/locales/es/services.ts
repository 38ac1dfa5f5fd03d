/** Sentences about links, and the lists behind them. */
import type { Texts } from '../words.ts';
import { songs } from './common.ts';

const whatWorks =
  'sirven enlaces de Spotify, YouTube, YouTube Music, Apple Music y Deezer, y también un archivo de lista adjunto';
const exported = 'adjunta un archivo exportado';
const meanwhile = `díselo a quien administra el bot y, mientras tanto, ${exported}`;

export const links = {
  broken: `Ese enlace parece roto: ${whatWorks}.`,
  unknownHost: (host) =>
    host === ''
      ? `No sé leer listas de ese sitio: ${whatWorks}.`
      : `No sé leer listas de ${host}: ${whatWorks}.`,
  noSongs:
    'Conozco ese sitio, pero el enlace no lleva a una lista, un álbum ni una canción: copia el enlace de la lista misma.',
  podcast: 'Eso es un podcast, y yo comparo canciones: dame una lista, un álbum o una canción.',
  unknownShortLink:
    'Ese enlace corto no lleva a ninguna lista que yo sepa leer: ábrelo y dame el enlace largo de la barra de direcciones.',
  asItWas: (title, ago) => `Ahora mismo no pude volver a leer «${title}», así que la uso como estaba ${ago}.`,
} satisfies Texts['links'];

export const appleMusic = {
  privateLibrary:
    'Eso está en tu biblioteca privada de Apple Music: comparte la lista desde la app y dame ese enlace.',
  noSongs:
    'Apple Music no me muestra canciones ahí: puede que la lista sea privada, ya no exista o no se ofrezca en ese país. Compártela públicamente desde la app o adjunta un archivo exportado.',
  wholeAlbum: 'La página de Apple Music no muestra la canción de tu enlace, así que leí el álbum entero.',
  firstPart: (count) =>
    `La página de Apple Music muestra ${songs(count)}, así que puede haber más: para tenerlas todas, ${exported}.`,
} satisfies Texts['appleMusic'];

export const deezer = {
  notFound: `Deezer no me muestra nada ahí: puede que sea una lista privada o borrada. Hazla pública o ${exported}.`,
  unreadableRow: 'Deezer no dio nada que se pueda leer',
} satisfies Texts['deezer'];

export const subsonic = {
  name: 'Servidor de música',
  inSentence: 'El servidor de música',
  answers: 'responde',
  refuses: 'rechaza SUBSONIC_USER o SUBSONIC_PASSWORD',
  starred: 'Canciones destacadas',
  off: 'Este bot no tiene servidor de música: dame un enlace o adjunta un archivo de lista.',
  refused: `El servidor de música rechaza el nombre o la contraseña de este bot: díselo a quien administra el bot y, mientras tanto, adjunta un archivo de lista.`,
  notFound: 'El servidor de música ya no tiene esa lista: elige otra.',
  unreadableRow: 'el servidor de música no dio nada que se pueda leer',
} satisfies Texts['subsonic'];

export const youtube = {
  mix: 'Eso es un mix que YouTube crea solo para ti: guarda sus canciones en una lista pública o no listada y dame ese enlace.',
  ownList:
    'YouTube solo te muestra a ti tus «me gusta» y Ver más tarde: añade las canciones a una lista pública o no listada y dame ese enlace.',
  notFound: `YouTube no me muestra nada ahí: puede que sea una lista privada o borrada. Hazla pública o no listada, o ${exported}.`,
  busy: (when) =>
    `Se acabó el límite diario de YouTube para este bot: prueba otra vez ${when} o ${exported}.`,
  keyRefused: `YouTube rechaza la clave de este bot: ${meanwhile}.`,
  unreadable: `YouTube no me deja leer eso sin una clave: pídele a quien administra el bot que ponga una, o ${exported}.`,
  gone: 'YouTube ya no la muestra',
} satisfies Texts['youtube'];

const anotherWay =
  'copia sus canciones a una lista tuya y vincula tu cuenta con `/spotify vincular`, o adjunta un archivo exportado (exportify.app lo hace)';
const linkAgain = 'vincula tu cuenta otra vez con `/spotify vincular`';

export const spotifyLists = {
  uriWithoutSongs:
    'Esa dirección de Spotify no lleva a una lista, un álbum ni una canción: copia el enlace de la lista misma.',
  notLinked:
    'Tus canciones favoritas solo las ves tú: vincula antes tu cuenta de Spotify con `/spotify vincular` y pregúntame otra vez.',
  likedSongs: 'Canciones que te gustan',
  busy: (when) => `Se acabó el límite de Spotify para este bot: prueba otra vez ${when} o ${exported}.`,
  keysRefused: `Spotify rechaza las claves de este bot: ${meanwhile}.`,
  premium: `Spotify solo responde a este bot mientras quien lo administra tenga Premium: díselo y, mientras tanto, ${exported}.`,
  notRegistered:
    'Spotify solo deja usar la app de este bot a personas de una lista: pídele a quien lo administra que te añada en la página de la app en Spotify.',
  notYours: `Spotify no me deja ver esa lista: ${anotherWay}.`,
  notFound:
    'Spotify no me muestra nada ahí: puede que sea una lista privada o borrada. Si es tuya, hazla pública o vincula tu cuenta con `/spotify vincular`; si no, adjunta un archivo exportado (exportify.app lo hace).',
  unreadable: `Spotify no me dejó leer eso: ${anotherWay}.`,
  publicPageInstead: (reason) => `En su lugar leí la página pública de Spotify. ${reason}`,
  firstPart:
    'La página pública de Spotify muestra solo las primeras 100 canciones, así que puede haber más: para tenerlas todas, vincula tu cuenta de Spotify si la lista es tuya, o adjunta un archivo exportado.',
  rows: {
    untitled: '(sin título)',
    removed: '(canción retirada)',
    unreadable: 'Spotify no dio nada que se pueda leer',
    unnamed: 'la página de Spotify no dice su nombre',
    gone: 'ya no está en Spotify',
    podcast: 'un episodio de podcast',
    local: 'un archivo de tu propio equipo',
  },
  relink: {
    refused: `Spotify ya no acepta tu vínculo: ${linkAgain}.`,
    unlinked: `Tu cuenta de Spotify ya no está vinculada: vincúlala otra vez con \`/spotify vincular\`.`,
    keyChanged: `Cambió la clave de este bot, así que ya no puedo leer tu vínculo con Spotify: ${linkAgain}.`,
    unreadable: `Ya no puedo leer lo que guardaba de tu vínculo con Spotify: ${linkAgain}.`,
    scope: `Tu vínculo con Spotify ya no me permite hacer eso: ${linkAgain}.`,
    ranOut: `Tu vínculo con Spotify caducó o se retiró: ${linkAgain}.`,
  },
  signIn: {
    staleLink: 'Ese enlace ya se usó o tiene más de diez minutos: pide uno nuevo con `/spotify vincular`.',
    staleAnswer: 'Spotify ya no acepta esa respuesta: pide un enlace nuevo con `/spotify vincular`.',
    pasteIt:
      'Falta un paso: copia la dirección entera de esta página y dásela a SceneScore en Discord, donde pediste el enlace.',
    notYourLink: 'Esa dirección es del enlace de otra persona: pide el tuyo con `/spotify vincular`.',
    wrongBrowser:
      'Ese enlace se abrió en otro navegador, así que no se vinculó nada: pide el tuyo con `/spotify vincular`, y nunca abras uno que te haya enviado otra persona.',
    denied:
      'No dejaste que Spotify compartiera tus listas, así que no se vinculó nada. Si cambias de idea, usa `/spotify vincular` otra vez.',
    wrongAddress: (redirectUri) =>
      `Esa no es la dirección que necesito: al aceptar, tu navegador muestra una que empieza por ${redirectUri}. Cópiala entera.`,
  },
  newPlaylist: {
    description: 'Hecha por SceneScore',
    noneFound:
      'Spotify no tiene ninguna de estas canciones, así que no hay nada que poner en una lista. En los archivos están todas.',
    refused:
      'Spotify no me dejó crear la lista. Vincula tu cuenta otra vez con `/spotify desvincular` y este botón, o usa los archivos.',
  },
} satisfies Texts['spotifyLists'];
