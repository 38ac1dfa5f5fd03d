/** Which songs of a list are one, and that one with the facts of all its appearances. */
import type { Song } from '../model/song.ts';
import { splitArtists } from './artists.ts';
import { fold } from './fold.ts';
import { nameKey } from './identity.ts';
import { titleParts } from './names/title-parts.ts';

/** Facts of both; where they differ, the first one's. Title and artists come from one song, the one that has both. */
function joinFacts(earlier: Song, later: Song): Song {
  const isNamed = earlier.artists.length > 0 || later.artists.length === 0;
  const [first, second] = isNamed ? [earlier, later] : [later, earlier];
  const audio = {
    valence: first.audio?.valence ?? second.audio?.valence ?? null,
    energy: first.audio?.energy ?? second.audio?.energy ?? null,
  };
  return {
    ...first,
    album: first.album ?? second.album,
    year: first.year ?? second.year,
    durationMs: first.durationMs ?? second.durationMs,
    isrc: first.isrc ?? second.isrc,
    subsonicId: first.subsonicId ?? second.subsonicId,
    url: first.url ?? second.url,
    genres: [...new Set([...first.genres, ...second.genres])].slice(0, 10),
    cover: first.cover ?? second.cover,
    audio: audio.valence === null && audio.energy === null ? null : audio,
    heard: first.heard ?? second.heard,
    reading: first.reading ?? second.reading,
  };
}

/** What a title is written in. */
const scripts = ['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Han', 'Hangul'].map(
  (name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const,
);
const scriptOf = (text: string): string => scripts.find(([, letters]) => letters.test(text))?.[0] ?? '';

/**
 * Without the ISRCs that two different titles in one script claim: one of them at least is wrong. In another script it
 * may be the same title; so may one that has the other in it ("Artist - Title").
 */
function withoutSharedIsrcs(songs: readonly Song[]): readonly Song[] {
  const titles = new Map<string, string>();
  const shared = new Set<string>();
  for (const { isrc, title } of songs) {
    if (isrc === null) continue;
    const base = fold(titleParts(title).base);
    const key = `${isrc} ${scriptOf(base)}`;
    const other = titles.get(key) ?? base;
    if (!other.includes(base) && !base.includes(other)) shared.add(isrc);
    titles.set(key, other);
  }
  if (shared.size === 0) return songs;
  return songs.map((song) => (shared.has(song.isrc ?? '') ? { ...song, isrc: null } : song));
}

/** Who else sings, by the title and the artists: "feat. A" is another recording than "feat. B". */
function guestsOf({ title, artists }: Song): Set<string> {
  const inTitle = /[\s([](?:feat\.?|ft\.?|featuring)\s+([^()[\]]{1,200})/i.exec(title)?.[1] ?? '';
  return new Set([...splitArtists(inTitle), ...artists.slice(1)].map(fold));
}

function haveOtherGuests(one: Song, other: Song): boolean {
  if (one.title === other.title && one.artists.length < 2 && other.artists.length < 2) return false;
  const [first, second] = [guestsOf(one), guestsOf(other)];
  return first.size > 0 && second.size > 0 && ![...first].some((name) => second.has(name));
}

/**
 * Each song once, at its first place, with the facts of all its appearances. Songs are the same when they share
 * an ISRC or their folded names, also by way of a third: one with an ISRC, one without, and one that has both. Equal names
 * with other guests are other songs, and so are different titles with one ISRC.
 */
export function mergeDuplicates(
  all: readonly Song[],
  nameKeys: readonly string[] = all.map(nameKey),
): { songs: Song[]; duplicates: number } {
  const songs = withoutSharedIsrcs(all);
  const merged = new Map<number, Song>();
  /** Key → its song's id in `merged`, or that of one merged into another since. */
  const idOfKey = new Map<string, number>();
  const mergedInto = new Map<number, number>();
  const find = (key: string): number | undefined => {
    let id = idOfKey.get(key);
    while (id !== undefined && mergedInto.has(id)) id = mergedInto.get(id);
    return id;
  };
  for (const [index, song] of songs.entries()) {
    const name = `name:${nameKeys[index]}`;
    const namesake = merged.get(find(name) ?? -1);
    const isOther = namesake !== undefined && haveOtherGuests(namesake, song);
    const nameWithGuests = isOther ? `${name}|${[...guestsOf(song)].sort().join(',')}` : name;
    const keys = [nameWithGuests, ...(song.isrc === null ? [] : [`isrc:${song.isrc}`])];
    const found = [...new Set(keys.map(find))].filter((id) => id !== undefined).sort((a, b) => a - b);
    const [target = index, ...others] = found;
    const same = found.flatMap((id) => merged.get(id) ?? []);
    merged.set(target, [...same, song].reduce(joinFacts));
    for (const other of others) {
      merged.delete(other);
      mergedInto.set(other, target);
    }
    for (const key of keys) idOfKey.set(key, target);
  }
  return { songs: [...merged.values()], duplicates: songs.length - merged.size };
}
