/** The beginning of a run: photo and playlist are let in, memory is asked, and rankings can be made of what is there. */

import type { Ranking } from '../model/ranking.ts';
import type { SceneReading } from '../model/reading.ts';
import type { Scene } from '../model/scene.ts';
import { composeRanking, depthOf, type Standing, splitRead } from './compose.ts';
import { explainInput, rankSongs } from './explain/candidates.ts';
import { explainPlainly } from './explain/explain.ts';
import type { PipelinePorts } from './match-scene.ts';
import { stillReading } from './notices.ts';
import { createRunVectors } from './ranking/run-vectors.ts';
import type { MatchRequest, RunOptions } from './request.ts';
import { type Run, startRun } from './run.ts';
import { letIn, type Seen, seePhoto } from './scene/describe-scene.ts';
import { loadPlaylists } from './songs/load-playlists.ts';
import type { SongReader, SongsInReading } from './songs/read-songs.ts';

/** Words only a language model knows go to it with the caption. */
const readWithPhoto = 'Your words went into how I read the photo.';

/** What a run has at hand once photo and playlist are let in. */
export type Begun = {
  run: Run;
  songs: SongsInReading;
  seenSoon: Promise<Seen>;
  /** `isFirst`: somebody waits for it, and a sharper one follows. */
  rankBy(scene: Scene, isFirst?: boolean): Promise<Standing>;
  /** Lets a ranking of what is known so far go out. */
  show(standing: Standing): Promise<void>;
  isWatched: boolean;
  wish: Ranking['wish'];
};

const nowhere: SceneReading = { summary: '', valence: 0, energy: 0, moods: [], themes: [], by: 'lexicon' };

/** What was understood of the person's words, if there were any. */
async function wishOf(
  { feeling }: MatchRequest,
  { readers, readWish }: PipelinePorts,
): Promise<Ranking['wish']> {
  if (feeling.trim() === '' || readWish === undefined) return undefined;
  const { avoid, understood, isUnderstood } = await readWish(nowhere, feeling);
  const isReadByModel = !isUnderstood && readers.length > 1;
  return { words: feeling, understood: isReadByModel ? readWithPhoto : understood, avoid };
}

/** Throws `UserError` for a photo or a playlist that cannot be used. */
export async function beginMatch(
  request: MatchRequest,
  options: RunOptions,
  ports: PipelinePorts,
  reader: SongReader,
): Promise<Begun> {
  const { onRanking } = options;
  const run = startRun(ports.budgetMs ?? 60_000, options);
  const [photo, playlist] = await Promise.all([
    letIn(request.photo, ports, run),
    loadPlaylists(request, ports, run),
  ]);
  const seenSoon = seePhoto(photo, request.feeling, ports, run);
  // It is waited for later; until then its failure is nobody's.
  seenSoon.catch(() => undefined);
  const songs = await reader.begin(playlist.songs);
  const vectors = createRunVectors(ports.embedders, run);
  const wish = await wishOf(request, ports);
  const tables = { ...ports.tables, ...(wish === undefined ? {} : { avoid: wish.avoid }) };
  return {
    run,
    songs,
    seenSoon,
    async rankBy(scene, isFirst = false) {
      const split = splitRead(playlist, songs.readings);
      const embed = isFirst ? vectors.soon : vectors.of;
      return { scene, songs: split, candidates: await rankSongs(scene, split.read, tables, embed) };
    },
    async show(standing) {
      const words = await explainPlainly(explainInput(standing.scene, standing.candidates), ports);
      const notices = [...run.notices(), stillReading(depthOf(standing.songs.read, false))];
      const { version: weightsVersion } = ports.tables.weights;
      onRanking?.(await composeRanking(standing, words, { notices, weightsVersion, wish, isFinal: false }));
    },
    isWatched: onRanking !== undefined,
    wish,
  };
}
