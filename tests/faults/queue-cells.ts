/** Redis as the queue: what is asked for while it fails is answered when it is back, or refused at once. */
import { UserError } from '../../src/errors.ts';
import { createLogger } from '../../src/logger.ts';
import { type MatchQueue, openMatchQueue } from '../../src/queue/match-queue.ts';
import { startMatchWorker } from '../../src/queue/match-worker.ts';
import { madeUpAlbum, madeUpMatch, sealing } from '../support/queue/made-up-match.ts';
import { type Cell, isSentence, troubleOf } from './cell.ts';
import { createSpell, type Database, type DatabaseFault } from './databases.ts';

const service = 'Redis, queue';
/** How long a fault lasts. */
const lastsMs = 2_000;
/** Connections are sought again in steps, and what a worker held is given to another. */
const latestMs = 25_000;
const closeMs = 5_000;

const open = (url: string): Promise<MatchQueue> =>
  openMatchQueue({
    url,
    sealing,
    onError: () => undefined,
    pollMs: 300,
  });

/** `answered`, or why not. */
async function ask(queue: MatchQueue): Promise<string> {
  const playlists = [{ kind: 'text' as const, text: 'anything' }];
  const late = AbortSignal.timeout(latestMs);
  return queue
    .matchScene({ photo: new Uint8Array([1]), playlists, feeling: 'wait 200' }, { signal: late })
    .then(
      ({ matches }) => (matches.length === 1 ? 'answered' : 'answered wrongly'),
      () => (late.aborted ? 'nothing' : 'refused'),
    );
}

/** From the beginning: no queue, and a sentence that says so. */
async function runStart(fault: DatabaseFault, database: Database): Promise<Cell> {
  const spell = createSpell(fault, database);
  await spell.begin();
  try {
    const startedAt = performance.now();
    const outcome = await open(fault.address?.(database.url) ?? database.url).then(
      async (queue) => {
        await queue.close();
        return 'opened';
      },
      (error: unknown) =>
        error instanceof UserError && isSentence(error.message)
          ? `sentence ${error.code}`
          : `crash: ${error}`,
    );
    const ms = Math.round(performance.now() - startedAt);
    const trouble = outcome === 'sentence no-queue' ? '' : 'expected sentence no-queue';
    return { service, fault: fault.name, outcome, ms, asked: 1, next: null, trouble };
  } finally {
    await spell.end();
  }
}

/** While people wait; the worker has a good way to Redis where the wire is at fault. */
async function runMidway(fault: DatabaseFault, database: Database): Promise<Cell> {
  const spell = createSpell(fault, database);
  const queue = await open(database.url);
  const worker = await startMatchWorker({
    url: database.server.url,
    matchScene: madeUpMatch(),
    matchAlbum: madeUpAlbum(),
    sealing,
    concurrency: 2,
    log: createLogger('silent'),
    deadAfterMs: 1_000,
  });
  try {
    const startedAt = performance.now();
    const asked = ask(queue);
    await spell.begin();
    const other = ask(queue);
    await new Promise((resolve) => setTimeout(resolve, lastsMs));
    await spell.end();
    const outcomes = await Promise.all([asked, other]);
    const ms = Math.round(performance.now() - startedAt);
    const nextAt = performance.now();
    const after = await ask(queue);
    const next = { ms: Math.round(performance.now() - nextAt), asked: 1 };
    const closedAt = performance.now();
    await queue.close();
    const closing = performance.now() - closedAt;
    const trouble = troubleOf(
      outcomes.some((one) => one !== 'answered' && one !== 'refused') && 'not answered in the end',
      after !== 'answered' && `when it was back: ${after}`,
      closing > closeMs && `closing took ${Math.round(closing)} ms`,
    );
    return { service, fault: fault.name, outcome: outcomes.join(', '), ms, asked: 2, next, trouble };
  } finally {
    await spell.end();
    await worker.close();
    await queue.close();
  }
}

/** What Redis says of itself (no room, a replica) leaves it reachable: that happens while people wait. */
export async function runQueueCell(fault: DatabaseFault, database: Database): Promise<Cell> {
  await database.empty();
  return fault.isOfTheWay && !fault.isMidway ? runStart(fault, database) : runMidway(fault, database);
}
