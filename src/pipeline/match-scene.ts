/**
 * The run: a photo and a playlist in, a ranking out. The order of the steps, and nothing else.
 *
 * While songs are read, rankings of what is known so far leave by `onRanking`: the first comes from titles, facts and
 * the words list's view of the photo, later ones from more and more lyrics. That costs no extra question: each song
 * goes to the language model once, with its lyrics if they came in time. When every song is known already, photo and
 * explanation are one question.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Match } from '../model/ranking.ts';
import type { SceneReading } from '../model/reading.ts';
import type { Scene } from '../model/scene.ts';
import type { Song } from '../model/song.ts';
import { createExplainer, type Explainer, type WordsAhead } from './explain/explain.ts';
import { describeAndExplain, type Explained } from './explain/scene-and-words.ts';
import { explainInput, mostExplained } from './explain/shortlist.ts';
import { type PipelinePorts, personalTables } from './pipeline-ports.ts';
import { createRankings, type RankedScene, type Rankings } from './rankings.ts';
import type { MatchRequest, MatchScene, RunOptions } from './request.ts';
import { type Run, startRun } from './run.ts';
import { type Description, toScene } from './scene/describe-scene.ts';
import { createSharedReaders, type SharedReaders } from './shared-readers.ts';
import { loadPlaylists } from './songs/load-playlists.ts';
import type { LoadedSongs } from './songs/read-songs.ts';
import { createThrottle } from './throttle.ts';
import { doneBy, headStartMs } from './time-plan.ts';

type Steps = SharedReaders & { explainer: Explainer };

/** What the steps of one run share. */
type Context = Steps & {
  ports: PipelinePorts;
  run: Run;
  describing: Promise<Description>;
  songs: LoadedSongs;
  rankings: Rankings;
  onRanking: RunOptions['onRanking'];
};

/** Share of the songs. A question asked too early is asked in vain, and costs one of the model's quota. */
const mostOpen = 1 / 8;

/** Reads songs and scene side by side, shows rankings of what is there from time to time, and explains the last one. */
async function readSongsAndScene(context: Context): Promise<WithWords> {
  const { scenes, songReader, explainer, ports, run, describing, songs, rankings, onRanking } = context;
  let best: Scene | null = null;
  let read: Scene | null = null;
  let hasGuesses = false;
  let ahead: WordsAhead | null = null;
  let hasAsked = false;
  let top: readonly (Song | undefined)[] = [];
  const headStart = sleep(headStartMs);
  const previews = createThrottle(async () => {
    await headStart;
    if (best === null) return;
    const open = songReader.openIn(songs);
    const ranked = await rankings.rank(best, true);
    top = ranked.candidates.slice(0, mostExplained).map(({ song }) => song);
    askAhead(ranked, open);
    onRanking?.(await rankings.preview(ranked));
  }, ports.sharpenEveryMs);
  function requestPreview(): void {
    if (best !== null && hasGuesses) previews.request();
  }
  /** Once, when the songs at the top are read and few others are not: words and video are probably those of the end. */
  function askAhead({ scene, candidates }: RankedScene, open: readonly Song[]): void {
    const isSure = !open.some((song) => top.includes(song)) && open.length <= mostOpen * songs.songs.length;
    if (hasAsked || scene !== read || !isSure) return;
    hasAsked = true;
    const [best] = candidates;
    ahead = explainer.ask(explainInput(scene, candidates), run);
    // What fails here fails again when it is needed.
    Promise.all([ahead?.words, best && findVideo(best.song, context)]).catch(() => undefined);
  }
  function onBetterSongs(): void {
    hasGuesses = true;
    requestPreview();
  }
  function improve(description: Description, reading: SceneReading): Scene {
    const isNew = best?.reading.by !== reading.by;
    best = toScene(description, reading);
    if (isNew) requestPreview();
    return best;
  }

  const quickReading = Promise.all([describing, headStart]).then(
    async ([description]) => improve(description, await scenes.quickRead(description)).reading,
  );
  async function readScene(): Promise<Scene> {
    const description = await describing;
    const [reading] = await Promise.all([scenes.read(description, run), quickReading]);
    read = improve(description, reading);
    return read;
  }
  const watching = {
    onBetter: onBetterSongs,
    onFacts: onRanking && onBetterSongs,
    isAtTop: (song: Song | undefined) => top.includes(song),
  };
  const reading = Promise.all([readScene(), songReader.read(songs, quickReading, run, watching)]);
  const [scene] = await reading.finally(previews.stop);
  return explainBest(scene, context, ahead);
}

