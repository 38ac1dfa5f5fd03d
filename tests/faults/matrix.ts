/** Every outside service of the match by every fault: the whole app, the others well, one of them failing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import type { PlaylistInput } from '../../src/pipeline/request.ts';
import { playlist } from '../support/pipeline.ts';
import { budgetMs, type Cell, latestMs, outcomeOf, troubleOf } from './cell.ts';
import { startClock } from './clock.ts';
import { type Fault, type FaultServer, faults, startFaultServer } from './fault-server.ts';
import { isKept, keep } from './keepsake.ts';
import { watchHandles } from './left-behind.ts';
import { type ServiceRow, services } from './services.ts';
import { songsAsCsv, songsAsText, songsOnServer, startWorld, type World } from './world.ts';

/** With each service: short, so that one which never answers is tried within a test. */
const maxTimeoutMs = 500;
/** Far more than six songs need with all their retries, far less than a loop without end. */
const mostAsked = 60;
/**
 * A dead service costs the next person a few requests, and no time to speak of: three, or six on a busy machine, where a
 * flood of 100 MB ends by the time limit, which is tried again, before it ends by its size.
 */
const nextAsks = 6;
const nextLatestMs = 4_000;
const hourMs = 3_600_000;

/** Connections that nobody listens to any more and nobody has closed. */
async function leftOpen(failing: FaultServer, patienceMs: number): Promise<number> {
  const until = Date.now() + patienceMs;
  while (failing.unanswered() > 0 && Date.now() < until) await new Promise((go) => setTimeout(go, 20));
  return failing.unanswered();
}

function startFailing({ spared, well }: ServiceRow, fault: Fault, world: World): Promise<FaultServer> {
  return startFaultServer(fault, spared && well ? { addresses: spared, to: well(world) } : null);
}

/** Everything well but what `row` says stands at `failing`. */
async function startApp(row: ServiceRow, failing: string, world: World, dataDir: string) {
  const config = readConfig({
    DATA_DIR: dataDir,
    MODELS_OFFLINE: '1',
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    LRCLIB_URL: world.lrclib.url,
    FACTS: 'off',
    RATE_LIMITS: 'lrclib:1000/1',
    ...row.env(failing, world),
  });
  const logger = createLogger('silent');
  const app = await createApp(config, { logger, budgetMs, maxTimeoutMs });
  return { app, storeUrl: config.STORE_URL };
}

/** A person's songs, in the way this service gets to know of them. */
export function playlistOf({ link, known }: ServiceRow, person: 0 | 1 | 2): PlaylistInput {
  if (link !== undefined) return { kind: 'link', link };
  if (known === 'on the server') return { kind: 'playlist', playlist: playlist(songsOnServer(person)) };
  return known === 'by ISRC'
    ? { kind: 'file', name: 'songs.csv', bytes: Buffer.from(songsAsCsv(person)) }
    : { kind: 'text', text: songsAsText(person) };
}

type Tried = { outcome: string; ms: number; asked: number };

/** The first, second or third person: each with songs of their own, or the same link. */
async function tried(
  { app, row, failing, world }: { app: App; row: ServiceRow; failing: FaultServer; world: World },
  person: 0 | 1 | 2,
  expected: string,
): Promise<Tried> {
  const input = playlistOf(row, person);
  const before = failing.asked();
  const startedAt = performance.now();
  const outcome = await outcomeOf(app, { photo: world.photo, playlists: [input], feeling: '' }, expected);
  return { outcome, ms: Math.round(performance.now() - startedAt), asked: failing.asked() - before };
}

/** On a busy machine a service that is well may be late with some words, and that is told. */
const isAmong = (outcome: string, fits: readonly string[]): boolean =>
  [outcome, outcome.replace(' + lyrics', '')].some((one) => fits.includes(one));

/** One cell: a fresh app, one person's match and the next one's, everything closed. */
async function runCell(row: ServiceRow, fault: Fault, world: World): Promise<Cell> {
  const failing = await startFailing(row, fault, world);
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-fault-'));
  const { app, storeUrl } = await startApp(row, failing.url, world, dataDir);
  await keep(storeUrl);
  const expected = row.but?.[fault] ?? row.outcome;
  // So much may be too much, or too slow; what comes drop by drop may be given up, or the run may go on without it first.
  const others: Partial<Record<Fault, string>> = {
    '100 MB': row.but?.hang ?? row.outcome,
    'slow drip': row.outcome,
  };
  const fits = [expected, others[fault] ?? expected];
  const place = { app, row, failing, world };
  try {
    const first = await tried(place, 0, expected);
    const next = await tried(place, 1, expected);
    await app.close();
    const left = await leftOpen(failing, 3_000);
    const { asks = nextAsks, ms: nextMs = nextLatestMs } = { ...row.next, ...row.next?.but?.[fault] };
    const trouble = troubleOf(
      !isAmong(first.outcome, fits) && `expected ${expected}`,
      first.ms > latestMs && 'too late',
      first.asked > mostAsked && 'asked without end',
      next.asked > asks && `the next person asked ${next.asked} times`,
      next.ms > nextMs && `the next person waited ${next.ms} ms`,
      left > 0 && `${left} connections left open`,
      !(await isKept(storeUrl)) && 'lost what was kept',
    );
    return { service: row.name, fault, ...first, next, trouble };
  } finally {
    await app.close();
    await failing.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Dead, then well again: the third person has everything, for breakers close when their time is over. */
async function runRecoveryCell(row: ServiceRow, world: World): Promise<Cell> {
  const clock = startClock();
  const failing = await startFailing(row, '503', world);
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-fault-'));
  const { app } = await startApp(row, failing.url, world, dataDir);
  const place = { app, row, failing, world };
  try {
    await tried(place, 0, '');
    const next = await tried(place, 1, '');
    failing.repair(row.well?.(world) ?? '');
    clock.forward(hourMs);
    const back = await tried(place, 2, '');
    await app.close();
    const trouble = troubleOf(
      back.outcome !== 'ranking' && 'expected ranking',
      back.asked === 0 && 'never asked again',
    );
    return { service: row.name, fault: '503, then well', ...back, next, trouble };
  } finally {
    clock.restore();
    await app.close();
    await failing.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export const allFaults = Object.keys(faults).filter((name): name is Fault => name in faults);

/**
 * Runs every service by these faults, so many cells at once; the first alone, for it loads what all of them share. Then
 * the recoveries, and at last what is still open.
 */
export async function runMatrix(kinds: readonly Fault[], atOnce: number): Promise<Cell[]> {
  const leftBehind = watchHandles();
  const line = services.flatMap((row) => kinds.map((fault) => ({ row, fault })));
  const cells: Cell[] = [];
  const world = await startWorld();
  const work = async (most: number): Promise<void> => {
    for (let done = 0; done < most; done++) {
      const job = line.shift();
      if (job === undefined) return;
      cells.push(await runCell(job.row, job.fault, world));
    }
  };
  try {
    await work(1);
    await Promise.all(Array.from({ length: atOnce }, () => work(Number.POSITIVE_INFINITY)));
    for (const row of services) if (row.well) cells.push(await runRecoveryCell(row, world));
  } finally {
    await world.close();
  }
  const left = await leftBehind(10_000);
  const outcome = left === '' ? 'nothing' : left;
  return [
    ...cells,
    { service: 'left open', fault: 'by all of them', outcome, ms: 0, asked: 0, next: null, trouble: left },
  ];
}
