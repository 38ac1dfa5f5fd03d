/** Where the facts of songs come from. */
import type { Song } from '../model/song.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { CallOptions } from './ports.ts';

/** What is known of a recording beside its words. */
export type SongFacts = {
  /** What its genre, tempo and loudness say of its feeling; what its playlist says is left out. */
  evidence: readonly Evidence[];
  genres: readonly string[];
  cover: string | null;
  /** Some service was not asked yet, or didn't answer. */
  isOpen: boolean;
};

export type FactsOptions = CallOptions & {
  /** Which song is next, the least first; infinite: not any more. May change meanwhile. */
  priority?(index: number): number;
  /** Called with all that is known of a song whenever that is more. */
  onFacts?(index: number, facts: SongFacts): void;
  /** Waits for slow services too. Without it they go on until `signal` fires. */
  isPatient?: boolean;
};

/** Songs → facts. */
export interface FactsSource {
  /** What was found before, in the order of the songs; null for nothing. No service is asked. */
  recall(songs: readonly Song[]): Promise<(SongFacts | null)[]>;
  /** Resolves when all that may be waited for is found, or `signal` fires; a service that fails is no error. */
  lookUp(songs: readonly Song[], options: FactsOptions): Promise<void>;
}