/** Every song is known: only the photo is to be read, and at best the words come with the same question. */
async function readSceneOnly(context: Context): Promise<Explained | Scene> {
  const { scenes, explainer, ports, run, rankings, onRanking } = context;
  const description = await context.describing;
  const known = description.reading ?? (await scenes.find(description.text));
  if (known !== null) return toScene(description, known);
  const { sceneWriter } = ports;
  if (sceneWriter) {
    const guess = toScene(description, await scenes.quickRead(description));
    const first = await rankings.rank(guess, true);
    onRanking?.(await rankings.preview(first));
    const steps = { sceneWriter, scenes, explainer };
    const explained = await describeAndExplain(description, first.candidates, rankings.rank, steps, run);
    if (explained !== null) return explained;
  }
  return toScene(description, await scenes.read(description, run));
}

/** A song and its video, or that none was found. */
type WithVideo = { song: Song; video: string | null };

/** `likely`: of the song that came first before the words were there. */
type WithWords = Explained & { likely?: WithVideo | undefined };

/** A real video for a winner, where one can be found in time. */
async function findVideo(song: Song, { ports: { videos }, run }: Context): Promise<WithVideo> {
  if (videos === null) return { song, video: null };
  const video = await run.orElse<string | null>(
    () => videos.find(song, run.until(doneBy.explanation)),
    () => null,
  );
  return { song, video };
}

/** The likely winner's video is looked for meanwhile; the writer's second look rarely puts another song first. */
async function explainBest(
  scene: Scene,
  context: Context,
  ahead: WordsAhead | null = null,
): Promise<WithWords> {
  const { rankings, explainer, run } = context;
  const ranked = await rankings.rank(scene);
  run.onProgress({ type: 'songs-ranked', songs: ranked.candidates.length });
  const [best] = ranked.candidates;
  const [words, likely] = await Promise.all([
    explainer.explain(explainInput(scene, ranked.candidates), run, ahead),
    best && findVideo(best.song, context),
  ]);
  return { ranked, words, likely };
}

async function withVideo(matches: Match[], likely: WithWords['likely'], context: Context): Promise<Match[]> {
  const [winner, ...others] = matches;
  if (winner === undefined) return matches;
  const { video } = likely?.song === winner.song ? likely : await findVideo(winner.song, context);
  return video === null ? matches : [{ ...winner, youtube: video }, ...others];
}

/** Builds the run over its ports; what two runs want at once is asked for once. */
export function createMatchScene(given: PipelinePorts, readers = createSharedReaders(given)): MatchScene {
  const steps: Steps = { ...readers, explainer: createExplainer(given) };
  /** The photo is described while the playlist is loaded. */
  async function begin(request: MatchRequest, ports: PipelinePorts, run: Run) {
    const admitting = steps.scenes.admit(request.photo, run);
    async function load() {
      const playlist = await loadPlaylists(request, ports, run);
      return { playlist, songs: await steps.songReader.load(playlist.songs) };
    }
    const describing = admitting.then((photo) => steps.scenes.describe(photo, request, run));
    // What fails is awaited later; until then it is not an unhandled failure.
    describing.catch(() => undefined);
    const [loaded] = await Promise.all([load(), admitting]);
    return { ...loaded, describing };
  }

  async function match(request: MatchRequest, options: RunOptions, run: Run) {
    const ports = { ...given, tables: personalTables(given, request) };
    const { playlist, songs, describing } = await begin(request, ports, run);
    for (const notice of songs.notices) run.addNotice(notice);
    const about = {
      feeling: request.feeling,
      playlist: { ...playlist, songs: songs.songs },
      readings: songs.readings,
    };
    const rankings = await createRankings(about, ports, run);
    const { onRanking } = options;
    const context = { ...steps, ports, run, describing, songs, rankings, onRanking };

    if (songs.unread.length === 0) steps.songReader.learnInBackground(songs, run);
    const found = await (songs.unread.length > 0 ? readSongsAndScene(context) : readSceneOnly(context));
    const { ranked, words, likely }: WithWords = 'words' in found ? found : await explainBest(found, context);
    const ranking = await rankings.finish(ranked, words);
    const matches = await withVideo(ranking.matches, likely, context);
    run.onProgress({ type: 'explanation-written' });
    options.signal?.throwIfAborted();
    return { ...ranking, matches };
  }

  return async (request, options = {}) => {
    const run = startRun(given.budgetMs, options, request.language);
    try {
      return await match(request, options, run);
    } finally {
      run.end();
    }
  };
}
