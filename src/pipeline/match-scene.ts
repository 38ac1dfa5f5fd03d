/**
 * The run: a photo and a playlist in, a ranking out. The order of the steps, and nothing else.
 *
 * While songs are read, rankings of what is known so far go out by `onRanking`: the first stands on titles and facts
 * and on the words list's view of the photo, the later ones on more and more songs read from their words. That costs
 * no question more: each song goes to the language model once, with its words where they came in time. When every
 * song is known already, photo and explanation are one question.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createSingleFlight } from '../concurrency/single-flight.ts';
import type { Match as SongMatch } from '../model/ranking.ts';
import type { SceneReading } from '../model/reading.ts';
import type { Scene } from '../model/scene.ts';
import { type Begun, beginMatch } from './begin-match.ts';
import { composeRanking } from './compose.ts';
import { explainInput } from './explain/candidates.ts';
import { type ExplainPorts, explain, type Told } from './explain/explain.ts';
import { describeAndExplain, type Explained } from './explain/scene-and-words.ts';
import { howSongsWereRead } from './notices.ts';
import type { EmbedderOpener, SceneWriter, VideoFinder } from './ports.ts';
import type { RankTables } from './ranking/tables.ts';
import type { MatchScene } from './request.ts';
import type { Run } from './run.ts';
import {
  type DescribePorts,
  glance,
  readScene,
  recallSceneReading,
  type Seen,
  sceneOf,
} from './scene/describe-scene.ts';
import type { PlaylistPorts } from './songs/load-playlists.ts';
import { createSongReader, type ReadPorts, type SongReader } from './songs/read-songs.ts';
import { createSteps } from './steps.ts';

export type PipelinePorts = DescribePorts &
  ReadPorts &
  PlaylistPorts &
  ExplainPorts & {
    /** Reader and writer in one; without it each is asked for itself. */
    sceneWriter?: SceneWriter | null | undefined;
    /** Best first; the last one is always there. */
    embedders: readonly EmbedderOpener[];
    /** null: search links only. */
    videos: VideoFinder | null;
    tables: RankTables;
    /** A run is over after so many milliseconds, with whatever was read by then. Default 60 s. */
    budgetMs?: number;
    /** Between two rankings that sharpen each other. Default 250 ms; a face may show fewer. */
    sharpenEveryMs?: number;
  };

/** The winner gets a real video where one can be found in time. */
async function withVideo(matches: SongMatch[], videos: VideoFinder | null, run: Run): Promise<SongMatch[]> {
  const winner = matches[0];
  if (videos === null || winner === undefined) return matches;
  const video = await run.orElse<string | null>(
    () => videos.find(winner.song, run.until(0.97)),
    () => null,
  );
  return video === null ? matches : [{ ...winner, youtube: video }, ...matches.slice(1)];
}

const courtesyMs = 40;

/** Reads songs and moment side by side, and shows how far that is from time to time. */
async function readAll(match: Begun, ports: PipelinePorts, reader: SongReader): Promise<Scene> {
  const { run, songs, seenSoon } = match;
  let best: Scene | null = null;
  // Questions on their way cost nothing while a ranking is worked out: they go first.
  const courtesy = sleep(courtesyMs);
  const steps = createSteps(async () => {
    await courtesy;
    if (best !== null) await match.show(await match.rankBy(best, true));
  }, ports.sharpenEveryMs ?? 250);
  let isGuessed = false;
  const step = (): void => {
    if (best !== null && isGuessed && match.isWatched) steps.step();
  };
  const deeper = (): void => {
    isGuessed = true;
    step();
  };
  const better = (seen: Seen, reading: SceneReading): Scene => {
    const isNews = best?.reading.by !== reading.by;
    best = sceneOf(seen, reading);
    if (isNews) step();
    return best;
  };
  const glanced = seenSoon.then(async (seen) => better(seen, await glance(seen.text, ports)).reading);
  const sceneSoon = Promise.all([seenSoon, glanced]).then(async ([seen]) =>
    better(seen, await readScene(seen.text, ports, run)),
  );
  try {
    const [scene] = await Promise.all([sceneSoon, reader.deepen(songs, glanced, run, deeper)]);
    return scene;
  } finally {
    await steps.stop();
  }
}

/** Every song is known: nothing is to be read but the photo, and at best one question asked. */
async function readPhotoOnly(match: Begun, ports: PipelinePorts): Promise<Explained | Scene> {
  const { run } = match;
  const seen = await match.seenSoon;
  const known = await recallSceneReading(seen.text, ports);
  if (known !== null) return sceneOf(seen, known);
  const { sceneWriter } = ports;
  if (sceneWriter) {
    const first = await match.rankBy(sceneOf(seen, await glance(seen.text, ports)), true);
    await match.show(first);
    const rankBy = (scene: Scene) => match.rankBy(scene);
    const both = await describeAndExplain(seen, first.candidates, rankBy, { ...ports, sceneWriter }, run);
    if (both !== null) return both;
  }
  return sceneOf(seen, await readScene(seen.text, ports, run));
}

async function explainBest(scene: Scene, match: Begun, ports: PipelinePorts): Promise<Explained> {
  const standing = await match.rankBy(scene);
  match.run.onProgress({ type: 'songs-ranked', songs: standing.candidates.length });
  return { standing, words: await explain(explainInput(scene, standing.candidates), ports, match.run) };
}

/** Builds the pipeline over its ports. */
export function createMatchScene(given: PipelinePorts): MatchScene {
  const shared: PipelinePorts = {
    ...given,
    captions: createSingleFlight<string>(),
    sceneReadings: createSingleFlight<SceneReading>(),
    explanations: createSingleFlight<Told>(),
  };
  const reader = createSongReader(shared);
  return async (request, options = {}) => {
    const weights = request.weights ?? given.tables.weights;
    const ports = { ...shared, tables: { ...given.tables, weights } };
    const match = await beginMatch(request, options, ports, reader);
    const { run } = match;
    const found =
      match.songs.unread.length > 0 ? await readAll(match, ports, reader) : await readPhotoOnly(match, ports);
    const { standing, words } = 'words' in found ? found : await explainBest(found, match, ports);

    run.tell(howSongsWereRead(standing.songs.read.map(({ reading }) => reading)));
    const trouble = ports.cache.takeTrouble();
    if (trouble !== null) run.tell(trouble);
    const { version: weightsVersion } = ports.tables.weights;
    const ranking = await composeRanking(standing, words, {
      notices: run.notices(),
      weightsVersion,
      wish: match.wish,
      isFinal: true,
    });
    const matches = await withVideo(ranking.matches, ports.videos, run);
    run.onProgress({ type: 'explanation-written' });
    options.signal?.throwIfAborted();
    return { ...ranking, matches };
  };
}
