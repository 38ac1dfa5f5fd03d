/** Playlist files and pasted lists, and the playlists made of them. */
import type { Texts } from '../words.ts';
import { counting, number, songs } from './common.ts';

const rows = counting({ one: 'ligne', other: 'lignes' });

export const files = {
  failure: {
    tooLarge: (maxMegabytes: number) =>
      `Ce fichier de playlist dépasse ${maxMegabytes} Mo. Coupe-le, ou exporte moins de chansons.`,
    blank: 'Ce fichier de playlist est vide. Exporte-le de nouveau et réessaie.',
    noRows: 'Cette playlist est vide. Ajoutes-y des chansons et réessaie.',
    noSongs: (firstReason: string) =>
      `Je n’ai trouvé aucune chanson dans cette playlist (première ligne : ${firstReason}). Vérifie son contenu et réessaie.`,
    damaged: (kind: string) =>
      `Ce fichier ${kind} est abîmé, je n’ai pas pu le lire. Exporte-le de nouveau et réessaie.`,
    unknownFormat:
      'Je ne connais pas ce genre de fichier. Envoie une playlist CSV, M3U, XSPF, JSPF, iTunes ou en texte brut.',
    foreign: (kind: string) =>
      `C’est ${kind}, pas une liste de chansons. Exporte la playlist en CSV, M3U, XSPF ou texte brut et envoie-la-moi.`,
    notText:
      'Ce fichier n’est pas une playlist que je sais lire. Essaie CSV, M3U, XSPF, JSPF, iTunes ou texte brut.',
    unknownColumns:
      'Je ne sais pas quelles colonnes de ce tableau sont le titre et l’artiste. Nomme-les sur sa première ligne, par exemple « Title,Artist ».',
    videoStream:
      'Ce M3U8 est la liste des morceaux d’un flux vidéo, pas une liste de chansons. Joins plutôt une playlist de chansons.',
    zip: 'Ce fichier ressemble à un zip ou à un tableur, pas à une playlist. Décompresse-le, ou enregistre-le en CSV.',
    pdf: 'Ce fichier ressemble à un PDF, pas à une playlist. Colle ses chansons en texte.',
    picture: 'Ce fichier ressemble à une image, pas à une playlist. Donne la playlist en fichier ou en lien.',
    compressed: 'Ce fichier a l’air compressé, ce n’est pas une playlist. Décompresse-le d’abord.',
    music: 'Ce fichier ressemble à un morceau, pas à une playlist. Joins la liste, pas la chanson.',
    noSound: 'Je n’ai rien entendu dans cette musique. Joins-la en MP3, FLAC, Ogg Vorbis, Opus ou WAV.',
    listeningOff:
      'Je n’écoute pas les fichiers de musique ici. Joins plutôt un fichier de playlist, ou donne-moi un lien vers la playlist.',
    emptyPlaylist: (title: string) =>
      `« ${title} » est vide : ajoutes-y des chansons, ou donne-m’en une autre.`,
    nothingToRank: (title: string, total: number, reason: string) =>
      `Je n’ai trouvé aucune chanson à classer dans « ${title} » : ${reason}${
        total > 1 ? `, et ainsi de suite pour les ${number(total)}` : ''
      }. Donne-moi une playlist avec des chansons.`,
  },
  foreign: {
    richText: 'un document en texte enrichi',
    kodi: 'une playlist intelligente de Kodi, faite de règles',
    page: 'une page web ou un document',
    xml: 'un fichier XML d’un genre que je ne connais pas',
    calendar: 'un calendrier ou une carte de visite',
    foobar: 'une playlist au format propre à foobar2000 (FPL)',
    database: 'une base de données',
    serato: 'un bac ou un historique Serato dans son propre format',
    binaryList: 'une liste de propriétés en binaire',
    office: 'un vieux document bureautique',
    archive: 'une archive compressée',
  },
  reason: {
    podcast: 'un podcast ou un livre audio, pas une chanson',
    localFile: 'un fichier sur l’appareil de quelqu’un',
    noTitle: 'pas de titre sur cette ligne',
    noArtist: 'pas d’artiste : écris « Artiste - Titre »',
    bareLink: 'un lien sans nom',
    markup: 'un bout de programme ou de document, pas une chanson',
    longLine: 'une ligne trop longue pour une chanson',
    notSound: 'pas un fichier audio que je sais lire',
    missing: 'citée dans la playlist, mais absente du fichier',
    unknown: 'elles sont illisibles',
  },
  notice: {
    cut: (total: number, isMore: boolean, read: number) =>
      `Cette playlist a ${isMore ? 'plus de ' : ''}${rows(total)} ; j’ai lu les ${number(read)} premières chansons.`,
    manySkipped: (skipped: number, listed: number) =>
      `${rows(skipped)} étaient illisibles ; les ${number(listed)} premières sont listées.`,
    severalPlaylists: (playlists: number) =>
      `Ce fichier contient ${number(playlists)} playlists ; je les lis comme une seule.`,
    duplicates: (count: number) =>
      count === 1
        ? '1 doublon de la playlist est ignoré : la chanson compte une fois.'
        : `${number(count)} doublons de la playlist sont ignorés : chaque chanson compte une fois.`,
    overlap: (count: number) =>
      count === 1
        ? '1 chanson est dans plusieurs des playlists ; elle compte une fois.'
        : `${songs(count)} sont dans plusieurs des playlists ; chacune compte une fois.`,
    needsFfmpeg: (count: number) =>
      count === 1
        ? 'Je n’ai pas pu écouter un fichier AAC : il faut ffmpeg sur cette machine.'
        : `Je n’ai pas pu écouter ${number(count)} fichiers AAC : il faut ffmpeg sur cette machine.`,
    firstPart: (title: string, total: number, read: number) =>
      `« ${title} » contient ${songs(total)}, j’ai lu les ${number(read)} premières.`,
  },
} satisfies Texts['files'];
