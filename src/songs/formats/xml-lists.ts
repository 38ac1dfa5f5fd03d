/** Lists of songs that players and DJ programs keep as XML: by their root's name, what a song is called in them. */
import { brokenFile, type Format } from './format.ts';
import { readRecords } from './table.ts';
import { parseXml, rootOf, type XmlElement } from './xml.ts';

type Kind = {
  /** For people. */
  name: string;
  /** Elements that are songs. */
  songs: readonly string[];
  /** An element or attribute → what our tables call it. */
  names?: Record<string, string>;
};

/** By the root element, in small letters. */
const kinds = new Map<string, Kind>(
  Object.entries({
    smil: { name: 'Windows Media Player or Zune', songs: ['media', 'audio'] },
    asx: { name: 'ASX', songs: ['entry'], names: { author: 'artist' } },
    nml: { name: 'Traktor', songs: ['entry'] },
    dj_playlists: { name: 'rekordbox', songs: ['track'] },
    virtualfolder: { name: 'VirtualDJ', songs: ['song'] },
    virtualdj_database: { name: 'VirtualDJ', songs: ['song'] },
    winampxml: { name: 'Winamp', songs: ['entry'] },
    rhythmdb: { name: 'Rhythmbox', songs: ['entry'] },
    'rhythmdb-playlists': { name: 'Rhythmbox', songs: ['location'] },
    mediacontainer: { name: 'Plex', songs: ['track'] },
    lfm: { name: 'Last.fm', songs: ['track'] },
    'subsonic-response': { name: 'Subsonic', songs: ['entry', 'song'] },
    item: { name: 'Jellyfin', songs: ['playlistitem'] },
  }),
);

/** Its attributes, its children's texts, and their attributes behind their names ("ALBUM TITLE"). */
function recordOf(element: XmlElement, names: Record<string, string>): Map<string, string> {
  const record = new Map<string, string>();
  const put = (key: string, value: string): void => {
    const name = Object.hasOwn(names, key.toLowerCase()) ? (names[key.toLowerCase()] ?? key) : key;
    if (value.trim() !== '' && !record.has(name)) record.set(name, value.trim());
  };
  for (const [key, value] of element.attributes) put(key, value);
  for (const child of element.children) {
    put(child.name, child.text);
    for (const [key, value] of child.attributes) put(`${child.name} ${key}`, value);
  }
  if (element.text.trim() !== '') put(element.name, element.text);
  return record;
}

/** Entries that only point at another one have a key and nothing else. */
const isPointer = (record: ReadonlyMap<string, string>): boolean =>
  [...record.keys()].every((key) => /\bkey\b|\btype\b/i.test(key));

function collect(element: XmlElement, { songs, names = {} }: Kind, found: Map<string, string>[]): void {
  for (const child of element.children) {
    if (!songs.includes(child.name.toLowerCase())) {
      collect(child, { name: '', songs, names }, found);
      continue;
    }
    const record = recordOf(child, names);
    if (!isPointer(record)) found.push(withPath(record));
  }
}

/** Traktor writes a path's folders as "/:Music/:Artist/:", apart from the file. */
function withPath(record: Map<string, string>): Map<string, string> {
  const [folder, file] = [record.get('LOCATION DIR'), record.get('LOCATION FILE')];
  if (folder && file) record.set('LOCATION FILE', `${folder.replaceAll('/:', '/')}${file}`);
  return record;
}

/** The list's own, or those of the playlists with songs in it. */
function titlesOf(root: XmlElement, { songs }: Kind): string[] {
  const places = root.children.flatMap((child) => [child, ...child.children]);
  const title = places.find(({ name }) => /^title$/i.test(name))?.text.trim() || root.attributes.get('name');
  if (title) return [title];
  return root.children
    .filter(
      ({ name, children }) => /^playlist$/i.test(name) && children.some((one) => songs.includes(one.name)),
    )
    .map(({ attributes }) => attributes.get('name') ?? attributes.get('label') ?? '');
}

export const xmlLists: Format = {
  sniff: ({ text }) => (kinds.has(rootOf(text) ?? '') ? 0.9 : 0),

  parse({ text }) {
    const kind = kinds.get(rootOf(text) ?? '');
    if (kind === undefined) throw brokenFile('XML');
    // In ASX big and small letters of a name are the same.
    const same = kind.name === 'ASX' ? text.replace(/<\/?[A-Za-z]+/g, (tag) => tag.toLowerCase()) : text;
    const document = parseXml(same, kind.name);
    const records: Map<string, string>[] = [];
    collect(document, kind, records);
    const [root] = document.children;
    return { titles: root ? titlesOf(root, kind) : [], rows: readRecords(records) };
  },
};
