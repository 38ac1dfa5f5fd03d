/** What is said around a run. */
import { relativeTime } from '../en/common.ts';
import type { Texts } from '../words.ts';
import { ofSongs, songs, waysToGiveSongs } from './common.ts';

export const run = {
  noPlaylist: `Aus welchen Liedern soll ich wählen? ${waysToGiveSongs}.`,
  noDefault:
    'Aus welchen Liedern soll ich wählen? Leg mit `/playlist setzen` einmal deine Playlist fest, dann reicht ab jetzt ein Klick; oder nimm `/scenescore` mit dem Foto und einer Playlist.',
  notLinked:
    'Für deine Lieblingssongs verbinde zuerst mit `/spotify verbinden` dein Spotify-Konto; oder gib bei `playlist:` einen Link an.',
  likedOff:
    'Hier lassen sich keine Spotify-Konten verbinden, darum sehe ich deine Lieblingssongs nicht. Gib bei `playlist:` einen Link an oder häng bei `datei:` eine Datei an.',
  usualLost: (title, reason) =>
    `${reason} Das war die Standard-Playlist, ${title}: Mit \`/playlist setzen\` wählst du eine andere.`,
  tooManyLinks: (count, most) => `Das sind ${count} Links; ich nehme höchstens ${most}.`,
  alreadyRunning: 'Ich bin noch mit deinem letzten Foto beschäftigt. Bitte eins nach dem anderen.',
  full: 'Gerade fragen mich sehr viele Leute. Versuch es bitte in einer Minute noch mal.',
  cooldown: (readyAt: number) =>
    `Einen Moment bitte: ${relativeTime(readyAt)} bin ich bereit für dein nächstes Foto.`,
  waiting: (place: number, minutes: number | null) => {
    const where = place === 1 ? 'Du bist als Nächstes dran' : `Du bist Nummer ${place} in der Schlange`;
    if (minutes === null) return `⏳ ${where}.`;
    return `⏳ ${where}: ${minutes === 1 ? 'noch etwa eine Minute' : `noch etwa ${minutes} Minuten`}.`;
  },
  notKept: 'Ich konnte diese Antwort nicht speichern, darum fehlen ihr die Knöpfe. Alles andere klappt.',
  answerFor: (mention: string) => `Eine Antwort für ${mention}`,
  late: (mention: string) => `${mention} hier ist deine Antwort; danke fürs Warten.`,
} satisfies Texts['run'];

export const progress = {
  stages: {
    starting: 'Ich sehe mir dein Foto an',
    model: 'Ich mache mich bereit (einmaliger Download)',
    playlist: 'Ich öffne die Playlist',
    lyrics: 'Ich suche die Songtexte',
    reading: 'Ich fühle mich in die Lieder ein',
    comparing: 'Ich vergleiche sie mit deinem Foto',
    explaining: 'Ich fasse es in Worte',
  },
  songsDone: (done: number, total: number) => `${done} von ${ofSongs(total)}`,
  seen: (caption: string) => `Ich sehe: ${caption}`,
  from: (title: string, count: number) => `${title} · ${songs(count)}`,
} satisfies Texts['progress'];

export const failure = {
  bug: (reference: string) =>
    `Bei mir ist etwas schiefgegangen, du kannst nichts dafür. Versuch es bitte noch mal; passiert es wieder, gib der Person, die diesen Bot betreibt, den Code \`${reference}\`.`,
  service: (service: string) =>
    `${service} ist für mich gerade nicht erreichbar. Versuch es bitte in ein paar Minuten noch mal.`,
  tooLong:
    'Das hat zu lange gedauert, darum habe ich aufgehört. Versuch es bitte noch mal, vielleicht mit einer kürzeren Playlist.',
  restarting: 'Ich starte gerade neu und wurde damit nicht fertig. Frag mich bitte in einer Minute noch mal.',
  closing: 'Ich starte gerade neu. Versuch es bitte in einer Minute noch mal.',
  oldButton:
    'Dieser Knopf stammt von einer älteren Version von mir. Starte `/scenescore` noch mal, dann bekommst du einen neuen.',
  expired:
    'Diese Antwort ist älter als ein Monat oder wurde gelöscht, ich habe sie nicht mehr. Starte `/scenescore` für eine neue.',
  cannotPost:
    'In diesem Kanal darf ich keine Bilder und Karten zeigen, darum siehst nur du das hier. Wer moderiert, kann mir dafür die Berechtigungen **Links einbetten** und **Dateien anhängen** geben.',
  tooManyPresses: 'Das war viel auf einmal. Gib mir bitte einen Moment und versuch es dann noch mal.',
  notHere: 'Diesen Befehl kenne ich nicht mehr. Tipp `/` ein, dann siehst du, was ich kann.',
} satisfies Texts['failure'];

