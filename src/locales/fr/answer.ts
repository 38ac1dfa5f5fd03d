/** An answer, and everything its buttons do. */
import type { Texts } from '../words.ts';
import { percent, songs } from './common.ts';

export const ranking = {
  sceneTitle: 'L’ambiance de ta photo',
  understood: (wish: string) => `✨ ${wish}`,
  moodEnds: ['sombre', 'lumineuse'],
  energyEnds: ['calme', 'vive'],
  mood: 'Humeur',
  energy: 'Énergie',
  best: (percent: string) => `🏆 La plus proche · ${percent}`,
  bestGuess: '🤔 Au jugé, celle-ci',
  percent,
  guess: 'au jugé',
  otherGuess: 'au jugé aussi',
  by: (artists: string) => `par ${artists}`,
  unknownArtist: 'un artiste inconnu',
  why: (reason: string) => `Pourquoi : ${reason}`,
  listen: 'Écouter',
  read: (read: number, total: number, title: string) => {
    const agreed = read < 2 ? 'lue' : 'lues';
    return read === total
      ? `${songs(total)} ${agreed} dans « ${title} »`
      : `${songs(read)} ${agreed} sur ${total} dans « ${title} »`;
  },
  fromLyrics: (count: number) => `${count} d’après les paroles`,
  fromMetadata: (count: number) => `${count} d’après ce qu’on en sait`,
  fromTitle: (count: number) => `${count} d’après le titre seul`,
  print: (read: string, counts: readonly string[]) =>
    counts.length === 0 ? `${read}.` : `${read} : ${counts.join(', ')}.`,
  skipped: (count: number) => `${songs(count)} ${count < 2 ? 'écartée' : 'écartées'}`,
  moreNotices: (count: number) => (count === 1 ? 'et une autre remarque' : `et ${count} autres remarques`),
  react: (lastKeycap: string | null) =>
    lastKeycap === null
      ? 'Réagis avec 👍 ou 👎 pour donner ton avis.'
      : `Réagis de 1️⃣ à ${lastKeycap} pour une chanson qui colle, ou avec 👍 ou 👎 pour la première.`,
  fits: 'Bien vu',
  fitsNot: 'Pas celle-ci',
  whySelect: 'Pourquoi celle-ci ? Choisis une chanson',
} satisfies Texts['ranking'];

export const actions = {
  refine: 'Affiner',
  card: 'Carte story',
  preview: 'Extraits',
  save: 'Enregistrer en playlist',
} satisfies Texts['actions'];

export const why = {
  title: (rank: number) => `Pourquoi le numéro ${rank} ?`,
  features: {
    valence: 'Humeur',
    energy: 'Énergie',
    moods: 'Nuances',
    themes: 'Thèmes',
    words: 'Sens',
  },
  unread: 'illisible',
  weight: (share: number) => `compte pour ${percent(share)}`,
  contrast: (share: number) => `compte pour ${percent(share)}, et tu aimes ici le contraste`,
  chance: (people: number) => `À mon avis, ${people} personnes sur 100 diraient que l’ambiance colle.`,
  guess: 'J’en sais trop peu sur la photo ou la chanson pour dire si elles vont bien ensemble.',
  basis: {
    lyrics: 'J’ai lu les paroles de cette chanson.',
    metadata: 'Je n’ai pas trouvé les paroles, j’ai donc lu cette chanson d’après ce qu’on en sait.',
    title: 'Je ne connais que le titre de cette chanson, à prendre donc avec des pincettes.',
  },
} satisfies Texts['why'];

export const rating = {
  fits: (title: string) => `👍 C’est noté : **${title}** colle bien. Appuie encore pour annuler.`,
  fitsNot: (title: string) => `👎 C’est noté : **${title}** ne colle pas. Appuie encore pour annuler.`,
  takenBack: (title: string) => `Ton avis sur **${title}** est effacé.`,
} satisfies Texts['rating'];

