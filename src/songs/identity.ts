/** When are two songs the same song? */
import type { Song } from '../model/types.ts';
import { cut, fold } from './fold.ts';
import { titleParts } from './title-parts.ts';
import { primaryArtist } from './titles.ts';

export { isSameSong, similarity } from './same-song.ts';

/** Titles that every second album has: only the album tells them apart. */
const everybodys = new Set(['intro', 'outro', 'interlude', 'prelude', 'untitled', 'skit', 'overture']);

/** Without a leading article, without partners: "The Beatles" = "Beatles", "Florence + The Machine" = "Florence". */
function artistKey(artists: readonly string[]): string {
  const [partner = ''] = primaryArtist(artists).split(/\s+(?:&|\+|and|y|et|und)\s+|,/i);
  return fold(partner).replace(/^the (?=.)/, '');
}

/** The song by its names alone: a remaster is the same song, a live recording or a remix is another. */
export function nameKey(song: Pick<Song, 'title' | 'artists' | 'album'>): string {
  const { base, version } = titleParts(song.title);
  const title = fold(base);
  const album = everybodys.has(title) ? fold(song.album ?? '') : '';
  return cut([artistKey(song.artists), title, version ?? '', album].join('|').replace(/\|+$/, ''), 300);
}

/** One key for a song on every service: its ISRC, else its folded names. For caches and ratings. */
export function songKey(song: Pick<Song, 'title' | 'artists' | 'album' | 'isrc'>): string {
  return song.isrc === null ? `name:${nameKey(song)}` : `isrc:${song.isrc}`;
}

/** Facts of both; where they differ, the first one's. Title and artists come from one song, the one that has both. */
function joinFacts(earlier: Song, later: Song): Song {
  const isNamed = earlier.artists.length > 0 || later.artists.length === 0;
  const [first, second] = isNamed ? [earlier, later] : [later, earlier];
  const audio = {
    valence: first.audio?.valence ?? second.audio?.valence ?? null,
    energy: first.audio?.energy ?? second.audio?.energy ?? null,
  };
  return {
    title: first.title,
    artists: first.artists,
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
 * an ISRC or their folded names, also over a third: one with an ISRC, one without, and one that has both.
 */
export function foldSongs(songs: readonly Song[]): { songs: Song[]; duplicates: number } {
  const kept = new Map<number, Song>();
  /** Key → place in `kept`; a place that was joined into an earlier one points there. */
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
    const [home = index] = hits;
    let joined = kept.get(home);
    for (const other of hits.slice(1)) {
      const second = kept.get(other);
      if (joined && second) joined = joinFacts(joined, second);
      kept.delete(other);
      movedTo.set(other, home);
    }
    kept.set(home, joined ? joinFacts(joined, song) : song);
    for (const key of keys) places.set(key, home);
  }
  return { songs: [...kept.values()], duplicates: songs.length - kept.size };
}
