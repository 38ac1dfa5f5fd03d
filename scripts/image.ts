/**
 * `npm run check:image`: the Dockerfile's steps in an empty folder, for machines without Docker. Copies what it copies,
 * runs what it runs (but for the packages of Debian, and its base image), then starts what is in the image.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { copiesOf, stagesOf } from '../tests/support/dockerfile.ts';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'scenescore-image-'));
const stages = stagesOf(readFileSync(join(root, 'Dockerfile'), 'utf8'));

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}

try {
  for (const { name, steps } of stages) {
    const at = join(folder, name);
    mkdirSync(at);
    for (const { instruction, value } of steps) {
      if (instruction === 'COPY') {
        const { stage, sources, target } = copiesOf(value);
        for (const source of sources) {
          const from =
            stage === null ? join(root, source) : join(folder, stage, source.replace(/^\/app\//, ''));
          copy(from, join(at, target.endsWith('/') ? join(target, basename(source)) : target));
        }
      }
      if (instruction === 'RUN' && !value.includes('apt-get')) {
        console.log(`${name}: ${value}`);
        execFileSync('sh', ['-c', value], { cwd: at, stdio: ['ignore', 'ignore', 'inherit'] });
      }
    }
  }
  const image = join(folder, 'run');
  console.log(execFileSync('du', ['-sm', 'node_modules', '.'], { cwd: image, encoding: 'utf8' }).trim());
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATA_DIR: join(folder, 'data'),
    MODELS_OFFLINE: '1',
  };
  const checks: [string[], number, RegExp][] = [
    [['node', '--enable-source-maps', 'dist/src/index.js'], 1, /DISCORD_TOKEN is missing/],
    [['npm', 'run', '--silent', 'deploy-commands'], 2, /DISCORD_TOKEN is missing/],
    [['node', 'bin/scenescore.mjs', 'songs', 'assets/demo/playlist.jspf'], 0, /48 songs/],
    [['node', 'bin/scenescore.mjs', 'models'], 0, /missing/],
  ];
  for (const [[program = '', ...args], code, says] of checks) {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: image, env, encoding: 'utf8' });
    const isRight = status === code && says.test(stdout + stderr);
    console.log(`${isRight ? 'ok' : 'WRONG'}  ${[program, ...args].join(' ')}: exit ${status}`);
    if (!isRight) {
      console.log(stdout + stderr);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
