/** The lines of the design that are never crossed; type imports count like any other. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

type Import = { from: string; isType: boolean; isLazy: boolean };
type File = { path: string; text: string; code: string; imports: Import[] };

/** Import and export declarations, `import('…')` expressions and types. */
function importsOf(code: string): Import[] {
  const declared = [...code.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)];
  const called = [...code.matchAll(/\bimport\('([^']+)'\)/g)];
  return [
    ...declared.map(([, type, from = '']) => ({ from, isType: type !== undefined, isLazy: false })),
    ...called.map(([, from = '']) => ({ from, isType: false, isLazy: true })),
  ];
}

const files: File[] = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const path = `src/${name.replaceAll('\\', '/')}`;
    const text = readFileSync(join(root, path), 'utf8');
    // Comments may name what code may not use.
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
    return { path, text, code, imports: importsOf(code) };
  });

/** Files of ours that this one imports, as paths from the root. */
const internal = ({ path, imports }: File): string[] =>
  imports
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from }) => relative(root, resolve(root, dirname(path), from)).replaceAll('\\', '/'));

const isUnder = (path: string, ...folders: string[]): boolean =>
  folders.some((folder) => path.startsWith(`src/${folder}/`));

const offenders = (isWrong: (file: File) => boolean): string[] =>
  files.filter(isWrong).map(({ path }) => path);

/** Imports that lead from these files to where they may not, as `from → to`. */
const crossings = (isFrom: (path: string) => boolean, isAllowed: (to: string, from: string) => boolean) =>
  files
    .filter(({ path }) => isFrom(path))
    .flatMap((file) => internal(file).map((to) => ({ from: file.path, to })))
    .filter(({ from, to }) => !isAllowed(to, from))
    .map(({ from, to }) => `${from} → ${to}`);

/** What starts a worker process gives it part of the environment; one that draws finds its fonts by it. */
const entries = [
  'src/index.ts',
  'src/worker.ts',
  'src/cli.ts',
  'src/demo.ts',
  'src/concurrency/worker-start.ts',
  'src/pictures/drawing-entry.ts',
];

describe('lines never to cross', () => {
  it('only commands, discord, events and the demo’s page know discord.js', () => {
    const faces = ['commands', 'discord', 'events', 'demo'];
    expect(
      offenders(({ path, imports }) =>
        imports.some(({ from }) => /^(discord(\.js|-api-types)|@discordjs\/)/.test(from))
          ? !isUnder(path, ...faces)
          : false,
      ),
    ).toEqual([]);
  });

  it('only the composition root builds services', () => {
    const isOutside = (path: string): boolean => !isUnder(path, 'app', 'services');
    expect(crossings(isOutside, (to) => !isUnder(to, 'services'))).toEqual([]);
  });

  it('the pipeline imports nothing but its own rooms, the shared model, sentences, errors and ways to wait', () => {
    const isAllowed = (to: string): boolean =>
      isUnder(to, 'pipeline', 'model', 'concurrency', 'locales') ||
      ['src/errors.ts', 'src/package-path.ts'].includes(to);
    expect(crossings((path) => isUnder(path, 'pipeline'), isAllowed)).toEqual([]);
  });

  it('the shared model imports nothing else of ours', () => {
    expect(
      crossings(
        (path) => isUnder(path, 'model'),
        (to) => isUnder(to, 'model'),
      ),
    ).toEqual([]);
  });

  it('what features stand on does not know the features, and they do not know each other', () => {
    const featureOf = (path: string): string | undefined => /^src\/commands\/([^/]+)\//.exec(path)?.[1];
    const isSameFeature = (to: string, from: string): boolean =>
      featureOf(to) === undefined || featureOf(to) === featureOf(from);
    expect(crossings((path) => featureOf(path) !== undefined, isSameFeature)).toEqual([]);
    expect(
      crossings(
        (path) => isUnder(path, 'discord'),
        (to) => !isUnder(to, 'commands', 'events'),
      ),
    ).toEqual([]);
  });

  it('only the entries read the environment', () => {
    expect(offenders(({ path, code }) => !entries.includes(path) && /process\.env\b/.test(code))).toEqual([]);
  });

  it('only net/http.ts calls fetch', () => {
    expect(
      offenders(({ path, code }) => path !== 'src/net/http.ts' && /(?<![.\w])fetch\(/.test(code)),
    ).toEqual([]);
  });

  it('replies are pure', () => {
    const impure = /\bawait\b|\basync\b|node:fs|Date\.now|Math\.random|process\./;
    expect(offenders(({ path, code }) => /[-/]reply\.ts$/.test(path) && impure.test(code))).toEqual([]);
  });

  it.each([
    '@huggingface/transformers',
    'onnxruntime-node',
    'sharp',
    '@google/genai',
    'genius-lyrics',
    'youtubei.js',
    'music-metadata',
    '@audio/decode-mp3',
    '@audio/decode-flac',
    '@audio/decode-vorbis',
    '@audio/decode-opus',
  ])('%s is imported lazily, in one file', (library) => {
    const uses = files.flatMap(({ path, imports }) =>
      imports.filter(({ from, isType }) => from === library && !isType).map((use) => ({ ...use, path })),
    );
    expect(new Set(uses.map(({ path }) => path)).size).toBeLessThanOrEqual(1);
    expect(uses.filter(({ isLazy }) => !isLazy)).toEqual([]);
  });

  it('there are no import cycles, of types neither', () => {
    const graph = new Map(files.map((file) => [file.path, internal(file)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    function walk(path: string, trail: string[]): void {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (trail.includes(path) || done.has(path)) return;
      for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
      done.add(path);
    }
    for (const path of graph.keys()) walk(path, []);
    expect(cycles).toEqual([]);
  });

  it('no any, no assertion of outside data, no error recognised by its message', () => {
    expect(
      offenders(({ code }) => /\bas any\b|: any\b|<any>|@ts-ignore|@ts-expect-error/.test(code)),
    ).toEqual([]);
    expect(offenders(({ code }) => /JSON\.parse\([^)]*\) as\b|\.json\(\) as\b/.test(code))).toEqual([]);
    const byMessage =
      /\.message\s*(===|!==|\.(includes|match|startsWith|endsWith)\()|\.test\([^)]*\.message\)/;
    expect(offenders(({ code }) => byMessage.test(code))).toEqual([]);
  });

  it('no file is longer than 250 lines, no folder holds more than 16 files', () => {
    expect(offenders(({ text }) => text.split('\n').length > 251)).toEqual([]);
    const counts = new Map<string, number>();
    for (const { path } of files) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 16)).toEqual([]);
  });
});
