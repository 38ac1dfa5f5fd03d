/** Song → SongReading: once for everyone, from memory where it is there, from the words where they can be had. */
import { cacheKey, day } from './cache-key.ts';
import { lyricsLate, readerFailed, readLightly } from './notices.ts';
import type { Cache, Lyrics, LyricsSource, Reader, SongText } from './ports.ts';
import type { Run } from './run.ts';
import { songReadingSchema } from './schemas.ts';
import type { SceneReading, Song, SongReading } from './types.ts';

export type ReadPorts = {
  /** Best first; the last one is quick and never fails. */
  readers: readonly Reader[];
  /** Words the person has at hand; asked before anything else. */
  localLyrics: LyricsSource | null;
  lyrics: LyricsSource;
  cache: Cache;
  /** So many songs of a run are read with care; the rest from what the playlist says of them. */
  deepest: number;
  /** A song's identity, the same whatever service it came from. */
  songKey(song: Song): string;
};

export type ReadSongs = (
  songs: readonly Song[],
  scene: SceneReading,
  run: Run,
) => Promise<(SongReading | null)[]>;

/** Shares of the run's time by which lyrics are in and readings are made. */
const lyricsBy = 0.5;
const readBy = 0.85;
const longLife = 180 * day;

const none: Lyrics = { kind: 'none' };

/** A song on its way to a reading. */
type Work = {
  index: number;
  song: Song;
  key: string;
  lyrics: Lyrics;
  /** Were the lyrics looked for in vain because time or a service failed? Then the reading is not remembered. */
  isHasty: boolean;
};

/** How far a reading from the title is from the scene: only decides who is read with care first. */
function guessedDistance(reading: SongReading | null, scene: SceneReading): number {
  const valence = reading?.valence ?? null;
  const energy = reading?.energy ?? null;
  return (
    (valence === null ? 0.6 : Math.abs(valence - scene.valence)) +
    0.6 * (energy === null ? 0.6 : Math.abs(energy - scene.energy))
  );
}

