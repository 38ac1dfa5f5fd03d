/** M3U and M3U8 with the usual extensions; what is not tagged is read from the paths. */
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Row } from '../song.ts';
import { type Format, filledLines, unescaped } from './format.ts';

const longestLine = 4000;

type Tags = { title: string; seconds: number; artist: string; album: string; genre: string };

const noTags: Tags = { title: '', seconds: 0, artist: '', album: '', genre: '' };

/** `123 logo="a,b",Artist - Title` → the name after the first comma outside quotes. */
function readInfo(info: string): { seconds: number; title: string } {
  const quoted = /^(?:[^",]|"[^"]*")*,/.exec(info)?.[0].length;
  // With an unclosed quote, the first comma must do.
  const start = quoted ?? (info.indexOf(',') + 1 || info.length);
  return { seconds: Number.parseFloat(info) || 0, title: unescaped(info.slice(start).trim()) };
}

/** `<artist>A</artist><title>T</title><songlength>238.12</songlength>`, as VirtualDJ writes it. */
function readDjInfo(info: string): Partial<Tags> {
  const value = (name: string): string =>
    unescaped(new RegExp(`<${name}>([^<]*)</`, 'i').exec(info)?.[1]?.trim() ?? '');
  const remix = value('remix');
  const title = value('title');
  return {
    artist: value('artist'),
    title: remix === '' ? title : `${title} (${remix})`,
    seconds: Number.parseFloat(value('songlength')) || 0,
  };
}

/** By the tag's name, in capitals. */
const readers = new Map<string, (value: string) => Partial<Tags>>([
  ['EXTINF', readInfo],
  ['EXTVDJ', readDjInfo],
  ['EXTART', (artist) => ({ artist })],
  ['EXTALB', (album) => ({ album })],
  ['EXTGENRE', (genre) => ({ genre })],
]);

const toRow = (path: string, { title, artist, album, seconds, genre }: Tags): Row => ({
  title,
  artists: [artist],
  album,
  durationMs: seconds * 1000,
  url: path,
  path,
  genres: [genre],
});

function* rowsOf(text: string): Generator<Row> {
  let tags = noTags;
  for (const raw of filledLines(text, longestLine)) {
    const line = raw.trim();
    const [, tag = '', value = ''] = /^#(EXT[A-Z]{3,5}):\s*(.*)$/i.exec(line) ?? [];
    const read = readers.get(tag.toUpperCase());
    if (read !== undefined) {
      const found = read(value);
      // Two names in a row: the first one's path got lost, its name did not.
      if (tag.toUpperCase() === 'EXTINF' && tags.title !== '') {
        yield toRow('', tags);
        tags = noTags;
      }
      tags = { ...tags, ...found };
    } else if (!line.startsWith('#')) {
      yield toRow(line, tags);
      tags = noTags;
    }
  }
  if (tags.title !== '') yield toRow('', tags);
}

export const m3u: Format = {
  sniff({ text, extension }) {
    if (/^\s*#EXTM3U/i.test(text)) return 1;
    if (/^#EXT(?:INF|VDJ):/im.test(text.slice(0, 4000))) return 0.95;
    return extension === 'm3u' || extension === 'm3u8' ? 0.8 : 0;
  },

  parse({ text }) {
    if (/^#EXT-X-(TARGETDURATION|STREAM-INF)/im.test(text.slice(0, 8000))) {
      throw new UserError('unknown-playlist-format', sentences.files.failure.videoStream);
    }
    const title = /^#PLAYLIST:(.{0,300})/im.exec(text.slice(0, 20_000))?.[1] ?? '';
    return { titles: [title], rows: rowsOf(text) };
  },
};
