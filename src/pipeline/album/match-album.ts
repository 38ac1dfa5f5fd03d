/**
 * The soundtrack of an album: several photos in, a song for each, none twice. The songs are read once, ranked for
 * every photo, and assigned together, so that no photo takes a song that another needs more.
 */
import { createLimit } from '../../concurrency/queues.ts';
import { UserError } from '../../errors.ts';
import type { Place } from '../../model/mood-plane.ts';
import type { Soundtrack } from '../../model/ranking.ts';
import type { Said } from '../../model/scene.ts';
import { toMatch } from '../explain/shortlist.ts';
import { noPhotos, tooFewSongs, tooManyPhotos, wishTaken, wrongPhoto } from '../notices.ts';
import { type PipelinePorts, personalTables } from '../pipeline-ports.ts';
import { createRankings, type RankedScene } from '../rankings.ts';
import type { MatchRequest, RunOptions } from '../request.ts';
import { type Run, startRun } from '../run.ts';
import { toScene } from '../scene/describe-scene.ts';
import { createSharedReaders } from '../shared-readers.ts';
import { loadPlaylists } from '../songs/load-playlists.ts';
import { assignSongs } from './assign-songs.ts';

export type AlbumRequest = Omit<MatchRequest, 'photo' | 'said'> & {
  /** The bytes of one to ten image files, in the album's order. */
  photos: readonly Uint8Array[];
  /** What was said of each photo, in the same order. */
  saidOfEach?: readonly (Said | null)[] | undefined;
};

/**
 * Throws `UserError` for what the person can fix, the number of an unusable photo and too few songs included;
 * rejects with the signal's reason when cancelled.
 */
export type MatchAlbum = (request: AlbumRequest, options?: RunOptions) => Promise<Soundtrack>;

export const mostPhotos = 10;
/** Photos looked at side by side: the models take one at a time, the services may take more. */
const photosAtOnce = 3;

/** Work on photo `at` of an album: what is wrong with it is said with its number. */
export async function onPhoto<T>(at: number, photos: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof UserError && photos > 1 ? wrongPhoto(at + 1, error) : error;
  }
}

/** Throws the `UserError` for an album of too few or too many photos, before any is read. */
export function checkAlbum(photos: number): void {
  if (photos === 0) throw noPhotos(mostPhotos);
  if (photos > mostPhotos) throw tooManyPhotos(photos, mostPhotos);
}

/** The middle of the album's feelings: only decides which songs are read first. */
function middleOf(readings: readonly Place[]): Place {
  const mean = (axis: 'valence' | 'energy'): number =>
    readings.reduce((sum, reading) => sum + reading[axis], 0) / readings.length;
  return { valence: mean('valence'), energy: mean('energy') };
}

/** Builds the soundtrack over the pipeline's ports. */
export function createMatchAlbum(
  given: PipelinePorts,
  { scenes, songReader } = createSharedReaders(given),
): MatchAlbum {
  async function match(request: AlbumRequest, options: RunOptions, run: Run): Promise<Soundtrack> {
    const count = request.photos.length;
    const ports = { ...given, tables: personalTables(given, request) };
    const limit = createLimit({ concurrency: photosAtOnce });
    const [photos, playlist] = await Promise.all([
      Promise.all(
        request.photos.map((bytes, at) => limit(() => onPhoto(at, count, () => scenes.admit(bytes, run)))),
      ),
      loadPlaylists(request, ports, run),
    ]);
    if (playlist.songs.length < count) throw tooFewSongs(playlist.songs.length, count);

    const songs = await songReader.load(playlist.songs);
    for (const notice of songs.notices) run.addNotice(notice);
    const describing = Promise.all(
      photos.map((photo, at) => {
        const words = { said: request.saidOfEach?.[at], feeling: request.feeling };
        return limit(() => scenes.describe(photo, words, run));
      }),
    );
    /** Songs that are all read already are learned of for the next run only. */
    async function readSongs(): Promise<void> {
      if (songs.unread.length === 0) return songReader.learnInBackground(songs, run);
      const middle = describing.then(async (descriptions) =>
        middleOf(await Promise.all(descriptions.map(scenes.quickRead))),
      );
      await songReader.read(songs, middle, run);
    }
    const reading = describing.then((descriptions) =>
      Promise.all(descriptions.map((one) => limit(async () => toScene(one, await scenes.read(one, run))))),
    );
    const [album] = await Promise.all([reading, readSongs()]);

    const read = songs.readings.filter((reading) => reading !== null).length;
    if (read < count) throw tooFewSongs(read, count);
    const { feeling } = request;
    const about = { feeling, playlist: { ...playlist, songs: songs.songs }, readings: songs.readings };
    const rankings = await createRankings(about, ports, run);
    const wish = rankings.wishFor(album);
    if (wish !== undefined) run.addNotice(wishTaken(wish.understood));
    const rankedScenes: RankedScene[] = [];
    for (const scene of album) rankedScenes.push(await rankings.rank(scene));
    run.onProgress({ type: 'songs-ranked', songs: read });
    const chosen = assignSongs(rankedScenes.map(({ candidates }) => candidates));
    options.signal?.throwIfAborted();
    const [ranked] = rankedScenes;
    if (ranked === undefined) throw new RangeError('an album without photos');
    return {
      ...rankings.facts(ranked),
      songs: rankedScenes.map(({ scene, candidates }, at) => {
        const candidate = candidates[chosen[at] ?? -1];
        if (candidate === undefined) throw new Error('a photo was left without a song');
        return { scene, match: toMatch(candidate, null) };
      }),
    };
  }

  return async (request, options = {}) => {
    checkAlbum(request.photos.length);
    const run = startRun(2 * given.budgetMs, options);
    try {
      return await match(request, options, run);
    } finally {
      run.end();
    }
  };
}
