/** Song → SongReading: from the cache if it's there, from the lyrics if they can be found, once for everyone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { chunksOf, yieldToEventLoop } from '../../concurrency/chunked.ts';
import { withSignal } from '../../concurrency/time-limits.ts';
import type { Place } from '../../model/mood-plane.ts';
import type { Notice } from '../../model/notice.ts';
import type { SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { assess } from '../evidence/evidence.ts';
import { reliability } from '../evidence/reliability.ts';
import { readLightly, wordsUnread } from '../notices.ts';
import type { PipelinePorts } from '../pipeline-ports.ts';
import { type Run, startRun } from '../run.ts';
import { backgroundBatchMs, headStartMs } from '../time-plan.ts';
import { createGuesses, type Guesses } from './guesses.ts';
import { createKnownSongs, type KnownSongs } from './known-songs.ts';
import { createLearners } from './learn.ts';
import { readBatches, songsPerBatch } from './read-batches.ts';
import { createSongCache, type SongJob } from './song-cache.ts';

export type LoadedSongs = Pick<KnownSongs, 'songs' | 'readings'> & {
  known: KnownSongs;
  /** Songs that came without a reading. */
  jobs: SongJob[];
  /** Those of them whose lyrics are still to be looked up. */
  unread: SongJob[];
  /** What went wrong when songs in the cache were read, as long as it still shows. */
  notices: Notice[];
};

type Watching = {
  onBetter?(): void;
  /** Facts or sound say more of a song. */
  onFacts?(): void;
  /** Is it among the first of the last ranking? The lyrics of those are looked up soon. */
  isAtTop?(song: Song | undefined): boolean;
};

/** Songs loaded between two turns of the event loop. */
const loadedAtOnce = 64;

