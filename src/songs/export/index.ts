/** A list of songs → playlist files, one a format. */
import { csv } from './csv.ts';
import type { SongList } from './list.ts';
import { m3u } from './m3u.ts';
import { xspf } from './xspf.ts';

export type { ListedSong, SongList } from './list.ts';

const writings = [m3u, csv, xspf] as const;

/** `name` is the files' name without its ending. */
export function playlistFiles(list: SongList, name: string): { name: string; text: string }[] {
  return writings.map(({ extension, write }) => ({ name: `${name}.${extension}`, text: write(list) }));
}
