/** Extended M3U in UTF-8: what players open. */
import { tidy } from '../fold.ts';
import { joinedArtists, type ListedSong, type Writing } from './list.ts';

function linesOf({ title, artists, album, url, search }: ListedSong): string[] {
  const names = joinedArtists(artists);
  const shown = names === '' ? tidy(title) : `${names} - ${tidy(title)}`;
  return [
    // The length is not known: -1 says so.
    `#EXTINF:-1,${shown}`,
    ...(names === '' ? [] : [`#EXTART:${names}`]),
    ...(album === null ? [] : [`#EXTALB:${tidy(album)}`]),
    url ?? search,
  ];
}

export const m3u: Writing = {
  extension: 'm3u8',
  write: ({ title, songs }) =>
    `${['#EXTM3U', `#PLAYLIST:${tidy(title)}`, ...songs.flatMap(linesOf)].join('\n')}\n`,
};
