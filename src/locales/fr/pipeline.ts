/** What is said beside an answer: honest remarks, and what went wrong. */
import type { Texts } from '../words.ts';
import { counting, number, percent, quoted, songs } from './common.ts';
import { tookThatAs } from './feelings.ts';

const minutesOf = counting({ one: 'minute', other: 'minutes' });
const hours = counting({ one: 'heure', other: 'heures' });
const days = counting({ one: 'jour', other: 'jours' });

export const times = {
  wait: (minutes: number, clock: string) => {
    if (minutes <= 1) return `dans une minute (à ${clock})`;
    if (minutes < 100) return `dans ${minutesOf(minutes)} environ (à ${clock})`;
    const wait = Math.round(minutes / 60);
    return wait < 48
      ? `dans ${hours(wait)} environ (à ${clock})`
      : `dans ${days(Math.round(wait / 24))} environ`;
  },
  later: 'plus tard',
  ago: (minutes: number) => {
    if (minutes < 100) return `il y a ${minutes === 1 ? 'une minute' : minutesOf(minutes)}`;
    const age = Math.round(minutes / 60);
    return `il y a ${age < 48 ? hours(age) : days(Math.round(age / 24))}`;
  },
} satisfies Texts['times'];

const withMyList = 'j’ai donc lu avec ma propre liste de mots';
const theseWords = 'j’ai donc lu ces mots avec ma propre liste.';
const seenMyself =
  'je m’en suis donc tenu à ce que j’y vois moi-même. Une petite copie en est partie chez Google.';
const putTogether = 'elle est donc tirée de la comparaison elle-même.';
const copyMayHaveGone = 'Une petite copie en est peut-être partie chez Google.';

export const notices = {
  readerFailed: `Gemini était injoignable, ${withMyList}.`,
  readerLate: `Gemini a été trop long, ${withMyList}.`,
  sceneUnread: {
    declined: `Gemini n’a pas voulu lire les mots sur ta photo, ${theseWords}`,
    cut: `La réponse de Gemini sur ta photo s’est coupée, ${theseWords}`,
    nonsense: `La réponse de Gemini sur ta photo n’avait pas de sens, ${theseWords}`,
  },
  lyricsLate: (count: number) =>
    `Les paroles de ${songs(count)} ne sont pas arrivées à temps ; redemande pour une lecture plus fine.`,
  soundsMissing:
    'Je n’ai pas pu écouter les chansons du serveur de musique à l’instant, je me suis donc fié à ce qu’on en sait par ailleurs.',
  readLightly: (count: number) =>
    `C’est une longue playlist : j’ai lu ${songs(count)} d’après ce qu’elle en dit, sans plus.`,
  photoReadByGemini:
    'C’est Gemini qui a lu ta photo : une petite copie, sans ses métadonnées, est partie chez Google.',
  photoNotSeen: `Gemini n’a pas pu regarder ta photo, je m’en suis donc tenu à ce que j’y vois moi-même. ${copyMayHaveGone}`,
  photoSeenLate: `Gemini a mis trop de temps à regarder ta photo, je m’en suis donc tenu à ce que j’y vois moi-même. ${copyMayHaveGone}`,
  photoUnread: {
    declined: `Gemini n’a pas voulu regarder ta photo, ${seenMyself}`,
    cut: `La réponse de Gemini sur ta photo s’est coupée, ${seenMyself}`,
    nonsense: `La réponse de Gemini sur ta photo n’avait pas de sens, ${seenMyself}`,
  },
  missing: {
    photo: 'Le modèle de description habituel manquait',
    captioner: 'Aucun modèle de description n’était là',
    sentences: 'Le modèle de phrases manquait',
  },
  models: { photo: 'modèle de photos', sentences: 'modèle de phrases', moods: 'modèle d’humeurs' },
  notDownloaded: (model: string) => `Le ${model} n’est pas encore téléchargé`,
  downloaded: (model: string, share: number) => `Le ${model} n’est téléchargé qu’à ${percent(share)}`,
  captionedByAnother: (why: string, id: string) => `${why}, c’est donc ${id} qui a décrit la photo.`,
  knownByColours: (why: string, hasMoods: boolean, advice: string) =>
    `${why}, je me suis donc fié ${hasMoods ? 'à la lumière, aux couleurs et à l’humeur' : 'à la lumière et aux couleurs'} (${advice}).`,
  askAgainLater: 'redemande plus tard, je verrai mieux',
  installs: (command: string) => `npx scenescore ${command} en installe un`,
  nothingFits: (title: string) =>
    `Rien dans cette playlist ne colle vraiment ; le plus proche, c’est ${quoted(title)}.`,
  embedderFailed: (why: string) => `${why}, j’ai donc comparé les sens avec ma propre liste de mots.`,
  moodsMissing: (why: string) => `${why}, je juge donc les humeurs sans lui.`,
  writerFailed: `Gemini n’a pas pu écrire l’explication, ${putTogether}`,
  unexplained: {
    declined: `Gemini n’a pas voulu écrire l’explication, ${putTogether}`,
    cut: `L’explication de Gemini s’est coupée, ${putTogether}`,
    nonsense: `L’explication de Gemini n’avait pas de sens, ${putTogether}`,
  },
  readWithPhoto: 'Tes mots ont compté dans ma lecture de la photo.',
  stillReading: (fromLyrics: number, all: number) =>
    `Une première réponse : j’ai lu pour l’instant les paroles de ${songs(fromLyrics)} sur ${number(all)}. Je continue.`,
  allByHand: (count: number) =>
    count === 1
      ? 'La lecture de cette chanson a été écrite à la main et venait avec la playlist.'
      : `Les lectures de ces ${songs(count)} ont été écrites à la main et venaient avec la playlist.`,
  howRead: (count: { lyrics: number; metadata: number; title: number; hand: number }) => {
    const ways: [number, string][] = [
      [count.lyrics, 'd’après les paroles'],
      [count.metadata, 'd’après ce qu’on en sait'],
      [count.title, 'd’après le titre et l’artiste seuls'],
      [count.hand, 'à la main, dans le fichier de playlist'],
    ];
    const told = ways
      .filter(([some]) => some > 0)
      .map(([some, how], at) => `${at === 0 ? songs(some) : number(some)} ${how}`);
    return `Ma lecture : ${told.join(', ')}.`;
  },
  tookThatAs,
  unsupportedLink: 'Ces liens ne sont pas activés ici. Joins plutôt la playlist en fichier.',
  emptyPlaylist: 'Il n’y a pas de chansons que je sache lire dans cette playlist. Essaies-en une autre.',
  videosOnly:
    'Cette liste ne contient que des identifiants de vidéos, et je n’ai pas pu retrouver leurs noms. Rends la playlist publique ou non répertoriée sur YouTube et envoie-moi son lien.',
  linksOnly:
    'Cette liste ne contient que des liens, et je n’ai pas pu retrouver les chansons derrière. Écris « Artiste - Titre » sur chaque ligne, ou envoie-moi le lien de la playlist.',
  playlistUnavailable: (service: string, minutes: number) =>
    `${service} ne répond pas en ce moment. Réessaie dans ${minutes < 2 ? 'une minute' : `${minutesOf(minutes)} environ`}, ou donne-moi la playlist en fichier.`,
  noPhotos: (most: number) => `Donne-moi au moins une photo, et ${most} au plus.`,
  tooManyPhotos: (count: number, most: number) => `Ça fait ${count} photos ; j’en accepte ${most} au plus.`,
  tooFewSongs: (count: number, photos: number) =>
    `Je ne peux lire que ${songs(count)}, et il y a ${photos} photos : donne-moi une playlist plus longue, ou moins de photos.`,
  wrongPhoto: (at: number, what: string) => `Photo ${at} : ${what}`,
  wrongLink: (at: number, what: string) => `Lien ${at} : ${what}`,
} satisfies Texts['notices'];

