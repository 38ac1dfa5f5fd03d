/** Every outside service of the match by every fault: the whole app, the others well, one of them failing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { budgetMs, type Cell, latestMs, outcomeOf } from './cell.ts';
import { type Fault, type FaultServer, faults, startFaultServer } from './fault-server.ts';
import { type ServiceRow, services } from './services.ts';
import { songsAsText, startWorld, type World } from './world.ts';

/** With each service: short, so that one which never answers is tried within a test. */
const maxTimeoutMs = 500;
/** Far more than six songs need with all their retries, far less than a loop without end. */
const mostAsked = 60;

/** Connections that nobody listens to any more and nobody has closed. */
async function leftOpen(failing: FaultServer, patienceMs: number): Promise<number> {
  const until = Date.now() + patienceMs;
  while (failing.unanswered() > 0 && Date.now() < until) await new Promise((go) => setTimeout(go, 20));
  return failing.unanswered();
}

/** One cell: a fresh app, one match, everything closed. */
export async function runCell(row: ServiceRow, fault: Fault, world: World): Promise<Cell> {
  const failing = await startFaultServer(fault);
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-fault-'));
  const config = readConfig({
    DATA_DIR: dataDir,
    MODELS_OFFLINE: '1',
    CAPTIONER: 'none',
    EMBEDDER: 'builtin',
    LRCLIB_URL: world.lrclib.url,
    ...row.env(failing.url, world),
  });
  const logger = createLogger('silent');
  const app = await createApp(config, { logger, lrclibSpacingMs: 1, budgetMs, maxTimeoutMs });
  const playlist =
    row.link === undefined
      ? { kind: 'text' as const, text: songsAsText(0) }
      : { kind: 'link' as const, link: row.link };
  const expected = row.but?.[fault] ?? row.outcome;
  // So much may be too much, or too slow.
  const fits = fault === '100 MB' ? [expected, row.but?.hang ?? row.outcome] : [expected];
  const startedAt = performance.now();
  try {
    const request = { photo: world.photo, playlists: [playlist], feeling: '' };
    const outcome = await outcomeOf(app, request, expected);
    const ms = Math.round(performance.now() - startedAt);
    await app.close();
    const [asked, left] = [failing.asked(), await leftOpen(failing, 3_000)];
    const troubles = [
      // On a busy machine a service that is well may be late with some words, and that is told.
      [outcome, outcome.replace(' + lyrics', '')].some((one) => fits.includes(one))
        ? ''
        : `expected ${expected}`,
      ms > latestMs ? 'too late' : '',
      asked > mostAsked ? 'asked without end' : '',
      left > 0 ? `${left} connections left open` : '',
    ];
    return {
      service: row.name,
      fault,
      outcome,
      ms,
      asked,
      next: null,
      trouble: troubles.filter(Boolean).join('; '),
    };
  } finally {
    await app.close();
    await failing.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export const allFaults = Object.keys(faults).filter((name): name is Fault => name in faults);

/** Runs every service by these faults, so many cells at once; the first alone, for it loads what all of them share. */
export async function runMatrix(kinds: readonly Fault[], atOnce: number): Promise<Cell[]> {
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
  } finally {
    await world.close();
  }
  return cells;
}
