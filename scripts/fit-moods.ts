/**
 * `npx tsx scripts/fit-moods.ts MODELS_DIR`: how an image model's moods are best turned into a place, tried with a sentence model on the
 * captions of the kit in the place of CLIP on its photos: both put sentences and what they describe close together. Needs
 * all-MiniLM-L6-v2-fp32 (`scripts/reference/minilm.py`). Writes the cosines to the kit and prints what `softness` and
 * `reliability.moods` were chosen by.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { loadKit } from '../src/cli/evaluate/kit.ts';
import { MOOD_PLACES } from '../src/model/mood-plane.ts';
import { MOODS } from '../src/model/reading.ts';
import { moodPrompts, toDistribution } from '../src/models/clip-mood.ts';
import { createModels } from '../src/models/models.ts';
import { createHttp } from '../src/net/http.ts';
import { packagePath } from '../src/package-path.ts';

const [modelsDir] = process.argv.slice(2);
if (modelsDir === undefined) throw new Error('Give the folder of the models.');
const folder = packagePath('tests', 'accuracy', 'kit');
const { scenes } = await loadKit(folder);
const arousals = z
  .array(z.object({ arousal: z.number() }))
  .parse(JSON.parse(readFileSync(`${folder}/scenes.json`, 'utf8')))
  .map(({ arousal }) => arousal);
const http = createHttp({ userAgent: 'SceneScore' });
const models = createModels({
  modelsDir,
  hfEndpoint: 'http://127.0.0.1:9',
  offline: true,
  idleMinutes: 1,
  http,
});
const embedder = await models.openEmbedder('all-MiniLM-L6-v2-fp32');

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);
const captions = await embedder.embed(scenes.map(({ caption }) => caption));
const byMood: Float32Array[] = [];
for (const texts of moodPrompts) {
  const vectors = await embedder.embed(texts);
  const sum = new Float32Array(embedder.space.dimensions).map((_, at) =>
    vectors.reduce((all, one) => all + (one[at] ?? 0), 0),
  );
  const length = Math.hypot(...sum);
  byMood.push(sum.map((x) => x / length));
}
await models.close();

const cosines = captions.map((caption) => byMood.map((mood) => Math.round(1e4 * dot(caption, mood)) / 1e4));
const rows = scenes.map(
  ({ id }, at) => `  ${JSON.stringify(id)}: ${JSON.stringify(cosines[at]).replaceAll(',', ', ')}`,
);
writeFileSync(`${folder}/mood-cosines.json`, `{\n${rows.join(',\n')}\n}\n`);

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const covariance = (a: readonly number[], b: readonly number[]): number =>
  mean(a.map((x, at) => (x - mean(a)) * ((b[at] ?? 0) - mean(b))));
const correlation = (a: readonly number[], b: readonly number[]): number =>
  covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));

for (const softness of [0.5, 1, 1.5, 2, 3]) {
  const moods = cosines.map((row) => toDistribution(row, softness));
  const on = (axis: 'valence' | 'energy'): number[] =>
    moods.map((row) => MOODS.reduce((sum, mood, at) => sum + (row[at] ?? 0) * MOOD_PLACES[mood][axis], 0));
  const figures = (['valence', 'energy'] as const).map((axis) => {
    const rated = axis === 'valence' ? scenes.map(({ valence }) => valence) : arousals;
    const values = on(axis);
    return `${axis} r ${correlation(values, rated).toFixed(2)}, spread ${Math.sqrt(covariance(values, values)).toFixed(2)}, middle ${mean(values).toFixed(2)}`;
  });
  console.log(`softness ${softness}: ${figures.join('; ')}`);
}
