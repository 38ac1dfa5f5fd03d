/** A title taken apart: the song, its version, and decoration. A rule about versions is a line in one of two lists. */
import {
  removeCleanExplicit,
  removeFeature,
  removeReissue,
  removeRemastered,
  removeVersion,
} from '@web-scrobbler/metadata-filter';
import { fold, tidy } from './fold.ts';

export type TitleParts = {
  /** The song's own title, decoration and version taken off; never empty unless the title is. */
  base: string;
  /** Folded: "live at wembley", "acoustic", "skrillex remix"; null for the song as it is known. */
  version: string | null;
};

type Kind = 'version' | 'decoration' | 'title';

/** Another recording or another feeling: it keeps its own reading. Matched against folded words. */
const otherVersion = [
  /^live(?: (?:at|in|from|on|version|session|sessions|performance|recording|acoustic|from|aus|im|bei|\d{4}).*)?$/,
  /(?:^| )(?:live|en vivo|ao vivo|en directo|en concert|dal vivo|konserttaltiointi)$/,
  /^(?:en vivo|ao vivo|en directo|dal vivo)(?: |$)/,
  /(?:^| )(?:acoustic|acustico|acustica|acoustique|akustisch|akustik|unplugged|stripped|orchestral|symphonic)(?: |$)/,
  /(?:^| )(?:remix|rmx|remixed|rework|bootleg|mashup|vip|dub|flip)(?: \d{4})?$/,
  /(?:^| )(?:instrumental|karaoke|demo|cover|a cappella|acapella|acappella|reprise|medley|session|sessions)(?: |$)/,
  /(?:^| )(?:sped up|speed up|slowed|slowed and reverb|nightcore|8d audio|lofi|lo fi|chopped and screwed)(?: |$)/,
  /(?:^| )(?:translation|translated|romanized|romanization|tribute)(?: |$)/,
  /^(?:ライブ|ライヴ|라이브|现场|現場)/,
];

/** The same recording under another label: "Radio Edit", "2011 Mix", "Single Version", "From “Frozen”". */
const sameVersion = [
  /^(?:the )?(?:\d{4} )?(?:original|radio|single|album|lp|ep|mono|stereo|main|full|long|short|extended|explicit|clean|uncut|video|film|movie|soundtrack|us|uk|7|12|7 inch|12 inch|\d{4})(?: (?:original|radio|single|album|mono|stereo|length|clean|explicit))* (?:mix|edit|version|edition|cut)(?: \d{4})?$/,
  /(?:^| )re ?master(?:ed|izado|isé)?(?: |$)|(?:^| )remastered(?:$| )|リマスター|리마스터/,
  /^(?:bonus(?: track)?|deluxe(?: edition| version)?|extended|\d{4}|edit|mix|version|explicit|clean|mono|stereo|anniversary edition)$/,
  /^(?:feat|ft|featuring|with|prod|prod by|produced by|con|avec) /,
  /^from (?:the |disneys )?.*(?:soundtrack|motion picture|film|movie|series|musical|album|game|show)/,
  /^(?:music|theme) from |(?:^| )(?:original )?soundtrack(?: version)?$/,
  /(?:^| )(?:official|officiel|oficial|offizielles|ufficiale)(?: |$)|^(?:the )?(?:music|lyrics?|lyric) video(?: |$)/,
  /^(?:(?:with |con )?lyrics?|letra|legendado|audio|video|visuali[sz]er|hd|hq|4k|uhd|\d{3,4}p|m v|mv|clip|videoclip|video clip|full song|hd video|eng sub|color coded.*)$/,
];

/** Words that say nothing about which version it is. */
const filler = /(?:^| )(?:version|recording|digital|(?:\d{4} )?re ?master(?:ed)?(?: \d{4})?)(?= |$)/g;

const isGuest = /^(?:feat|ft|featuring) /;

const matches = (patterns: readonly RegExp[], ...texts: string[]): boolean =>
  patterns.some((pattern) => texts.some((text) => pattern.test(text)));

function kindOf(segment: string): Kind {
  if (/^from\s*["“”„'‘’«]/i.test(segment)) return 'decoration';
  const words = fold(segment);
  if (isGuest.test(words)) return 'decoration';
  // "Live - 2011 Remaster" is live before it is a remaster.
  if (matches(otherVersion, words.replace(filler, '').trim())) return 'version';
  if (matches(sameVersion, words)) return 'decoration';
  // "Taylor's Version", "Spanish Version", "Jane Doe Edit", "Club Mix"
  if (matches(otherVersion, words) || /^.+ (?:version|edit|mix)(?: \d{4})?$/.test(words)) return 'version';
  return isScrobblerNoise(segment) ? 'decoration' : 'title';
}

/** What the scrobblers' filters would take off, asked segment by segment: on whole titles they take too much. */
function isScrobblerNoise(segment: string): boolean {
  const filters = [removeRemastered, removeVersion, removeCleanExplicit, removeReissue, removeFeature];
  return [`x (${segment})`, `x - ${segment}`].some(
    (title) => filters.reduce((text, filter) => filter(text), title).trim() === 'x',
  );
}

/** The last segment: what is in brackets at the end, or after the last spaced dash. */
function lastSegment(title: string): { head: string; segment: string } | null {
  const close = title.at(-1);
  const open = close === ')' ? '(' : close === ']' ? '[' : close === '}' ? '{' : null;
  if (open !== null) {
    let depth = 0;
    for (let at = title.length - 1; at > 0; at--) {
      if (title[at] === close) depth++;
      if (title[at] === open && --depth === 0) {
        return { head: title.slice(0, at).trim(), segment: title.slice(at + 1, -1).trim() };
      }
    }
    return null;
  }
  const at = Math.max(title.lastIndexOf(' - '), title.lastIndexOf(' – '), title.lastIndexOf(' — '));
  return at > 0 ? { head: title.slice(0, at).trim(), segment: title.slice(at + 3).trim() } : null;
}

/** "Acoustic Version" is "acoustic"; "Taylor's Version" keeps both words, since they say which one. */
function versionName(segment: string): string {
  const words = fold(segment);
  const short = words.replace(filler, '').trim();
  return otherVersion.some((pattern) => pattern.test(short)) ? short : words;
}

/** Guests without brackets: "Song ft. X". */
const withoutGuests = (title: string): string =>
  title.replace(/\s+(?:feat\.?|ft\.?|featuring)\s+[^()[\]\s][^()[\]]*$/i, '');

/** "Song (feat. X) - Live at Y / Remastered 2010" → Song, "live at y". */
export function titleParts(title: string): TitleParts {
  let base = tidy(title)
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replaceAll('【', '[')
    .replaceAll('】', ']')
    .trim();
  const versions: string[] = [];
  for (let rounds = 0; rounds < 6; rounds++) {
    base = withoutGuests(base);
    const last = lastSegment(base);
    if (!last || last.head === '' || last.head === '-') break;
    const pieces = last.segment.split(/\s*\/\s*/).filter((piece) => piece !== '');
    const kinds = pieces.map(kindOf);
    if (kinds.includes('title') && !kinds.includes('version')) break;
    const kept = pieces.filter((_, index) => kinds[index] === 'version');
    versions.unshift(...kept.map(versionName));
    base = last.head;
  }
  return { base: withoutGuests(base), version: versions.join(' ') || null };
}
