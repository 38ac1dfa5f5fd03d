/** What stands in a title beside the song's own name, in brackets or after a dash: tables of words, one rule a line. */
import {
  removeCleanExplicit,
  removeFeature,
  removeReissue,
  removeRemastered,
  removeVersion,
} from '@web-scrobbler/metadata-filter';
import { fold, foldedWords } from '../fold.ts';
import { languageIn } from './languages.ts';
import { takeParts } from './part-number.ts';

/**
 * `label`: the same recording under another label; `edit`: the same, perhaps cut or longer; `version`: another recording
 * of the same words; `other`: other words, or none, by the name of `words`; `title`: part of the song's name.
 */
type Kind = 'label' | 'edit' | 'version' | 'other' | 'title';
export type Segment = {
  kind: Kind;
  /** For `other`: which other words. */
  words: string | null;
  /** Folded, without filler: "live at wembley" of "Live at Wembley - 2011 Remaster". */
  name: string;
  /** "Live, Pt. 2" is live, and part 2 of the song. */
  part: string | null;
};

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** A segment of nothing but these is a label when one of the first two lists is in it. */
const labels = new Set(
  list(`remaster remastered remastering remasterizado remasterise reissue mono stereo explicit clean uncensored
    censored amended edited dirty deluxe bonus expanded anniversary official officiel oficial offizielles ufficiale video videos audio
    lyric lyrics letra letras visualizer visualiser visualization visualizador mv pv clip videoclip hd hq uhd 4k 8k
    soundtrack ost unreleased practice
    officielle offizielle oficjalny resmi musikvideo musicvideo videoklip klip клип клипа видео премьера аудио текст
    公式 官方 完整版 歌詞 歌词 공식 가사 뮤직비디오`),
);
const edits = new Set(
  list(
    `edit mix version versions ver vers edition cut size extended uncut unedited original single album lp`,
  ),
);
const besides = new Set(
  list(`the a an radio main full long short digital new newly complete standard super special limited collectors
    music movie film tv us uk eu inch high quality definition resolution upscaled ai with w on screen track only
    studio recording commercial release promo promotional copyright free animated digitally hi res performance dance
    exclusive color colour coded and rom han eng anime drama theatrical ultra length content itunes
    japan japanese песни
    официальный официальное официальная`),
);
const isBeside = (word: string): boolean =>
  besides.has(word) || /^(?:(?:19|20)\d\d|7|12|\d+(?:st|nd|rd|th)|\d{3,4}p|\d+fps|\d+k)$/.test(word);

/** `words` of a recording that nobody sings in. */
export const noWords = 'none';

/** Recordings that share a title but not its words. Matched against folded words. */
const otherWords: readonly (readonly [string, RegExp])[] = [
  [
    noWords,
    /(?:^| )(?:instrumentals?|instrumentale|strumentale|inst|karaoke|off ?vocals?|backing tracks?|minus one|playback|(?:no|without|wo) vocals?|beat only|lullaby|lullabies|music box|orgel|(?:8|16) bits?|chiptune|string quartet|ringtone|piano solo|караоке|минус|минусовка|инструментал)(?: |$)|インスト|カラオケ|伴奏|纯音乐|純音樂|オルゴール|노래방|오프보컬|반주/,
  ],
  [
    'translation',
    /(?:^| )(?:translations?|translated|traduccion|traducao|traduction|ubersetzung|перевод|romani[sz]ed|romani[sz]ation|transliteration)(?: |$)/,
  ],
  [
    'cover',
    /(?:^| )(?:cover|covers|covered|tribute|rendition|parody|parodia|kidz|kids version|type beat|in the style of|originally (?:performed|by|recorded)|(?:as )?made (?:famous|popular) by|歌ってみた)(?: |$)/,
  ],
  ['several', /(?:^| )(?:medley|mash ?ups?|megamix|minimix|potpourri)(?: |$)/],
  [
    'scene',
    /(?:^| )(?:interlude|intermission|intro|outro|skit|prelude|prologue|epilogue|overture|reprise|segue|introduction)(?: |$)/,
  ],
  [
    'draft',
    /(?:^| )(?:demo|demos|early version|rough (?:mix|cut)|work in progress|first draft|alt|alternat(?:e|ive|a)|outtake|rehearsal|slight return)(?: |$)/,
  ],
  [
    'talk',
    /(?:^| )(?:commentary|voice ?memo|voice ?note|interview|spoken(?: word)?|snippet|preview|trailer|teaser|reaction|lesson|tutorial|how to play|behind the scenes|making of|tabs?|drum cam)(?: |$)/,
  ],
  ['long', /(?:^| )(?:\d+|one|two|three|five|ten|fifteen) (?:min|mins|minutes?|hours?|hrs?)(?: |$)/],
  ['season', /(?:^| )(?:christmas|xmas|holiday)(?: |$)/],
  [
    'remix',
    /(?:^| )(?:(?:remixed|reworked|vip|dub|flip|refix|edit|mix)(?: \d{4})?$|(?:remix|remixes|rmx|rework|bootleg)(?: |$))/,
  ],
];

