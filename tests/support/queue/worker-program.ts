/** A worker in a process of its own: `QUEUE_URL`, `CONCURRENCY`. */

import { createLogger } from '../../../src/logger.ts';
import { startMatchWorker } from '../../../src/queue/match-worker.ts';
import { madeUpAlbum, madeUpMatch, sealing } from './made-up-match.ts';

const worker = await startMatchWorker({
  url: process.env.QUEUE_URL ?? '',
  matchScene: madeUpMatch(),
  matchAlbum: madeUpAlbum(),
  sealing,
  concurrency: Number(process.env.CONCURRENCY ?? 4),
  log: createLogger('silent'),
  deadAfterMs: 1_000,
});
process.on('SIGTERM', () => void worker.close().then(() => process.exit(0)));
process.stdout.write('ready\n');
