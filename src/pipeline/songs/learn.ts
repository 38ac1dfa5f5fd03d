/**
 * What is looked up of songs beside their words: what was found before at once, more while the songs are read, and what
 * is late behind the reply.
 */
import { chunksOf } from '../../concurrency/chunked.ts';
import type { BackgroundQueue } from '../../concurrency/queues.ts';
import { timeoutSignal, withSignal } from '../../concurrency/time-limits.ts';
import { leastCertain } from '../../model/evidence.ts';
import type { PipelinePorts } from '../pipeline-ports.ts';
import type { Run } from '../run.ts';
import type { SongLookup } from '../song-lookup.ts';
import { doneBy, lookupBatchMs, runMs } from '../time-plan.ts';
import type { KnownSongs } from './known-songs.ts';

/** A song that is known as well as this gains nothing from its genre or its sound. */
const wellKnown = 0.5;
const songsPerLookup = 28;

type Learning = {
  known: KnownSongs;
  run: Run;
  /** Which song is next, the least first; may change meanwhile. */
  priority(index: number): number;
};

type Subject<T> = {
  source: SongLookup<T> | null;
  background: BackgroundQueue | null;
  isMissing(known: KnownSongs, index: number): boolean;
  add(known: KnownSongs, index: number, found: T): void;
};

function createLearner<T>(subject: Subject<T>, { songsInDepth, songsInBackground }: PipelinePorts) {
  const { source, background, isMissing, add } = subject;

  function isWanted(known: KnownSongs, index: number): boolean {
    const reading = known.readings[index] ?? null;
    return isMissing(known, index) && (reading === null || leastCertain(reading) < wellKnown);
  }
  function wantedOf({ known, priority }: Learning, most: number): number[] {
    const wanted = [...known.songs.keys()].filter((index) => isWanted(known, index));
    return wanted.sort((a, b) => priority(a) - priority(b)).slice(0, most);
  }
  const songsAt = ({ songs }: KnownSongs, indices: readonly number[]) =>
    indices.flatMap((index) => songs[index] ?? []);

  /** For the next run. */
  function learnInBackground(learning: Learning): void {
    if (source === null) return;
    const wanted = wantedOf(learning, songsInDepth + songsInBackground);
    for (const chunk of chunksOf(wanted, songsPerLookup)) {
      const songs = songsAt(learning.known, chunk);
      background?.add(learning.run, async (end) => {
        const signal = timeoutSignal(lookupBatchMs, end);
        await source.lookUp(songs, { signal, fairnessKey: learning.run, isPatient: true });
      });
    }
  }

  return {
    learnInBackground,
    async recall(known: KnownSongs): Promise<void> {
      const recalled = (await source?.recall(known.songs)) ?? [];
      // A song that came with its sound may be one that no source has.
      for (const [index, found] of recalled.entries())
        if (found && isMissing(known, index)) add(known, index, found);
    },
    /** Goes on as long as songs are read, and a little longer where these say little; `onBetter` after each. */
    async learn(learning: Learning, reading: Promise<unknown>, onBetter: () => void): Promise<void> {
      if (source === null) return void (await reading);
      const { known, run, priority } = learning;
      const end = new AbortController();
      const { signal, ...options } = run.until(doneBy.songReadings);
      const wanted = wantedOf(learning, songsInDepth);
      const looking = source.lookUp(songsAt(known, wanted), {
        ...options,
        signal: timeoutSignal(runMs, signal, end.signal),
        priority: (at) => {
          const index = wanted[at] ?? 0;
          return isWanted(known, index) ? priority(index) : Number.POSITIVE_INFINITY;
        },
        onFound(at, found) {
          add(known, wanted[at] ?? 0, found);
          onBetter();
        },
      });
      // It's awaited below; until then a failure is not an unhandled one.
      looking.catch(() => undefined);
      try {
        await reading;
        if (wanted.some((index) => isWanted(known, index)))
          await run.orElse(
            () => withSignal(looking, run.until(doneBy.lookups).signal),
            () => undefined,
          );
      } finally {
        end.abort();
      }
      learnInBackground(learning);
    },
  };
}

/** Facts and sound, side by side. */
export function createLearners(ports: PipelinePorts) {
  const learners = [
    createLearner(
      {
        source: ports.facts,
        background: ports.factsBackground,
        isMissing: (known, index) => known.isWithoutFacts(index),
        add: (known, index, found) => known.setFacts(index, found),
      },
      ports,
    ),
    createLearner(
      {
        source: ports.ears,
        background: ports.earsBackground,
        isMissing: (known, index) => known.isUnheard(index),
        add: (known, index, { heard }) => known.setHeard(index, heard ?? null),
      },
      ports,
    ),
  ];
  return {
    async recall(known: KnownSongs): Promise<void> {
      await Promise.all(learners.map((learner) => learner.recall(known)));
    },
    async learn(...how: Parameters<(typeof learners)[number]['learn']>): Promise<void> {
      await Promise.all(learners.map((learner) => learner.learn(...how)));
    },
    learnInBackground(learning: Learning): void {
      for (const learner of learners) learner.learnInBackground(learning);
    },
  };
}
