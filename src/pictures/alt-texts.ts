/** Alt texts: each picture in one line of words. */
import { pictures as texts } from '../locales/en/pictures.ts';
import { quoted } from '../model/clean-text.ts';
import type { MapSong, MoodMap } from './mood-map.ts';
import { cleanLine } from './printable-text.ts';

/** UTF-16 units; Discord takes 1024. */
const maxLength = 1000;
const namedSongs = 5;

/** "“Title” by Artist". */
function describeSong({ title, artists }: Pick<MapSong, 'title' | 'artists'>): string {
  return texts.song(quoted(cleanLine(title, 80)), cleanLine(artists.join(', '), 60));
}

function describeFeeling({ valence, energy }: { valence: number; energy: number }): string {
  const { feeling } = texts;
  const mood = valence > 0.2 ? [feeling.bright] : valence < -0.2 ? [feeling.gloomy] : [];
  const pace = energy > 0.2 ? [feeling.lively] : energy < -0.2 ? [feeling.calm] : [];
  return [...mood, ...pace].join(' and ') || feeling.middle;
}

export function moodMapAlt({ photo, songs }: MoodMap): string {
  const best = songs.slice(0, namedSongs).map((song, index) => {
    const { valence, energy } = song;
    const place =
      valence === null || energy === null ? texts.noFeeling : describeFeeling({ valence, energy });
    return `${index + 1}: ${describeSong(song)} (${place})`;
  });
  return cleanLine(texts.mapAlt(describeFeeling(photo), best, songs.length - best.length), maxLength);
}

export function storyCardAlt(song: Pick<MapSong, 'title' | 'artists'>, vibe: string): string {
  return cleanLine(texts.cardAlt(describeSong(song), cleanLine(vibe, 400)), maxLength);
}
