/** What is said around a run. */
import { relativeTime } from '../en/common.ts';
import type { Texts } from '../words.ts';
import { songs, waysToGiveSongs } from './common.ts';

export const run = {
  noPlaylist: `Dans quelles chansons dois-je choisir ? Au choix : ${waysToGiveSongs}.`,
  noDefault:
    'Dans quelles chansons dois-je choisir ? Choisis une bonne fois ta playlist avec `/playlist définir`, et ensuite un seul clic suffira ; ou lance `/scenescore` avec la photo et une playlist.',
  notLinked:
    'Pour tes titres likés, relie d’abord ton compte Spotify avec `/spotify relier` ; ou mets un lien de playlist dans `playlist:`.',
  likedOff:
    'On ne peut pas relier de compte Spotify ici, je ne vois donc pas tes titres likés. Mets un lien de playlist dans `playlist:`, ou joins un fichier avec `fichier:`.',
  usualLost: (title: string, reason: string) =>
    `${reason} C’était la playlist par défaut, ${title} : \`/playlist définir\` en choisit une autre.`,
  tooManyLinks: (count, most) => `Ça fait ${count} liens ; j’en accepte ${most} au plus.`,
  alreadyRunning: 'Je suis encore sur ta dernière photo. Une à la fois, s’il te plaît.',
  full: 'Beaucoup de monde me sollicite en ce moment. Réessaie dans une minute.',
  cooldown: (readyAt: number) =>
    `Un instant : je serai prêt pour ta prochaine photo ${relativeTime(readyAt)}.`,
  waiting: (place: number, minutes: number | null) => {
    const where = place === 1 ? 'Ton tour arrive' : `Tu es numéro ${place} dans la file`;
    if (minutes === null) return `⏳ ${where}.`;
    return `⏳ ${where} : encore ${minutes === 1 ? 'une minute' : `${minutes} minutes`} environ.`;
  },
  notKept: 'Je n’ai pas pu enregistrer cette réponse, elle n’a donc pas de boutons. Le reste marche.',
  answerFor: (mention: string) => `Une réponse pour ${mention}`,
  late: (mention: string) => `${mention} voici ta réponse ; merci d’avoir attendu.`,
} satisfies Texts['run'];

export const progress = {
  stages: {
    starting: 'Je regarde ta photo',
    model: 'Je me prépare (premier téléchargement)',
    playlist: 'J’ouvre la playlist',
    lyrics: 'Je cherche les paroles',
    reading: 'Je m’imprègne des chansons',
    comparing: 'Je les compare à ta photo',
    explaining: 'Je mets tout ça en mots',
  },
  songsDone: (done: number, total: number) => `${songs(done)} sur ${total}`,
  seen: (caption: string) => `Je vois : ${caption}`,
  from: (title: string, count: number) => `${title} · ${songs(count)}`,
} satisfies Texts['progress'];

export const failure = {
  bug: (reference: string) =>
    `Quelque chose a cloché de mon côté, tu n’y es pour rien. Réessaie ; si ça recommence, donne le code \`${reference}\` à la personne qui gère ce bot.`,
  service: (service: string) => `${service} ne répond pas en ce moment. Réessaie dans quelques minutes.`,
  tooLong: 'C’était trop long, alors je me suis arrêté. Réessaie, peut-être avec une playlist plus courte.',
  restarting: 'Je redémarre et n’ai pas pu finir. Redemande-moi dans une minute.',
  closing: 'Je redémarre. Réessaie dans une minute.',
  oldButton:
    'Ce bouton date d’une ancienne version de moi. Relance `/scenescore` et je t’en ferai un nouveau.',
  expired:
    'Cette réponse a plus d’un mois ou a été supprimée, je ne l’ai donc plus. Relance `/scenescore` pour en avoir une nouvelle.',
  cannotPost:
    'Je n’ai pas le droit de montrer des images et des cartes dans ce salon, il n’y a donc que toi qui vois ceci. La modération peut arranger ça en me donnant ici les permissions **Intégrer des liens** et **Joindre des fichiers**.',
  tooManyPresses: 'Ça fait beaucoup d’un coup. Laisse-moi un instant, puis réessaie.',
  notHere: 'Je ne connais plus cette commande. Tape `/` pour voir ce que je sais faire.',
} satisfies Texts['failure'];

export const photo = {
  notAnImage:
    'Ce fichier n’est pas une image que je sais lire. Joins une image JPEG, PNG, WebP, GIF ou AVIF.',
  tooLarge: (maxMegabytes: number) =>
    `Cette image est trop lourde. Joins-en une de ${maxMegabytes} Mo au plus.`,
  empty: 'Cette image est vide. Joins-la de nouveau.',
  gone: 'Je n’ai pas pu récupérer cette image : son lien a expiré ou elle a été supprimée. Joins-la de nouveau.',
  foreignHost: 'Je ne prends que les images envoyées sur Discord. Joins l’image elle-même.',
  noneInMessage:
    'Il n’y a pas d’image dans ce message. Choisis un message avec une photo, ou lance `/scenescore`.',
} satisfies Texts['photo'];

export const file = {
  tooLarge: (maxMegabytes: number) =>
    `Ce fichier de playlist est trop lourd. Joins-en un de ${maxMegabytes} Mo au plus.`,
  empty: 'Ce fichier de playlist est vide. Exporte de nouveau la playlist et joins le nouveau fichier.',
  gone: 'Je n’ai pas pu récupérer ce fichier : son lien a expiré ou il a été supprimé. Joins-le de nouveau.',
  foreignHost: 'Je ne prends que les fichiers envoyés sur Discord. Joins le fichier lui-même.',
} satisfies Texts['file'];

export const sound = {
  ...file,
  tooLarge: (maxMegabytes: number) =>
    `Cette musique est trop lourde. Joins des fichiers de ${maxMegabytes} Mo au plus en tout.`,
  empty: 'Ce fichier de musique est vide. Joins-le de nouveau.',
} satisfies Texts['sound'];

export const soundtrack = {
  title: (photos: number, playlist: string) =>
    photos === 1
      ? `🎞️ La bande-son de ta photo, tirée de **${playlist}**`
      : `🎞️ La bande-son de tes ${photos} photos, tirée de **${playlist}**`,
  photo: (number: number, percent: string) => `Photo ${number} · ${percent}`,
  together: 'Choisies ensemble, pour que chaque photo ait sa propre chanson.',
  modalTitle: 'Une bande-son pour tes photos',
  photosLabel: 'Tes photos',
  photosHint: 'D’une à dix ; chacune reçoit sa propre chanson.',
  playlistLabel: 'Ta playlist',
  playlistHint: 'Un lien, ou « liked » pour tes titres likés. Laisse vide pour ta playlist par défaut.',
  fileLabel: 'Ou un fichier de playlist',
  fileHint: 'CSV, M3U, XSPF, JSON ou texte ; ou une chanson.',
  feelingLabel: 'Que cherches-tu ?',
  fileAlone:
    'J’ai ton fichier, mais pas de photos : joins-les avec `image1:` à `image10:`, ou lance `/soundtrack` sans options et ajoute tout dans la fenêtre qui s’ouvre.',
  tooLarge: (maxMegabytes: number) =>
    `Ces images sont trop lourdes ensemble. Joins des images de ${maxMegabytes} Mo au plus en tout.`,
} satisfies Texts['soundtrack'];
