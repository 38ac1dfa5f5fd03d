/** Paths of music files → what their folders and their names say. */
import { fold, tidy } from './fold.ts';
import { splitArtistTitle } from './titles.ts';

export type PathNames = { artist: string; album: string; title: string };

const soundEnding =
  /\.(?:mp[234]|m4[abp]|aac|flac|og[ga]|opus|wav|wma|aiff?|aifc|ape|alac|wv|mpc|dsf|dff|mka|webm|mkv|mid|cda)$/i;

/** Is it the name of a sound file, and not a title? */
export const isSoundFile = (name: string): boolean => soundEnding.test(name.trim());

/** A number at the head. With a sign behind it, a zero before it or a disc's number it is a track's; else it may be a name's. */
const head = /^[([]?((?:cd|disc )?\d{1,2}[-.](?=\d{2}\D))?(\d{1,3})([)\].:_-]+\s*|\s+-+\s+|\s+)(?=\S)/i;

type Head = { length: number; number: number; isSure: boolean };

function headOf(name: string): Head | null {
  const [all, disc, digits = '', sign = ''] = head.exec(name) ?? [];
  // "4.44" and "24-7" are titles.
  if (all === undefined || (/^[.:-]$/.test(sign) && /^\d/.test(name.slice(all.length)))) return null;
  const isSure = disc !== undefined || /^0\d/.test(digits) || sign.trim() !== '';
  return { length: all.length, number: Number(digits), isSure };
}

const folderOf = (path: string): string => path.replace(/[^\\/]*$/, '');

/** Takes the numbers off where the whole list is numbered, and elsewhere leaves the names as they are. */
export function listNumbers(names: readonly string[]): (name: string) => string {
  const isNumbered = areNumbered(names.slice(0, 20_000).map(headOf));
  return (name) => (isNumbered ? name.slice(headOf(name)?.length ?? 0) : name);
}

/** Most of them have a number, and some surely a track's; or the numbers begin with 1, each is there once, and few are left out. */
function areNumbered(heads: readonly (Head | null)[]): boolean {
  const numbered = heads.filter((one) => one !== null);
  if (numbered.length * 3 < heads.length * 2) return false;
  if (numbered.some(({ isSure }) => isSure)) return true;
  const numbers = new Set(numbered.map(({ number }) => number));
  return (
    numbers.size > 1 &&
    numbers.size === numbered.length &&
    numbers.has(1) &&
    Math.max(...numbers) <= 2 * numbers.size
  );
}

/**
 * Takes the track's number off. A bare one ("7 Rivers") is a track's where the others of its folder are numbered, or the
 * whole list is; else it belongs to the name (*50 Cent*, *99 Luftballons*).
 */
export function trackNumbers(paths: readonly string[]): (path: string, name: string) => string {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const mates = folders.get(folderOf(path));
    if (mates === undefined) folders.set(folderOf(path), [path]);
    else mates.push(path);
  }
  const known = new Map<string, boolean>();
  const headsOf = (all: readonly string[]) => all.slice(0, 20_000).map((path) => headOf(fileOf(path)));
  let ofAll: boolean | undefined;
  return (path, name) => {
    const found = headOf(name);
    if (found === null) return name;
    const folder = folderOf(path);
    const mates = folders.get(folder) ?? [];
    let isNumbered = known.get(folder);
    if (isNumbered === undefined) {
      ofAll ??= areNumbered(headsOf(paths));
      isNumbered = mates.length > 1 ? areNumbered(headsOf(mates)) : ofAll;
      known.set(folder, isNumbered);
    }
    return found.isSure || isNumbered ? name.slice(found.length) : name;
  };
}

