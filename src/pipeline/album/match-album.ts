/**
 * The soundtrack of an album: several photos in, a song for each, none twice. The songs are read once, ranked for
 * every photo, and dealt out together, so that no photo takes a song that another needs more.
 */
import { createLimit } from '../../concurrency/limit.ts';
import { createSingleFlight } from '../../concurrency/single-flight.ts';
import { UserError } from '../../errors.ts';
import type { Photo } from '../../model/photo.ts';
import type { Match, Ranking } from '../../model/ranking.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { Scene } from '../../model/scene.ts';
import { splitRead } from '../compose.ts';
import { type Candidate, rankSongs, toMatch } from '../explain/candidates.ts';
import type { PipelinePorts } from '../match-scene.ts';
import { howSongsWereRead } from '../notices.ts';
import { createRunVectors } from '../ranking/run-vectors.ts';
import type { MatchRequest, RunOptions } from '../request.ts';
import { type Run, startRun } from '../run.ts';
import { glance, letIn, readScene, sceneOf, seePhoto } from '../scene/describe-scene.ts';
import { loadPlaylists } from '../songs/load-playlists.ts';
import { createSongReader } from '../songs/read-songs.ts';
import { dealSongs } from './assign-songs.ts';

export type AlbumRequest = Omit<MatchRequest, 'photo'> & {
  /** The bytes of one to ten image files, in the album's order. */
  photos: readonly Uint8Array[];
};

export type Soundtrack = Pick<Ranking, 'playlist' | 'skipped' | 'notices' | 'weightsVersion'> & {
  /** One for each photo, in their order; `match.rank` is where the song stands for that photo alone. */
  songs: { scene: Scene; match: Match }[];
};

/**
 * Throws `UserError` for what the person can mend, the number of an unusable photo and too few songs included;
 * rejects with the signal's reason when given up.
 */
export type MatchAlbum = (request: AlbumRequest, options?: RunOptions) => Promise<Soundtrack>;

export const mostPhotos = 10;
/** Photos looked at side by side: the models take one at a time, the services may take more. */
const atOnce = 3;

/** Work on one photo of an album: a mistake of the person's is told with the number of the photo. */
export async function onPhoto<T>(at: number, photos: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError) || photos === 1) throw error;
    throw new UserError(error.code, `Photo ${at + 1}: ${error.message}`, { cause: error });
  }
}

async function letInAll(photos: readonly Uint8Array[], ports: PipelinePorts, run: Run): Promise<Photo[]> {
  const inLine = createLimit({ concurrency: atOnce });
  return Promise.all(
    photos.map((bytes, at) => inLine(() => onPhoto(at, photos.length, () => letIn(bytes, ports, run)))),
  );
}

/** The middle of the album's feelings: only decides which songs are read first. */
function middleOf(readings: readonly SceneReading[]): SceneReading {
  const [first] = readings;
  if (first === undefined) throw new RangeError('an album without photos');
  const mean = (of: (reading: SceneReading) => number): number =>
    readings.reduce((sum, reading) => sum + of(reading), 0) / readings.length;
  return { ...first, valence: mean(({ valence }) => valence), energy: mean(({ energy }) => energy) };
}

/** Throws the `UserError` for an album of too few or too many photos, before any is read. */
export function checkAlbum(photos: number): void {
  if (photos === 0) throw new UserError('no-photos', 'Give me at least one photo, and at most ten.');
  if (photos > mostPhotos) {
    throw new UserError('too-many-photos', `That makes ${photos} photos; I can take up to ${mostPhotos}.`);
  }
}

function checkSongs(songs: number, photos: number): void {
  if (songs >= photos) return;
  throw new UserError(
    'too-few-songs',
    `I can read only ${songs} of the songs, and there are ${photos} photos: give me a longer playlist, or fewer photos.`,
  );
}

/** Builds the soundtrack over the pipeline's ports. */
export function createMatchAlbum(given: PipelinePorts): MatchAlbum {
  const shared: PipelinePorts = {
    ...given,
    captions: createSingleFlight<string>(),
    sceneReadings: createSingleFlight<SceneReading>(),
  };
  const reader = createSongReader(shared);
  return async (request, options = {}) => {
    checkAlbum(request.photos.length);
    const weights = request.weights ?? given.tables.weights;
    const ports = { ...shared, tables: { ...given.tables, weights } };
    // Several photos may take their time, within what anybody waits for.
    const run = startRun(2 * (ports.budgetMs ?? 60_000), options);
    const [photos, playlist] = await Promise.all([
      letInAll(request.photos, ports, run),
      loadPlaylists(request, ports, run),
    ]);
    checkSongs(playlist.songs.length, photos.length);

    const songs = await reader.begin(playlist.songs);
    const inLine = createLimit({ concurrency: atOnce });
    const seenSoon = Promise.all(
      photos.map((photo) => inLine(() => seePhoto(photo, request.feeling, ports, run))),
    );
    const middleSoon = seenSoon.then(async (seen) =>
      middleOf(await Promise.all(seen.map(({ text }) => glance(text, ports)))),
    );
    const scenesSoon = seenSoon.then((seen) =>
      Promise.all(seen.map((one) => inLine(async () => sceneOf(one, await readScene(one.text, ports, run))))),
    );
    const [scenes] = await Promise.all([scenesSoon, reader.deepen(songs, middleSoon, run)]);

    const { read, skipped } = splitRead(playlist, songs.readings);
    checkSongs(read.length, scenes.length);
    const vectors = createRunVectors(ports.embedders, run);
    const rankings: Candidate[][] = [];
    for (const scene of scenes) {
      const wish =
        request.feeling.trim() === '' ? null : await ports.readWish?.(scene.reading, request.feeling);
      const avoid = wish?.avoid;
      const tables = { ...ports.tables, ...(avoid ? { avoid } : {}) };
      const candidates = await rankSongs(scene, read, tables, vectors.of);
      rankings.push(candidates);
    }
    run.onProgress({ type: 'songs-ranked', songs: read.length });
    const dealt = dealSongs(rankings.map((candidates) => candidates.map(({ ranked }) => ranked)));

    run.tell(howSongsWereRead(read.map(({ reading }) => reading)));
    const trouble = ports.cache.takeTrouble();
    if (trouble !== null) run.tell(trouble);
    options.signal?.throwIfAborted();
    const { title, source, url, total } = playlist;
    return {
      playlist: { title, source, url, total, read: read.length },
      songs: scenes.map((scene, at) => {
        const candidate = rankings[at]?.[dealt[at] ?? -1];
        if (candidate === undefined) throw new Error('a photo was left without a song');
        return { scene, match: toMatch(candidate, null) };
      }),
      skipped,
      notices: run.notices(),
      weightsVersion: weights.version,
    };
  };
}
