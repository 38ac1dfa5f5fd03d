/** Replies of the smaller commands. */
import { relativeTime } from '../en/common.ts';
import type { Texts } from '../words.ts';
import { counting, songs, waysToGiveSongs } from './common.ts';

const ratings = counting({ one: 'Bewertung', other: 'Bewertungen' });
const answers = counting({ one: 'Antwort', other: 'Antworten' });

export const help = {
  title: 'SceneScore',
  what: 'Gib mir ein Foto und eine Playlist, und ich finde darin die Lieder, die sich am meisten wie dieser Moment anfühlen.',
  how: [
    '`/scenescore` mit einem Foto bei `bild:`; oder Rechtsklick auf eine Nachricht mit Foto, dann *Apps* und *Foto bewerten*.',
    `So bekomme ich die Lieder: ${waysToGiveSongs}.`,
    'Bei `gefühl:` kannst du sagen, wonach du suchst; mit `anzahl:` bekommst du bis zu zehn Lieder.',
    'Unter einer Antwort nimmt *Verfeinern* deine Worte („hoffnungsvoller“, „keine Liebeslieder“), und *Story-Karte* zeichnet das Foto mit seinem Lied.',
    'Bewerte die Lieder mit den Knöpfen oder mit Reaktionen: Daran lerne ich deinen Geschmack.',
    '*Reinhören* spielt die Lieder an, *Als Playlist speichern* exportiert sie.',
    '`/soundtrack` mit mehreren Fotos gibt jedem ein eigenes Lied; *Foto bewerten* auf einer Nachricht mit mehreren auch.',
  ],
  featuresTitle: 'Hier eingeschaltet',
  on: (name: string, detail: string) => `✅ **${name}** · ${detail}`,
  off: (name: string, detail: string) => `➖ **${name}** · ${detail}`,
  footer: (version: string) => `SceneScore ${version} · /datenschutz zeigt, was gespeichert ist`,
} satisfies Texts['help'];

export const history = {
  title: 'Deine letzten Antworten',
  on: 'Ab jetzt führe ich eine Liste deiner Antworten, jede für 30 Tage. `/verlauf anzeigen` zeigt sie nur dir, `/verlauf aus` beendet sie.',
  off: 'Ich führe keine Liste deiner Antworten mehr.',
  isOff: 'Ich führe keine Liste deiner Antworten. `/verlauf an` beginnt eine, die nur du siehst.',
  empty: 'Deine Liste ist noch leer: Sie beginnt mit deinem nächsten Foto.',
  line: (at: number, song: string) => `${relativeTime(at)} · ${song}`,
  open: 'öffnen',
  note: 'Antworten bleiben hier 30 Tage. `/verlauf aus` beendet die Liste.',
} satisfies Texts['history'];

export const playlist = {
  needsManageServer:
    'Nur wer die Berechtigung **Server verwalten** hat, kann die Playlist dieses Servers ändern. Deine eigene legst du mit `/playlist setzen` und `bereich: nur für mich` fest.',
  onlyInServer:
    'Eine Server-Playlist geht nur auf einem Server, zu dem ich hinzugefügt wurde. Deine eigene legst du hier mit `bereich: nur für mich` fest.',
  likedIsYours:
    'Lieblingssongs hat jeder für sich, darum können sie nicht die Playlist eines Servers sein. Nimm für den Server einen Playlist-Link, oder leg sie mit `bereich: nur für mich` für dich fest.',
  setMine: (title: string, count: number) =>
    `Deine Standard-Playlist ist jetzt **${title}** (${songs(count)}). Starte einfach \`/scenescore\` mit einem Foto.`,
  setServer: (title: string, count: number) =>
    `Die Standard-Playlist dieses Servers ist jetzt **${title}** (${songs(count)}).`,
  mine: (playlist: string) => `**Deine:** ${playlist}`,
  server: (playlist: string) => `**Die dieses Servers:** ${playlist}`,
  read: (count: number, at: number) => `${songs(count)}, gelesen ${relativeTime(at)}`,
  none: 'noch keine',
  order: 'Ich nehme die Playlist, die du angibst, sonst deine, sonst die des Servers.',
  howTo: `So bekomme ich Lieder: ${waysToGiveSongs}.`,
  clearedMine: 'Deine Standard-Playlist ist gelöscht.',
  clearedServer: 'Die Standard-Playlist dieses Servers ist gelöscht.',
  choiceMine: (title: string) => `Deine: ${title}`,
  choiceServer: (title: string) => `Die dieses Servers: ${title}`,
  choiceRecent: (title: string) => `Zuletzt benutzt: ${title}`,
  choiceSpotify: (title: string) => `Von Spotify: ${title}`,
  choiceMusicServer: (title: string) => `Vom Musikserver: ${title}`,
  choiceLiked: 'Deine Lieblingssongs auf Spotify',
} satisfies Texts['playlist'];

