/** M3U and M3U8 with the usual extensions; file names speak where they are missing. */
import { UserError } from '../../errors.ts';
import { fileTexts } from '../../locales/en/files.ts';
import { tidy } from '../fold.ts';
import type { Row } from '../song.ts';
import { splitArtistTitle } from '../titles.ts';
import { type Format, filledLines, names, reasons } from './format.ts';

const longestLine = 4000;

type Tags = { name: string; seconds: number; artist: string; album: string; genre: string };

const noTags: Tags = { name: '', seconds: 0, artist: '', album: '', genre: '' };

/** `123 logo="a,b",Artist - Title` → the name after the first comma outside quotes. */
function readInfo(info: string): { seconds: number; name: string } {
  const quoted = /^(?:[^",]|"[^"]*")*,/.exec(info)?.[0].length;
  // With an unclosed quote, the first comma must do.
  const start = quoted ?? (info.indexOf(',') + 1 || info.length);
  return { seconds: Number.parseFloat(info) || 0, name: info.slice(start).trim() };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** "Music/Nina Simone/Album/03 Sinnerman.mp3" → what the folders and the file name say. */
export function namesInPath(path: string): { artist: string; album: string; title: string } {
  const local = /^(?:file:|https?:)/i.test(path) ? decoded(path.replace(/[?#].*$/, '')) : path;
  const parts = local.split(/[\\/]+/).filter((part) => part !== '' && !/^([A-Za-z]:|\.+|file:)$/.test(part));
  const file = (parts.pop() ?? '').replace(/\.[A-Za-z0-9]{2,5}$/, '').replaceAll('_', ' ');
  const title = file.replace(/^\d{1,3}(?:-\d{1,3})?(?:\s*[.)]\s*|\s+-\s+|\s+)(?=\S)/, '');
  const both = splitArtistTitle(tidy(title));
  if (both) return { ...both, album: '' };
  // Artist/Album/Title is how music programs lay out their folders.
  const [artist = '', album = ''] = /^https?:/i.test(path) || parts.length < 2 ? [] : parts.slice(-2);
  return { artist, album, title };
}

function rowOf(path: string, tags: Tags): Row {
  const named = tags.artist !== '' && tags.name.startsWith(`${tags.artist} - `);
  const name = named ? tags.name.slice(tags.artist.length + 3) : tags.name;
  const guess = tags.name === '' ? namesInPath(path) : null;
  const title = name || guess?.title || '';
  if (tidy(title) === '') return { title: path || names.entry, reason: reasons.noTitle };
  return {
    title,
    artists: (tags.artist || guess?.artist || '').split(';'),
    album: tags.album || guess?.album,
    durationMs: tags.seconds * 1000,
    url: path,
    genres: [tags.genre],
  };
}

function* rowsOf(text: string): Generator<Row> {
  let tags = noTags;
  let pending = false;
  for (const raw of filledLines(text, longestLine)) {
    const line = raw.trim();
    const [, tag, value = ''] = /^#(EXTINF|EXTART|EXTALB|EXTGENRE):\s*(.*)$/i.exec(line) ?? [];
    const kind = tag?.toUpperCase();
    if (kind === 'EXTINF') {
      // Two in a row: the first one's path got lost, its name did not.
      if (pending) {
        yield rowOf('', tags);
        tags = noTags;
      }
      tags = { ...tags, ...readInfo(value) };
      pending = true;
    } else if (kind === 'EXTART') tags = { ...tags, artist: value };
    else if (kind === 'EXTALB') tags = { ...tags, album: value };
    else if (kind === 'EXTGENRE') tags = { ...tags, genre: value };
    else if (!line.startsWith('#')) {
      yield rowOf(line, tags);
      tags = noTags;
      pending = false;
    }
  }
  if (pending) yield rowOf('', tags);
}

export const m3u: Format = {
  extensions: ['m3u', 'm3u8'],

  sniff({ text, extension }) {
    if (/^\s*#EXTM3U/i.test(text)) return 1;
    if (/^#EXTINF:/im.test(text.slice(0, 4000))) return 0.95;
    return extension === 'm3u' || extension === 'm3u8' ? 0.8 : 0;
  },

  parse({ text }) {
    if (/^#EXT-X-(TARGETDURATION|STREAM-INF)/im.test(text.slice(0, 8000))) {
      throw new UserError('unknown-playlist-format', fileTexts.failure.videoStream);
    }
    const title = /^#PLAYLIST:(.{0,300})/im.exec(text.slice(0, 20_000))?.[1] ?? '';
    return { titles: [title], rows: rowsOf(text) };
  },
};
