/** The property list that iTunes and the Music app write: Tracks by number, Playlists of numbers. */
import { UserError } from '../../errors.ts';
import { tidy } from '../fold.ts';
import { brokenFile, type Format, podcast, type Row } from './format.ts';
import { namePlaylists } from './title-of-many.ts';
import { parseXml, rootIs, type XmlElement } from './xml.ts';

/** `<dict>` is a Map, so that no key can be anything but a key. */
type Value = string | boolean | Value[] | ReadonlyMap<string, Value>;

type Dict = ReadonlyMap<string, Value>;

/** The nesting is bounded by the parser's own limit. */
function plainOf({ name, text, children }: XmlElement): Value {
  if (name === 'true' || name === 'false') return name === 'true';
  if (name === 'array') return children.map(plainOf);
  if (name !== 'dict') return text.trim();
  const dict = new Map<string, Value>();
  let key: string | null = null;
  for (const child of children) {
    if (child.name === 'key') key = child.text.trim();
    else if (key !== null) {
      dict.set(key, plainOf(child));
      key = null;
    }
  }
  return dict;
}

function isDict(value: Value | undefined): value is Dict {
  return value instanceof Map;
}

const listAt = (dict: Dict, key: string): Dict[] => {
  const value = dict.get(key);
  return Array.isArray(value) ? value.filter(isDict) : [];
};

const textAt = (dict: Dict, key: string): string => {
  const value = dict.get(key);
  return typeof value === 'string' ? value : '';
};

function library(text: string): Dict {
  const plist = parseXml(text, 'iTunes').children.find(({ name }) => name === 'plist');
  const root = plist?.children.map(plainOf).find(isDict);
  if (!root) throw new UserError('broken-file', brokenFile('iTunes'));
  return root;
}

const spoken = ['Podcast', 'Movie', 'TV Show', 'Audiobook', 'iTunesU'];

function rowOf(track: Dict): Row {
  const title = textAt(track, 'Name');
  if (
    spoken.some((key) => track.get(key) === true) ||
    /^(podcast|audiobook)s?$/i.test(textAt(track, 'Genre'))
  ) {
    return { title: tidy(title, 80) || 'Unnamed entry', reason: podcast };
  }
  if (tidy(title) === '')
    return { title: `Track ${textAt(track, 'Track ID')}`, reason: 'no title in this row' };
  return {
    title,
    artists: [textAt(track, 'Artist') || textAt(track, 'Album Artist')],
    album: textAt(track, 'Album'),
    year: textAt(track, 'Year'),
    durationMs: Number(textAt(track, 'Total Time')) || null,
    isrc: textAt(track, 'ISRC'),
    url: textAt(track, 'Location'),
    genres: [textAt(track, 'Genre')],
  };
}

function* rowsOf(tracks: Dict, order: readonly string[]): Generator<Row> {
  for (const id of order) {
    const track = tracks.get(id);
    if (isDict(track)) yield rowOf(track);
    else yield { title: `Track ${tidy(id, 40)}`, reason: 'named in the playlist, but missing from the file' };
  }
}

export const itunesXml: Format = {
  name: 'iTunes XML',
  extensions: ['xml', 'plist'],

  recognise: ({ text }) => (rootIs(text, 'plist') ? 1 : 0),

  read({ text }) {
    const root = library(text);
    const found = root.get('Tracks');
    const tracks: Dict = isDict(found) ? found : new Map();
    // The whole library is one of its own playlists; it only counts when there is no other.
    const all = listAt(root, 'Playlists').filter(
      (list) => list.get('Master') !== true && list.has('Playlist Items'),
    );
    const order =
      all.length === 1 && all[0]
        ? listAt(all[0], 'Playlist Items').map((item) => textAt(item, 'Track ID'))
        : [...tracks.keys()];
    return {
      ...namePlaylists(all.map((list) => tidy(textAt(list, 'Name'), 80))),
      rows: rowsOf(tracks, order),
    };
  },
};
