/** One line of a list as people write it → its artist and title. */
import { fold, tidy } from '../fold.ts';
import { titleParts } from '../names/title-parts.ts';
import { type ArtistTitle, splitArtistTitle, splitTitleByArtist } from '../titles.ts';

const longestLine = 500;

/** Bullets, check boxes, quote marks of chats, pictures, and numbers as in "12. ", "3) ", "#7 ". */
const lead =
  /^(?:[>*•·▪►‣◦●○■□♪♫✓✔–-]\s+(?:\[[ xX]\]\s+)?|\[[ xX]\]\s+|(?:[\d#]\ufe0f?\u20e3|(?![\d#*])\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f?)\s*|\(?#?\d{1,4}[.):\]]\s+|#\d{1,4}\s+)/u;

/** "07 - Artist - Title": a number with a dash is a track number only when another dash follows. */
const numberedWithDash = /^(\d{1,4})\s+[-–—]\s+(?=.+\s[-–—]\s)/;

const clock = '[([]?\\d{1,2}:\\d{2}(?::\\d{2})?(?:[.,]\\d{1,3})?[)\\]]?';
/** A length at the end: "(3:45)", "[1:02:03]", "- 3:45". */
const lengthAtEnd = new RegExp(`(?<!\\s)\\s+(?:[-–—|]\\s*)?${clock}$`);
/** A time before the song: "00:00 Artist - Title", "[01:23] …", "1:02:03 - …", "00:00 - 03:20 …". */
const timeAtStart = new RegExp(`^${clock}\\s*(?:[-–—|:.>)]+\\s*)?(?:${clock}\\s*[-–—|:]?\\s*)?(?=\\S)`);

const markdown = /^(\*\*|__|`|\*|_|~~|\|\|)(.+)\1$/;

export const isBareTime = (line: string): boolean => new RegExp(`^\\s*${clock}\\s*$`).test(line.slice(0, 40));

function withoutLead(line: string, lines: number): string {
  let text = tidy(line, longestLine).replace(lead, '').replace(lead, '');
  text = markdown.exec(text)?.[2] ?? text;
  const number = numberedWithDash.exec(text)?.[1];
  // A list of forty has no 311th song.
  const isNumber = number !== undefined && (number.startsWith('0') || Number(number) <= lines);
  return (isNumber ? text.replace(numberedWithDash, '') : text).trim();
}

/** What a title stands in: “ ”, " ", « », 「 」, 『 』, 《 》, 〈 〉. */
const inQuotes =
  /^([^"“”„«「『《〈]{0,150})(?:["“„]([^"“”„]{1,200})["”“]|«([^»]{1,200})»|「([^」]{1,200})」|『([^』]{1,200})』|《([^》]{1,200})》|〈([^〉]{1,200})〉)(.{0,150})$/;

const between = /^(?:[\s\-–—,:|/]|by\s)+|[\s\-–—,:|/]+$/gi;

/** `Artist "Title"`, `「Title」 Artist`, `"Title" - Artist`; what follows both is left out. */
function splitQuoted(text: string): ArtistTitle | null {
  const [all, before = '', ...rest] = inQuotes.exec(text) ?? [];
  if (all === undefined) return null;
  const after = (rest.pop() ?? '').replace(between, '').trim();
  const title = rest.find((name) => name !== undefined) ?? '';
  const artist = before.replace(between, '').trim() || after;
  return artist === '' ? null : { artist, title };
}

/** "Artist | Title", "Artist // Title" */
function splitAtBar(text: string): ArtistTitle | null {
  const [artist = '', title = '', ...others] = text.split(/\s+(?:\||\/\/)\s+/);
  return artist !== '' && title !== '' && others.length === 0 ? { artist, title } : null;
}

/** Names of fields and headers of letters, which a colon follows as it may follow an artist. */
const fieldNames = new Set(
  (
    'title titel titre artist name names from to cc bcc subject date time author version type description note notes url link ' +
    'track tracks album genre year duration length key bpm label released rating status id usage example warning error info ' +
    'playlist songs song music credits lyrics chorus verse intro outro bridge total created updated summary source format'
  ).split(' '),
);

export function splitAtColon(text: string): ArtistTitle | null {
  const [, artist = '', title = ''] = /^([^\s:][^:]{0,80}?)\s?:\s+(\S.*)$/.exec(text) ?? [];
  if (artist === '' || /^[a-z]/.test(artist) || fieldNames.has(fold(artist))) return null;
  return { artist, title };
}

/** "Song - Live" names nobody: what follows the dash only says which recording it is. */
function splitDash(text: string): ArtistTitle | null {
  const both = splitArtistTitle(text);
  if (both === null) return null;
  if (!/\s[-–—]\s/.test(text)) return both;
  const { base, version } = titleParts(text);
  return base === both.artist && version !== null ? null : both;
}

const ways = [splitDash, splitQuoted, splitAtBar, splitTitleByArtist];

/** `"Title" - Artist`: what is in quotes is the title, wherever it stands. */
const quotedFirst =
  /^["“„«「『《〈][^"“”„«»「」『』《》〈〉]{1,200}["”“»」』》〉]\s*[-–—]\s*[^"“„«「『《〈]+$/;

function split(text: string): ArtistTitle | null {
  if (quotedFirst.test(text)) return splitQuoted(text);
  for (const way of ways) {
    const song = way(text);
    if (song !== null && !isBareTime(song.title)) return song;
  }
  return null;
}

/**
 * Numbers, times and marks are taken off as long as an artist and a title are left: *4:44* and *311* are names, too.
 * `lines` is how many the list has. Null for a line that names no song.
 */
export function songInLine(line: string, lines: number): ArtistTitle | null {
  const bare = withoutLead(line, lines);
  const tries = [
    bare.replace(timeAtStart, '').replace(lengthAtEnd, ''),
    bare.replace(timeAtStart, ''),
    bare.replace(lengthAtEnd, ''),
    bare,
  ];
  for (const text of new Set(tries.map((one) => withoutLead(one, lines)))) {
    const song = split(text);
    if (song !== null) return song;
  }
  // "Title - 4:44" has lost its title with its time.
  return splitArtistTitle(bare);
}
