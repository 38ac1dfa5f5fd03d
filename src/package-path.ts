import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A file below the package's own folder, the same from `src/` and from `dist/src/`. */
export function packagePath(...parts: string[]): string {
  let root = import.meta.dirname;
  // dist/ holds no package.json, so this finds the same folder from the sources and from the build.
  while (!existsSync(join(root, 'package.json')) && root !== dirname(root)) root = dirname(root);
  return join(root, ...parts);
}

/** A JSON file below it. Throws for one that is missing or does not fit, which is a bug of ours. */
export function readPackaged<T>(schema: z.ZodType<T>, ...parts: string[]): T {
  return schema.parse(JSON.parse(readFileSync(packagePath(...parts), 'utf8')));
}

/** Of this program, as package.json has it. */
export const ownVersion = (): string =>
  readPackaged(z.object({ version: z.string() }), 'package.json').version;
