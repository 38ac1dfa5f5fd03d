/** Builds when dist/ is missing or older than a source; an installation without sources runs as it is. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const built = join(root, 'dist', 'src', 'index.js');
const builtAt = existsSync(built) ? statSync(built).mtimeMs : 0;
const sources = existsSync(join(root, 'src'))
  ? [
      ...readdirSync(join(root, 'src'), { recursive: true }).map((name) => join('src', name)),
      'deploy-commands.ts',
      'package.json',
    ]
  : [];
if (sources.some((file) => statSync(join(root, file)).mtimeMs > builtAt)) {
  console.error('Building SceneScore …');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: true,
  });
  if (status !== 0) process.exit(status ?? 1);
}
