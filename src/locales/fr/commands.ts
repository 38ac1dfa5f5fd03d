/** Replies of the smaller commands. */
import { relativeTime } from '../en/common.ts';
import type { Texts } from '../words.ts';
import { counting, songs, waysToGiveSongs } from './common.ts';

const ratings = counting({ one: 'avis', other: 'avis' });
const answers = counting({ one: 'réponse', other: 'réponses' });

export const help = {
  title: 'SceneScore',
  what: 'Donne-moi une photo et une playlist, et j’y trouve les chansons qui ressemblent le plus à ce moment.',
  how: [
    '`/scenescore` avec une photo dans `image:` ; ou clic droit sur un message avec photo, puis *Applications* et *Noter cette photo*.',
    `Pour les chansons, ${waysToGiveSongs}.`,
    'Dans `ambiance:`, dis ce que tu cherches ; `nombre:` te donne jusqu’à dix chansons.',
    'Sous une réponse, *Affiner* prend tes mots (« plus d’espoir », « pas de chansons d’amour »), et *Carte story* dessine la photo avec sa chanson.',
    'Donne ton avis sur les chansons avec les boutons ou des réactions : j’y apprends tes goûts.',
    '*Extraits* fait écouter les chansons, *Enregistrer en playlist* les exporte.',
    '`/soundtrack` avec plusieurs photos donne à chacune sa chanson ; *Noter cette photo* aussi, sur un message qui en a plusieurs.',
  ],
  featuresTitle: 'Activé ici',
  on: (name: string, detail: string) => `✅ **${name}** · ${detail}`,
  off: (name: string, detail: string) => `➖ **${name}** · ${detail}`,
  footer: (version: string) => `SceneScore ${version} · /vie-privée montre ce qui est conservé`,
} satisfies Texts['help'];

export const history = {
  title: 'Tes dernières réponses',
  on: 'Désormais je tiens une liste de tes réponses, 30 jours chacune. `/historique voir` ne la montre qu’à toi, `/historique désactiver` l’arrête.',
  off: 'Je ne tiens plus de liste de tes réponses.',
  isOff:
    'Je ne tiens pas de liste de tes réponses. `/historique activer` en commence une visible de toi uniquement.',
  empty: 'Ta liste est encore vide : elle commence avec ta prochaine photo.',
  line: (at: number, song: string) => `${relativeTime(at)} · ${song}`,
  open: 'ouvrir',
  note: 'Les réponses restent ici 30 jours. `/historique désactiver` arrête la liste.',
} satisfies Texts['history'];

export const playlist = {
  needsManageServer:
    'Seules les personnes avec la permission **Gérer le serveur** peuvent changer la playlist de ce serveur. Choisis la tienne avec `/playlist définir` et `portée: pour moi seul`.',
  onlyInServer:
    'Une playlist de serveur ne se choisit que sur un serveur où l’on m’a ajouté. Choisis la tienne ici avec `portée: pour moi seul`.',
  likedIsYours:
    'Chacun a ses titres likés, ils ne peuvent donc pas être la playlist d’un serveur. Donne un lien de playlist pour le serveur, ou garde-les pour toi avec `portée: pour moi seul`.',
  setMine: (title: string, count: number) =>
    `Ta playlist par défaut est maintenant **${title}** (${songs(count)}). Lance juste \`/scenescore\` avec une photo.`,
  setServer: (title: string, count: number) =>
    `La playlist par défaut de ce serveur est maintenant **${title}** (${songs(count)}).`,
  mine: (playlist: string) => `**La tienne :** ${playlist}`,
  server: (playlist: string) => `**Celle du serveur :** ${playlist}`,
  read: (count: number, at: number) => `${songs(count)}, ${count < 2 ? 'lue' : 'lues'} ${relativeTime(at)}`,
  none: 'pas encore',
  order: 'Je prends la playlist que tu donnes, sinon la tienne, sinon celle du serveur.',
  howTo: `Pour me donner des chansons, ${waysToGiveSongs}.`,
  clearedMine: 'Ta playlist par défaut est effacée.',
  clearedServer: 'La playlist par défaut de ce serveur est effacée.',
  choiceMine: (title: string) => `La tienne : ${title}`,
  choiceServer: (title: string) => `Celle du serveur : ${title}`,
  choiceRecent: (title: string) => `Déjà utilisée : ${title}`,
  choiceSpotify: (title: string) => `De Spotify : ${title}`,
  choiceMusicServer: (title: string) => `Du serveur de musique : ${title}`,
  choiceLiked: 'Tes titres likés sur Spotify',
} satisfies Texts['playlist'];

