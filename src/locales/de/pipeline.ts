/** What is said beside an answer: honest remarks, and what went wrong. */
import type { Texts } from '../words.ts';
import { counting, number, ofSongs, percent, quoted, songs } from './common.ts';
import { tookThatAs } from './feelings.ts';

const minutesIn = counting({ one: 'Minute', other: 'Minuten' });
const hours = counting({ one: 'Stunde', other: 'Stunden' });
const days = counting({ one: 'Tag', other: 'Tagen' });

export const times = {
  wait: (minutes: number, clock: string) => {
    if (minutes <= 1) return `in einer Minute (um ${clock})`;
    if (minutes < 100) return `in etwa ${minutesIn(minutes)} (um ${clock})`;
    const wait = Math.round(minutes / 60);
    return wait < 48 ? `in etwa ${hours(wait)} (um ${clock})` : `in etwa ${days(Math.round(wait / 24))}`;
  },
  later: 'später',
  ago: (minutes: number) => {
    if (minutes < 100) return `vor ${minutes === 1 ? 'einer Minute' : minutesIn(minutes)}`;
    const age = Math.round(minutes / 60);
    return `vor ${age < 48 ? hours(age) : days(Math.round(age / 24))}`;
  },
} satisfies Texts['times'];

const ownWords = 'mit meiner Wortliste';

