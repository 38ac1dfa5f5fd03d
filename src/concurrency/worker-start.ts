/** Starts a worker process with no more than it needs: no secret, no network, and the files of this package. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagePath } from '../package-path.ts';

/** What is started, and what it may. */
export type WorkerProgram = {
  /** `import.meta.url` of a file in the entry's folder. */
  beside: string;
  entry: string;
  maxHeapMb?: number;
  /** Of the whole process, with what native libraries hold; one that needs more is ended. */
  maxRssMb?: number;
  /** Folders that the process may read besides this package. */
  reads?: readonly string[];
  /** Files that it may write, also those that don't exist yet. */
  writes?: readonly string[];
  /** May it start programs, and write the files for them? */
  runsPrograms?: boolean;
};

/** What a process gets of this one's environment: no secret. */
const inherited = [
  ...['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LANG', 'LC_ALL', 'LC_CTYPE'],
  ...['LD_LIBRARY_PATH', 'MALLOC_ARENA_MAX'],
];

/** Node's permission model: 22 and later have it under the first name, 20 under the second. */
const permission = ['--permission', '--experimental-permission'].find((flag) =>
  process.allowedNodeEnvironmentFlags.has(flag),
);

/** What is read of the package: not its whole folder, where the host's settings and data may lie. */
function packageFolders(): string[] {
  // Where the package is itself installed as a library, the others lie around it.
  const libraries = [packagePath('node_modules'), packagePath('..')].filter(
    (folder) => basename(folder) === 'node_modules' && existsSync(folder),
  );
  return [
    packagePath('dist'),
    packagePath('assets'),
    ...libraries,
    ...libraries.map((folder) => realpathSync(folder)),
  ];
}

/** Each once, and none within another: Node 20 ends with an assertion when it is given the same path twice. */
const outermost = (folders: readonly string[]): string[] =>
  [...new Set(folders)].filter(
    (folder, _, all) => !all.some((other) => other !== folder && folder.startsWith(join(other, '/'))),
  );

/** JavaScript of the process reads the package and `reads`, writes `writes`, and reaches nothing else of the disk. */
function permissionFlags({ reads = [], writes = [], runsPrograms = false }: WorkerProgram): string[] {
  if (permission === undefined) return [];
  const temporary = join(tmpdir(), '*');
  const folders = outermost(
    [...packageFolders(), dirname(bootFile), ...reads].map((folder) => resolve(folder)),
  );
  return [
    permission,
    // They say that the permission model is new, and that it does not bind native code.
    ...['--disable-warning=ExperimentalWarning', '--disable-warning=SecurityWarning'],
    '--allow-addons',
    ...[...folders.map((folder) => join(folder, '*')), packagePath('package.json')].map(
      (path) => `--allow-fs-read=${path}`,
    ),
    ...writes.map((path) => `--allow-fs-write=${resolve(path)}`),
    ...(runsPrograms
      ? ['--allow-child-process', `--allow-fs-read=${temporary}`, `--allow-fs-write=${temporary}`]
      : []),
  ];
}

const bootFile = fileURLToPath(new URL('./worker-process-boot.mjs', import.meta.url));

/**
 * A process, not a thread: a native library that hangs can be killed, one that crashes ends only this process, and all
 * memory is freed when it ends, while a thread leaves about half of it allocated (measured with glibc).
 */
export function startProcess(options: WorkerProgram): ChildProcess {
  const { beside, entry, maxHeapMb, maxRssMb = 0 } = options;
  const isFromSources = beside.endsWith('.ts');
  const file = new URL(`./${entry}.${isFromSources ? 'ts' : 'js'}`, beside);
  return fork(bootFile, [file.href, String(maxRssMb)], {
    execArgv: [
      ...(maxHeapMb === undefined ? [] : [`--max-old-space-size=${maxHeapMb}`]),
      // From the sources a compiler has to run in it, which needs more than any permission to be given here.
      ...(isFromSources ? [] : permissionFlags(options)),
    ],
    env: Object.fromEntries(
      inherited.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])),
    ),
    // Typed arrays arrive as typed arrays.
    serialization: 'advanced',
    // Nothing that a library prints may mix with our own output.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
