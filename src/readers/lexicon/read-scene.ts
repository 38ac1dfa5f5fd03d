/** A photo's caption, palette and the person's own words → a Reading that always has a place on the plane. */

import type { SceneReading } from '../../model/reading.ts';
import type { SceneText } from '../../pipeline/ports.ts';
import { combine, type Evidence } from './combine.ts';
import { describeFeeling } from './describe-feeling.ts';
import type { WordReader } from './read-words.ts';

/** Light and colour are a weak prior (rho 0.2 with how people rate photos): a tenth, unless no word tells. */
const PALETTE_SHARE = 0.1;
/** The person's own words against the caption's. */
const FEELING_WEIGHT = 4;

export function readSceneText({ caption, palette, feeling }: SceneText, words: WordReader): SceneReading {
  // The palette's sentence may stand in the caption; its "dark" and "cold" must not count as the photo's own.
  const told = caption.replace(palette.description, ' ').trim();
  const said = words.read(told === '' ? caption : told, 'caption');
  const felt = words.read(feeling, 'summary');
  const evidence: Evidence[] = [
    { ...said, valenceWeight: 1, energyWeight: 1 },
    {
      ...felt,
      valenceWeight: felt.known > 0 ? FEELING_WEIGHT : 0,
      energyWeight: felt.known > 0 ? FEELING_WEIGHT : 0,
    },
  ];
  const weight = (value: number | null, other: number | null, total: number): number =>
    value === null && other === null ? 1 : total * PALETTE_SHARE;
  evidence.push({
    valence: palette.valence,
    energy: palette.energy,
    moods: [],
    themes: [],
    valenceWeight: weight(said.valence, felt.valence, 1),
    energyWeight: weight(said.energy, felt.energy, 1),
  });
  const verdict = combine(evidence, 0);
  const valence = verdict.valence ?? 0;
  const energy = verdict.energy ?? 0;
  return {
    valence,
    energy,
    moods: verdict.moods,
    themes: verdict.themes,
    summary: describeFeeling({ valence, energy, moods: verdict.moods, themes: [] }, `${caption} ${feeling}`),
    by: 'lexicon',
  };
}
