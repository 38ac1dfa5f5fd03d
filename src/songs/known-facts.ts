/** What is known of a song beside its words → evidence of its feeling. */
import type { Song } from '../model/song.ts';
import { type Estimate, type Evidence, estimate } from '../pipeline/evidence/evidence.ts';
import { reliability } from '../pipeline/evidence/reliability.ts';
import { genreEvidence } from './genres.ts';

const nothing = { valence: null, moods: [], themes: [] };

/** Numbers of a streaming service are 0..1, their middles over popular music about .48 and .6. */
export function measuredEvidence(audio: Song['audio']): Evidence[] {
  const { valence, energy } = reliability.measured;
  const from = (value: number | null | undefined, middle: number, row: typeof valence): Estimate | null =>
    value == null ? null : estimate((value - middle) * 2, row);
  const measured = { valence: from(audio?.valence, 0.48, valence), energy: from(audio?.energy, 0.6, energy) };
  return (measured.valence ?? measured.energy) ? [{ ...nothing, kind: 'measured', ...measured }] : [];
}

/** `loudness` in dB below full scale, `tempo` in beats a minute. */
export type Facts = {
  genres: readonly string[];
  loudness: number | null;
  tempo: number | null;
  audio: Song['audio'];
};

export function factsEvidence({ genres, loudness, tempo, audio }: Facts): Evidence[] {
  const heard = [estimate(loudness, reliability.loudness.energy), estimate(tempo, reliability.tempo.energy)];
  return [
    ...genreEvidence(genres),
    ...heard.flatMap((energy) => (energy ? { ...nothing, kind: 'facts' as const, energy } : [])),
    ...measuredEvidence(audio),
  ];
}