/** Builds the step; a song that two runs want at once is read once. */
export function createSongReader(ports: PipelinePorts) {
  const [reader] = ports.readers;
  if (reader === undefined) throw new Error('no reader is configured');
  const cache = createSongCache(ports, reader);
  const learners = createLearners(ports);
  /** Songs that some run is reading now, by key; null when that run gives up. */
  const beingRead = new Map<string, Promise<SongJob | null>>();

  /** Reads songs that no other run is reading. */
  async function readOwn(
    jobs: readonly SongJob[],
    priority: (job: SongJob) => number,
    run: Run,
    onRead: (batch: readonly SongJob[]) => void = () => undefined,
  ): Promise<void> {
    const finish = new Map<string, (done: SongJob | null) => void>();
    for (const { key } of jobs) beingRead.set(key, new Promise((resolve) => finish.set(key, resolve)));
    function end(key: string, done: SongJob | null): void {
      if (finish.has(key)) beingRead.delete(key);
      finish.get(key)?.(done);
      finish.delete(key);
    }
    try {
      await readBatches(jobs, priority, ports, run, async (batch) => {
        await cache.save(batch);
        for (const job of batch) end(job.key, job);
        onRead(batch);
      });
    } finally {
      for (const key of [...finish.keys()]) end(key, null);
    }
  }

  /** What the run did not get to is read when it's over, so that the next one finds it. */
  function readInBackground(jobs: readonly SongJob[], fairnessKey: object): void {
    for (const batch of chunksOf(jobs, songsPerBatch)) {
      ports.background?.add(fairnessKey, async (signal) => {
        // Another run may have read some meanwhile.
        const cached = await cache.load(batch);
        const open = batch.filter(
          ({ key }, place) => !beingRead.has(key) && cached[place]?.isOutdated !== false,
        );
        await readOwn(open, () => 0, startRun(backgroundBatchMs, { signal }));
      });
    }
  }

  /** Which songs of a long playlist are read in this run, and which behind it: the next best. */
  function choose(unread: readonly SongJob[], guesses: Guesses, run: Run) {
    // New songs before those whose lyrics were looked for in vain: so the whole list is read in time.
    const wasRead = ({ reading }: SongJob): number => Number(reading !== null);
    const best = unread.toSorted(
      (a, b) => wasRead(a) - wasRead(b) || guesses.priority(a) - guesses.priority(b),
    );
    const light = best.slice(ports.songsInDepth).filter(({ reading }) => reading === null);
    if (light.length > 0) run.addNotice(readLightly(light.length));
    const end = ports.songsInDepth + ports.songsInBackground;
    return { now: best.slice(0, ports.songsInDepth), later: best.slice(ports.songsInDepth, end) };
  }

  return {
    /** For songs that are all read already: what is not known of them yet, for the next run. */
    learnInBackground({ known }: LoadedSongs, run: Run): void {
      learners.learnInBackground({ known, run, priority: () => 0 });
    },
    /** Those of the songs to be read of which there are only guesses yet. */
    openIn: ({ known, songs, unread }: LoadedSongs): Song[] =>
      unread.flatMap(({ index, reading }) =>
        reading !== null && reading === known.readingOf(index) ? [] : (songs[index] ?? []),
      ),
    /** From the playlist and from the cache: no service is asked. */
    async load(songs: readonly Song[]): Promise<LoadedSongs> {
      const known = createKnownSongs(songs);
      const jobs: SongJob[] = [];
      for (const [index, song] of songs.entries()) {
        if (index % loadedAtOnce === loadedAtOnce - 1) await yieldToEventLoop();
        const { reading } = song;
        if (reading === null) {
          jobs.push(cache.toJob(song, index, (await ports.localLyrics?.find(song)) ?? { kind: 'none' }));
          continue;
        }
        const given = assess(reading, 'given', reliability.given);
        known.setReading(index, { ...given, basis: 'metadata', by: 'hand' });
      }
      const [cached] = await Promise.all([cache.load(jobs), learners.recall(known)]);
      const notices: Notice[] = [];
      const unread = jobs.filter((job, at) => {
        const kept = cached[at] ?? null;
        if (kept?.isOutdated === false) notices.push(...kept.failures);
        job.kept = kept?.reading ?? null;
        job.reading = job.kept;
        job.obstacle = kept?.obstacle ?? null;
        known.setReading(job.index, job.reading);
        return kept === null || kept.isOutdated;
      });
      if (unread.length === 0) notices.push(...wordsUnread(jobs));
      return { known, songs: known.songs, readings: known.readings, jobs, unread, notices };
    },

    /**
     * Reads what is unread, the most promising first, and notes each reading in its job. `onBetter` is called when
     * every song has a reading, if only a guessed one, and whenever some got better.
     */
    async read(
      { known, readings, jobs, unread }: LoadedSongs,
      scene: Place | Promise<Place>,
      run: Run,
      { onBetter, onFacts, isAtTop = () => false }: Watching = {},
    ): Promise<(SongReading | null)[]> {
      // It's awaited further down; until then a failure is not an unhandled one.
      Promise.resolve(scene).catch(() => undefined);
      const guesses = createGuesses(ports.readers, { known, unread });
      const isLong = unread.length > ports.songsInDepth;
      if (isLong) {
        await guesses.make();
        guesses.aim(await scene);
      }
      const { now, later } = isLong ? choose(unread, guesses, run) : { now: unread, later: [] };
      let hasGuesses = isLong;
      const own: SongJob[] = [];
      function take(job: SongJob, reading: SongReading | null): void {
        if (reading === null) return;
        job.reading = reading;
        known.setReading(job.index, reading);
      }
      function report(): void {
        if (hasGuesses) onBetter?.();
      }
      const priority = (job: SongJob): number => guesses.priority(job, isAtTop(known.songs[job.index]));

      /** What another run is reading is waited for, and read here if that run gives up. */
      async function readAll(jobs: readonly SongJob[]): Promise<void> {
        const others = jobs.flatMap((job) => {
          const there = beingRead.get(job.key);
          return there === undefined ? [] : [{ job, there }];
        });
        const free = jobs.filter(({ key }) => !beingRead.has(key));
        own.push(...free);
        const givenUp: SongJob[] = [];
        await Promise.all([
          readOwn(free, priority, run, (batch) => {
            for (const job of batch) take(job, job.reading);
            report();
          }),
          ...others.map(async ({ job, there }) => {
            const done = await run.orElse(
              () => withSignal(there, run.signal),
              () => null,
            );
            if (done === null) givenUp.push(job);
            else {
              for (const notice of [...done.failures, ...done.aboutReaders]) run.addNotice(notice);
              job.obstacle = done.obstacle;
              take(job, done.reading);
            }
            report();
          }),
        ]);
        if (givenUp.length > 0 && !run.signal.aborted) await readAll(givenUp);
      }
      /** The first lookups wait for no guess; the order of the others gets better as more is known. */
      async function guess(): Promise<void> {
        if (!isLong) {
          await sleep(headStartMs);
          await guesses.make();
        }
        hasGuesses = true;
        report();
        guesses.aim(await scene);
      }
      const reading = Promise.all([readAll(now), guess()]);
      await learners.learn({ known, run, priority: guesses.distance }, reading, () => {
        if (hasGuesses) onFacts?.();
      });
      readInBackground([...own.filter(({ lookup }) => lookup === 'late'), ...later], run);
      for (const notice of wordsUnread(jobs)) run.addNotice(notice);
      run.onProgress({ type: 'songs-read', done: readings.length, total: readings.length });
      return readings;
    },
  };
}
