/** An answer, and everything its buttons do. */
import type { Texts } from '../words.ts';
import { ofSongs, percent, songs } from './common.ts';

export const ranking = {
  sceneTitle: 'Das Gefühl deines Fotos',
  understood: (wish: string) => `✨ ${wish}`,
  moodEnds: ['düster', 'heiter'],
  energyEnds: ['ruhig', 'lebhaft'],
  mood: 'Stimmung',
  energy: 'Energie',
  best: (percent: string) => `🏆 Passt am besten · ${percent}`,
  bestGuess: '🤔 Mein bester Tipp',
  percent,
  guess: 'nur geraten',
  otherGuess: 'auch nur geraten',
  by: (artists: string) => `von ${artists}`,
  unknownArtist: 'Unbekannt',
  why: (reason: string) => `Warum: ${reason}`,
  listen: 'Anhören',
  read: (read: number, total: number, title: string) =>
    read === total
      ? `${songs(total)} aus „${title}“ gelesen`
      : `${read} von ${ofSongs(total)} aus „${title}“ gelesen`,
  fromLyrics: (count: number) => `${count} mit Songtext`,
  fromMetadata: (count: number) => `${count} nach dem, was bekannt ist`,
  fromTitle: (count: number) => `${count} nur nach dem Titel`,
  print: (read: string, counts: readonly string[]) =>
    counts.length === 0 ? `${read}.` : `${read}: ${counts.join(', ')}.`,
  skipped: (count: number) => `${songs(count)} ausgelassen`,
  moreNotices: (count: number) => (count === 1 ? 'und noch ein Hinweis' : `und noch ${count} Hinweise`),
  react: (lastKeycap: string | null) =>
    lastKeycap === null
      ? 'Reagiere mit 👍 oder 👎, um es zu bewerten.'
      : `Reagiere mit 1️⃣ bis ${lastKeycap} auf ein Lied, das passt, oder mit 👍 oder 👎 auf das erste.`,
  fits: 'Passt gut',
  fitsNot: 'Passt nicht',
  whySelect: 'Warum gerade das? Wähl ein Lied',
} satisfies Texts['ranking'];

export const actions = {
  refine: 'Verfeinern',
  card: 'Story-Karte',
  preview: 'Reinhören',
  save: 'Als Playlist speichern',
} satisfies Texts['actions'];

export const why = {
  title: (rank: number) => `Warum Platz ${rank}?`,
  features: {
    valence: 'Stimmung',
    energy: 'Energie',
    moods: 'Gefühlstöne',
    themes: 'Themen',
    words: 'Inhalt',
  },
  unread: 'nicht zu erkennen',
  weight: (share: number) => `zählt ${percent(share)}`,
  contrast: (share: number) => `zählt ${percent(share)}, und du magst hier den Gegensatz`,
  chance: (people: number) => `Ich schätze, ${people} von 100 Leuten fänden, dass das Gefühl passt.`,
  guess: 'Ich weiß zu wenig über das Foto oder dieses Lied, um zu sagen, wie gut es passt.',
  basis: {
    lyrics: 'Ich habe den Songtext gelesen.',
    metadata: 'Ich habe keinen Songtext gefunden, also gilt, was sonst über das Lied bekannt ist.',
    title: 'Ich kenne nur den Titel dieses Lieds, also nimm es nicht zu genau.',
  },
} satisfies Texts['why'];

export const rating = {
  fits: (title: string) => `👍 Notiert: **${title}** passt. Drück noch mal, um das zurückzunehmen.`,
  fitsNot: (title: string) => `👎 Notiert: **${title}** passt nicht. Drück noch mal, um das zurückzunehmen.`,
  takenBack: (title: string) => `Deine Bewertung von **${title}** ist gelöscht.`,
} satisfies Texts['rating'];

export const describe = {
  button: 'Sag mir, was drauf ist',
  modalTitle: 'Erzähl mir von dem Foto',
  label: 'Was ist auf dem Foto?',
  hint: 'Ein Satz genügt. Ich lese ihn anstelle einer Bildbeschreibung.',
  example: 'zwei Kinder lassen am windigen Strand einen Drachen steigen',
  nothing: 'Du hast nichts geschrieben, also lasse ich die Antwort, wie sie ist.',
  notYours:
    'Nur wer gefragt hat, kann mir sagen, was auf diesem Foto ist. Mit *Verfeinern* bekommst du eine eigene Antwort.',
} satisfies Texts['describe'];

