/** Songs that a playlist names more than once. */
import type { Song } from '../model/song.ts';
import { nameKey } from './identity.ts';

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
    url: first.url ?? second.url,
    genres: [...new Set([...first.genres, ...second.genres])].slice(0, 10),
    cover: first.cover ?? second.cover,
    audio: audio.valence === null && audio.energy === null ? null : audio,
    reading: first.reading ?? second.reading,
  };
}

/**
 * Each song once, at its first place, with the facts of all its appearances. Songs are the same when they share
 * an ISRC or their folded names, also by way of a third: one with an ISRC, one without, and one that has both.
 */
export function mergeDuplicates(songs: readonly Song[]): { songs: Song[]; duplicates: number } {
  const kept = new Map<number, Song>();
  /** Key → place in `kept`. */
  const places = new Map<string, number>();
  const movedTo = new Map<number, number>();
  const find = (key: string): number | undefined => {
    let place = places.get(key);
    while (place !== undefined && movedTo.has(place)) place = movedTo.get(place);
    return place;
  };
  for (const [index, song] of songs.entries()) {
    const keys = [`name:${nameKey(song)}`, ...(song.isrc === null ? [] : [`isrc:${song.isrc}`])];
    const hits = [...new Set(keys.map(find))].filter((place) => place !== undefined).sort((a, b) => a - b);
    const [home = index, ...others] = hits;
    const same = hits.flatMap((place) => kept.get(place) ?? []);
    kept.set(home, [...same, song].reduce(joinFacts));
    for (const other of others) {
      kept.delete(other);
      movedTo.set(other, home);
    }
    for (const key of keys) places.set(key, home);
  }
  return { songs: [...kept.values()], duplicates: songs.length - kept.size };
}
