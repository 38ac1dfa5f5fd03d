/** Links, and the music services behind them. */
import type { Texts } from '../words.ts';
import { songs } from './common.ts';

const whatWorks =
  'Links zu Spotify, YouTube, YouTube Music, Apple Music und Deezer gehen, eine angehängte Playlist-Datei auch';

export const links = {
  broken: `Dieser Link sieht kaputt aus: ${whatWorks}.`,
  unknownHost: (host: string) =>
    `${host === '' ? 'Von dort' : `Von ${host}`} kann ich keine Playlists lesen: ${whatWorks}.`,
  noSongs:
    'Die Seite kenne ich, aber der Link führt zu keiner Playlist, keinem Album und keinem Lied: Kopier den Link der Playlist selbst.',
  podcast: 'Das ist ein Podcast, und ich vergleiche Lieder: Gib mir eine Playlist, ein Album oder ein Lied.',
  unknownShortLink:
    'Dieser Kurzlink führt zu keiner Playlist, die ich lesen kann: Öffne ihn und gib mir den langen Link aus der Adresszeile.',
  asItWas: (title: string, ago: string) =>
    `Ich konnte „${title}“ gerade nicht neu lesen; darum siehst du hier, wie sie ${ago} war.`,
} satisfies Texts['links'];

export const appleMusic = {
  privateLibrary:
    'Das liegt in deiner privaten Mediathek von Apple Music: Teil die Playlist aus der App und gib mir diesen Link.',
  noSongs:
    'Apple Music zeigt mir dort keine Lieder: vielleicht privat, verschwunden oder nicht in diesem Land verfügbar. Teil sie in der App öffentlich, oder häng eine exportierte Datei an.',
  wholeAlbum:
    'Die Seite von Apple Music zeigt das eine Lied aus deinem Link nicht, darum habe ich das ganze Album gelesen.',
  firstPart: (count: number) =>
    `Die Seite von Apple Music zeigt ${songs(count)}, es kann also mehr geben: Für alle häng eine exportierte Datei an.`,
} satisfies Texts['appleMusic'];

export const deezer = {
  notFound:
    'Deezer zeigt mir dort nichts: vielleicht privat oder gelöscht. Mach die Playlist öffentlich, oder häng eine exportierte Datei an.',
  unreadableRow: 'von Deezer kam nichts Lesbares',
} satisfies Texts['deezer'];

export const subsonic = {
  name: 'Musikserver',
  inSentence: 'Der Musikserver',
  answers: 'antwortet',
  refuses: 'lehnt SUBSONIC_USER oder SUBSONIC_PASSWORD ab',
  starred: 'Favoriten',
  off: 'Dieser Bot hat keinen Musikserver: Gib mir einen Link, oder häng eine Playlist-Datei an.',
  refused:
    'Der Musikserver lehnt Name oder Passwort dieses Bots ab: Sag es bitte der Person, die ihn betreibt, und häng so lange eine Playlist-Datei an.',
  notFound: 'Diese Playlist gibt es auf dem Musikserver nicht mehr: Wähl eine andere.',
  unreadableRow: 'vom Musikserver kam nichts Lesbares',
} satisfies Texts['subsonic'];

export const youtube = {
  mix: 'Das ist ein Mix, den YouTube nur für dich macht: Speicher seine Lieder in einer öffentlichen oder nicht gelisteten Playlist und gib mir deren Link.',
  ownList:
    'Deine Likes und „Später ansehen“ zeigt YouTube nur dir: Tu die Lieder in eine öffentliche oder nicht gelistete Playlist und gib mir deren Link.',
  notFound:
    'YouTube zeigt mir dort nichts: vielleicht privat oder gelöscht. Mach die Playlist öffentlich oder nicht gelistet, oder häng eine exportierte Datei an.',
  busy: (when: string) =>
    `Das YouTube-Tageslimit dieses Bots ist aufgebraucht: Versuch es ${when} noch mal, oder häng eine exportierte Datei an.`,
  keyRefused:
    'YouTube lehnt den Schlüssel dieses Bots ab: Sag es bitte der Person, die ihn betreibt, und häng so lange eine exportierte Datei an.',
  unreadable:
    'YouTube lässt mich das nicht ohne Schlüssel lesen: Bitte die Person, die diesen Bot betreibt, einen zu setzen, oder häng eine exportierte Datei an.',
  gone: 'YouTube zeigt es nicht mehr',
} satisfies Texts['youtube'];

const anotherWay =
  'Kopier die Lieder in eine eigene Playlist und verbinde dein Konto mit `/spotify verbinden`, oder häng eine exportierte Datei an (exportify.app macht eine)';
const linkAgain = 'Verbinde dein Konto bitte neu, mit `/spotify verbinden`';