export const privacy = {
  title: 'Was ich über dich speichere',
  show: [
    '**Fotos:** angesehen, dann verworfen; die Beschreibung bleibt einen Tag unter einem Fingerabdruck der Datei, ohne deinen Namen. Eine kleine Kopie steht in der Antwort auf Discord, bis diese Nachricht gelöscht wird.',
    '**Antworten:** die Beschreibung des Fotos, deine Worte und die gezeigten Lieder, 30 Tage lang, damit die Knöpfe gehen; alle Lieder der Playlist eine Woche, damit du verfeinern kannst.',
    '**Bewertungen:** welche Lieder du passend fandest, wie sie im Vergleich lagen, wie sich das Foto anfühlte (Zahlen und Stimmungen, keine Beschreibung) und auf welchem Server, bis du sie löschst. Daran lerne ich deinen Geschmack; worin sich mindestens drei Mitglieder eines Servers einig sind, zählt ein wenig auch für Mitglieder, die weniger bewertet haben.',
    '**Einstellungen:** deine Standard-Playlist und die letzten fünf, die du benutzt hast.',
    '**Verlauf:** eine Liste deiner Antworten mit Links dorthin, nur wenn du sie mit `/verlauf an` begonnen hast.',
    '**Spotify:** wenn du es verbunden hast, verschlüsselt der Schlüssel, mit dem ich deine Playlists lese (und private anlege, wenn du das erlaubt hast).',
    '**Songtexte:** nie gespeichert und nie gezeigt.',
  ],
  services: (names: string) => `**Wer sonst etwas sieht:** ${names}.`,
  noServices: '**Wer sonst etwas sieht:** niemand; alles läuft auf dem Rechner dieses Bots.',
  commands: '`/datenschutz exportieren` gibt dir das alles als Datei, `/datenschutz löschen` löscht es.',
  export: (part: number) =>
    part === 1
      ? 'Hier ist alles, was ich über dich speichere.'
      : `Mehr von dem, was ich über dich speichere: Teil ${part}.`,
  exportFile: (part: number) => `scenescore-meine-daten${part === 1 ? '' : `-${part}`}.json`,
  exportBusy: 'So eine Datei entsteht gerade schon. Versuch es bitte in einer Minute noch mal.',
  nothingKept: 'Über dich ist nichts gespeichert.',
  deleted: (parts: string) => `Gelöscht: ${parts}. Ich habe jetzt nichts mehr über dich gespeichert.`,
  parts: {
    settings: 'deine Playlists und Einstellungen',
    ratings,
    results: answers,
    spotify: 'die Verbindung mit Spotify',
  },
} satisfies Texts['privacy'];

export const spotify = {
  off: 'Spotify zu verbinden ist hier nicht eingeschaltet. Playlist-Links und Dateien gehen auch so.',
  link: 'Drück **Spotify öffnen** und stimm zu: Dann darf ich deine Playlists und Lieblingssongs lesen, sonst nichts.',
  pasteSteps:
    'Danach landet dein Browser auf einer Seite, die nicht lädt: Kopier ihre ganze Adresse, komm hierher zurück, drück **Adresse einfügen** und füg sie ein.',
  open: 'Spotify öffnen',
  pasteButton: 'Adresse einfügen',
  modalTitle: 'Spotify verbinden',
  modalLabel: 'Die Adresse, bei der dein Browser landete',
  linked: (name: string) =>
    `Mit Spotify verbunden als **${name}**. Probier \`playlist: liked\`, oder fang dort an zu tippen, dann siehst du deine Playlists.`,
  status: (name: string, goodUntil: number) =>
    `Mit Spotify verbunden als **${name}**. Das läuft ${relativeTime(goodUntil)} ab; verbinde es dann neu.`,
  notLinked: 'Kein Spotify-Konto ist verbunden. `/spotify verbinden` dauert eine Minute.',
  unlinked: 'Dein Spotify-Konto ist getrennt, und was ich dafür gespeichert hatte, ist gelöscht.',
} satisfies Texts['spotify'];

