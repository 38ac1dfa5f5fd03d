/** Removes from dist/ what has no source any more: the compiler only adds. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

for (const name of readdirSync(join(root, 'dist'), { recursive: true })) {
  const [, stem] = /^(.+\.m?)js(?:\.map)?$/.exec(name) ?? [];
  const hasSource = ['ts', 'js'].some((ending) => existsSync(join(root, `${stem}${ending}`)));
  if (stem !== undefined && !hasSource) rmSync(join(root, 'dist', name));
}
