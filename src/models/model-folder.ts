/** What is in a model's folder: files put there by hand, or downloaded, with a receipt of what came from where. */
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Model, ModelFile } from './catalogue.ts';

const receiptSchema = z.object({
  repo: z.string(),
  revision: z.string(),
  /** The commit behind `revision`, which later downloads use too. */
  commit: z.string().nullable(),
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256: z.string() })),
});

export type Receipt = z.output<typeof receiptSchema>;

const receiptName = 'scenescore-download.json';

/** null when there is none, or an unreadable one. */
export async function readReceipt(folder: string): Promise<Receipt | null> {
  try {
    return receiptSchema.parse(JSON.parse(await readFile(join(folder, receiptName), 'utf8')));
  } catch {
    return null;
  }
}

export async function writeReceipt(folder: string, receipt: Receipt): Promise<void> {
  const path = join(folder, receiptName);
  await writeFile(`${path}.new`, `${JSON.stringify(receipt, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** The paths a file may have, best first. */
export const pathsOf = ({ path, orElse }: ModelFile): string[] =>
  orElse === undefined ? [path] : [path, orElse];

/** Downloads appear only when complete, so a file that the receipt does not list was put there by a person, and counts. */
async function hasFile(folder: string, file: ModelFile, receipt: Receipt | null): Promise<boolean> {
  for (const path of pathsOf(file)) {
    const size = await stat(join(folder, path)).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    );
    if (size > 0 && size === (receipt?.files[path]?.bytes ?? size)) return true;
  }
  return false;
}

/** The files still to download: all of them when the folder holds another revision. */
export async function missingFiles(folder: string, model: Model): Promise<ModelFile[]> {
  const receipt = await readReceipt(folder);
  if (receipt !== null && receipt.revision !== model.revision) return model.files;
  const isThere = await Promise.all(model.files.map((file) => hasFile(folder, file, receipt)));
  return model.files.filter((_, at) => !isThere[at]);
}
