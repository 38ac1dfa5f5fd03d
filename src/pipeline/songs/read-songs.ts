/** Song → SongReading: once for everyone, from memory where it is there, from the words where they can be had. */
import type { BackgroundQueue } from '../../concurrency/background-queue.ts';
import { yieldToEventLoop } from '../../concurrency/chunked.ts';
import type { SceneReading, SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { readLightly } from '../notices.ts';
import type { Cache, Lyrics, LyricsSource } from '../ports.ts';
import { type Run, startRun } from '../run.ts';
import { createDeepReading, type DeepPorts, songsPerBatch } from './deep-reading.ts';
import { createFirstLook } from './first-look.ts';
import { createSongMemory, type SongWork } from './song-memory.ts';

export type ReadPorts = DeepPorts & {
  /** Words the person has at hand; asked before anything else. */
  localLyrics: LyricsSource | null;
  cache: Cache;
  /** So many songs of a run are read with care; the rest from what the playlist says of them. */
  deepest: number;
  /** Of those, so many are read with care when the run is over, the best first, for the next one. Default 0. */
  deepestBehind?: number | undefined;
  /** A song's identity, the same whatever service it came from. */
  songKey(song: Song): string;
  /** Reads on when a run is over; without it, what was not reached is left for the next run. */
  background?: BackgroundQueue | undefined;
};

/** A playlist's songs, each with the best reading so far; `readings` fills up while they are read. */
export type SongsInReading = {
  readings: (SongReading | null)[];
  /** Songs whose words nobody has looked for yet. */
  unread: SongWork[];
};

export type SongReader = {
  /** From the playlist and from memory: no service is asked. */
  begin(songs: readonly Song[]): Promise<SongsInReading>;
  /**
   * Reads what is unread, the most promising first. `onDeeper` is told when every song has a reading, if only a
   * guessed one, and whenever some got better.
   */
  deepen(
    songs: SongsInReading,
    scene: SceneReading | Promise<SceneReading>,
    run: Run,
    onDeeper?: () => void,
  ): Promise<(SongReading | null)[]>;
};

/** Behind the reply, songs are looked up in handfuls, each of one question to a model, and with so much time. */
const handful = songsPerBatch;
const handfulMs = 180_000;

/** Songs begun between two looks at the event loop. */
const breath = 64;

const none: Lyrics = { kind: 'none' };

/** Builds the step; songs that two runs want at once are read once. */
export function createSongReader(ports: ReadPorts): SongReader {
  const flights = new Map<string, Promise<SongReading | null>>();
  const first = ports.readers[0];
  if (first === undefined) throw new Error('no reader is configured');
  const memory = createSongMemory({ ...ports, reader: first });
  const readDeeply = createDeepReading(ports);

  /** Reads songs that nobody else is reading now. */
  async function readMine(
    line: SongWork[],
    run: Run,
    onRead: (batch: readonly SongWork[]) => void,
  ): Promise<void> {
    const landings = new Map<string, (reading: SongReading | null) => void>();
    for (const { key } of line) {
      flights.set(key, new Promise((resolve) => landings.set(key, resolve)));
    }
    function land(key: string, reading: SongReading | null): void {
      if (landings.has(key)) flights.delete(key);
      landings.get(key)?.(reading);
      landings.delete(key);
    }
    try {
      await readDeeply(line, run, async (batch) => {
        await memory.remember(batch);
        for (const { key, reading } of batch) land(key, reading);
        onRead(batch);
      });
    } finally {
      for (const key of [...landings.keys()]) land(key, null);
    }
  }

  /** What the run did not reach is read when it is over, so that the next one finds it. */
  function readBehind(works: readonly SongWork[], fairnessKey: object): void {
    for (let at = 0; at < works.length; at += handful) {
      const some = works.slice(at, at + handful);
      ports.background?.add(fairnessKey, async (signal) => {
        const kept = await memory.recall(some);
        // Meanwhile somebody else may have asked for them.
        const open = some.filter(({ key }, place) => !flights.has(key) && kept[place]?.isShallow !== false);
        await readMine(open, startRun(handfulMs, { signal }), () => undefined);
      });
    }
  }

  return {
    async begin(songs) {
      const readings: (SongReading | null)[] = songs.map(({ reading }) =>
        reading === null ? null : { ...reading, basis: 'metadata', by: 'hand' },
      );
      const works: SongWork[] = [];
      for (const [index, song] of songs.entries()) {
        if (index % breath === breath - 1) await yieldToEventLoop();
        if (readings[index] !== null) continue;
        works.push(memory.begin(song, index, (await ports.localLyrics?.find(song)) ?? none));
      }
      const kept = await memory.recall(works);
      const unread = works.filter((work, at) => {
        const known = kept[at] ?? null;
        readings[work.index] = known?.reading ?? null;
        work.reading = known?.reading ?? null;
        return known === null || known.isShallow;
      });
      return { readings, unread };
    },

    async deepen({ readings, unread }, scene, run, onDeeper = () => undefined) {
      const firstLook = createFirstLook(ports.readers, { readings, unread });
      const sceneSoon = Promise.resolve(scene);
      let deep = [...unread];
      let next: SongWork[] = [];
      const isLong = unread.length > ports.deepest;
      if (isLong) {
        await firstLook.guess();
        const sorted = firstLook.sort(deep, await sceneSoon);
        // Unread ones before those whose words were looked for in vain: so the whole list is read in time.
        const best = sorted.toSorted((a, b) => Number(a.reading !== null) - Number(b.reading !== null));
        deep = best.slice(0, ports.deepest);
        next = best.slice(ports.deepest, ports.deepest + (ports.deepestBehind ?? 0));
        const light = best.slice(ports.deepest).filter(({ reading }) => reading === null);
        if (light.length > 0) run.tell(readLightly(light.length));
      }
      const line = deep.filter(({ key }) => !flights.has(key));
      const mine: SongWork[] = [];
      const take = (work: SongWork, reading: SongReading | null): void => {
        if (reading !== null) readings[work.index] = reading;
      };

      // What is looked up first waits for no guess; the rest of the line is put in order as more is known.
      const over = new AbortController();
      let isGuessed = isLong;
      const tell = (): void => {
        if (isGuessed) onDeeper();
      };
      /** What somebody else is reading is waited for, and read here if they give up. */
      async function readTogether(works: readonly SongWork[], own: SongWork[]): Promise<void> {
        const others = works.flatMap((work) => {
          const flight = flights.get(work.key);
          return flight === undefined ? [] : [{ work, flight }];
        });
        const left: SongWork[] = [];
        mine.push(...own);
        await Promise.all([
          readMine(own, run, (batch) => {
            for (const work of batch) take(work, work.reading);
            tell();
          }),
          ...others.map(async ({ work, flight }) => {
            const reading = await run.race(flight, null);
            if (reading === null) left.push(work);
            take(work, reading);
            tell();
          }),
        ]);
        if (left.length === 0 || run.signal.aborted) return;
        await readTogether(
          left,
          left.filter(({ key }) => !flights.has(key)),
        );
      }
      const read = readTogether(deep, line).finally(() => over.abort());
      async function putInOrder(): Promise<void> {
        if (!isLong) await firstLook.guess();
        isGuessed = true;
        tell();
        firstLook.sort(line, await sceneSoon);
        if (!(await firstLook.skim(mine, run, over.signal))) return;
        firstLook.sort(line, await sceneSoon);
        tell();
      }
      await Promise.all([read, putInOrder()]);
      readBehind([...mine.filter(({ search }) => search === 'late'), ...next], run);
      run.onProgress({ type: 'songs-read', done: readings.length, total: readings.length });
      return readings;
    },
  };
}
