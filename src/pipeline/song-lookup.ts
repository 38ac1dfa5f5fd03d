/** What can be looked up of a song beside its words: facts, and what is heard of it. */
import type { Song } from '../model/song.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { CallOptions } from './ports.ts';

export type LookUpOptions<T> = CallOptions & {
  /** Which song is next, the least first; infinite: not any more. May change meanwhile. */
  priority?(index: number): number;
  /** Called with all that is known of a song whenever that is more. */
  onFound?(index: number, found: T): void;
  /** Waits for slow services too. */
  isPatient?: boolean;
};

export interface SongLookup<T> {
  /** What was found before, in the order of the songs; null for nothing. No service is asked. */
  recall(songs: readonly Song[]): Promise<(T | null)[]>;
  /** Resolves when all that may be waited for is found, or `signal` fires; a service that fails is no error. */
  lookUp(songs: readonly Song[], options: LookUpOptions<T>): Promise<void>;
}

/** What is known of a recording beside its words. */
export type SongFacts = {
  /** What its genre, tempo and loudness say of its feeling; what its playlist says is left out. */
  evidence: readonly Evidence[];
  genres: readonly string[];
  cover: string | null;
  /** Some service was not asked yet, or didn't answer. */
  isOpen: boolean;
};
export type FactsSource = SongLookup<SongFacts>;

/** What half a minute of a song feels like, as `Song.heard`; null: it can't be heard. */
export type SongSound = { heard: Song['heard'] | null };
export type Ears = SongLookup<SongSound>;
