/** What is in a model's folder: put there by hand, or by us with a receipt of what came from where. */
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Model, ModelFile } from './catalogue.ts';

/** What we put there, written beside it: the folder is ours to complete, and its content is pinned from then on. */
const receiptSchema = z.object({
  repo: z.string(),
  revision: z.string(),
  /** The commit behind `revision`, as the hub named it. */
  commit: z.string().nullable(),
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256: z.string() })),
});

export type Receipt = z.output<typeof receiptSchema>;

const receiptName = 'scenescore-download.json';

/** null when there is none, or none that makes sense. */
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

/** What the file may be called, the best first. */
export const namesOf = (file: ModelFile): string[] => [
  file.path,
  ...(file.orElse === undefined ? [] : [file.orElse]),
];

/**
 * Is the file there under one of its names? Downloads are moved into place whole, so a file that the receipt does
 * not know was put there by a person, and counts.
 */
async function hasFile(folder: string, file: ModelFile, receipt: Receipt | null): Promise<boolean> {
  for (const name of namesOf(file)) {
    const size = await stat(join(folder, name)).then(
      (found) => (found.isFile() ? found.size : null),
      () => null,
    );
    if (size !== null && size > 0 && size === (receipt?.files[name]?.bytes ?? size)) return true;
  }
  return false;
}

/** The files still to be had. What was downloaded for another revision counts for nothing. */
export async function missingFiles(folder: string, model: Model): Promise<ModelFile[]> {
  const receipt = await readReceipt(folder);
  if (receipt !== null && receipt.revision !== model.revision) return [...model.files];
  const there = await Promise.all(model.files.map((file) => hasFile(folder, file, receipt)));
  return model.files.filter((_, at) => !there[at]);
}