export const taste = {
  title: 'Dein Geschmack',
  howTo: 'Nimm 👍 und 👎 unter einer Antwort, oder reagiere darauf mit 1️⃣ bis 🔟.',
  kept: (rated: number, answered: number) =>
    `Ich habe ${ratings(rated)} von dir gespeichert, aus ${answers(answered)}.`,
  counts: (fits: number, fitsNot: number) => `👍 ${fits} · 👎 ${fitsNot}`,
  weighed: 'Deine Bewertungen haben die Reihenfolge beeinflusst.',
  weighedSongs:
    'Deine Bewertungen haben die Reihenfolge beeinflusst. Lieder, die du bei einem ähnlichen Foto bewertet hast, sind ein wenig gerückt.',
  weighedByServer: 'Was Leute auf diesem Server gut fanden, hat die Reihenfolge beeinflusst.',
  counted: 'Deine nächsten Antworten richten sich danach. /geschmack zurücksetzen vergisst das alles.',
  reset: (rated: number) => {
    if (rated === 0) return 'Es gab nichts zu löschen: Du hast noch keine Lieder bewertet.';
    return `Gelöscht: ${rated === 1 ? 'deine eine Bewertung' : `deine ${ratings(rated)}`}.`;
  },
} satisfies Texts['taste'];

export const linkPages = {
  nothingLinked: 'Nichts wurde verbunden',
  almostThere: 'Fast geschafft',
  failed: 'Das hat nicht geklappt',
  spotifyAccount: 'Spotify-Konto:',
  shownAs: (name: string) => `(angezeigt als „${name}“)`,
  discordAccount: 'Discord-Konto:',
  confirm: {
    title: 'Diese beiden Konten verbinden?',
    text: 'Sind sie verbunden, kann die Person mit diesem Discord-Konto die privaten Playlists und die Lieblingssongs dieses Spotify-Kontos sehen. Gehört dir eines der beiden nicht, hat dir jemand seinen Link geschickt: Schließ diese Seite, dann wird nichts verbunden.',
    button: 'Beide gehören mir: verbinden',
  },
  linked: {
    title: 'Deine Lieder sind in Reichweite',
    text: 'Die beiden sind jetzt verbunden. Du kannst diese Seite schließen und SceneScore nach deinen Playlists fragen, oder nach `liked`.',
    undo: 'Das bin nicht ich: rückgängig machen',
  },
  undone: {
    title: 'Rückgängig gemacht',
    text: 'Die Verbindung ist weg, und SceneScore hat vergessen, was es bekommen hatte. Um ganz sicher zu gehen, kannst du SceneScore auch in deinem Spotify-Konto aus der Liste der Apps entfernen.',
  },
  nothingToUndo: {
    title: 'Nichts rückgängig zu machen',
    text: 'In diesem Browser gibt es keine Verbindung, die sich rückgängig machen lässt. `/spotify trennen` in Discord entfernt deine eigene.',
  },
  notAsked:
    'Spotify war gerade nicht zu erreichen, darum ist nichts verbunden. Warte bitte ein wenig und nimm noch mal `/spotify verbinden`.',
  bug: (code: string) =>
    `Bei uns ist etwas schiefgegangen, darum ist nichts verbunden. Nimm bitte noch mal \`/spotify verbinden\`; passiert es wieder, gib der Person, die diesen Bot betreibt, den Code \`${code}\`.`,
  nothingHere: {
    title: 'Hier ist nichts',
    text: 'SceneScore lebt in Discord: Probier dort `/scenescore`.',
  },
} satisfies Texts['linkPages'];
