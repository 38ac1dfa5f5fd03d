/** A database as the memory of readings: when it fails the match goes on without, says so, and comes back to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { budgetMs, type Cell, latestMs, outcomeOf, troubleOf } from './cell.ts';
import { startClock } from './clock.ts';
import { createSpell, type Database, type DatabaseFault, type Engine } from './databases.ts';
import { isKept, keep } from './keepsake.ts';
import { watchHandles } from './left-behind.ts';
import { songsAsText, type World } from './world.ts';

const expected = 'ranking + cache-trouble';
/** Longer than the memory is left alone after trouble. */
const restMs = 2 * 60_000;
/** The next person waits for no database. */
const nextMs = 3_000;
const closeMs = 5_000;

type Tried = { outcome: string; ms: number; asked: number };

/** The match of the first, second or third person, and how many connections it made. */
async function tried(app: App, person: 0 | 1 | 2, world: World, { wire }: Database): Promise<Tried> {
  const playlists = [{ kind: 'text' as const, text: songsAsText(person) }];
  const made = wire.made();
  const startedAt = performance.now();
  const outcome = await outcomeOf(app, { photo: world.photo, playlists, feeling: '' });
  return { outcome, ms: Math.round(performance.now() - startedAt), asked: wire.made() - made };
}

/** One cell: a match, the next person's, and one after the database is back. */
export async function runCacheCell(
  { name }: Engine,
  fault: DatabaseFault,
  database: Database,
  world: World,
): Promise<Cell> {
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-fault-'));
  const clock = startClock();
  await database.empty();
  await keep(database.url);
  const leftBehind = watchHandles();
  const spell = createSpell(fault, database);
  const config = readConfig({
    DATA_DIR: dataDir,
    MODELS_OFFLINE: '1',
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    LRCLIB_URL: world.lrclib.url,
    FACTS: 'off',
    RATE_LIMITS: 'lrclib:1000/1',
    STORE_URL: fault.address?.(database.url) ?? database.url,
  });
  const app = await createApp(config, {
    logger: createLogger('silent'),
    budgetMs,
    // Midway: the songs were sought in the memory, and what is found out about them is not yet written down.
    aroundHttp: (http) => ({
      ...http,
      async request(asked) {
        await spell.begin();
        return http.request(asked);
      },
    }),
  });
  try {
    if (!fault.isMidway) await spell.begin();
    const first = await tried(app, 0, world, database);
    const next = await tried(app, 1, world, database);
    await spell.end();
    clock.forward(restMs);
    const isBack = fault.address === undefined;
    const after = await tried(app, 2, world, database);
    const closedAt = performance.now();
    await app.close();
    const closing = performance.now() - closedAt;
    const left = await leftBehind();
    const trouble = troubleOf(
      first.outcome !== expected && `expected ${expected}`,
      first.ms > latestMs && 'too late',
      next.outcome !== 'ranking' && `the next person: ${next.outcome}`,
      next.ms > nextMs && `the next person waited ${next.ms} ms`,
      isBack && after.outcome !== 'ranking' && `when it was back: ${after.outcome}`,
      isBack && after.asked === 0 && 'not asked again when it was back',
      closing > closeMs && `closing took ${Math.round(closing)} ms`,
      left !== '' && `left behind: ${left}`,
      !(await isKept(database.url)) && 'lost what was kept',
    );
    return { service: `${name}, cache`, fault: fault.name, ...first, next, trouble };
  } finally {
    await spell.end();
    clock.restore();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
