/** What half a minute of a song's sound says of its feeling. */
import { type Evidence, estimate } from './evidence.ts';
import { reliability } from './reliability.ts';

/** Of readings on -1..1 by src/hearing. Energy is nearly known then, valence moderately. */
export function heardEvidence({ valence, energy }: { valence: number; energy: number }): Evidence {
  return {
    kind: 'heard',
    valence: estimate(valence, reliability.heard.valence),
    energy: estimate(energy, reliability.heard.energy),
    moods: [],
    themes: [],
  };
}