function decoded(path: string): string {
  // A path with a blank in it is as it is; %20 stands for one in an address.
  if (!/%[0-9a-f]{2}/i.test(path) || (/\s/.test(path) && !/^file:/i.test(path))) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const isWeb = (path: string): boolean => /^(?:https?|rtsp|mms|rtmp):/i.test(path);

/** Without an address's query, without its ending. */
function fileOf(path: string): string {
  const plain = decoded(/^\w{3,5}:\/\//.test(path) ? path.replace(/[?#].*$/, '') : path);
  const file = plain.replace(/^.*[\\/]/s, '').slice(0, 400);
  return file.replace(/\.[A-Za-z0-9]{2,5}$/, '');
}

/** ` [dQw4w9WgXcQ]` and `-dQw4w9WgXcQ`, as yt-dlp writes a video's id; the second only when it looks drawn by lot. */
const videoId = /\s*\[[\w-]{11}\]$|-(?=[\w-]{11}$)(?=\S*[a-z\d_-][A-Z])(?=\S*(?:\d|[A-Z][a-z]))[\w-]{11}$/;

/** Underscores for blanks; then a hyphen without blanks is the dash between the names. */
function spaced(name: string): string {
  if (!name.includes('_') || /\s/.test(name)) return name;
  const words = name.replaceAll('_', ' ');
  return words.includes(' - ') ? words : words.replace(/(?<=\S)-(?=\S)/, ' - ');
}

/** Where disks and people's own folders begin. What is below them is about music. */
const roots =
  /^(?:[a-z]:|\.{1,2}|~|file:|localhost|storage|emulated|\d|[0-9A-F]{4}-[0-9A-F]{4}|sdcard\d?|mnt|media|volumes|home|users|data|user)$/i;
/** Their next folder is a disk's or a person's. */
const owners = /^(?:volumes|home|users|mnt|media)$/i;
const general =
  /^(?:(?:my |itunes |amazon |apple )?(?:music|media)|musi[kc]a?|musique|música|музыка|音乐|音樂|ミュージック|음악|songs?|lieder|audio|sounds?|mp3s?|flac|downloads?|documents?|desktop|itunes|library|playlists?|spotify|youtube|tracks)$/i;
/** Says nothing about who plays. */
const compilationFolders =
  /^(?:compilations?|various(?: artists)?|va|v\.a\.|unknown(?: artist| album)?|soundtracks?|misc|singles|albums?|artists?)$/i;
const disc = /^(?:cd|disc|disk|dvd|vinyl|side|seite|volume|vol\.?)[ _.-]?(?:\d{1,2}|[a-d])(?:\W.*)?$/i;

/** "1975 - Name", "Name (1975)", "[1975] Name" */
const withoutYear = (album: string): string =>
  album
    .replace(/^[([]?(?:19|20)\d\d[)\]]?(?:\s*[-–.]\s*|\s+)(?=\S)/, '')
    .replace(/\s*[([](?:19|20)\d\d[)\]].*$/, '');

/** The folders that are about music, from the outermost on. */
function musicFolders(path: string): string[] {
  const parts = decoded(path)
    .split(/[\\/]+/)
    .filter((part) => part !== '');
  parts.pop();
  let start = 0;
  const isAbsolute = /^(?:[\\/~]|[a-z]:|file:)/i.test(path);
  while (isAbsolute && start < parts.length && roots.test(parts[start] ?? '')) {
    start += owners.test(parts[start] ?? '') && start + 2 < parts.length ? 2 : 1;
  }
  const last = parts.findLastIndex((part) => general.test(part));
  return parts.slice(Math.max(start, last + 1)).filter((part) => !disc.test(part));
}

/** Artist/Album/Title is how music programs lay out their folders; "Artist - Album" is one folder for both. */
function namesInFolders(path: string): { artist: string; album: string } {
  const [artist = '', album = ''] = isWeb(path) ? [] : musicFolders(path).slice(-2);
  const inner = album === '' ? artist : album;
  const both = compilationFolders.test(artist) ? null : splitArtistTitle(tidy(withoutYear(inner)));
  if (both) return { artist: both.artist, album: withoutYear(both.title) };
  if (album === '') return { artist: '', album: '' };
  const isCompilation = compilationFolders.test(artist);
  return {
    artist: isCompilation ? '' : artist,
    album: compilationFolders.test(album) ? '' : withoutYear(album),
  };
}

/** "Artist - Album - 03 - Title" and, as foobar2000 copies it, "Artist - [Album #03] Title". */
const withNumberInside = /^(.{1,150}?)\s+-\s+(?:(.{1,150}?)\s+-\s+)?\d{1,3}\s+-\s+(.+)$/;
const withAlbumInside = /^(.{1,150}?)\s+-\s+\[([^\]]{1,150})\]\s+(.+)$/;

/** `withoutNumber` is `trackNumbers` of the list that the path is from. */
export function namesInPath(path: string, withoutNumber: ReturnType<typeof trackNumbers>): PathNames {
  const bare = spaced(withoutNumber(path, fileOf(path).replace(videoId, '').trim()));
  const inside = withNumberInside.exec(bare) ?? withAlbumInside.exec(bare);
  if (inside) {
    const [, artist = '', album = '', title = ''] = inside;
    return { artist, album: album.replace(/\s*#\d+$/, ''), title };
  }
  const folders = namesInFolders(path);
  const both = splitArtistTitle(tidy(bare));
  if (!both) return { ...folders, title: bare };
  // "Title - Live" in the artist's own folder.
  const isOwn = folders.artist === '' || fold(folders.artist) === fold(both.artist);
  return { ...both, album: isOwn ? folders.album : '' };
}
