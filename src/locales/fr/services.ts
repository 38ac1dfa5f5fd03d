/** Links, and the music services behind them. */
import type { Texts } from '../words.ts';
import { songs } from './common.ts';

const whatWorks =
  'les liens Spotify, YouTube, YouTube Music, Apple Music et Deezer marchent, et un fichier de playlist joint aussi';
const tellAndAttach = 'préviens la personne qui gère ce bot, et joins un fichier exporté en attendant';

export const links = {
  broken: `Ce lien a l’air cassé : ${whatWorks}.`,
  unknownHost: (host: string) =>
    `Je ne peux pas lire de playlists ${host === '' ? 'là-bas' : `sur ${host}`} : ${whatWorks}.`,
  noSongs:
    'Je connais ce site, mais le lien ne mène à aucune playlist, aucun album, aucune chanson : copie le lien de la playlist elle-même.',
  podcast: 'C’est un podcast, et je classe des chansons : donne-moi une playlist, un album ou une chanson.',
  unknownShortLink:
    'Ce lien court ne mène à aucune playlist que je sais lire : ouvre-le et donne-moi le lien long de la barre d’adresse.',
  asItWas: (title: string, ago: string) =>
    `Je n’ai pas pu relire « ${title} » à l’instant, la voici donc telle qu’elle était ${ago}.`,
} satisfies Texts['links'];

export const appleMusic = {
  privateLibrary:
    'C’est dans ta bibliothèque Apple Music privée : partage la playlist depuis l’app et donne-moi ce lien.',
  noSongs:
    'Apple Music ne me montre pas de chansons là : c’est peut-être privé, disparu ou absent dans ce pays. Partage la playlist publiquement depuis l’app, ou joins un fichier exporté.',
  wholeAlbum: 'La page d’Apple Music ne montre pas la chanson de ton lien : j’ai donc lu tout l’album.',
  firstPart: (count: number) =>
    `La page d’Apple Music montre ${songs(count)}, il y en a peut-être plus : pour toutes les avoir, joins un fichier exporté.`,
} satisfies Texts['appleMusic'];

export const deezer = {
  notFound:
    'Deezer ne me montre rien là : c’est peut-être privé ou supprimé. Rends la playlist publique, ou joins un fichier exporté.',
  unreadableRow: 'Deezer n’a rien donné de lisible',
} satisfies Texts['deezer'];

export const subsonic = {
  name: 'Serveur de musique',
  inSentence: 'Le serveur de musique',
  answers: 'répond',
  refuses: 'refuse SUBSONIC_USER ou SUBSONIC_PASSWORD',
  starred: 'Favoris',
  off: 'Ce bot n’a pas de serveur de musique : donne-moi un lien, ou joins un fichier de playlist.',
  refused:
    'Le serveur de musique refuse le nom ou le mot de passe de ce bot : préviens la personne qui gère ce bot, et joins un fichier de playlist en attendant.',
  notFound: 'Cette playlist n’est plus sur le serveur de musique : choisis-en une autre.',
  unreadableRow: 'le serveur de musique n’a rien donné de lisible',
} satisfies Texts['subsonic'];

export const youtube = {
  mix: 'C’est un mix que YouTube fait rien que pour toi : enregistre ses chansons dans une playlist publique ou non répertoriée et donne-moi ce lien.',
  ownList:
    'YouTube ne montre qu’à toi tes vidéos « J’aime » et « À regarder plus tard » : ajoute les chansons à une playlist publique ou non répertoriée et donne-moi ce lien.',
  notFound:
    'YouTube ne me montre rien là : c’est peut-être privé ou supprimé. Rends la playlist publique ou non répertoriée, ou joins un fichier exporté.',
  busy: (when: string) =>
    `La limite YouTube du jour est atteinte pour ce bot : réessaie ${when}, ou joins un fichier exporté.`,
  keyRefused: `YouTube refuse la clé de ce bot : ${tellAndAttach}.`,
  unreadable:
    'YouTube ne me laisse pas lire ça sans clé : demande à la personne qui gère ce bot d’en mettre une, ou joins un fichier exporté.',
  gone: 'YouTube ne la montre plus',
} satisfies Texts['youtube'];

const anotherWay =
  'copie ses chansons dans une playlist à toi et relie ton compte avec `/spotify relier`, ou joins un fichier exporté (exportify.app en fait un)';
