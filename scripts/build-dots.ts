/** `npm run build:dots`: src/pipeline/dots.wat → assets/dots.wasm, which is kept beside it so that nobody has to build it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import wabt from 'wabt';
import { packagePath } from '../src/package-path.ts';

export async function compileDots(): Promise<Uint8Array> {
  const file = packagePath('src', 'pipeline', 'dots.wat');
  const module = (await wabt()).parseWat(file, readFileSync(file, 'utf8'), { simd: true });
  module.validate();
  return module.toBinary({}).buffer;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(packagePath('assets', 'dots.wasm'), await compileDots());
}
