/** M3U and M3U8 with the usual extensions; file names speak where they are missing. */
import { UserError } from '../../errors.ts';
import { tidy } from '../fold.ts';
import { splitArtistTitle } from '../titles.ts';
import type { Format, Row } from './format.ts';
import { filledLines } from './lines.ts';

const longestLine = 4000;

/** What the comment lines above a path say about it. */
type Tags = { name: string; seconds: number; artist: string; album: string; genre: string };

const noTags = (): Tags => ({ name: '', seconds: 0, artist: '', album: '', genre: '' });

/** `123 logo="a,b",Artist - Title` → the name behind the first comma outside quotes. */
function readInfo(info: string): { seconds: number; name: string } {
  let quoted = false;
  for (let at = 0; at < info.length; at++) {
    if (info[at] === '"') quoted = !quoted;
    if (info[at] === ',' && !quoted) {
      return { seconds: Number.parseFloat(info) || 0, name: info.slice(at + 1).trim() };
    }
  }
  // An unclosed quote: the first comma must do.
  const comma = info.indexOf(',');
  return { seconds: Number.parseFloat(info) || 0, name: comma < 0 ? '' : info.slice(comma + 1).trim() };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** "Music/Nina Simone/Album/03 Sinnerman.mp3" → what the folders and the file name tell. */
function fromPath(path: string): { artist: string; album: string; title: string } {
  const local = /^(?:file:|https?:)/i.test(path) ? decoded(path.replace(/[?#].*$/, '')) : path;
  const parts = local.split(/[\\/]+/).filter((part) => part !== '' && !/^([A-Za-z]:|\.+|file:)$/.test(part));
  const file = (parts.pop() ?? '').replace(/\.[A-Za-z0-9]{2,5}$/, '').replaceAll('_', ' ');
  const name = file.replace(/^\d{1,3}(?:-\d{1,3})?(?:\s*[.)]\s*|\s+-\s+|\s+)(?=\S)/, '');
  const both = splitArtistTitle(tidy(name));
  if (both) return { ...both, album: '' };
  const isWeb = /^https?:/i.test(path);
  // Artist/Album/Title is how music programs lay out their folders.
  const [artist = '', album = ''] = isWeb || parts.length < 2 ? [] : parts.slice(-2);
  return { artist, album, title: name };
}

function rowOf(path: string, tags: Tags): Row {
  const named = tags.artist === '' ? splitArtistTitle(tidy(tags.name)) : null;
  const stripped =
    tags.artist !== '' && tags.name.startsWith(`${tags.artist} - `)
      ? tags.name.slice(tags.artist.length + 3)
      : tags.name;
  const guess = tags.name === '' ? fromPath(path) : null;
  const title = named?.title ?? (stripped || guess?.title) ?? '';
  if (tidy(title) === '') return { title: tidy(path, 80) || 'Unnamed entry', reason: 'no title in this row' };
  const artist = tags.artist || named?.artist || guess?.artist || '';
  return {
    title,
    artists: artist === '' ? [] : artist.split(';').slice(0, 20),
    album: tags.album || guess?.album || null,
    durationMs: tags.seconds * 1000,
    url: path,
    genres: tags.genre === '' ? [] : [tags.genre],
  };
}

function* rowsOf(text: string): Generator<Row> {
  let tags = noTags();
  let pending = false;
  for (const raw of filledLines(text, longestLine)) {
    const line = raw.trim();
    const tag = /^#(EXTINF|EXTART|EXTALB|EXTGENRE):\s*(.*)$/i.exec(line);
    if (tag) {
      const value = tag[2] ?? '';
      const kind = tag[1]?.toUpperCase();
      // Two in a row: the first one's path got lost, its name did not.
      if (kind === 'EXTINF' && pending) {
        yield rowOf('', tags);
        tags = noTags();
      }
      if (kind === 'EXTINF') tags = { ...tags, ...readInfo(value) };
      else if (kind === 'EXTART') tags.artist = value;
      else if (kind === 'EXTALB') tags.album = value;
      else tags.genre = value;
      pending ||= kind === 'EXTINF';
    } else if (!line.startsWith('#')) {
      yield rowOf(line, tags);
      tags = noTags();
      pending = false;
    }
  }
  if (pending) yield rowOf('', tags);
}

export const m3u: Format = {
  name: 'M3U',
  extensions: ['m3u', 'm3u8'],

  recognise({ text, extension }) {
    if (/^\s*#EXTM3U/i.test(text)) return 1;
    if (/^#EXTINF:/im.test(text.slice(0, 4000))) return 0.95;
    return extension === 'm3u' || extension === 'm3u8' ? 0.8 : 0;
  },

  read({ text }) {
    if (/^#EXT-X-(TARGETDURATION|STREAM-INF)/im.test(text.slice(0, 8000))) {
      throw new UserError(
        'unknown-playlist-format',
        'That M3U8 is the part list of a video stream, not a list of songs. Attach a playlist of songs instead.',
      );
    }
    const title = /^#PLAYLIST:(.{0,300})/im.exec(text.slice(0, 20_000))?.[1]?.trim() ?? null;
    return { title, rows: rowsOf(text) };
  },
};