export const notices = {
  readerFailed: `Gemini war nicht zu erreichen, also habe ich ${ownWords} gelesen.`,
  readerLate: `Gemini hat zu lange gebraucht, also habe ich ${ownWords} gelesen.`,
  sceneUnread: {
    declined:
      'Gemini wollte die Worte zu deinem Foto nicht lesen, deshalb habe ich sie mit meiner eigenen Liste gelesen.',
    cut: 'Geminis Antwort zu deinem Foto brach ab, deshalb habe ich die Worte dazu mit meiner eigenen Liste gelesen.',
    nonsense:
      'Geminis Antwort zu deinem Foto ergab keinen Sinn, deshalb habe ich die Worte dazu mit meiner eigenen Liste gelesen.',
  },
  lyricsLate: (count: number) =>
    `${count === 1 ? 'Der Text' : 'Die Texte'} von ${ofSongs(count)} ${count === 1 ? 'kam' : 'kamen'} nicht rechtzeitig; frag noch mal, dann lese ich gründlicher.`,
  soundsMissing:
    'Ich konnte die Lieder auf dem Musikserver gerade nicht anhören und bin nach dem gegangen, was sonst bekannt ist.',
  readLightly: (count: number) =>
    `Das ist eine lange Playlist: Bei ${ofSongs(count)} habe ich nur gelesen, was sie selbst darüber sagt.`,
  photoReadByGemini: 'Dein Foto hat Gemini gelesen: Eine kleine Kopie davon, ohne Metadaten, ging an Google.',
  photoUnread: {
    declined:
      'Gemini wollte sich dein Foto nicht ansehen, deshalb habe ich mich an das gehalten, was ich selbst darauf sehe. Eine kleine Kopie davon ging an Google.',
    cut: 'Geminis Antwort zu deinem Foto brach ab, deshalb habe ich mich an das gehalten, was ich selbst darauf sehe. Eine kleine Kopie davon ging an Google.',
    nonsense:
      'Geminis Antwort zu deinem Foto ergab keinen Sinn, deshalb habe ich mich an das gehalten, was ich selbst darauf sehe. Eine kleine Kopie davon ging an Google.',
  },
  photoNotSeen:
    'Gemini konnte dein Foto nicht ansehen, also gilt, was ich selbst darauf sehe. Eine kleine Kopie davon ging vielleicht an Google.',
  photoSeenLate:
    'Gemini hat für dein Foto zu lange gebraucht, also gilt, was ich selbst darauf sehe. Eine kleine Kopie davon ging vielleicht an Google.',
  missing: {
    photo: 'Das übliche Modell für Bildbeschreibungen war nicht da',
    captioner: 'Kein Modell für Bildbeschreibungen war da',
    sentences: 'Das Satzmodell war nicht da',
  },
  models: { photo: 'Fotomodell', sentences: 'Satzmodell', moods: 'Stimmungsmodell' },
  notDownloaded: (model: string) => `Das ${model} ist noch nicht heruntergeladen`,
  downloaded: (model: string, share: number) => `Vom ${model} sind erst ${percent(share)} heruntergeladen`,
  captionedByAnother: (why: string, id: string) => `${why}, darum hat ${id} das Foto beschrieben.`,
  knownByColours: (why: string, hasMoods: boolean, advice: string) =>
    `${why}, darum bin ich nur nach ${hasMoods ? 'Licht, Farben und Stimmung' : 'Licht und Farben'} gegangen (${advice}).`,
  askAgainLater: 'frag später noch mal, dann sehe ich mehr',
  installs: (command: string) => `npx scenescore ${command} installiert eins`,
  nothingFits: (title: string) =>
    `Nichts in dieser Playlist passt so richtig; am nächsten kommt ${quoted(title)}.`,
  embedderFailed: (why: string) => `${why}, darum habe ich die Inhalte ${ownWords} verglichen.`,
  moodsMissing: (why: string) => `${why}, darum beurteile ich die Stimmungen ohne es.`,
  writerFailed:
    'Gemini konnte die Begründung nicht schreiben, darum ergibt sie sich aus dem Vergleich selbst.',
  unexplained: {
    declined:
      'Gemini wollte die Erklärung nicht schreiben, deshalb ist sie aus dem Vergleich selbst zusammengesetzt.',
    cut: 'Geminis Erklärung brach ab, deshalb ist sie aus dem Vergleich selbst zusammengesetzt.',
    nonsense:
      'Geminis Erklärung ergab keinen Sinn, deshalb ist sie aus dem Vergleich selbst zusammengesetzt.',
  },
  readWithPhoto: 'Deine Worte sind in meinen Blick auf das Foto eingeflossen.',
  stillReading: (fromLyrics: number, all: number) =>
    `Eine erste Antwort: Bisher habe ich bei ${number(fromLyrics)} von ${ofSongs(all)} den Text gelesen. Ich lese weiter.`,
  allByHand: (count: number) =>
    count === 1
      ? 'Die Deutung dieses Lieds ist von Hand geschrieben und kam mit der Playlist.'
      : `Die Deutungen dieser ${songs(count)} sind von Hand geschrieben und kamen mit der Playlist.`,
  howRead: (count: { lyrics: number; metadata: number; title: number; hand: number }) => {
    const ways: [number, string][] = [
      [count.lyrics, 'nach dem Text'],
      [count.metadata, 'nach dem, was bekannt ist'],
      [count.title, 'nur nach Titel und Interpret'],
      [count.hand, 'von Hand, in der Playlist-Datei'],
    ];
    const told = ways
      .filter(([some]) => some > 0)
      .map(([some, how], at) => `${at === 0 ? songs(some) : number(some)} ${how}`);
    return `So habe ich gelesen: ${told.join('; ')}.`;
  },
  tookThatAs,
  unsupportedLink: 'Solche Links sind hier nicht eingeschaltet. Häng die Playlist stattdessen als Datei an.',
  emptyPlaylist: 'In dieser Playlist sind keine Lieder, die ich lesen kann. Probier eine andere.',
  videosOnly:
    'In dieser Liste stehen nur Kennungen von Videos, und ich konnte ihre Namen nicht nachschlagen. Mach die Playlist auf YouTube öffentlich oder nicht gelistet und schick mir ihren Link.',
  linksOnly:
    'In dieser Liste stehen nur Links, und ich konnte die Lieder dahinter nicht nachschlagen. Schreib „Interpret - Titel“ in jede Zeile, oder schick mir den Link der Playlist selbst.',
  playlistUnavailable: (service: string, minutes: number) =>
    `${service} antwortet gerade nicht. Versuch es ${minutes < 2 ? 'in einer Minute' : `in etwa ${minutesIn(minutes)}`} noch mal, oder gib mir die Playlist als Datei.`,
  noPhotos: (most: number) => `Gib mir mindestens ein Foto und höchstens ${most}.`,
  tooManyPhotos: (count: number, most: number) => `Das sind ${count} Fotos; ich nehme höchstens ${most}.`,
  tooFewSongs: (count: number, photos: number) =>
    `Ich kann nur ${songs(count)} lesen, und es sind ${photos} Fotos: Gib mir eine längere Playlist oder weniger Fotos.`,
  wrongPhoto: (at: number, what: string) => `Foto ${at}: ${what}`,
  wrongLink: (at: number, what: string) => `Link ${at}: ${what}`,
} satisfies Texts['notices'];

