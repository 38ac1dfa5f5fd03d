import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    // dist/ holds no package.json, so this finds the same folder from the sources and from the build.
    if (existsSync(join(at, 'package.json'))) return at;
    if (at === dirname(at)) throw new Error('package.json was not found above the program');
  }
}

/** A file below the package's own folder, the same from `src/` and from `dist/src/`. */
export function packagePath(...parts: string[]): string {
  return join(findRoot(), ...parts);
}