/** Another recording, or another feeling, of the same words. */
const otherRecording = [
  /^live(?: (?:at|in|from|on|by|version|sessions?|performance|recording|concert|acoustic|piano|band|lounge|aus|im|bei|beim|am|auf|a|au|aux|en|dans|chez|de|da|do|w|v|i|hos|pa|\d{4}).*)?$/,
  /(?:^| )(?:live|en vivo|ao vivo|en directo|en concert|dal vivo|konserttaltiointi)$/,
  /^live .*\d{4}|(?:^| )recorded (?:live|at|in|on)(?: |$)/,
  /^(?:en vivo|ao vivo|en directo|dal vivo|in concert)(?: |$)/,
  /(?:^| )(?:acoustic|acustico|acustica|acoustique|akustisch|akustik|unplugged|stripped|orchestral|symphonic)(?: |$)/,
  /(?:^| )(?:a cappella|acapella|acappella|session|sessions|tiny desk|spotify singles)(?: |$)/,
  /(?:^| )(?:sped up|speed up|spedup|slowed|nightcore|8d|8d audio|lofi|lo fi|chopped and screwed)(?: |$)/,
  /^(?:(?:19|20)\d\d )?re ?record(?:ed|ing)(?: |$)/,
  /^(?:ライブ|ライヴ|라이브|现场|現場)|концерт/,
  // "Taylor's Version", "Piano Version", "Twin Ver."
  /^.+ (?:version|ver|vers|arrangement)(?: \d{4})?$/,
];

/** Where and when a concert was: "Live, Wembley, July 1986", "Live / Berlin". */
const concert = /^live\s*[,;:/@–—-]/i;
const date =
  /(?:^| )(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:\d{1,2} )?(?:19|20)\d\d(?: |$)|(?:^| )\d{1,2} \d{1,2} (?:19|20)?\d\d$/;

const guest =
  /^(?:feat|ft|featuring|prod|prod by|produced by) |^(?:with|w|con|avec) (?!(?:me|you|your|my|us|him|her|them|it|or|no|love|all|te|ti|tigo|toi|moi|nous|vous)(?: |$))/;