export const readers = {
  notEnglish: (count: number) =>
    `${songs(count)} ${count === 1 ? 'ist' : 'sind'} nicht auf Englisch, da habe ich nur Titel und Interpret gelesen.`,
  withoutWords: (count: number) =>
    count === 1
      ? '1 Lied hat keinen Text, da habe ich Titel, Genre und Jahr gelesen.'
      : `${songs(count)} haben keinen Text, da habe ich Titel, Genre und Jahr gelesen.`,
  unreadableFile: 'Ich konnte diese Playlist-Datei nicht lesen. Exportiere sie neu und versuch es noch mal.',
} satisfies Texts['readers'];

const withMyList = `also habe ich ${ownWords} gelesen`;

export const gemini = {
  failed: {
    key: `Gemini hat seinen Schlüssel abgelehnt, ${withMyList}. Wer diesen Bot betreibt, kann GEMINI_API_KEY prüfen.`,
    gone: `Die eingestellten Gemini-Modelle gibt es nicht mehr, ${withMyList}. Wer diesen Bot betreibt, kann GEMINI_MODEL ändern.`,
    day: `Das Kontingent von Gemini ist für heute aufgebraucht, ${withMyList}. Morgen ist es wieder da.`,
    minute: `Das Kontingent von Gemini ist für diese Minute aufgebraucht, ${withMyList}.`,
    refused: `Gemini hat die Frage nicht angenommen, ${withMyList}.`,
    unwell: `Gemini hat nicht geantwortet, ${withMyList}.`,
    garbled: `Geminis Antworten ergeben gerade keinen Sinn, ${withMyList}.`,
  },
  partly: {
    late: 'Zu einigen Liedern kam Gemini nicht mehr, deshalb habe ich sie mit meiner eigenen Wortliste gelesen.',
    declined:
      'Einige Lieder wollte Gemini nicht lesen, deshalb habe ich sie mit meiner eigenen Wortliste gelesen.',
    cut: 'Geminis Antwort zu einigen Liedern brach ab, deshalb habe ich sie mit meiner eigenen Wortliste gelesen.',
    nonsense:
      'Geminis Antwort zu einigen Liedern ergab keinen Sinn, deshalb habe ich sie mit meiner eigenen Wortliste gelesen.',
    several:
      'Gemini hat einige Lieder ausgelassen, deshalb habe ich sie mit meiner eigenen Wortliste gelesen.',
  },
  otherModel: (model: string) =>
    `Einen Teil davon hat ${model} gelesen, weil das erste Modell nicht geantwortet hat.`,
  gemma: {
    declined: (model: string) => `Einen Teil davon wollte Gemini nicht lesen, das hat ${model} getan.`,
    quota: (model: string) =>
      `Das Kontingent von Gemini ist vorerst aufgebraucht, darum hat ${model} einen Teil davon gelesen.`,
    other: (model: string) =>
      `Mit Geminis Antwort war nichts anzufangen, darum hat ${model} einen Teil davon gelesen.`,
  },
} satisfies Texts['gemini'];

export const lyrics = {
  noFolder: (dir: string) =>
    `Ich konnte den Ordner „${dir}“ mit den Songtexten nicht öffnen. Stimmt der Pfad?`,
  serviceFailed: (name: string) =>
    `${name} hat bei manchen Liedern nicht geantwortet, die habe ich vielleicht ohne ihren Text gelesen.`,
} satisfies Texts['lyrics'];