export const spotifyLists = {
  uriWithoutSongs:
    'Diese Spotify-Adresse führt zu keiner Playlist, keinem Album und keinem Lied: Kopier den Link der Playlist selbst.',
  notLinked:
    'Deine Lieblingssongs siehst nur du: Verbinde zuerst mit `/spotify verbinden` dein Spotify-Konto und frag dann noch mal.',
  likedSongs: 'Lieblingssongs',
  busy: (when: string) =>
    `Das Spotify-Limit dieses Bots ist aufgebraucht: Versuch es ${when} noch mal, oder häng eine exportierte Datei an.`,
  keysRefused:
    'Spotify lehnt die Schlüssel dieses Bots ab: Sag es bitte der Person, die ihn betreibt, und häng so lange eine exportierte Datei an.',
  premium:
    'Spotify antwortet diesem Bot nur, solange die Person, die ihn betreibt, Premium hat: Sag es ihr bitte, und häng so lange eine exportierte Datei an.',
  notRegistered:
    'Spotify lässt nur eingetragene Leute die App dieses Bots nutzen: Bitte die Person, die ihn betreibt, dich bei Spotify in der App einzutragen.',
  notYours: `Diese Playlist gibt mir Spotify nicht: ${anotherWay}.`,
  notFound:
    'Spotify zeigt mir dort nichts: vielleicht privat oder gelöscht. Wenn sie dir gehört, mach sie öffentlich oder verbinde dein Konto mit `/spotify verbinden`; sonst häng eine exportierte Datei an (exportify.app macht eine).',
  unreadable: `Spotify hat mich das nicht lesen lassen: ${anotherWay}.`,
  publicPageInstead: (reason: string) => `Ich habe stattdessen Spotifys öffentliche Seite gelesen. ${reason}`,
  firstPart:
    'Spotifys öffentliche Seite zeigt nur die ersten 100 Lieder, es kann also mehr geben: Für alle verbinde dein Spotify-Konto, wenn es deine Playlist ist, oder häng eine exportierte Datei an.',
  rows: {
    untitled: '(kein Titel)',
    removed: '(entferntes Lied)',
    unreadable: 'von Spotify kam nichts Lesbares',
    unnamed: 'Spotifys Seite nennt es nicht',
    gone: 'nicht mehr auf Spotify',
    podcast: 'eine Podcast-Folge',
    local: 'eine Datei auf deinem eigenen Rechner',
  },
  relink: {
    refused: `Spotify erkennt deine Verbindung nicht mehr an. ${linkAgain}.`,
    unlinked: `Dein Spotify-Konto ist nicht mehr verbunden. ${linkAgain}.`,
    keyChanged: `Der Schlüssel dieses Bots wurde geändert, darum kann er deine Spotify-Verbindung nicht mehr lesen. ${linkAgain}.`,
    unreadable: `Was ich von deiner Spotify-Verbindung hatte, kann ich nicht mehr lesen. ${linkAgain}.`,
    scope: `Deine Spotify-Verbindung erlaubt mir das nicht mehr. ${linkAgain}.`,
    ranOut: `Deine Spotify-Verbindung ist abgelaufen oder wurde widerrufen. ${linkAgain}.`,
  },
  signIn: {
    staleLink:
      'Dieser Link wurde schon benutzt oder ist älter als zehn Minuten: Hol dir mit `/spotify verbinden` einen neuen.',
    staleAnswer:
      'Spotify nimmt diese Antwort nicht mehr an: Hol dir mit `/spotify verbinden` einen neuen Link.',
    pasteIt:
      'Ein Schritt fehlt noch: Kopier die ganze Adresse dieser Seite und gib sie SceneScore in Discord, da, wo du den Link bekommen hast.',
    notYourLink:
      'Diese Adresse gehört zum Link von jemand anderem: Hol dir mit `/spotify verbinden` deinen eigenen.',
    wrongBrowser:
      'Dieser Link wurde in einem anderen Browser geöffnet, darum ist nichts verbunden: Hol dir mit `/spotify verbinden` deinen eigenen, und öffne nie einen Link, den dir jemand schickt.',
    denied:
      'Du hast Spotify nicht erlaubt, deine Playlists zu teilen, darum ist nichts verbunden. Wenn du es dir anders überlegst, nimm noch mal `/spotify verbinden`.',
    wrongAddress: (redirectUri: string) =>
      `Das ist nicht die Adresse, die ich brauche: Nach deiner Zustimmung zeigt der Browser eine, die mit ${redirectUri} beginnt – kopier sie ganz.`,
  },
  newPlaylist: {
    description: 'Von SceneScore angelegt',
    noneFound:
      'Spotify hat keines dieser Lieder, darum gibt es nichts für eine Playlist. In den Dateien sind alle.',
    refused:
      'Spotify hat mich die Playlist nicht anlegen lassen. Verbinde dein Konto neu, mit `/spotify trennen` und diesem Knopf, oder nimm die Dateien.',
  },
} satisfies Texts['spotifyLists'];
