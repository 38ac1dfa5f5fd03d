/** The vectors of the mood prompts, computed once and kept beside the model. */
import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MOODS } from '../model/reading.ts';
import { moodPrompts } from './clip-mood.ts';
import type { Vectors } from './protocol.ts';

const storedSchema = z
  .object({ dimensions: z.int().positive(), vectors: z.array(z.array(z.number())).length(MOODS.length) })
  .refine(({ dimensions, vectors }) => vectors.every((row) => row.length === dimensions));

/** Reads the vectors from the model's folder, or computes and keeps them there. A folder that cannot be written to costs time, no more. */
export async function loadMoodPrompts(
  folder: string,
  model: string,
  compute: () => Promise<Vectors>,
): Promise<Vectors> {
  const version = createHash('sha256')
    .update(JSON.stringify([model, MOODS.map((mood) => [mood, moodPrompts(mood)])]))
    .digest('hex')
    .slice(0, 12);
  const path = join(folder, `mood-prompts.${version}.json`);
  try {
    const { dimensions, vectors } = storedSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    return { dimensions, vectors: Float32Array.from(vectors.flat()) };
  } catch {
    // Not there yet, or not whole.
  }
  const { dimensions, vectors } = await compute();
  const rows = MOODS.map((_, row) => [...vectors.subarray(row * dimensions, (row + 1) * dimensions)]);
  const unfinished = `${path}.${process.pid}.new`;
  await writeFile(unfinished, JSON.stringify({ dimensions, vectors: rows }))
    .then(() => rename(unfinished, path))
    .catch(() => {});
  return { dimensions, vectors };
}