export const photo = {
  notAnImage:
    'Diese Datei ist kein Bild, das ich lesen kann. Bitte häng ein JPEG, PNG, WebP, GIF oder AVIF an.',
  tooLarge: (maxMegabytes: number) =>
    `Dieses Bild ist zu groß. Bitte häng eins mit höchstens ${maxMegabytes} MB an.`,
  empty: 'Dieses Bild ist leer. Bitte häng es noch mal an.',
  gone: 'Ich konnte das Bild nicht abrufen: Der Link ist abgelaufen, oder es wurde gelöscht. Bitte häng es noch mal an.',
  foreignHost: 'Ich hole nur Bilder, die auf Discord hochgeladen wurden. Bitte häng das Bild selbst an.',
  noneInMessage:
    'In dieser Nachricht ist kein Bild. Nimm eine Nachricht mit einem Foto, oder starte `/scenescore`.',
} satisfies Texts['photo'];

export const file = {
  tooLarge: (maxMegabytes: number) =>
    `Diese Playlist-Datei ist zu groß. Bitte häng eine mit höchstens ${maxMegabytes} MB an.`,
  empty: 'Diese Playlist-Datei ist leer. Bitte exportiere die Playlist noch mal und häng die neue Datei an.',
  gone: 'Ich konnte die Datei nicht abrufen: Der Link ist abgelaufen, oder sie wurde gelöscht. Bitte häng sie noch mal an.',
  foreignHost: 'Ich hole nur Dateien, die auf Discord hochgeladen wurden. Bitte häng die Datei selbst an.',
} satisfies Texts['file'];

export const sound = {
  ...file,
  tooLarge: (maxMegabytes: number) =>
    `Diese Musik ist zu groß. Bitte häng Dateien mit zusammen höchstens ${maxMegabytes} MB an.`,
  empty: 'Diese Musikdatei ist leer. Bitte häng sie noch mal an.',
} satisfies Texts['sound'];

export const soundtrack = {
  title: (photos: number, playlist: string) =>
    photos === 1
      ? `🎞️ Der Soundtrack zu deinem Foto, aus **${playlist}**`
      : `🎞️ Der Soundtrack zu deinen ${photos} Fotos, aus **${playlist}**`,
  photo: (number: number, percent: string) => `Foto ${number} · ${percent}`,
  together: 'Zusammen ausgesucht, damit jedes Foto sein eigenes Lied hat.',
  modalTitle: 'Ein Soundtrack für deine Fotos',
  photosLabel: 'Deine Fotos',
  photosHint: 'Eins bis zehn; jedes bekommt sein eigenes Lied.',
  playlistLabel: 'Deine Playlist',
  playlistHint: 'Ein Link oder „liked“ für deine Lieblingssongs. Leer lassen: deine Standard-Playlist.',
  fileLabel: 'Oder eine Playlist-Datei',
  fileHint: 'CSV, M3U, XSPF, JSON oder Text; oder ein Lied.',
  feelingLabel: 'Wonach suchst du?',
  fileAlone:
    'Deine Datei habe ich, aber keine Fotos: Häng sie als `bild1:` bis `bild10:` an, oder starte `/soundtrack` ohne Angaben und füge alles in dem Fenster hinzu, das sich öffnet.',
  tooLarge: (maxMegabytes: number) =>
    `Zusammen sind diese Bilder zu groß. Bitte häng Bilder mit insgesamt höchstens ${maxMegabytes} MB an.`,
} satisfies Texts['soundtrack'];
