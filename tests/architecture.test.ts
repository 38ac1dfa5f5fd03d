/** The lines of the design that are never crossed. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const path = `src/${name.replaceAll('\\', '/')}`;
    const text = readFileSync(join(root, path), 'utf8');
    // Comments may name what code may not use.
    return { path, text, code: text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '') };
  });

type Import = { from: string; typeOnly: boolean; lazy: boolean };

function importsOf(code: string): Import[] {
  const fixed = [...code.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)].map(
    ([, type, from]) => ({ from: from ?? '', typeOnly: type !== undefined, lazy: false }),
  );
  const lazy = [...code.matchAll(/\bimport\('([^']+)'\)/g)].map(([, from]) => ({
    from: from ?? '',
    typeOnly: false,
    lazy: true,
  }));
  return [...fixed, ...lazy];
}

/** Imports within src as paths from the root. */
function internal(file: { path: string; code: string }): string[] {
  return importsOf(file.code)
    .filter(({ from, typeOnly }) => from.startsWith('.') && !typeOnly)
    .map(({ from }) => relative(root, resolve(root, dirname(file.path), from)).replaceAll('\\', '/'));
}

const offenders = (wrong: (file: (typeof files)[number]) => boolean): string[] =>
  files.filter(wrong).map(({ path }) => path);

const under = (path: string, ...folders: string[]): boolean =>
  folders.some((folder) => path.startsWith(`src/${folder}/`));

describe('lines never to cross', () => {
  it('nothing below the faces has heard of Discord', () => {
    const faces = ['commands', 'discord', 'events', 'locales', 'demo'];
    expect(
      offenders(
        ({ path, code }) => !under(path, ...faces) && /discord(\.js|-api-types)|@discordjs\//.test(code),
      ),
    ).toEqual([]);
  });

  it('only the composition root builds services', () => {
    expect(
      offenders(
        (file) =>
          file.path !== 'src/app/app.ts' &&
          !under(file.path, 'app') &&
          !under(file.path, 'services') &&
          internal(file).some((path) => under(path, 'services')),
      ),
    ).toEqual([]);
  });

  it('the pipeline imports nothing but itself, the shared model and errors', () => {
    expect(
      offenders(
        (file) =>
          under(file.path, 'pipeline') &&
          internal(file).some(
            (path) =>
              !under(path, 'pipeline', 'model', 'readers', 'concurrency', 'net') &&
              !['src/errors.ts', 'src/package-path.ts'].includes(path),
          ),
      ),
    ).toEqual([]);
  });

  it('only the entries read the environment', () => {
    const entries = [
      'src/index.ts',
      'src/cli.ts',
      'src/demo.ts',
      'src/worker.ts',
      'src/pictures/drawing-entry.ts',
    ];
    expect(offenders(({ path, code }) => !entries.includes(path) && /process\.env\b/.test(code))).toEqual([]);
  });

  it('only net/http.ts calls fetch', () => {
    expect(
      offenders(({ path, code }) => path !== 'src/net/http.ts' && /(?<![.\w])fetch\(/.test(code)),
    ).toEqual([]);
  });

  it('replies are pure', () => {
    const impure = /\bawait\b|\basync\b|node:fs|Date\.now|Math\.random|process\./;
    expect(offenders(({ path, code }) => /-reply\.ts$/.test(path) && impure.test(code))).toEqual([]);
  });

  it('heavy libraries are imported lazily, and in one file each', () => {
    for (const library of [
      '@huggingface/transformers',
      'onnxruntime-node',
      'sharp',
      '@google/genai',
      'genius-lyrics',
      'youtubei.js',
    ]) {
      const users = files.filter(({ code }) =>
        importsOf(code).some(({ from, typeOnly }) => from === library && !typeOnly),
      );
      expect(users.map(({ path }) => path).length, library).toBeLessThanOrEqual(1);
      const eager = users.filter(({ code }) =>
        importsOf(code).some(({ from, typeOnly, lazy }) => from === library && !typeOnly && !lazy),
      );
      expect(
        eager.map(({ path }) => path),
        library,
      ).toEqual([]);
    }
  });

  it('there are no import cycles', () => {
    const graph = new Map(files.map((file) => [file.path, internal(file)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    function walk(path: string, trail: string[]): void {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
      done.add(path);
    }
    for (const path of graph.keys()) walk(path, []);
    expect(cycles).toEqual([]);
  });

  it('no any, no assertion of outside data, no error told apart by its message', () => {
    expect(
      offenders(({ code }) => /\bas any\b|: any\b|<any>|@ts-ignore|@ts-expect-error/.test(code)),
    ).toEqual([]);
    expect(offenders(({ code }) => /JSON\.parse\([^)]*\) as\b|\.json\(\) as\b/.test(code))).toEqual([]);
    expect(
      offenders(({ code }) =>
        /\.message\s*(===|!==|\.(includes|match|startsWith|endsWith)\()|\.test\([^)]*\.message\)/.test(code),
      ),
    ).toEqual([]);
  });

  it('no file is longer than a screenful of ideas', () => {
    expect(offenders(({ text }) => text.split('\n').length > 251)).toEqual([]);
  });
});
