/**
 * `npx tsx scripts/fit-hearing.ts <folder> [--features FILE] [--write]`: fits how energetic and how pleasant people find
 * music from its features, on clips that they rated (MUSIFEAST-17; `<folder>` holds its `stimuli/*.mp3` and
 * `data/MUSIFEAST17_all.csv`), by ridge regression. Whole genres are left out, and how strongly the weights are held
 * back is chosen without them too. Prints the figures by genre; with --write puts weights and figures into
 * assets/hearing.json. Measuring takes minutes: --features keeps the result, or reads it where it is there.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { excerptOf } from '../src/hearing/excerpt.ts';
import { FEATURES, type Features, measureFeatures } from '../src/hearing/features.ts';
import { correlation, deviation, mean } from '../src/hearing/statistics.ts';
import { packagePath } from '../src/package-path.ts';

const SOURCE =
  'Ridge regression on the 356 instrumental clips of MUSIFEAST-17, rated by 701 people (van der Walle, Wu, Margulis and Jakubowski 2025, Behavior Research Methods 57(7), doi 10.3758/s13428-025-02724-0)';
const STRENGTHS = [1, 3, 10, 30, 100, 300];

const rowSchema = z.object({
  CLIP_NAME: z.string(),
  GENRE: z.string(),
  valence_M: z.coerce.number(),
  arousal_M: z.coerce.number(),
});
type Row = { genre: string; features: number[]; valence: number; energy: number };
type Axis = 'valence' | 'energy';

async function measureClips(folder: string, names: readonly string[]): Promise<Record<string, Features>> {
  const measured: Record<string, Features> = {};
  for (const name of names) {
    measured[name] = measureFeatures(await excerptOf(readFileSync(join(folder, 'stimuli', `${name}.mp3`))));
  }
  return measured;
}

/** Solves `matrix · x = right` for a positive definite matrix, by Gauss and Jordan. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (const [at, pivot] of rows.entries()) {
    const scale = pivot[at] ?? 1;
    for (let k = 0; k < pivot.length; k++) pivot[k] = (pivot[k] ?? 0) / scale;
    for (const [other, row] of rows.entries()) {
      const factor = row[at] ?? 0;
      if (other !== at)
        for (let k = 0; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  return rows.map((row) => row.at(-1) ?? 0);
}

const column = (rows: readonly Row[], at: number): number[] => rows.map(({ features }) => features[at] ?? 0);

function fitRidge(rows: readonly Row[], axis: Axis, strength: number) {
  const scales = FEATURES.map((_, at) => ({
    mean: mean(column(rows, at)),
    deviation: deviation(column(rows, at)),
  }));
  const scaled = rows.map(({ features }) =>
    scales.map((scale, at) => ((features[at] ?? 0) - scale.mean) / scale.deviation),
  );
  const middle = mean(rows.map((row) => row[axis]));
  const matrix = scales.map((_, i) =>
    scales.map((__, j) =>
      scaled.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), i === j ? strength : 0),
    ),
  );
  const right = scales.map((_, i) =>
    scaled.reduce((sum, row, at) => sum + (row[i] ?? 0) * ((rows[at]?.[axis] ?? 0) - middle), 0),
  );
  const weights = solve(matrix, right);
  const predict = ({ features }: Row): number =>
    weights.reduce((sum, weight, at) => {
      const scale = scales[at] ?? { mean: 0, deviation: 1 };
      return sum + (weight * ((features[at] ?? 0) - scale.mean)) / scale.deviation;
    }, middle);
  return { middle, scales, weights, predict };
}

const genresOf = (rows: readonly Row[]): string[] => [...new Set(rows.map(({ genre }) => genre))].sort();

/** What each row is taken for by a fit on the other genres. */
function predictLeftOut(rows: readonly Row[], axis: Axis, strengthOf: (others: Row[]) => number): number[] {
  const predicted = new Map<Row, number>();
  for (const genre of genresOf(rows)) {
    const others = rows.filter((row) => row.genre !== genre);
    const { predict } = fitRidge(others, axis, strengthOf(others));
    for (const row of rows) if (row.genre === genre) predicted.set(row, predict(row));
  }
  return rows.map((row) => predicted.get(row) ?? 0);
}

const rmse = (predicted: readonly number[], rated: readonly number[]): number =>
  Math.sqrt(mean(predicted.map((value, at) => (value - (rated[at] ?? 0)) ** 2)));

function bestStrength(rows: readonly Row[], axis: Axis): number {
  const rated = rows.map((row) => row[axis]);
  const errors = STRENGTHS.map((strength) =>
    rmse(
      predictLeftOut(rows, axis, () => strength),
      rated,
    ),
  );
  return STRENGTHS[errors.indexOf(Math.min(...errors))] ?? 1;
}

