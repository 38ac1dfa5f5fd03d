/** Every outside service of the match by every fault: the whole app, the others well, one of them failing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { UserError } from '../../src/errors.ts';
import { createLogger } from '../../src/logger.ts';
import type { MatchRequest } from '../../src/pipeline/request.ts';
import { type Fault, type FaultServer, faults, startFaultServer } from './fault-server.ts';
import { type ServiceRow, services } from './services.ts';
import { songs, startWorld, type World } from './world.ts';

/** Of a run, in milliseconds. */
export const budgetMs = 16_000;
/** With each service: short, so that one which never answers is tried within a test. */
const maxTimeoutMs = 500;
/** A busy machine may be late; a run that hangs is later. */
const latestMs = budgetMs + 5_000;
/** Far more than six songs need with all their retries, far less than a loop without end. */
const mostAsked = 60;

export type Cell = {
  service: string;
  fault: string;
  outcome: string;
  ms: number;
  /** How often the failing service was asked. */
  asked: number;
  /** What is wrong with it; '' for nothing. */
  trouble: string;
};

/** Told by every run of this world: it has no captioner. */
const usual = new Set(['how-read', 'captioned-by-palette']);

/** Words that came too late and words that never came are one thing here: which of them depends on the machine. */
const told = (code: string): string => (/^lyrics-/.test(code) ? 'lyrics' : code);

/** `ranking + notices` or `sentence code`; throws what is neither. */
export async function outcomeOf(app: App, request: MatchRequest, expected: string): Promise<string> {
  try {
    const { matches, notices } = await app.matchScene(request);
    if (matches.length !== songs.length) return `${matches.length} songs`;
    const codes = new Set(
      notices.map(({ code }) => told(code)).filter((code) => !usual.has(code) || expected.includes(code)),
    );
    return ['ranking', ...[...codes].sort()].join(' + ');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const isSentence =
      /^[^\n]{20,300}[.!?]$/.test(error.message) && !/ at \/|Error|undefined/.test(error.message);
    return isSentence ? `sentence ${error.code}` : `no sentence: ${error.message}`;
  }
}

/** Connections that nobody listens to any more and nobody has closed. */
async function leftOpen(failing: FaultServer, patienceMs: number): Promise<number> {
  const until = Date.now() + patienceMs;
  while (failing.unanswered() > 0 && Date.now() < until) await new Promise((go) => setTimeout(go, 20));
  return failing.unanswered();
}

export const songsAsText = songs.map(({ title, artist }) => `${artist} - ${title}`).join('\n');

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
      ? { kind: 'text' as const, text: songsAsText }
      : { kind: 'link' as const, link: row.link };
  const expected = row.but?.[fault] ?? row.outcome;
  const startedAt = performance.now();
  try {
    const request = { photo: world.photo, playlists: [playlist], feeling: '' };
    const outcome = await outcomeOf(app, request, expected).catch((error: unknown) => `crash: ${error}`);
    const ms = Math.round(performance.now() - startedAt);
    await app.close();
    const [asked, left] = [failing.asked(), await leftOpen(failing, 3_000)];
    const troubles = [
      // On a busy machine a service that is well may be late with some words, and that is told.
      [outcome, outcome.replace(' + lyrics', '')].includes(expected) ? '' : `expected ${expected}`,
      ms > latestMs ? 'too late' : '',
      asked > mostAsked ? 'asked without end' : '',
      left > 0 ? `${left} connections left open` : '',
    ];
    return { service: row.name, fault, outcome, ms, asked, trouble: troubles.filter(Boolean).join('; ') };
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
