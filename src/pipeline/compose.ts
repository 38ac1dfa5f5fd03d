/** What a run found out → the Ranking that leaves it. */

import type { Playlist, Skipped } from '../model/playlist.ts';
import type { Depth, Ranking } from '../model/ranking.ts';
import type { SongReading } from '../model/reading.ts';
import type { Scene } from '../model/scene.ts';
import { type Candidate, type ReadSong, settle } from './explain/candidates.ts';
import type { Told } from './explain/explain.ts';

/** Songs that can be ranked, and what is left out of the ranking. */
export type SplitPlaylist = { playlist: Playlist; read: ReadSong[]; skipped: Skipped[] };

export function splitRead(playlist: Playlist, readings: readonly (SongReading | null)[]): SplitPlaylist {
  const read: ReadSong[] = [];
  const skipped: Skipped[] = [...playlist.skipped];
  for (const [at, song] of playlist.songs.entries()) {
    const reading = readings[at];
    if (reading) read.push({ song, reading });
    else skipped.push({ title: song.title, reason: 'nothing could be read about it' });
  }
  return { playlist, read, skipped };
}

export function depthOf(read: readonly ReadSong[], isFinal: boolean): Depth {
  const fromLyrics = read.filter(({ reading: { basis } }) => basis === 'lyrics').length;
  return { fromLyrics, songs: read.length, isFinal };
}

/** Where the songs stand beside a scene, as far as they are read. */
export type Standing = { scene: Scene; songs: SplitPlaylist; candidates: readonly Candidate[] };

export async function composeRanking(
  { scene, songs: { playlist, read, skipped }, candidates }: Standing,
  words: Told,
  facts: Pick<Ranking, 'notices' | 'weightsVersion' | 'wish'> & { isFinal: boolean },
): Promise<Ranking> {
  const { title, source, url, total } = playlist;
  return {
    scene,
    playlist: { title, source, url, total, read: read.length },
    matches: await settle(candidates, words),
    explanation: words.explanation,
    explainedBy: words.by,
    skipped,
    notices: facts.notices,
    weightsVersion: facts.weightsVersion,
    ...(facts.wish === undefined ? {} : { wish: facts.wish }),
    depth: depthOf(read, facts.isFinal),
  };
}