export const describe = {
  button: 'Dis-moi ce qu’on y voit',
  modalTitle: 'Parle-moi de cette photo',
  label: 'Que voit-on sur la photo ?',
  hint: 'Une phrase suffit. Je la lis à la place d’une légende.',
  example: 'deux enfants avec un cerf-volant sur une plage venteuse',
  nothing: 'Tu n’as rien écrit, la réponse reste donc telle quelle.',
  notYours:
    'Seule la personne qui a demandé peut me dire ce qu’on voit sur cette photo. Avec *Affiner*, tu auras ta propre réponse.',
} satisfies Texts['describe'];

export const refine = {
  modalTitle: 'Affiner cette réponse',
  wordsLabel: 'Que faut-il changer ?',
  wordsHint: 'Avec tes mots, dans la langue que tu veux.',
  wordsExample: 'plus d’espoir, moins agité, pas de chansons d’amour…',
  feelingLabel: 'Quelle ambiance ?',
  feelings: {
    brighter: 'Plus lumineuse',
    calmer: 'Plus calme',
    sadder: 'Plus triste',
    livelier: 'Plus vive',
  },
  songsLabel: 'Quelles chansons ?',
  songs: { shown: 'D’autres chansons', artist: 'Pas cet artiste' },
  otherSongs: (wish: string) => `${wish} D’autres chansons, cette fois.`.trim(),
  otherArtists: (wish: string) => `${wish} Rien de cet artiste, cette fois.`.trim(),
  lostWords: 'Je n’ai trouvé ni émotion ni sujet dans tes mots.',
  noneLeft:
    'Tu as vu tout ce que je pouvais encore choisir dans cette playlist. Lance `/scenescore` avec une autre playlist, ou affine la réponse autrement.',
  captionLabel: 'Que voit-on sur la photo ?',
  captionHint: 'Corrige-moi si je me suis trompé.',
  nothing:
    'Tu n’as rien changé, la réponse reste donc telle quelle. Dis-moi ce qu’il faut changer, ou en quoi je me suis trompé.',
  expired:
    'Je ne garde les chansons d’une playlist qu’une semaine, je ne peux donc plus affiner cette réponse. Relance `/scenescore` pour en avoir une nouvelle.',
} satisfies Texts['refine'];

export const card = {
  title: 'Ta carte story',
  song: 'Chanson',
  noPhoto:
    'Je n’ai plus la photo de cette réponse, je ne peux donc pas dessiner de carte. Relance `/scenescore` avec elle.',
  failed: 'Je n’ai pas réussi à dessiner cette carte. Réessaie dans une minute.',
} satisfies Texts['card'];

export const preview = {
  title: (count: number) =>
    count === 1 ? 'Une demi-minute de cette chanson' : 'Une demi-minute de chaque chanson',
  from: (place: string) => `sur ${place}`,
  none: (link: string) => `pas d’extrait, mais ${link}`,
  noneAtAll: 'pas d’extrait',
  note: 'Ces extraits marchent quelques minutes. Appuie encore sur le bouton pour les renouveler.',
} satisfies Texts['preview'];

export const save = {
  files: (count: number, order: 'answer' | 'rising') =>
    count === 1
      ? 'Voici la chanson en playlist : **M3U** pour les lecteurs, **CSV** et **XSPF** pour passer à un autre service.'
      : `Voici les ${songs(count)} en playlist, ${order === 'rising' ? 'du calme au vif' : 'dans l’ordre de la réponse'} : **M3U** pour les lecteurs, **CSV** et **XSPF** pour passer à un autre service.`,
  orders: { answer: 'Dans l’ordre de la réponse', rising: 'Du calme au vif' },
  onSpotify: 'La créer sur Spotify',
  link: 'Pour te créer des playlists privées, il me faut une autorisation de plus : appuie sur **Ouvrir Spotify** et accepte. Appuie ensuite de nouveau sur **La créer sur Spotify**.',
  created: (link: string, count: number) =>
    `C’est fait : ${link} est une playlist privée à toi, avec ${songs(count)}.`,
  missing: (titles: string) => `Introuvable sur Spotify : ${titles}.`,
  name: (caption: string) => `SceneScore : ${caption}`,
  nameless: 'SceneScore',
} satisfies Texts['save'];
