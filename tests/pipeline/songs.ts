/** Scenes and songs for the ranker's tests. */

import type { Mood, SceneReading, SongReading } from '../../src/model/reading.ts';
import type { RankScene, RankSong } from '../../src/pipeline/ranking/rank.ts';
import { sure } from '../support/readings.ts';
import { aSong as bareSong } from '../support/songs.ts';

export function aScene(
  valence: number,
  energy: number,
  moods: Mood[] = [],
  themes: string[] = [],
  vector: Float32Array | null = null,
): RankScene {
  const reading: SceneReading = { summary: 'A moment.', valence, energy, moods, themes, by: 'hand', ...sure };
  return { reading, palette: null, moods: null, vector };
}

export function aSong(
  title: string,
  valence: number | null,
  energy: number | null,
  more: Partial<SongReading> & { artist?: string; vector?: Float32Array } = {},
): RankSong {
  const { artist = `The ${title}s`, vector = null, ...reading } = more;
  return {
    song: bareSong({ title, artists: [artist] }),
    reading: {
      summary: 'A song.',
      valence,
      energy,
      moods: [],
      themes: [],
      basis: 'metadata',
      by: 'hand',
      ...sure,
      ...reading,
    },
    vector,
  };
}