export const readers = {
  notEnglish: (count: number) =>
    count === 1
      ? '1 chanson n’est pas en anglais ; j’en ai lu seulement le titre et l’artiste.'
      : `${songs(count)} ne sont pas en anglais ; j’en ai lu seulement le titre et l’artiste.`,
  withoutWords: (count: number) =>
    count === 1
      ? '1 chanson est sans paroles ; j’en ai lu le titre, le genre et l’année.'
      : `${songs(count)} sont sans paroles ; j’en ai lu le titre, le genre et l’année.`,
  unreadableFile: 'Je n’ai pas pu lire ce fichier de playlist. Exporte-le de nouveau et réessaie.',
} satisfies Texts['readers'];

const withThose = 'je les ai donc lues avec ma propre liste de mots.';

export const gemini = {
  failed: {
    key: `Gemini a refusé sa clé, ${withMyList}. La personne qui gère ce bot peut vérifier GEMINI_API_KEY.`,
    gone: `Les modèles Gemini réglés pour ce bot n’existent plus, ${withMyList}. La personne qui le gère peut changer GEMINI_MODEL.`,
    day: `Le quota Gemini du jour est épuisé, ${withMyList}. Il revient demain.`,
    minute: `Le quota Gemini de cette minute est épuisé, ${withMyList}.`,
    refused: `Gemini n’a pas accepté la question, ${withMyList}.`,
    unwell: `Gemini n’a pas répondu, ${withMyList}.`,
    garbled: `Les réponses de Gemini n’ont pas de sens en ce moment, ${withMyList}.`,
  },
  partly: {
    late: `Gemini n’a pas eu le temps pour certaines chansons, ${withThose}`,
    declined: `Gemini n’a pas voulu lire certaines chansons, ${withThose}`,
    cut: `La réponse de Gemini sur certaines chansons s’est coupée, ${withThose}`,
    nonsense: `La réponse de Gemini sur certaines chansons n’avait pas de sens, ${withThose}`,
    several: `Gemini a laissé de côté certaines chansons, ${withThose}`,
  },
  otherModel: (model: string) =>
    `Une partie a été lue par ${model}, parce que le premier modèle n’a pas répondu.`,
  gemma: {
    declined: (model: string) => `Gemini n’a pas voulu en lire une partie, c’est ${model} qui l’a fait.`,
    quota: (model: string) => `Le quota Gemini est épuisé pour l’instant, ${model} en a donc lu une partie.`,
    other: (model: string) => `La réponse de Gemini était inutilisable, ${model} en a donc lu une partie.`,
  },
} satisfies Texts['gemini'];

export const lyrics = {
  noFolder: (dir: string) =>
    `Je n’ai pas pu ouvrir le dossier de paroles « ${dir} ». Le chemin est-il juste ?`,
  serviceFailed: (name: string) =>
    `${name} n’a pas répondu pour certaines chansons, peut-être lues sans leurs paroles.`,
} satisfies Texts['lyrics'];