export const privacy = {
  title: 'Ce que je garde sur toi',
  show: [
    '**Photos :** regardées, puis jetées ; la description est gardée un jour sous une empreinte du fichier, sans ton nom. Une petite copie reste dans la réponse sur Discord, jusqu’à ce que ce message soit supprimé.',
    '**Réponses :** la description de la photo, tes mots et les chansons montrées, 30 jours, pour que les boutons marchent ; toutes les chansons de la playlist une semaine, pour que tu puisses affiner.',
    '**Avis :** quelles chansons collaient pour toi, comment elles se comparaient, l’ambiance de la photo (des nombres et des humeurs, pas de description) et sur quel serveur, jusqu’à ce que tu les supprimes. J’y apprends tes goûts ; ce dont au moins trois membres d’un serveur conviennent compte aussi un peu pour les membres qui ont moins donné leur avis.',
    '**Réglages :** ta playlist par défaut et les cinq dernières utilisées.',
    '**Historique :** une liste de tes réponses avec leurs liens, seulement si tu l’as commencée avec `/historique activer`.',
    '**Spotify :** si tu l’as relié, la clé qui me laisse lire tes playlists (et en créer de privées, si tu l’as permis), chiffrée.',
    '**Paroles :** jamais gardées et jamais montrées.',
  ],
  services: (names: string) => `**Qui d’autre voit quelque chose :** ${names}.`,
  noServices: '**Qui d’autre voit quelque chose :** personne ; tout se passe sur l’ordinateur de ce bot.',
  commands: '`/vie-privée exporter` te donne le tout en fichier, `/vie-privée supprimer` le supprime.',
  export: (part: number) =>
    part === 1
      ? 'Voici tout ce que je garde sur toi.'
      : `La suite de ce que je garde sur toi : partie ${part}.`,
  exportFile: (part: number) => `scenescore-mes-donnees${part === 1 ? '' : `-${part}`}.json`,
  exportBusy: 'Un fichier comme celui-là est déjà en préparation. Réessaie dans une minute.',
  nothingKept: 'Je ne garde rien sur toi.',
  deleted: (parts: string) => `Supprimé : ${parts}. Je ne garde plus rien sur toi.`,
  parts: {
    settings: 'tes playlists et réglages',
    ratings,
    results: answers,
    spotify: 'le lien avec Spotify',
  },
} satisfies Texts['privacy'];

export const spotify = {
  off: 'Relier Spotify n’est pas activé ici. Les liens de playlist et les fichiers marchent sans.',
  link: 'Appuie sur **Ouvrir Spotify** et accepte : je pourrai lire tes playlists et tes titres likés, et rien d’autre.',
  pasteSteps:
    'Ensuite, ton navigateur s’arrête sur une page qui ne charge pas : copie toute son adresse, reviens ici, appuie sur **Coller l’adresse** et colle-la.',
  open: 'Ouvrir Spotify',
  pasteButton: 'Coller l’adresse',
  modalTitle: 'Relier Spotify',
  modalLabel: 'L’adresse où ton navigateur est arrivé',
  linked: (name: string) =>
    `Relié à Spotify sous le nom **${name}**. Essaie \`playlist: liked\`, ou commence à y taper pour voir tes playlists.`,
  status: (name: string, goodUntil: number) =>
    `Relié à Spotify sous le nom **${name}**. Ça expire ${relativeTime(goodUntil)} ; relie-le alors de nouveau.`,
  notLinked: 'Aucun compte Spotify n’est relié. `/spotify relier` prend une minute.',
  unlinked: 'Ton compte Spotify est délié, et tout ce que je gardais pour lui est supprimé.',
} satisfies Texts['spotify'];

export const taste = {
  title: 'Tes goûts',
  howTo: 'Utilise 👍 et 👎 sous une réponse, ou réagis-y de 1️⃣ à 🔟.',
  kept: (rated: number, answered: number) => `Je garde ${ratings(rated)} de toi, sur ${answers(answered)}.`,
  counts: (fits: number, fitsNot: number) => `👍 ${fits} · 👎 ${fitsNot}`,
  weighed: 'Tes avis ont joué sur l’ordre.',
  weighedSongs:
    'Tes avis ont joué sur l’ordre. Les chansons que tu as notées pour une photo comme celle-ci ont un peu bougé.',
  weighedByServer: 'Ce que les gens de ce serveur ont aimé a joué sur l’ordre.',
  counted: 'Tes prochaines réponses en tiennent compte. /goûts réinitialiser oublie tout.',
  reset: (rated: number) => {
    if (rated === 0) return 'Il n’y avait rien à supprimer : tu n’as donné aucun avis.';
    return `Supprimé : ${rated === 1 ? 'ton seul avis' : `tes ${ratings(rated)}`}.`;
  },
} satisfies Texts['taste'];

export const linkPages = {
  nothingLinked: 'Rien n’a été relié',
  almostThere: 'Presque fini',
  failed: 'Ça n’a pas marché',
  spotifyAccount: 'Compte Spotify :',
  shownAs: (name: string) => `(affiché comme « ${name} »)`,
  discordAccount: 'Compte Discord :',
  confirm: {
    title: 'Relier ces deux comptes ?',
    text: 'Une fois les comptes reliés, la personne à qui appartient ce compte Discord peut voir les playlists privées et les titres likés de ce compte Spotify. Si l’un des deux n’est pas à toi, quelqu’un t’a envoyé son lien : ferme cette page, et rien ne sera relié.',
    button: 'Les deux sont à moi : relier',
  },
  linked: {
    title: 'Tes chansons sont à portée de main',
    text: 'Les deux comptes sont reliés. Tu peux fermer cette page et demander tes playlists à SceneScore, ou `liked`.',
    undo: 'Ce n’est pas moi : annuler',
  },
  undone: {
    title: 'C’est annulé',
    text: 'Le lien n’existe plus, et SceneScore a oublié ce qu’il avait reçu. Pour plus de sûreté, tu peux aussi retirer SceneScore de la liste des applications de ton compte Spotify.',
  },
  nothingToUndo: {
    title: 'Rien à annuler',
    text: 'Il n’y a aucun lien à annuler dans ce navigateur. Dans Discord, `/spotify délier` supprime le tien.',
  },
  notAsked:
    'Spotify n’a pas répondu à l’instant, alors rien n’a été relié. Attends un peu et utilise de nouveau `/spotify relier`.',
  bug: (code: string) =>
    `Quelque chose s’est mal passé de notre côté, alors rien n’a été relié. Utilise de nouveau \`/spotify relier\` ; si ça se reproduit, donne le code \`${code}\` à la personne qui fait tourner ce bot.`,
  nothingHere: {
    title: 'Il n’y a rien ici',
    text: 'SceneScore vit dans Discord : essaie `/scenescore` là-bas.',
  },
} satisfies Texts['linkPages'];
