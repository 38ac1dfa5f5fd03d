/** Names of genres → what they say of a song's feeling, by the table in `assets/lexicon/song-genres.json`. */
import { z } from 'zod';
import { readPackaged } from '../package-path.ts';
import { type Estimate, type Evidence, PRIOR } from '../pipeline/evidence/evidence.ts';
import { fold } from './fold.ts';

const mean = z.number().min(-1).max(1);
/** Of all songs it is the prior's: that says nothing. */
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

/** None where no genre is known. */
export function genreEvidence(names: readonly string[]): Evidence[] {
  const known = [...new Set(names.slice(0, mostGenres).flatMap((name) => find(name) ?? []))];
  const on = (axis: 'valence' | 'energy') =>
    together(known.flatMap((genre) => beyondPrior(genre[axis]) ?? []));
  const [valence, energy] = [on('valence'), on('energy')];
  const themes = known.flatMap((genre) => genre.themes);
  return (valence ?? energy) ? [{ kind: 'facts', valence, energy, moods: [], themes }] : [];
}
