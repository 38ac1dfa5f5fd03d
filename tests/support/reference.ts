/** What scripts/reference/make.py made of Hugging Face's code, and the table in docs/models.md. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';
import type { RgbImage } from '../../src/model/photo.ts';
import { openPhoto } from '../../src/photos/open-photo.ts';
import { writeModel } from './tiny-models.ts';

const reference = new URL('../models/reference/', import.meta.url);

export async function readFixture<T>(name: string, schema: z.ZodType<T>): Promise<T> {
  const bytes = gunzipSync(await readFile(new URL(`${name}.json.gz`, reference)));
  return schema.parse(JSON.parse(bytes.toString()));
}

/** Unpacks a small model into a folder and returns the folder. */
export async function unpackModel(name: string, folder: string): Promise<string> {
  const from = new URL(`${name}/`, reference);
  const files = await readdir(from, { recursive: true, withFileTypes: true });
  const contents = files
    .filter((file) => file.isFile())
    .map(async (file) => {
      const path = join(file.parentPath, file.name);
      const bytes = await readFile(path);
      const inFolder = path.slice(from.pathname.length);
      return [inFolder.replace(/\.gz$/, ''), path.endsWith('.gz') ? gunzipSync(bytes) : bytes] as const;
    });
  return writeModel(folder, Object.fromEntries(await Promise.all(contents)));
}

/** The drawings as the photo process opens them, by file name. */
export async function openDrawings(): Promise<Map<string, RgbImage>> {
  const folder = new URL('images/', reference);
  const opened = new Map<string, RgbImage>();
  for (const name of await readdir(folder)) {
    opened.set(name, (await openPhoto(await readFile(new URL(name, folder)))).rgb);
  }
  return opened;
}

/** Rows of the table, "model: what was compared" → the largest difference that it states. */
export async function readTable(): Promise<Map<string, number>> {
  const page = await readFile(new URL('../../docs/models.md', import.meta.url), 'utf8');
  const rows = page.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([\d.]+)[^|]*\|/gm);
  return new Map([...rows].map(([, model, step, most]) => [`${model}: ${step}`, Number(most)]));
}