/** Share of pairs of a clip of the top third and one of the bottom third that are in the right order. */
function pairwise(predicted: readonly number[], rated: readonly number[]): number {
  const order = rated.map((_, at) => at).sort((a, b) => (rated[a] ?? 0) - (rated[b] ?? 0));
  const third = Math.floor(order.length / 3);
  const pairs = order
    .slice(0, third)
    .flatMap((low) => order.slice(-third).map((high) => (predicted[high] ?? 0) - (predicted[low] ?? 0)));
  return pairs.filter((difference) => difference > 0).length / pairs.length;
}

const rounded = (value: number, places = 3): number => Math.round(value * 10 ** places) / 10 ** places;

function judge(predicted: readonly number[], rated: readonly number[]) {
  return {
    correlation: rounded(correlation(predicted, rated)),
    pairwise: rounded(pairwise(predicted, rated)),
    rmse: rounded(rmse(predicted, rated)),
  };
}

function report(rows: readonly Row[], axis: Axis) {
  const rated = rows.map((row) => row[axis]);
  const predicted = predictLeftOut(rows, axis, (others) => bestStrength(others, axis));
  console.log(`\n${axis}, genre left out    r  bias  rmse`);
  for (const genre of genresOf(rows)) {
    const at = rows.flatMap((row, index) => (row.genre === genre ? index : []));
    const [mine, theirs] = [predicted, rated].map((values) => at.map((index) => values[index] ?? 0));
    if (mine === undefined || theirs === undefined) continue;
    const figures = [correlation(mine, theirs), mean(mine) - mean(theirs), rmse(mine, theirs)];
    console.log(genre.padEnd(20), ...figures.map((figure) => figure.toFixed(2).padStart(5)));
  }
  const leftOut = judge(predicted, rated);
  const strength = bestStrength(rows, axis);
  const { middle, scales, weights, predict } = fitRidge(rows, axis, strength);
  const own = judge(rows.map(predict), rated);
  console.log('all, genre left out', leftOut, '\nall, on what it was fitted on', own, `\nridge ${strength}`);
  // What it says of music that people find neither one nor the other: predictions regress to their mean.
  const gain = (leftOut.correlation * deviation(predicted)) / deviation(rated);
  const reliability = {
    correlation: rounded(leftOut.correlation, 2),
    spread: rounded(deviation(predicted), 2),
    middle: rounded(mean(predicted) - gain * mean(rated), 2),
  };
  console.log('reliability', reliability);
  const named = weights.map((weight, at) => [FEATURES[at], rounded(weight, 4)]);
  return {
    scales,
    fit: {
      intercept: rounded(middle, 4),
      weights: Object.fromEntries(named),
      reliability,
      figures: { ridge: strength, genreLeftOut: leftOut, fitted: own },
    },
  };
}

async function main(folder: string, file: string | undefined, write: boolean): Promise<void> {
  const csv = readFileSync(join(folder, 'data', 'MUSIFEAST17_all.csv'), 'utf8');
  const clips = z.array(rowSchema).parse(parse(csv, { columns: true }));
  const isKept = file !== undefined && existsSync(file);
  const measured = isKept
    ? z
        .record(z.string(), z.record(z.enum(FEATURES), z.number()))
        .parse(JSON.parse(readFileSync(file, 'utf8')))
    : await measureClips(
        folder,
        clips.map((clip) => clip.CLIP_NAME),
      );
  if (file !== undefined && !isKept) writeFileSync(file, JSON.stringify(measured));
  const rows = clips.map((clip): Row => {
    const features = FEATURES.map((name) => measured[clip.CLIP_NAME]?.[name] ?? 0);
    // Ratings from 1 to 5.
    return {
      genre: clip.GENRE,
      features,
      valence: (clip.valence_M - 3) / 2,
      energy: (clip.arousal_M - 3) / 2,
    };
  });
  const [energy, valence] = [report(rows, 'energy'), report(rows, 'valence')];
  if (!write) return;
  const features = Object.fromEntries(
    FEATURES.map((name, at) => {
      const scale = energy.scales[at] ?? { mean: 0, deviation: 1 };
      return [name, { mean: rounded(scale.mean, 4), deviation: rounded(scale.deviation, 4) }];
    }),
  );
  const hearing = { source: SOURCE, features, energy: energy.fit, valence: valence.fit };
  writeFileSync(packagePath('assets', 'hearing.json'), `${JSON.stringify(hearing, null, 2)}\n`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { features: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Give the folder of MUSIFEAST-17.');
await main(folder, values.features, values.write);