const origin = [
  /^from (?:the |disneys )?.*(?:soundtrack|motion picture|film|movie|series|musical|album|game|show|vault)/,
  /^(?:music|theme) from |(?:^| )(?:soundtrack|ost)(?: |$)/,
  /(?:^| )(?:sub|subs|subbed|subtitles|subtitled|subtitulad[ao]|legendado|vostfr)(?: |$)/,
  /^(?:ncs|monstercat|no copyright|copyright free|free download)(?: |$)| (?:records|recordings|premiere|exclusive)$/,
  /リマスター|리마스터|(?:^| )re ?master|bonus track|(?:^| )hidden track$|^(?:b side|non album (?:track|single|song))$|^parental advisory/,
];
/** An address, also without "www.": two labels, of which the last is a usual top level. */
export const webAddress =
  /^(?:https?:\/\/|www\.)\S+$|^(?:[a-z0-9-]+\.)+(?:com|net|org|info|ru|me|io|co|cc|biz|tk|fm|to|in|br|de|fr)(?:\/\S*)?$/i;

/** Words that say nothing about which version it is. */
const filler =
  /(?:^| )(?:version|ver|vers|recording|digital|(?:\d{4} )?re ?master(?:ed)?(?: \d{4})?)(?= |$)/g;

function labelOf(words: readonly string[]): 'label' | 'edit' | null {
  if (words.length === 1 && /^(?:19|20)\d\d$/.test(words[0] ?? '')) return 'label';
  if (!words.every((word) => labels.has(word) || edits.has(word) || isBeside(word))) return null;
  if (words.some((word) => edits.has(word))) return 'edit';
  return words.some((word) => labels.has(word)) ? 'label' : null;
}

const withGuests = /\s(?:feat|ft|featuring)\.?\s.*$/i;

/** A part within other words. */
export const partMark =
  /[,:;\s]*(?<!\p{L})(?:part|pt)s?(?:[.\s]?\s*\d{1,2}|[.\s]\s*(?:[ivx]{1,4}|one|two|three|four|five))(?![\p{L}\p{N}])/iu;

/** What a segment is. */
export function classify(segment: string): Segment {
  const [mark] = partMark.exec(segment) ?? [];
  // The parts of a soundtrack are its own.
  if (mark === undefined || /soundtrack|\bost\b/i.test(segment)) return { ...meaningOf(segment), part: null };
  const rest = segment.replace(mark, ' ').trim();
  const { parts } = takeParts(foldedWords(mark));
  return { ...meaningOf(rest === '' ? segment : rest), part: parts.join(', ') };
}

function meaningOf(segment: string): Omit<Segment, 'part'> {
  const words = fold(segment.replace(withGuests, ''));
  const short = words.replace(filler, '').trim() || words;
  const as = (kind: Kind, other: string | null = null) => ({ kind, words: other, name: short });
  if (
    webAddress.test(segment) ||
    guest.test(words) ||
    /^[&+]\s/.test(segment) ||
    /^from\s*["“”„'‘’«]/i.test(segment)
  )
    return as('label');
  const language = languageIn(words);
  if (language !== null) return { kind: 'other', words: `in ${language}`, name: `in ${language}` };
  const label = labelOf(words.split(' '));
  if (label !== null) return as(label);
  for (const [name, pattern] of otherWords) {
    const which = pattern.exec(words) ?? (short === words ? null : pattern.exec(short));
    if (which === null) continue;
    // Which remix, cover or draft it is, only its whole name says.
    const isNamed = name === 'remix' || name === 'cover' || name === 'draft';
    const one = isNamed ? short : which[0].trim();
    return as('other', name === noWords ? name : `${name} ${one}`);
  }
  const isConcert = concert.test(segment) || date.test(words);
  if (isConcert || otherRecording.some((pattern) => pattern.test(short) || pattern.test(words)))
    return as('version');
  return as(origin.some((pattern) => pattern.test(words)) || isScrobblerNoise(segment) ? 'label' : 'title');
}

/** What the scrobblers' filters would take off, asked segment by segment: on whole titles they take too much. */
function isScrobblerNoise(segment: string): boolean {
  const filters = [removeRemastered, removeVersion, removeCleanExplicit, removeReissue, removeFeature];
  return [`x (${segment})`, `x - ${segment}`].some(
    (title) => filters.reduce((text, filter) => filter(text), title).trim() === 'x',
  );
}
