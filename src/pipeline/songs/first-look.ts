/** Songs before they are read: what they probably feel like, and whose words are looked for first. */
import { timeoutSignal } from '../../concurrency/time-limits.ts';
import { plainSummary } from '../../model/feeling-words.ts';
import type { SceneReading, SongReading } from '../../model/reading.ts';
import type { Lyrics, Reader, Skim } from '../ports.ts';
import type { Run } from '../run.ts';
import type { SongWork } from './song-memory.ts';

export type FirstLook = {
  /** A guess for every unread song, from title and facts by the reader that is always there. */
  guess(): Promise<void>;
  /** Better guesses, by one quick question to the model; false when none came. Ends early when `over` fires. */
  skim(works: readonly SongWork[], run: Run, over: AbortSignal): Promise<boolean>;
  /** In place, the most promising first: near the scene, and not known to the model without their words. */
  sort(works: SongWork[], scene: SceneReading): SongWork[];
};

/** Words say little that is new of a song the model knows: by so much it waits behind others as near the scene. */
const knownWaits = 0.5;
/** A first look pays for so many songs: fewer are read before it would be there, and more are too many questions. */
const fewest = 40;
const most = 200;
/** Share of the run's time while which it is of use. */
const skimmedBy = 0.3;

const none: Lyrics = { kind: 'none' };

function guessedDistance(reading: SongReading | null | undefined, scene: SceneReading): number {
  const valence = reading?.valence ?? null;
  const energy = reading?.energy ?? null;
  return (
    (valence === null ? 0.6 : Math.abs(valence - scene.valence)) +
    0.6 * (energy === null ? 0.6 : Math.abs(energy - scene.energy))
  );
}

/** What is guessed goes into `readings`, the songs' own list, until they are read. */
export function createFirstLook(
  readers: readonly Reader[],
  { readings, unread }: { readings: (SongReading | null)[]; unread: readonly SongWork[] },
): FirstLook {
  const known = new Set<SongWork>();
  const first = readers[0];
  const isGuessed = ({ reading }: SongWork): boolean => reading === null;

  function improve(work: SongWork, skim: Skim): void {
    const guess = readings[work.index];
    const { known: isKnown, ...feeling } = skim;
    if (isKnown) known.add(work);
    if (!isGuessed(work) || !guess || first === undefined) return;
    const summary = plainSummary('song', skim.moods, guess.themes);
    const basis = isKnown ? 'metadata' : guess.basis;
    readings[work.index] = { ...guess, ...feeling, summary, basis, by: first.id };
  }

  return {
    async guess() {
      const works = unread.filter(isGuessed);
      const texts = works.map(({ song }) => ({ song, lyrics: none }));
      const guesses = await readers.at(-1)?.readSongs(texts);
      for (const [at, work] of works.entries()) {
        // It may have been read meanwhile.
        readings[work.index] ??= guesses?.readings[at] ?? null;
      }
    },

    async skim(works, run, over) {
      const some = works.filter(isGuessed).slice(0, most);
      if (first?.skim === undefined || some.length < fewest) return false;
      const { skim } = first;
      const options = run.until(skimmedBy);
      const leftMs = Math.max(0, (options.deadline ?? 0) - Date.now());
      const call = { ...options, signal: timeoutSignal(leftMs, options.signal, over), onProgress: undefined };
      const songs = some.map(({ song }) => song);
      const skims = await run.orElse<(Skim | null)[]>(
        () => skim(songs, call),
        // The guesses are there already.
        () => [],
      );
      for (const [at, work] of some.entries()) {
        const seen = skims[at] ?? null;
        if (seen !== null) improve(work, seen);
      }
      return skims.length > 0;
    },

    sort(works, scene) {
      const waits = new Map(
        works.map((work) => {
          const distance = guessedDistance(readings[work.index], scene);
          return [work, distance + (known.has(work) ? knownWaits : 0)];
        }),
      );
      return works.sort((a, b) => (waits.get(a) ?? 0) - (waits.get(b) ?? 0));
    },
  };
}