const linkAgain = 'relie de nouveau ton compte avec `/spotify relier`';

export const spotifyLists = {
  uriWithoutSongs:
    'Cette adresse Spotify ne mène à aucune playlist, aucun album, aucune chanson : copie le lien de la playlist elle-même.',
  notLinked:
    'Il n’y a que toi qui vois tes titres likés : relie d’abord ton compte Spotify avec `/spotify relier`, puis redemande.',
  likedSongs: 'Titres likés',
  busy: (when: string) =>
    `La limite Spotify est atteinte pour ce bot : réessaie ${when}, ou joins un fichier exporté.`,
  keysRefused: `Spotify refuse les clés de ce bot : ${tellAndAttach}.`,
  premium: `Spotify ne répond à ce bot que si la personne qui le gère a Premium : préviens-la, et joins un fichier exporté en attendant.`,
  notRegistered:
    'Spotify réserve l’application de ce bot à des personnes inscrites : demande à qui gère le bot de t’ajouter sur la page de l’application chez Spotify.',
  notYours: `Spotify ne me donne pas cette playlist : ${anotherWay}.`,
  notFound:
    'Spotify ne me montre rien là : c’est peut-être privé ou supprimé. Si c’est à toi, rends la playlist publique ou relie ton compte avec `/spotify relier` ; sinon, joins un fichier exporté (exportify.app en fait un).',
  unreadable: `Spotify ne m’a pas laissé lire ça : ${anotherWay}.`,
  publicPageInstead: (reason: string) => `J’ai lu la page publique de Spotify à la place. ${reason}`,
  firstPart:
    'La page publique de Spotify ne montre que les 100 premières chansons : pour toutes les avoir, relie ton compte Spotify si la playlist est à toi, ou joins un fichier exporté.',
  rows: {
    untitled: '(sans titre)',
    removed: '(chanson retirée)',
    unreadable: 'Spotify n’a rien donné de lisible',
    unnamed: 'la page de Spotify ne la nomme pas',
    gone: 'plus sur Spotify',
    podcast: 'un épisode de podcast',
    local: 'un fichier sur ton propre ordinateur',
  },
  relink: {
    refused: `Spotify n’accepte plus ton lien : ${linkAgain}.`,
    unlinked: `Ton compte Spotify n’est plus relié : ${linkAgain}.`,
    keyChanged: `La clé de ce bot a changé, il ne peut donc plus lire ton lien Spotify : ${linkAgain}.`,
    unreadable: `Je ne peux plus lire ce que je gardais de ton lien Spotify : ${linkAgain}.`,
    scope: `Ton lien Spotify ne me permet plus ça : ${linkAgain}.`,
    ranOut: `Ton lien Spotify a expiré ou a été retiré : ${linkAgain}.`,
  },
  signIn: {
    staleLink:
      'Ce lien a déjà servi ou a plus de dix minutes : demandes-en un nouveau avec `/spotify relier`.',
    staleAnswer: 'Spotify n’accepte plus cette réponse : demande un nouveau lien avec `/spotify relier`.',
    pasteIt:
      'Encore une étape : copie toute l’adresse de cette page et donne-la à SceneScore sur Discord, là où tu as demandé le lien.',
    notYourLink: 'Cette adresse vient du lien de quelqu’un d’autre : demande le tien avec `/spotify relier`.',
    wrongBrowser:
      'Ce lien a été ouvert dans un autre navigateur, rien n’est donc relié : demande le tien avec `/spotify relier`, et n’ouvre jamais un lien que quelqu’un t’envoie.',
    denied:
      'Tu n’as pas laissé Spotify partager tes playlists, rien n’est donc relié. Si tu changes d’avis, reprends `/spotify relier`.',
    wrongAddress: (redirectUri: string) =>
      `Ce n’est pas l’adresse qu’il me faut : après ton accord, ton navigateur en montre une qui commence par ${redirectUri} – copie-la en entier.`,
  },
  newPlaylist: {
    description: 'Créée par SceneScore',
    noneFound:
      'Spotify n’a aucune de ces chansons, il n’y a donc rien à mettre dans une playlist. Les fichiers les ont toutes.',
    refused:
      'Spotify ne m’a pas laissé créer la playlist. Relie de nouveau ton compte avec `/spotify délier` et ce bouton, ou prends les fichiers.',
  },
} satisfies Texts['spotifyLists'];
