import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file below the package's own folder, the same from `src/` and from `dist/src/`. */
export function packagePath(...parts: string[]): string {
  let root = import.meta.dirname;
  // dist/ holds no package.json, so this finds the same folder from the sources and from the build.
  while (!existsSync(join(root, 'package.json')) && root !== dirname(root)) root = dirname(root);
  return join(root, ...parts);
}
