/** The property list that iTunes and the Music app write: Tracks by number, Playlists of numbers. */
import { fileNames, files } from '../../locales/en/files.ts';
import { tidy } from '../fold.ts';
import type { Row } from '../song.ts';
import { brokenFile, type Format } from './format.ts';
import { childOf, parseXml, rootOf, type XmlElement } from './xml.ts';

/** A `<dict>`'s values by key. A Map, so that `__proto__` is a key like any other. */
type Dict = ReadonlyMap<string, XmlElement>;

/** Empty for anything but a `<dict>`. */
function dictOf(element: XmlElement | undefined): Dict {
  const dict = new Map<string, XmlElement>();
  if (element?.name !== 'dict') return dict;
  let key: string | null = null;
  for (const child of element.children) {
    if (child.name === 'key') key = child.text.trim();
    else if (key !== null) {
      dict.set(key, child);
      key = null;
    }
  }
  return dict;
}

const dictsIn = (array: XmlElement | undefined): Dict[] =>
  array?.children.filter(({ name }) => name === 'dict').map(dictOf) ?? [];

const textAt = (dict: Dict, key: string): string => dict.get(key)?.text.trim() ?? '';

const isTrue = (dict: Dict, key: string): boolean => dict.get(key)?.name === 'true';

const spoken = ['Podcast', 'Movie', 'TV Show', 'Audiobook', 'iTunesU'];

function rowOf(track: Dict): Row {
  const title = textAt(track, 'Name');
  const isSpoken =
    spoken.some((key) => isTrue(track, key)) || /^(podcast|audiobook)s?$/i.test(textAt(track, 'Genre'));
  if (isSpoken) return { title: title || fileNames.entry, reason: files.reason.podcast };
  if (tidy(title) === '')
    return { title: fileNames.track(textAt(track, 'Track ID')), reason: files.reason.noTitle };
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

function* rowsOf(tracks: Dict, order: Iterable<string>): Generator<Row> {
  for (const id of order) {
    const track = tracks.get(id);
    if (track?.name === 'dict') yield rowOf(dictOf(track));
    else yield { title: fileNames.track(id), reason: files.reason.missing };
  }
}

export const itunesXml: Format = {
  sniff: ({ text }) => (rootOf(text) === 'plist' ? 1 : 0),

  parse({ text }) {
    const library = childOf(childOf(parseXml(text, 'iTunes'), 'plist'), 'dict');
    if (!library) throw brokenFile('iTunes');
    const root = dictOf(library);
    const tracks = dictOf(root.get('Tracks'));
    // The whole library is one of its own playlists; it only counts when there is no other.
    const playlists = dictsIn(root.get('Playlists')).filter(
      (list) => !isTrue(list, 'Master') && list.has('Playlist Items'),
    );
    const [only] = playlists.length === 1 ? playlists : [];
    const order = only && dictsIn(only.get('Playlist Items')).map((item) => textAt(item, 'Track ID'));
    return {
      titles: playlists.map((list) => textAt(list, 'Name')),
      rows: rowsOf(tracks, order ?? tracks.keys()),
    };
  },
};
