/** Songs before they are read: what they probably feel like, and whose lyrics are looked up first. */
import { timeoutSignal } from '../../concurrency/time-limits.ts';
import { plainSummary } from '../../model/feeling-words.ts';
import type { Place } from '../../model/mood-plane.ts';
import { assess } from '../evidence/evidence.ts';
import { reliability } from '../evidence/reliability.ts';
import type { Reader, Skim } from '../ports.ts';
import type { Run } from '../run.ts';
import { doneBy, runMs } from '../time-plan.ts';
import type { KnownSongs } from './known-songs.ts';
import type { SongJob } from './song-cache.ts';

export type Guesses = ReturnType<typeof createGuesses>;

/** Lyrics add little to a song the model knows: it waits behind others that are as near to the scene. */
const knownWaits = 0.5;
/** A song at the top of the last ranking is there for more than its place, so that counts as no farther away. */
const atTop = 0.2;
/** The question pays from this many songs on: fewer are read before its answer would be there. */
const fewest = 40;
/** More songs would be too many questions. */
const most = 200;
/** Distance on an axis that was not guessed. */
const unknownDistance = 0.6;
/** The feeling of a title says more about valence than about energy. */
const energyWeight = 0.6;

const apart = (one: number | null | undefined, other: number): number =>
  one == null ? unknownDistance : Math.abs(one - other);

/** Guesses stand among the known songs until the songs are read. */
export function createGuesses(
  readers: readonly Reader[],
  { known: songs, unread }: { known: KnownSongs; unread: readonly SongJob[] },
) {
  const known = new Set<SongJob>();
  const first = readers[0];
  let scene: Place | null = null;
  const isUnread = ({ reading }: SongJob): boolean => reading === null;

  function take(job: SongJob, { known: isKnown, ...feeling }: Skim): void {
    if (isKnown) known.add(job);
    const guess = songs.readingOf(job.index);
    if (!isUnread(job) || !guess || first === undefined) return;
    const summary = plainSummary('song', feeling.moods, guess.themes);
    const basis = isKnown ? 'metadata' : guess.basis;
    const { knowledge, hearsay } = reliability;
    const form = isKnown
      ? assess(feeling, 'knowledge', knowledge)
      : assess(feeling, guess.evidence[0] ?? 'title', hearsay);
    songs.setReading(job.index, { ...guess, ...form, summary, basis, by: first.id });
  }

  /** Of a song from the scene; 0 while there is none. */
  function distance(index: number): number {
    if (scene === null) return 0;
    const guess = songs.readings[index];
    return apart(guess?.valence, scene.valence) + energyWeight * apart(guess?.energy, scene.energy);
  }

  return {
    /** Guesses every unread song from title and facts, by the reader that is always there. */
    async make(): Promise<void> {
      const jobs = unread.filter(isUnread);
      const texts = jobs.map(({ song }) => ({ song, lyrics: { kind: 'none' } as const }));
      const guesses = await readers.at(-1)?.readSongs(texts);
      // A song may have been read meanwhile.
      for (const [at, { index }] of jobs.entries())
        if (songs.readingOf(index) === null) songs.setReading(index, guesses?.readings[at] ?? null);
    },
    /** Better guesses, by one quick question to the language model; false when none came. */
    async improve(jobs: readonly SongJob[], run: Run, signal: AbortSignal): Promise<boolean> {
      const some = jobs.filter(isUnread).slice(0, most);
      if (first?.skim === undefined || some.length < fewest) return false;
      const { skim } = first;
      const options = run.until(doneBy.skim);
      const call = {
        ...options,
        signal: timeoutSignal(runMs, options.signal, signal),
        onProgress: undefined,
      };
      const songs = some.map(({ song }) => song);
      const skims = await run.orElse<(Skim | null)[]>(
        () => skim(songs, call),
        () => [],
      );
      for (const [at, job] of some.entries()) {
        const seen = skims[at];
        if (seen) take(job, seen);
      }
      return skims.length > 0;
    },
    distance,
    /** The less, the more promising: near the scene or at the top, and not known to the model without lyrics. */
    priority: (job: SongJob, isAtTop = false): number =>
      Math.min(distance(job.index), isAtTop ? atTop : Number.POSITIVE_INFINITY) +
      (scene !== null && known.has(job) ? knownWaits : 0),
    /** From now on, `priority` is the distance from this scene; before, all songs are equal. */
    aim(place: Place): void {
      scene = place;
    },
  };
}
