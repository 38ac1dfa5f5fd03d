/** Facts of songs: those found before at once, others while the songs are read, and what is late behind the reply. */
import { timeoutSignal, withSignal } from '../../concurrency/time-limits.ts';
import { leastCertain } from '../../model/evidence.ts';
import type { PipelinePorts } from '../pipeline-ports.ts';
import type { Run } from '../run.ts';
import { doneBy, factsBatchMs, runMs } from '../time-plan.ts';
import type { KnownSongs } from './known-songs.ts';

/** A song that is known as well as this gains nothing from its genre. */
const wellKnown = 0.5;
const songsPerBatch = 28;

type Learning = {
  known: KnownSongs;
  run: Run;
  /** Which song is next, the least first; may change meanwhile. */
  priority(index: number): number;
};

export function createFactsLearner(ports: PipelinePorts) {
  const { facts, factsBackground, songsInDepth, songsInBackground } = ports;

  function isWanted(known: KnownSongs, index: number): boolean {
    const reading = known.readings[index] ?? null;
    return known.isWithoutFacts(index) && (reading === null || leastCertain(reading) < wellKnown);
  }
  function wantedOf({ known, priority }: Learning, most: number): number[] {
    const wanted = [...known.songs.keys()].filter((index) => isWanted(known, index));
    return wanted.sort((a, b) => priority(a) - priority(b)).slice(0, most);
  }
  const songsAt = ({ songs }: KnownSongs, indices: readonly number[]) =>
    indices.flatMap((index) => songs[index] ?? []);

  /** For the next run. */
  function learnInBackground(learning: Learning): void {
    const wanted = wantedOf(learning, songsInDepth + songsInBackground);
    for (let at = 0; at < wanted.length; at += songsPerBatch) {
      const songs = songsAt(learning.known, wanted.slice(at, at + songsPerBatch));
      factsBackground?.add(learning.run, async (end) => {
        const signal = timeoutSignal(factsBatchMs, end);
        await facts?.lookUp(songs, { signal, fairnessKey: learning.run, isPatient: true });
      });
    }
  }

  return {
    learnInBackground,
    async recall(known: KnownSongs): Promise<void> {
      const recalled = (await facts?.recall(known.songs)) ?? [];
      for (const [index, found] of recalled.entries()) if (found) known.setFacts(index, found);
    },
    /** Goes on as long as songs are read, and a little longer where these say little; `onBetter` after each. */
    async learn(learning: Learning, reading: Promise<unknown>, onBetter: () => void): Promise<void> {
      if (facts === null) return void (await reading);
      const { known, run, priority } = learning;
      const end = new AbortController();
      const { signal, ...options } = run.until(doneBy.songReadings);
      const wanted = wantedOf(learning, songsInDepth);
      const looking = facts.lookUp(songsAt(known, wanted), {
        ...options,
        signal: timeoutSignal(runMs, signal, end.signal),
        priority: (at) => {
          const index = wanted[at] ?? 0;
          return isWanted(known, index) ? priority(index) : Number.POSITIVE_INFINITY;
        },
        onFacts(at, found) {
          known.setFacts(wanted[at] ?? 0, found);
          onBetter();
        },
      });
      // It's awaited below; until then a failure is not an unhandled one.
      looking.catch(() => undefined);
      try {
        await reading;
        if (wanted.some((index) => isWanted(known, index)))
          await run.orElse(
            () => withSignal(looking, run.until(doneBy.facts).signal),
            () => undefined,
          );
      } finally {
        end.abort();
      }
      learnInBackground(learning);
    },
  };
}
