/** Playlist files and pasted lists, and the playlists made of them. */
import type { Texts } from '../words.ts';
import { counting, number, songs } from './common.ts';

const rows = counting({ one: 'Zeile', other: 'Zeilen' });

export const files = {
  failure: {
    tooLarge: (maxMegabytes: number) =>
      `Diese Playlist-Datei ist größer als ${maxMegabytes} MB. Teil sie auf oder exportiere weniger Lieder.`,
    blank: 'Diese Playlist-Datei ist leer. Exportiere sie neu und versuch es noch mal.',
    noRows: 'Diese Playlist ist leer. Tu ein paar Lieder hinein und versuch es noch mal.',
    noSongs: (firstReason: string) =>
      `Ich habe in dieser Playlist kein Lied gefunden (erste Zeile: ${firstReason}). Sieh nach, was drinsteht, und versuch es noch mal.`,
    damaged: (kind: string) =>
      `Diese ${kind}-Datei ist beschädigt, ich konnte sie nicht lesen. Exportiere sie neu und versuch es noch mal.`,
    unknownFormat:
      'Diese Art Datei kenne ich nicht. Schick mir eine Playlist als CSV, M3U, XSPF, JSPF, iTunes oder reinen Text.',
    foreign: (kind: string) =>
      `Das ist ${kind}, keine Liste von Liedern. Exportiere die Playlist als CSV, M3U, XSPF oder reinen Text und schick mir die.`,
    notText:
      'Diese Datei ist keine Playlist, die ich lesen kann. Nimm CSV, M3U, XSPF, JSPF, iTunes oder eine reine Textdatei.',
    unknownColumns:
      'Ich weiß nicht, welche Spalten dieser Tabelle Titel und Interpret sind. Benenne sie in der ersten Zeile, zum Beispiel „Title,Artist“.',
    videoStream:
      'Dieses M3U8 ist die Stückliste eines Videostreams, keine Liste von Liedern. Häng stattdessen eine Playlist mit Liedern an.',
    zip: 'Diese Datei sieht aus wie ein Zip oder eine Tabelle, nicht wie eine Playlist. Entpack sie oder speicher sie als CSV.',
    pdf: 'Diese Datei sieht aus wie ein PDF, nicht wie eine Playlist. Füg die Lieder als Text ein.',
    picture:
      'Diese Datei sieht aus wie ein Bild, nicht wie eine Playlist. Gib mir die Playlist als Datei oder Link.',
    compressed: 'Diese Datei sieht gepackt aus, nicht wie eine Playlist. Entpack sie zuerst.',
    music:
      'Diese Datei sieht aus wie ein Musikstück, nicht wie eine Playlist. Häng die Liste an, nicht das Lied.',
    noSound: 'Ich konnte in dieser Musik nichts hören. Häng sie als MP3, FLAC, Ogg Vorbis, Opus oder WAV an.',
    listeningOff:
      'Musikdateien höre ich mir hier nicht an. Häng stattdessen eine Playlist-Datei an, oder gib mir einen Link zur Playlist.',
    emptyPlaylist: (title: string) =>
      `„${title}“ ist leer: Tu ein paar Lieder hinein, oder gib mir eine andere.`,
    nothingToRank: (title: string, total: number, reason: string) =>
      `In „${title}“ habe ich keine Lieder gefunden, die ich vergleichen kann: ${reason}${
        total > 1 ? `, und so weiter bei allen ${number(total)}` : ''
      }. Gib mir eine Playlist mit Liedern.`,
  },
  foreign: {
    richText: 'ein Rich-Text-Dokument',
    kodi: 'eine intelligente Playlist von Kodi (nur Regeln)',
    page: 'eine Webseite oder ein Dokument',
    xml: 'eine XML-Datei, deren Art ich nicht kenne',
    calendar: 'ein Kalender oder eine Visitenkarte',
    foobar: 'eine Playlist im eigenen Format von foobar2000 (FPL)',
    database: 'eine Datenbank',
    serato: 'eine Kiste oder ein Verlauf von Serato im eigenen Format',
    binaryList: 'eine Property-Liste in Binärform',
    office: 'ein altes Office-Dokument',
    archive: 'ein gepacktes Archiv',
  },
  reason: {
    podcast: 'ein Podcast oder Hörbuch, kein Lied',
    localFile: 'eine Datei auf jemandes eigenem Gerät',
    noTitle: 'kein Titel in dieser Zeile',
    noArtist: 'kein Interpret: Schreib „Interpret - Titel“',
    bareLink: 'ein Link ohne Namen',
    markup: 'ein Stück Programm oder Dokument, kein Lied',
    longLine: 'eine Zeile, zu lang für ein Lied',
    notSound: 'keine Musikdatei, die ich lesen kann',
    missing: 'in der Playlist genannt, aber nicht in der Datei',
    unknown: 'sie waren nicht zu lesen',
  },
  notice: {
    cut: (total: number, isMore: boolean, read: number) =>
      `Diese Playlist hat ${isMore ? 'mehr als ' : ''}${rows(total)}; die ersten ${songs(read)} habe ich gelesen.`,
    manySkipped: (skipped: number, listed: number) =>
      `${rows(skipped)} waren nicht zu lesen; die ersten ${number(listed)} sind aufgelistet.`,
    severalPlaylists: (playlists: number) =>
      `In dieser Datei sind ${number(playlists)} Playlists; ich lese sie als eine.`,
    duplicates: (count: number) =>
      count === 1
        ? '1 Lied steht doppelt in der Playlist: Es zählt einmal.'
        : `${number(count)} Einträge der Playlist sind doppelt: Jedes Lied zählt einmal.`,
    overlap: (count: number) =>
      count === 1
        ? '1 Lied steht in mehr als einer der Playlists; es zählt einmal.'
        : `${songs(count)} stehen in mehr als einer der Playlists; jedes zählt einmal.`,
    needsFfmpeg: (count: number) =>
      count === 1
        ? 'Eine Datei mit AAC konnte ich nicht hören: Dafür muss ffmpeg auf diesem Rechner sein.'
        : `${number(count)} Dateien mit AAC konnte ich nicht hören: Dafür muss ffmpeg auf diesem Rechner sein.`,
    firstPart: (title: string, total: number, read: number) =>
      `In „${title}“ sind ${songs(total)}, die ersten ${number(read)} davon habe ich gelesen.`,
  },
} satisfies Texts['files'];
