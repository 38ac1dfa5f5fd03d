/** What the Dockerfile, .dockerignore and compose.yaml name is there, and the build leaves nothing else. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { copiesOf, stagesOf } from './support/dockerfile.ts';

const root = resolve(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const stages = stagesOf(read('Dockerfile'));
const ofKind = (kind: string): string[] =>
  stages.flatMap(({ steps }) => steps.flatMap((step) => (step.instruction === kind ? [step.value] : [])));
const copies = ofKind('COPY').map(copiesOf);
const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;

/** The source of a built file. */
const sourceOf = (built: string): string => built.replace(/^dist\//, '').replace(/\.js$/, '.ts');

it('copies files that are there, and that the build is given', () => {
  const given = read('.dockerignore')
    .split('\n')
    .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
  const own = copies.filter(({ stage }) => stage === null).flatMap(({ sources }) => sources);
  expect(own).not.toEqual([]);
  for (const file of own) {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(given, file).toContain(file);
  }
  expect(own).toEqual(expect.arrayContaining(given));
});

it('runs scripts and programs that are in it', () => {
  const image = stages
    .at(-1)
    ?.steps.flatMap(({ instruction, value }) =>
      instruction === 'COPY' ? copiesOf(value).sources.map((source) => source.replace('/app/', '')) : [],
    );
  const commands = [...ofKind('RUN'), ...ofKind('CMD'), read('compose.yaml'), ...Object.values(scripts)].join(
    '\n',
  );
  const built = [...commands.matchAll(/\bdist\/[\w/-]+\.js/g)].map(([file]) => file);
  expect(built).toContain('dist/src/index.js');
  for (const file of built) expect(existsSync(join(root, sourceOf(file))), file).toBe(true);
  for (const [, name = ''] of commands.matchAll(/npm run (?:--\S+ )*([\w:-]+)/g))
    expect(scripts).toHaveProperty([name]);
  // What `npm start`, `npm run worker`, `npm run deploy-commands` and `scenescore` need.
  expect(image).toEqual(
    expect.arrayContaining(['dist', 'bin', 'assets', 'package.json', 'scripts/build-if-stale.mjs']),
  );
});

it('serves on the port that compose.yaml opens and that its health check asks', () => {
  const port = /HTTP_PORT=(\d+)/.exec(ofKind('ENV').join(' '))?.[1];
  expect(port).toBeDefined();
  expect(ofKind('EXPOSE')).toEqual([port]);
  expect(ofKind('HEALTHCHECK').join()).toContain(`HTTP_PORT || ${port}`);
  const compose = read('compose.yaml');
  expect(new Set(compose.match(/HTTP_PORT: "(\d+)"/g))).toEqual(new Set([`HTTP_PORT: "${port}"`]));
  expect(compose).toContain(`"127.0.0.1:${port}:${port}"`);
  expect(read('docs/scale.md')).toContain(`"bot:${port}"`);
});

it('leaves nothing in dist/ whose source was deleted', () => {
  const place = mkdtempSync(join(tmpdir(), 'scenescore-dist-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const here = (name: string): string => {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    return join(place, name);
  };
  copyFileSync(join(root, 'scripts/sweep-dist.mjs'), here('scripts/sweep-dist.mjs'));
  const built = ['a.js', 'a.js.map', 'src/b.js', 'src/boot.mjs', 'src/boot.mjs.map'];
  const sources = ['a.ts', 'src/b.ts', 'src/boot.mjs'];
  const stale = ['dist/src/gone.js', 'dist/src/gone.js.map', 'dist/src/old/gone.mjs'];
  for (const name of [...sources, ...built.map((file) => `dist/${file}`), ...stale])
    writeFileSync(here(name), '');
  execFileSync(process.execPath, [join(place, 'scripts/sweep-dist.mjs')]);
  const left = readdirSync(join(place, 'dist'), { recursive: true, encoding: 'utf8' });
  expect(left.filter((name) => name.includes('js')).sort()).toEqual(built);
  expect(scripts.build).toMatch(/^tsc .* && node scripts\/sweep-dist\.mjs$/);
});
