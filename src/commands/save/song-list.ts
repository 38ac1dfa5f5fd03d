/** The songs of an answer as a list that can become a playlist. */
import { cut, plainLine } from '../../discord/reply/escape.ts';
import { texts } from '../../locales/en/index.ts';
import type { SongList } from '../../songs/export.ts';
import type { ShownRanking } from '../../store/shown-ranking.ts';

/** Named after what was seen in the photo. */
export function listOf({ scene, matches }: ShownRanking): SongList {
  const caption = cut(plainLine(scene.caption), 60).replace(/\.$/, '');
  return {
    title: caption === '' ? texts.save.nameless : texts.save.name(caption),
    songs: matches.map(({ song, youtube }) => ({ ...song, search: youtube })),
  };
}
