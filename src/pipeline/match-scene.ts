/** The run: a photo and a playlist in, a ranking out. The order of the steps, and nothing else. */
import { because } from './because.ts';
import { type DescribePorts, describeScene } from './describe-scene.ts';
import { embedAll, embeddingText, sceneEmbeddingText } from './embed.ts';
import { type ExplainPorts, explain, secondLook } from './explain.ts';
import { youtubeSearchLink } from './links.ts';
import { loadPlaylists, type PlaylistPorts } from './load-playlists.ts';
import { howSongsWereRead } from './notices.ts';
import type { EmbedderOpener, ExplainInput, Explanation, VideoFinder } from './ports.ts';
import { type Ranked, type RankSong, rank } from './rank.ts';
import { createReadSongs, type ReadPorts } from './read-songs.ts';
import type { MatchScene } from './request.ts';
import { type Run, startRun } from './run.ts';
import { bankTexts, type RankTables } from './tables.ts';
import type { Match, Playlist, Scene, Skipped, Song } from './types.ts';

export type PipelinePorts = DescribePorts &
  ReadPorts &
  PlaylistPorts &
  ExplainPorts & {
    /** Best first; the last one is always there. */
    embedders: readonly EmbedderOpener[];
    /** null: search links only. */
    videos: VideoFinder | null;
    tables: RankTables;
    /** A run is over after so many milliseconds, with whatever was read by then. Default 60 s. */
    budgetMs?: number;
  };

/** So many at the top get a line of reason by the writer; and so many may be re-ordered by its second look. */
const explained = 10;
const reordered = 8;

type Candidate = { song: RankSong; ranked: Ranked; because: string[] };

function explainInput(scene: Scene, top: readonly Candidate[]): ExplainInput {
  return {
    scene: { caption: scene.caption, reading: scene.reading },
    top: top.map(({ song: { song, reading }, ranked, because: reasons }) => ({
      title: song.title,
      artists: song.artists,
      reading,
      score: ranked.score,
      because: reasons,
    })),
  };
}

/** "both quiet", "shares night" → "Both quiet; shares night." */
function reasonLine(phrases: readonly string[]): string {
  const line = phrases.slice(0, 3).join('; ');
  return line === '' ? '' : `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}

function toMatch(
  { song: { song, reading }, ranked, because: reasons }: Candidate,
  reason: string | null,
): Match {
  return {
    rank: ranked.rank,
    song,
    reading,
    score: ranked.score,
    parts: ranked.parts,
    features: ranked.features,
    vibe: reading.summary,
    reason: reason ?? reasonLine(reasons),
    youtube: youtubeSearchLink(song),
  };
}

/** The order after the writer's second look, ranks renumbered, with the words each song got. */
function settle(candidates: readonly Candidate[], words: Explanation): Match[] {
  const top = candidates.slice(0, reordered).map(({ ranked }) => ranked.score);
  const order = secondLook(words.order, top);
  return candidates.map((_, place) => {
    const index = order[place] ?? place;
    const candidate = candidates[index];
    if (candidate === undefined) throw new Error('the second look lost a song');
    return { ...toMatch(candidate, words.reasons[index] ?? null), rank: place + 1 };
  });
}

async function rankSongs(
  scene: Scene,
  songs: readonly { song: Song; reading: RankSong['reading'] }[],
  ports: PipelinePorts,
  run: Run,
): Promise<Candidate[]> {
  const bank = bankTexts(ports.tables.bank);
  const songTexts = songs.map(({ reading }) => embeddingText(reading));
  const texts = [sceneEmbeddingText(scene), ...bank, ...songTexts];
  const [sceneVector, ...vectors] = await embedAll(texts, ports.embedders, run);
  const songVectors = vectors.slice(bank.length);
  const rankable: RankSong[] = songs.map(({ song, reading }, at) => ({
    song,
    reading,
    vector: songVectors[at] ?? null,
  }));
  run.onProgress({ type: 'songs-embedded', done: songs.length, total: songs.length });
  const { reading, palette, moods } = scene;
  const ranked = rank({ reading, palette, moods, vector: sceneVector ?? null }, rankable, {
    ...ports.tables,
    bankVectors: vectors.slice(0, bank.length),
  });
  run.onProgress({ type: 'songs-ranked', songs: ranked.length });
  return ranked.map((one) => {
    const song = rankable[one.index];
    if (song === undefined) throw new Error('the ranker named a song it was not given');
    const { features, rank: place, rankByFit } = one;
    const reasoned = { reading: song.reading, features, rank: place, rankByFit };
    const reasons = because(reading, reasoned, ports.tables.families);
    return { song, ranked: one, because: reasons };
  });
}

/** The winner gets a real video where one can be found in time. */
async function withVideo(matches: Match[], videos: VideoFinder | null, run: Run): Promise<Match[]> {
  const winner = matches[0];
  if (videos === null || winner === undefined) return matches;
  const video = await run.orElse<string | null>(
    () => videos.find(winner.song, run.until(0.97)),
    () => null,
  );
  return video === null ? matches : [{ ...winner, youtube: video }, ...matches.slice(1)];
}

function splitRead(playlist: Playlist, readings: readonly (RankSong['reading'] | null)[]) {
  const read: { song: Song; reading: RankSong['reading'] }[] = [];
  const skipped: Skipped[] = [...playlist.skipped];
  for (const [at, song] of playlist.songs.entries()) {
    const reading = readings[at];
    if (reading) read.push({ song, reading });
    else skipped.push({ title: song.title, reason: 'nothing could be read about it' });
  }
  return { read, skipped };
}

/** Builds the pipeline over its ports. */
export function createMatchScene(ports: PipelinePorts): MatchScene {
  const readSongs = createReadSongs(ports);
  return async (request, options = {}) => {
    const run = startRun(ports.budgetMs ?? 60_000, options);
    const [scene, playlist] = await Promise.all([
      describeScene(request.photo, request.feeling, ports, run),
      loadPlaylists(request, ports, run),
    ]);
    const readings = await readSongs(playlist.songs, scene.reading, run);
    const { read, skipped } = splitRead(playlist, readings);
    const candidates = await rankSongs(scene, read, ports, run);

    const input = explainInput(scene, candidates.slice(0, explained));
    const words = await explain(input, ports, run);
    const matches = await withVideo(settle(candidates, words), ports.videos, run);
    run.onProgress({ type: 'explanation-written' });

    run.tell(howSongsWereRead(read.map(({ reading }) => reading)));
    const trouble = ports.cache.takeTrouble();
    if (trouble !== null) run.tell(trouble);
    options.signal?.throwIfAborted();
    return {
      scene,
      playlist: {
        title: playlist.title,
        source: playlist.source,
        url: playlist.url,
        total: playlist.total,
        read: read.length,
      },
      matches,
      explanation: words.explanation,
      explainedBy: words.by,
      skipped,
      notices: run.notices(),
      weightsVersion: ports.tables.weights.version,
    };
  };
}
