/** Songs before they are read: what they probably feel like, and whose lyrics are looked up first. */
import type { Place } from '../../model/mood-plane.ts';
import type { Reader } from '../ports.ts';
import type { KnownSongs } from './known-songs.ts';
import type { SongJob } from './song-cache.ts';

export type Guesses = ReturnType<typeof createGuesses>;

/** A song at the top of the last ranking is there for more than its place, so that counts as no farther away. */
const atTop = 0.2;
/** Distance on an axis that was not guessed. */
const unknownDistance = 0.6;
/** The feeling of a title says more about valence than about energy. */
const energyWeight = 0.6;

const apart = (one: number | null | undefined, other: number): number =>
  one == null ? unknownDistance : Math.abs(one - other);

/** Guesses stand among the known songs until the songs are read. */
export function createGuesses(
  readers: readonly Reader[],
  { known, unread }: { known: KnownSongs; unread: readonly SongJob[] },
) {
  let scene: Place | null = null;

  /** How far a song is from the scene; 0 while there is no scene. */
  function distance(index: number): number {
    if (scene === null) return 0;
    const guess = known.readings[index];
    return apart(guess?.valence, scene.valence) + energyWeight * apart(guess?.energy, scene.energy);
  }

  return {
    /** Guesses every unread song from title and facts, by the reader that is always there. */
    async make(): Promise<void> {
      const jobs = unread.filter(({ reading }) => reading === null);
      const texts = jobs.map(({ song }) => ({ song, lyrics: { kind: 'none' } as const }));
      const guesses = await readers.at(-1)?.readSongs(texts);
      // A song may have been read meanwhile.
      for (const [at, { index }] of jobs.entries())
        if (known.readingOf(index) === null) known.setReading(index, guesses?.readings[at] ?? null);
    },
    distance,
    /** The less, the more promising: near the scene or at the top. */
    priority: ({ index }: SongJob, isAtTop = false): number =>
      Math.min(distance(index), isAtTop ? atTop : Number.POSITIVE_INFINITY),
    /** From now on, `priority` is the distance from this scene; before, all songs are equal. */
    aim(place: Place): void {
      scene = place;
    },
  };
}
