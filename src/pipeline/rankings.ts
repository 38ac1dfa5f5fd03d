/** The rankings of one run: of what is read so far, and of everything. */
import type { Notice } from '../model/notice.ts';
import type { Playlist, Skipped } from '../model/playlist.ts';
import type { Depth, Ranking } from '../model/ranking.ts';
import { type SongReading, unreadScene } from '../model/reading.ts';
import type { Scene } from '../model/scene.ts';
import type { WrittenWords } from './explain/explain.ts';
import { explainPlainly, isUnlikely } from './explain/feature-writer.ts';
import { explainInput, type RankedSong, type ReadSong, rankSongs, toMatches } from './explain/shortlist.ts';
import { howSongsWereRead, nothingFits, readWithPhoto, stillReading } from './notices.ts';
import type { PipelinePorts } from './pipeline-ports.ts';
import { createRunVectors } from './ranking/run-vectors.ts';
import type { Run } from './run.ts';

/** The songs in their order for a scene, as far as they are read. */
export type RankedScene = {
  scene: Scene;
  candidates: readonly RankedSong[];
  read: readonly ReadSong[];
  skipped: Skipped[];
};

export type Rankings = Awaited<ReturnType<typeof createRankings>>;

function depthOf(read: readonly ReadSong[], isFinal: boolean): Depth {
  const fromLyrics = read.filter(({ reading: { basis } }) => basis === 'lyrics').length;
  return { fromLyrics, songs: read.length, isFinal };
}

function splitRead(playlist: Playlist, readings: readonly (SongReading | null)[]) {
  const read: ReadSong[] = [];
  const skipped = [...playlist.skipped];
  for (const [at, song] of playlist.songs.entries()) {
    const reading = readings[at];
    if (reading) read.push({ song, reading });
    else skipped.push({ title: song.title, reason: 'nothing could be read about it' });
  }
  return { read, skipped };
}

/** What was understood of the person's words, if there were any; `isForModel`: only a language model may know them. */
async function understand(feeling: string, { readers, readWish }: PipelinePorts) {
  if (feeling.trim() === '') return null;
  const { avoid, understood, isUnderstood } = await readWish(unreadScene, feeling);
  return { words: feeling, understood, avoid, isForModel: !isUnderstood && readers.length > 1 };
}

/** `readings` are the playlist's, in its order; they may get better between two rankings. */
export async function createRankings(
  { feeling, playlist, readings }: { feeling: string; playlist: Playlist; readings: (SongReading | null)[] },
  ports: PipelinePorts,
  run: Run,
) {
  const vectors = createRunVectors(ports.embedders, run);
  const wish = await understand(feeling, ports);
  const tables = wish === null ? ports.tables : { ...ports.tables, avoid: wish.avoid };

  /** Words for a language model went to it with the photo; where it read none, they changed nothing. */
  function wishFor(scenes: readonly Scene[]): Ranking['wish'] {
    if (wish === null) return undefined;
    const { isForModel, understood, ...asked } = wish;
    const isTaken = isForModel && scenes.every(({ reading }) => reading.by !== 'lexicon');
    return { ...asked, understood: isTaken ? readWithPhoto : understood };
  }

  function facts({ read, skipped }: RankedScene, ...how: Notice[]) {
    const { title, source, url, total } = playlist;
    return {
      playlist: { title, source, url, total, read: read.length },
      skipped,
      notices: [...run.notices(), ...how],
      weightsVersion: tables.weights.version,
    };
  }
  /** What rankings and soundtracks say besides their songs; the notices say how these were read. */
  function finalFacts(ranked: RankedScene) {
    const trouble = ports.cache.takeTrouble();
    return facts(ranked, howSongsWereRead(ranked.read), ...(trouble === null ? [] : [trouble]));
  }
  async function compose(
    { scene, candidates }: RankedScene,
    words: WrittenWords,
    depth: Depth,
    about: ReturnType<typeof facts>,
  ): Promise<Ranking> {
    const matches = await toMatches(candidates, words);
    const [first] = matches;
    // The plain explanation says so itself.
    const isFar = first !== undefined && words.by !== 'features' && isUnlikely(first);
    const taken = wish?.isForModel && !depth.isFinal ? undefined : wishFor([scene]);
    return {
      scene,
      ...about,
      notices: isFar ? [nothingFits(first.song.title), ...about.notices] : about.notices,
      matches,
      explanation: words.explanation,
      explainedBy: words.by,
      ...(taken && { wish: taken }),
      depth,
    };
  }

  return {
    /** `isFirst`: someone waits for it and a sharper one follows, so it doesn't wait for the sentence model. */
    async rank(scene: Scene, isFirst = false): Promise<RankedScene> {
      const { read, skipped } = splitRead(playlist, readings);
      const embed = isFirst ? vectors.soon : vectors.of;
      return { scene, candidates: await rankSongs(scene, read, tables, embed), read, skipped };
    },
    /** A ranking to be shown while songs are still read. */
    async preview(ranked: RankedScene): Promise<Ranking> {
      const words = explainPlainly(explainInput(ranked.scene, ranked.candidates));
      const depth = depthOf(ranked.read, false);
      return compose(ranked, words, depth, facts(ranked, stillReading(depth)));
    },
    finish: (ranked: RankedScene, words: WrittenWords) =>
      compose(ranked, words, depthOf(ranked.read, true), finalFacts(ranked)),
    facts: finalFacts,
    wishFor,
  };
}
