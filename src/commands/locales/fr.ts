/** French. */
import type { CommandWords } from './words.ts';

export const fr: CommandWords = {
  options: {
    scenescore: ['scenescore', 'Trouve dans ta playlist la chanson qui ressemble le plus à une photo'],
    'scenescore.image': ['image', 'La photo'],
    'scenescore.playlist': [
      'playlist',
      'Un lien de playlist, ou « liked » pour tes titres likés ; sinon ta playlist par défaut',
    ],
    'scenescore.file': ['fichier', 'Un fichier de playlist : CSV, M3U, XSPF, JSON ou texte'],
    'scenescore.feeling': ['ambiance', 'Ce que tu cherches, avec tes propres mots'],
    'scenescore.count': ['nombre', 'Combien de chansons montrer, de 1 à 10 (5 d’habitude)'],
    playlist: ['playlist', 'Choisis la playlist que je prends quand tu n’en donnes pas'],
    'playlist.set': ['définir', 'Définir la playlist par défaut'],
    'playlist.set.link': ['lien', 'Un lien de playlist, ou « liked » pour tes titres likés'],
    'playlist.set.scope': ['portée', 'Pour toi seul, ou pour tout le serveur (demande « Gérer le serveur »)'],
    'playlist.show': ['voir', 'Voir les playlists par défaut, la tienne et celle du serveur'],
    'playlist.clear': ['effacer', 'Effacer la playlist par défaut'],
    'playlist.clear.scope': [
      'portée',
      'Pour toi seul, ou pour tout le serveur (demande « Gérer le serveur »)',
    ],
    spotify: ['spotify', 'Relie ton compte Spotify, pour tes playlists et tes titres likés'],
    'spotify.link': ['relier', 'Relier ton compte Spotify'],
    'spotify.status': ['état', 'Voir si ton compte Spotify est relié'],
    'spotify.unlink': ['délier', 'Délier ton compte Spotify'],
    taste: ['goûts', 'Ce que tes avis disent de tes goûts'],
    'taste.show': ['voir', 'Voir combien de tes avis sont conservés'],
    'taste.reset': ['réinitialiser', 'Supprimer tous tes avis'],
    privacy: ['vie-privée', 'Ce qui est conservé sur toi'],
    'privacy.show': ['voir', 'Lire ce qui est conservé sur toi, et qui le voit'],
    'privacy.export': ['exporter', 'Recevoir en fichier tout ce qui est conservé sur toi'],
    'privacy.delete': ['supprimer', 'Supprimer tout ce qui est conservé sur toi'],
    help: ['aide', 'Ce que je sais faire, et ce qui est activé ici'],
  },
  scoreThisPhoto: 'Noter cette photo',
  justForMe: 'pour moi seul',
  everybodyHere: 'tout le serveur',
};
