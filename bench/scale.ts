/** Workers on one Redis, measured; and what that makes of many servers, simulated. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openMatchQueue } from '../src/queue/match-queue.ts';
import { noRedis, startRedis } from '../tests/support/database-servers.ts';
import { sealing } from '../tests/support/queue/made-up-match.ts';
import { simulateQueue } from './simulate-queue.ts';

const program = fileURLToPath(new URL('../tests/support/queue/worker-program.ts', import.meta.url));
/** A run that waits for services for as long as a half-warm one does, and then ranks. */
const waitMs = 1_500;
const concurrency = 8;
const rounds = 5;

async function startWorker(url: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    env: { ...process.env, QUEUE_URL: url, CONCURRENCY: String(concurrency) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((ready) => child.stdout?.once('data', ready));
  return child;
}

/** Matches a minute. */
async function measure(workers: number): Promise<number> {
  const server = await startRedis();
  const children = await Promise.all(Array.from({ length: workers }, () => startWorker(server.url)));
  const queue = await openMatchQueue({
    url: server.url,
    sealing,
    onError: () => undefined,
  });
  const ask = () =>
    queue.matchScene({
      photo: new Uint8Array(200_000),
      playlists: [{ kind: 'text', text: 'anything' }],
      feeling: `wait ${waitMs}`,
    });
  await Promise.all(Array.from({ length: concurrency * workers }, ask));
  const from = performance.now();
  const count = rounds * concurrency * workers;
  await Promise.all(Array.from({ length: count }, ask));
  const perMinute = (60_000 * count) / (performance.now() - from);
  await queue.close();
  for (const child of children) child.kill('SIGKILL');
  await server.stop();
  return perMinute;
}

async function benchWorkers(): Promise<void> {
  console.log(
    `\nScale: matches a minute that wait ${waitMs} ms for services, ${concurrency} at once a worker`,
  );
  console.log(`${'workers'.padStart(8)}${'matches/min'.padStart(13)}${'x one'.padStart(8)}`);
  let one: number | null = null;
  for (const workers of [1, 2, 4]) {
    const perMinute = await measure(workers);
    one ??= perMinute;
    const ratio = `${(perMinute / one).toFixed(2)}x`;
    console.log(`${String(workers).padStart(8)}${perMinute.toFixed(0).padStart(13)}${ratio.padStart(8)}`);
  }
}

/** Requests a server sends a day, and how much busier the busiest minutes are: see docs/scale.md. */
const perServerPerDay = 0.5;
const peak = 3;

/**
 * Seconds of runs by what was known, as the race measures them: a new photo for known songs (seven of ten), a
 * playlist half of whose songs are known (two), one of which none is (one).
 */
const serviceMs = [...Array(7).fill(3_000), ...Array(2).fill(12_000), 19_000];

function benchSimulation(): void {
  console.log(
    `\nSimulated: ${perServerPerDay} requests a server a day, ${peak}x in the busiest hour; workers so that p95 waits under 2 s`,
  );
  console.log(
    ['servers', 'requests/min', 'places', 'workers', 'wait p50', 'wait p95', 'busy']
      .map((cell) => cell.padStart(13))
      .join(''),
  );
  for (const servers of [100, 10_000, 1_000_000]) {
    const perMinute = (servers * perServerPerDay * peak) / 1440;
    const minutes = Math.min(6_000, Math.max(120, 60_000 / perMinute));
    let workers = 1;
    let found = simulateQueue({ perMinute, places: concurrency, serviceMs, minutes });
    while (found.p95WaitMs > 2_000) {
      workers = Math.max(workers + 1, Math.floor(workers * 1.05));
      found = simulateQueue({ perMinute, places: concurrency * workers, serviceMs, minutes });
    }
    const cells = [
      servers.toLocaleString('en'),
      perMinute.toFixed(1),
      String(workers * concurrency),
      String(workers),
      `${(found.medianWaitMs / 1000).toFixed(2)} s`,
      `${(found.p95WaitMs / 1000).toFixed(2)} s`,
      `${(100 * found.busy).toFixed(0)} %`,
    ];
    console.log(cells.map((cell) => cell.padStart(13)).join(''));
  }
}

/** `npm run bench -- scale` */
export async function benchScale(): Promise<void> {
  if (noRedis === null) await benchWorkers();
  else console.log(`\nScale: ${noRedis}`);
  benchSimulation();
}
