/** A photo's caption, its light and colour, and the person's own words → a Reading that always has a place. */
import type { SceneReading } from '../../model/reading.ts';
import type { SceneText } from '../../pipeline/ports.ts';
import { combine } from './combine.ts';
import { describeFeeling } from './describe-feeling.ts';
import type { WordReader } from './read-words.ts';

/** Light and colour are a weak prior (rho 0.2 with how people rate photos): a tenth, unless no word says anything. */
const PALETTE_SHARE = 0.1;
/** The person's own words against the caption's. */
const FEELING_WEIGHT = 4;

export function readScene({ caption, palette, feeling }: SceneText, words: WordReader): SceneReading {
  // The palette's sentence may be part of the caption; its "dark" and "cold" must not count twice.
  const withoutPalette = caption.replace(palette.description, ' ').trim();
  const said = words.read(withoutPalette === '' ? caption : withoutPalette, 'caption');
  const felt = words.read(feeling, 'summary');
  const feltWeight = felt.known > 0 ? FEELING_WEIGHT : 0;
  const paletteWeight = (dimension: 'valence' | 'energy'): number =>
    said[dimension] === null && felt[dimension] === null ? 1 : PALETTE_SHARE;
  const combined = combine(
    [
      { ...said, valenceWeight: 1, energyWeight: 1 },
      { ...felt, valenceWeight: feltWeight, energyWeight: feltWeight },
      {
        valence: palette.valence,
        energy: palette.energy,
        moods: [],
        themes: [],
        valenceWeight: paletteWeight('valence'),
        energyWeight: paletteWeight('energy'),
      },
    ],
    0,
  );
  const reading = { ...combined, valence: combined.valence ?? 0, energy: combined.energy ?? 0 };
  const summary = describeFeeling({ ...reading, themes: [] }, `${caption} ${feeling}`);
  return { ...reading, summary, by: 'lexicon' };
}
