/** What is written into a playlist file: the facts that programs look songs up by. */
import { tidy } from '../fold.ts';

export type ListedSong = {
  title: string;
  artists: readonly string[];
  album: string | null;
  isrc: string | null;
  /** Where it can be heard, as its playlist says. */
  url: string | null;
  /** A search that finds it: for formats in which every song needs an address. */
  search: string;
};

/** A list of songs that are to be a playlist, in this order. */
export type SongList = { title: string; songs: readonly ListedSong[] };

/** A way to write a list: a file's ending, and its text (UTF-8). */
export type Writing = { extension: string; write(list: SongList): string };

/** Several names in one field, parted as our own readers and others' part them; a name keeps no `;` of its own. */
export function joinedArtists(artists: readonly string[]): string {
  return artists
    .map((artist) => tidy(artist.replaceAll(';', ',')))
    .filter((artist) => artist !== '')
    .join(';');
}
