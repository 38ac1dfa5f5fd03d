/** What readings made for a test have in common: they are trusted, wherever they are from. */
import type { SongReading } from '../../src/model/reading.ts';

export const sure: Pick<SongReading, 'certainty' | 'evidence'> = {
  certainty: { valence: 0.8, energy: 0.8 },
  evidence: [],
};
