/** German. */
import type { CommandWords } from './words.ts';

export const de: CommandWords = {
  options: {
    scenescore: ['scenescore', 'Finde das Lied in deiner Playlist, das sich am meisten wie ein Foto anfühlt'],
    'scenescore.image': ['bild', 'Das Foto'],
    'scenescore.playlist': [
      'playlist',
      'Ein Playlist-Link oder „liked“ für deine Lieblingssongs; sonst deine Standard-Playlist',
    ],
    'scenescore.file': ['datei', 'Eine Playlist-Datei: CSV, M3U, XSPF, JSON oder Text'],
    'scenescore.feeling': ['gefühl', 'Wonach du suchst, in deinen eigenen Worten'],
    'scenescore.count': ['anzahl', 'Wie viele Lieder gezeigt werden, 1 bis 10 (sonst 5)'],
    playlist: ['playlist', 'Wähle die Playlist, die ich nehme, wenn du keine angibst'],
    'playlist.set': ['setzen', 'Die Standard-Playlist festlegen'],
    'playlist.set.link': ['link', 'Ein Playlist-Link oder „liked“ für deine Lieblingssongs'],
    'playlist.set.scope': [
      'bereich',
      'Nur für dich oder für alle auf diesem Server (braucht „Server verwalten“)',
    ],
    'playlist.show': ['anzeigen', 'Die Standard-Playlists anzeigen, deine und die des Servers'],
    'playlist.clear': ['löschen', 'Die Standard-Playlist löschen'],
    'playlist.clear.scope': [
      'bereich',
      'Nur für dich oder für alle auf diesem Server (braucht „Server verwalten“)',
    ],
    spotify: ['spotify', 'Verbinde dein Spotify-Konto, für eigene Playlists und Lieblingssongs'],
    'spotify.link': ['verbinden', 'Dein Spotify-Konto verbinden'],
    'spotify.status': ['status', 'Nachsehen, ob dein Spotify-Konto verbunden ist'],
    'spotify.unlink': ['trennen', 'Dein Spotify-Konto trennen'],
    taste: ['geschmack', 'Was deine Bewertungen über deinen Geschmack sagen'],
    'taste.show': ['anzeigen', 'Anzeigen, wie viele deiner Bewertungen gespeichert sind'],
    'taste.reset': ['zurücksetzen', 'Alle deine Bewertungen löschen'],
    privacy: ['datenschutz', 'Was über dich gespeichert ist'],
    'privacy.show': ['anzeigen', 'Lies, was über dich gespeichert ist und wer es sieht'],
    'privacy.export': ['exportieren', 'Alles, was über dich gespeichert ist, als Datei bekommen'],
    'privacy.delete': ['löschen', 'Alles löschen, was über dich gespeichert ist'],
    help: ['hilfe', 'Was ich kann und was hier eingeschaltet ist'],
  },
  scoreThisPhoto: 'Foto bewerten',
  justForMe: 'nur für mich',
  everybodyHere: 'alle auf diesem Server',
};