export const refine = {
  modalTitle: 'Diese Antwort verfeinern',
  wordsLabel: 'Was soll anders werden?',
  wordsHint: 'In deinen eigenen Worten, in jeder Sprache.',
  wordsExample: 'hoffnungsvoller, weniger hektisch, keine Liebeslieder …',
  feelingLabel: 'Wie soll es sich anfühlen?',
  feelings: { brighter: 'Heiterer', calmer: 'Ruhiger', sadder: 'Trauriger', livelier: 'Lebhafter' },
  songsLabel: 'Welche Lieder?',
  songs: { shown: 'Andere Lieder', artist: 'Nichts von diesem Interpreten' },
  otherSongs: (wish) => `${wish} Diesmal andere Lieder.`.trim(),
  otherArtists: (wish) => `${wish} Diesmal nichts von diesem Interpreten.`.trim(),
  lostWords: 'In deinen Worten habe ich weder ein Gefühl noch ein Thema gefunden.',
  noneLeft:
    'Mehr Lieder, aus denen ich wählen könnte, hat diese Playlist nicht. Starte `/scenescore` mit einer anderen Playlist, oder verfeinere die Antwort auf andere Weise.',
  captionLabel: 'Was ist auf dem Foto?',
  captionHint: 'Verbessere mich, wenn ich falschliege.',
  nothing:
    'Du hast nichts geändert, also lasse ich die Antwort, wie sie ist. Sag mir, was anders werden soll oder wo ich falschliege.',
  expired:
    'Die Lieder einer Playlist behalte ich nur eine Woche, darum kann ich diese Antwort nicht mehr verfeinern. Starte `/scenescore` für eine neue.',
} satisfies Texts['refine'];

export const card = {
  title: 'Deine Story-Karte',
  song: 'Lied',
  noPhoto:
    'Das Foto zu dieser Antwort habe ich nicht mehr und kann keine Karte zeichnen. Starte `/scenescore` noch mal damit.',
  failed: 'Die Karte ist mir gerade nicht gelungen. Versuch es bitte in einer Minute noch mal.',
} satisfies Texts['card'];

export const preview = {
  title: (count: number) =>
    count === 1 ? 'Eine halbe Minute von diesem Lied' : 'Eine halbe Minute von jedem Lied',
  from: (place: string) => `von ${place}`,
  none: (link: string) => `keine Hörprobe, aber ${link}`,
  noneAtAll: 'keine Hörprobe',
  note: 'Diese Hörproben funktionieren ein paar Minuten lang. Drück den Knopf noch mal, dann gibt es frische.',
} satisfies Texts['preview'];

export const save = {
  files: (count: number, order: 'answer' | 'rising') =>
    count === 1
      ? 'Hier ist das Lied als Playlist: **M3U** für Player, **CSV** und **XSPF** für den Umzug zu einem anderen Dienst.'
      : `Hier sind die ${songs(count)} als Playlist, ${order === 'rising' ? 'von ruhig bis lebhaft' : 'in der Reihenfolge der Antwort'}: **M3U** für Player, **CSV** und **XSPF** für den Umzug zu einem anderen Dienst.`,
  orders: { answer: 'In der Reihenfolge der Antwort', rising: 'Von ruhig bis lebhaft' },
  onSpotify: 'Auf Spotify anlegen',
  link: 'Um private Playlists für dich anzulegen, brauche ich noch eine Erlaubnis: Drück **Spotify öffnen** und stimm zu. Drück danach noch mal **Auf Spotify anlegen**.',
  created: (link: string, count: number) =>
    `Fertig: ${link} ist jetzt deine private Playlist mit ${ofSongs(count)}.`,
  missing: (titles: string) => `Spotify hat nicht: ${titles}.`,
  name: (caption: string) => `SceneScore: ${caption}`,
  nameless: 'SceneScore',
} satisfies Texts['save'];
