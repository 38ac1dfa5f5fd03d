/** The database by its faults: the match goes on without a memory and says so. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { KeyvSqlite } from '@keyv/sqlite';
import { createApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { budgetMs, type Cell, outcomeOf } from './cell.ts';
import { songsAsText, type World } from './world.ts';

/** Spoils the database; gives what must be undone. */
type Spoil = (path: string) => Promise<() => Promise<void>>;

const nothing = async (): Promise<void> => undefined;

async function lock(path: string): Promise<() => Promise<void>> {
  const other = new KeyvSqlite({ uri: `sqlite://${path}` });
  await other.query('BEGIN EXCLUSIVE');
  return () => other.disconnect();
}

const storeFaults: Record<string, Spoil> = {
  'scribbled over': async (path) => {
    writeFileSync(path, 'scribbled over, and certainly no database any more');
    return nothing;
  },
  'cut in half': async (path) => {
    writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(300, 7)]));
    return nothing;
  },
  'a folder': async (path) => {
    mkdirSync(path);
    return nothing;
  },
  'locked by another program': lock,
};

const root = resolve(import.meta.dirname, '../..');
const full = 'disk full';

/** A process that may write files of 20 kB at most gets the same error from SQLite as on a full disk. */
async function onFullDisk(dataDir: string, world: World): Promise<string> {
  const photo = join(dataDir, 'photo.png');
  const list = join(dataDir, 'songs.txt');
  writeFileSync(photo, world.photo);
  writeFileSync(list, songsAsText(0));
  const command = `ulimit -f 20; exec "${process.execPath}" --import tsx src/cli.ts match "${photo}" "${list}" --json`;
  const { stdout } = await promisify(execFile)('bash', ['-c', command], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      DATA_DIR: join(dataDir, 'data'),
      MODELS_OFFLINE: '1',
      CAPTIONER: 'none',
      EMBEDDER: 'builtin',
      LRCLIB_URL: world.lrclib.url,
      FACTS: 'off',
      RATE_LIMITS: 'lrclib:1000/1',
      // Nothing of tsx's own is to be written either.
      TSX_DISABLE_CACHE: '1',
    },
  });
  return /memory of earlier readings could not be used/.test(stdout) ? 'ranking + cache-trouble' : 'ranking';
}

async function spoilt(name: string, dataDir: string, world: World): Promise<string> {
  if (name === full) return onFullDisk(dataDir, world);
  const undo = await storeFaults[name]?.(join(dataDir, 'scenescore.sqlite'));
  const config = readConfig({
    DATA_DIR: dataDir,
    MODELS_OFFLINE: '1',
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    LRCLIB_URL: world.lrclib.url,
    FACTS: 'off',
    RATE_LIMITS: 'lrclib:1000/1',
  });
  const app = await createApp(config, { logger: createLogger('silent'), budgetMs });
  try {
    const playlists = [{ kind: 'text' as const, text: songsAsText(0) }];
    return await outcomeOf(app, { photo: world.photo, playlists, feeling: '' }, '');
  } finally {
    await app.close();
    await undo?.();
  }
}

export async function runStoreCell(fault: string, world: World): Promise<Cell> {
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-fault-'));
  const startedAt = performance.now();
  try {
    const outcome = await spoilt(fault, dataDir, world).catch((error: unknown) => `crash: ${error}`);
    const ms = Math.round(performance.now() - startedAt);
    const expected = 'ranking + cache-trouble';
    const trouble = outcome === expected ? '' : `expected ${expected}`;
    return { service: 'SQLite', fault, outcome, ms, asked: 1, next: null, trouble };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export const storeFaultNames: readonly string[] = [...Object.keys(storeFaults), full];