/** Builds the step; songs that two runs want at once are read once. */
export function createReadSongs(ports: ReadPorts): ReadSongs {
  const flights = new Map<string, Promise<SongReading | null>>();
  const first = ports.readers[0];
  const last = ports.readers.at(-1);
  if (first === undefined || last === undefined) throw new Error('no reader is configured');

  async function findLocal(song: Song): Promise<Lyrics> {
    return ports.localLyrics === null ? none : ports.localLyrics.find(song);
  }

  /** The key holds everything the reading depends on, so that no file's made-up facts reach another person. */
  async function begin(song: Song, index: number): Promise<Work> {
    const lyrics = await findLocal(song);
    const { album, year, genres, audio } = song;
    const input = { song: ports.songKey({ ...song, isrc: null }), album, year, genres, audio, lyrics };
    const key = cacheKey(`song-${first?.id}`, first?.version ?? '', input);
    return { index, song, key, lyrics, isHasty: false };
  }

  async function searchLyrics(works: readonly Work[], run: Run): Promise<void> {
    const options = run.until(lyricsBy);
    let done = 0;
    let late = 0;
    await Promise.all(
      works.map(async (work) => {
        if (work.lyrics.kind === 'none') {
          work.lyrics = await run.orElse<Lyrics>(
            () =>
              ports.lyrics.find(work.song, {
                ...options,
                onNotice(notice) {
                  work.isHasty = true;
                  run.tell(notice);
                },
              }),
            ({ service }) => {
              work.isHasty = true;
              if (service === 'time') late++;
              return none;
            },
          );
        }
        done++;
        run.onProgress({ type: 'lyrics-searched', done, total: works.length });
      }),
    );
    if (late > 0) run.tell(lyricsLate(late));
  }

  /** One reading for each work, in their order; each reader is asked for what the one before left open. */
  async function readDeep(works: readonly Work[], run: Run): Promise<(SongReading | null)[]> {
    const readings = new Array<SongReading | null>(works.length).fill(null);
    for (const reader of ports.readers) {
      const open = works.map((work, at) => ({ work, at })).filter(({ at }) => readings[at] === null);
      if (open.length === 0) break;
      const texts: SongText[] = open.map(({ work: { song, lyrics } }) => ({ song, lyrics }));
      const got = await run.orElse<Awaited<ReturnType<Reader['readSongs']>>>(
        () => reader.readSongs(texts, reader === last ? {} : run.until(readBy)),
        (failure) => ({ readings: [], notices: [readerFailed(failure)] }),
      );
      for (const notice of got.notices) run.tell(notice);
      for (const [place, { at }] of open.entries()) readings[at] = got.readings[place] ?? null;
    }
    return readings;
  }

  async function remember(works: readonly Work[], readings: readonly (SongReading | null)[]): Promise<void> {
    const entries = works
      .map((work, at) => ({ work, value: readings[at] ?? null }))
      .filter(({ work, value }) => value?.by === first?.id && !work.isHasty);
    // A song read without its words is asked about again tomorrow: the words may be there by then.
    const isLasting = ({ work }: { work: Work }): boolean => work.lyrics.kind !== 'none';
    const put = (some: typeof entries, ttlMs: number): Promise<void> =>
      ports.cache.setMany(
        some.map(({ work, value }) => ({ key: work.key, value })),
        ttlMs,
      );
    await put(entries.filter(isLasting), longLife);
    await put(
      entries.filter((entry) => !isLasting(entry)),
      day,
    );
  }

  /** Lyrics, then readings, for songs that nobody else is reading now. */
  async function readMine(works: readonly Work[], run: Run): Promise<(SongReading | null)[]> {
    let resolve: (readings: (SongReading | null)[]) => void = () => undefined;
    const promise = new Promise<(SongReading | null)[]>((done) => {
      resolve = done;
    });
    for (const [at, work] of works.entries()) {
      flights.set(
        work.key,
        promise.then((readings) => readings[at] ?? null),
      );
    }
    let readings: (SongReading | null)[] = [];
    try {
      await searchLyrics(works, run);
      readings = await readDeep(works, run);
      await remember(works, readings);
      return readings;
    } finally {
      for (const work of works) flights.delete(work.key);
      resolve(readings);
    }
  }

  return async (songs, scene, run) => {
    const works = await Promise.all(songs.map(begin));
    const readings: (SongReading | null)[] = songs.map(({ reading }) =>
      reading === null ? null : { ...reading, basis: 'metadata', by: 'hand' },
    );
    const isOpen = ({ index }: Work): boolean => readings[index] === null;

    const asked = works.filter(isOpen);
    const known = await ports.cache.getMany(asked.map(({ key }) => key));
    for (const [at, work] of asked.entries()) {
      readings[work.index] = songReadingSchema.safeParse(known[at]).data ?? null;
    }

    const unread = works.filter(isOpen);
    const guesses = await last.readSongs(unread.map(({ song }) => ({ song, lyrics: none })));
    const order = unread
      .map((work, at) => ({ work, guess: guesses.readings[at] ?? null }))
      .map((entry) => ({ ...entry, distance: guessedDistance(entry.guess, scene) }))
      .sort((a, b) => a.distance - b.distance);
    const deep = order.slice(0, ports.deepest).map(({ work }) => work);
    const mine = deep.filter(({ key }) => !flights.has(key));
    const others = deep.filter(({ key }) => flights.has(key));
    const waiting = others.map(({ key }) => flights.get(key) ?? null);

    const read = await readMine(mine, run);
    for (const [at, { index }] of mine.entries()) readings[index] = read[at] ?? null;
    for (const [at, { index }] of others.entries())
      readings[index] = (await run.race(waiting[at], null)) ?? null;
    for (const { work, guess } of order) readings[work.index] ??= guess;
    if (order.length > deep.length) run.tell(readLightly(order.length - deep.length));
    run.onProgress({ type: 'songs-read', done: songs.length, total: songs.length });
    return readings;
  };
}
