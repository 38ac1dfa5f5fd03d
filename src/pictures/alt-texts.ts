/** The pictures in words, for those who hear them: one line each, short enough for any place. */

import { quoted } from '../model/clean-text.ts';
import type { MapSong, MoodMap, TasteRows } from './shapes.ts';
import { cleanLine } from './text/clean-line.ts';

/** Discord takes 1024; a screen reader's patience ends earlier. UTF-16 units. */
const maxLength = 1000;
const named = 5;

const titled = (text: string): string => quoted(cleanLine(text, 80));

/** "“Title” by Artist". */
export function songInWords({ title, artists }: Pick<MapSong, 'title' | 'artists'>): string {
  const by = cleanLine(artists.join(', '), 60);
  return by === '' ? titled(title) : `${titled(title)} by ${by}`;
}

function feelingInWords({ valence, energy }: { valence: number; energy: number }): string {
  const mood = valence > 0.2 ? 'bright' : valence < -0.2 ? 'gloomy' : '';
  const pace = energy > 0.2 ? 'lively' : energy < -0.2 ? 'calm' : '';
  const words = [mood, pace].filter((word) => word !== '');
  return words.length === 0 ? 'in the middle' : words.join(' and ');
}

function placeInWords({ valence, energy }: MapSong): string {
  return valence === null || energy === null ? 'no feeling read' : feelingInWords({ valence, energy });
}

export function moodMapAlt({ photo, songs }: MoodMap): string {
  const best = songs
    .slice(0, named)
    .map((song, at) => `${at + 1}: ${songInWords(song)} (${placeInWords(song)})`);
  const others = songs.length - best.length;
  const rest =
    others > 0 ? ` ${others} more ${others === 1 ? 'song is a small dot' : 'songs are small dots'}.` : '';
  return cleanLine(
    `Mood map, gloomy to bright from left to right, calm to lively from bottom to top. The photo is the star: ${feelingInWords(photo)}. Best matches: ${best.join('; ')}.${rest}`,
    maxLength,
  );
}

export function storyCardAlt(song: Pick<MapSong, 'title' | 'artists'>, vibe: string): string {
  const feeling = cleanLine(vibe, 400);
  return cleanLine(
    `Story card: the photo and the song ${songInWords(song)}.${feeling === '' ? '' : ` ${feeling}`}`,
    maxLength,
  );
}

function rowInWords({ label, yours, usual }: TasteRows['rows'][number]): string {
  const percent = (part: number): string => `${Math.round(Math.abs(part) * 100)} %`;
  const contrast = yours < 0 ? ', as contrast' : '';
  return `${cleanLine(label, 40)} ${percent(yours)}${contrast} (everyone starts with ${percent(usual)})`;
}

export function tasteChartAlt({ rows, count }: TasteRows): string {
  const from = `${count} ${count === 1 ? 'rating' : 'ratings'}`;
  return cleanLine(
    `What counts for you, learned from ${from}: ${rows.map(rowInWords).join('; ')}.`,
    maxLength,
  );
}
