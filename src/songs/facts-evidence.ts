/** What is known of a song beside its words → evidence of its feeling. */
import { z } from 'zod';
import type { Song } from '../model/song.ts';
import { readPackaged } from '../package-path.ts';
import { type Estimate, type Evidence, estimate, PRIOR } from '../pipeline/evidence/evidence.ts';
import { reliability } from '../pipeline/evidence/reliability.ts';
import { fold } from './fold.ts';

const mean = z.number().min(-1).max(1);
/** A spread as wide as that of all songs (the prior's) says nothing. */
const deviation = z.number().min(0.1).max(Math.sqrt(PRIOR.variance));
const axis = z.tuple([mean, deviation]);

const tableSchema = z.object({
  genres: z
    .array(
      z.object({
        names: z.array(z.string()).min(1),
        valence: axis,
        energy: axis,
        themes: z.array(z.string()).default([]),
      }),
    )
    .min(1),
});
type Genre = z.output<typeof tableSchema>['genres'][number];

const mostGenres = 8;

let table: Map<string, Genre> | null = null;

/** By folded name. */
function loadTable(): Map<string, Genre> {
  const { genres } = readPackaged(tableSchema, 'assets', 'lexicon', 'song-genres.json');
  return new Map(genres.flatMap((genre) => genre.names.map((name) => [fold(name), genre] as const)));
}

/** The longest name within this one, and of those the last: "Melodic Black Metal" is black metal, folk punk is punk. */
function find(name: string): Genre | undefined {
  table ??= loadTable();
  const words = fold(name.slice(0, 60)).split(' ').slice(0, 8);
  for (let length = words.length; length > 0; length--)
    for (let at = words.length - length; at >= 0; at--) {
      const genre = table.get(words.slice(at, at + length).join(' '));
      if (genre !== undefined) return genre;
    }
  return undefined;
}

/** What songs with this mean and deviation say beyond the prior; null for nothing. */
function beyondPrior([mean, deviation]: z.output<typeof axis>): Estimate | null {
  const precision = 1 / deviation ** 2 - 1 / PRIOR.variance;
  return precision < 0.01 ? null : { mean: mean / deviation ** 2 / precision, variance: 1 / precision };
}

/** Several genres of one song are one piece of evidence: their weighted mean, no surer than they are by themselves. */
function together(estimates: readonly Estimate[]): Estimate | null {
  const weight = estimates.reduce((sum, { variance }) => sum + 1 / variance, 0);
  if (weight === 0) return null;
  const sum = estimates.reduce((total, one) => total + one.mean / one.variance, 0);
  return { mean: sum / weight, variance: estimates.length / weight };
}

/** By the table in `assets/lexicon/song-genres.json`; none where no genre is known. */
export function genreEvidence(names: readonly string[]): Evidence[] {
  const known = [...new Set(names.slice(0, mostGenres).flatMap((name) => find(name) ?? []))];
  const on = (axis: 'valence' | 'energy') =>
    together(known.flatMap((genre) => beyondPrior(genre[axis]) ?? []));
  const [valence, energy] = [on('valence'), on('energy')];
  const themes = known.flatMap((genre) => genre.themes);
  return (valence ?? energy) ? [{ kind: 'facts', valence, energy, moods: [], themes }] : [];
}

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
