/** What a worker process can reach that a hostile file has taken over, and what it may cost. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { inRequest } from '../../src/concurrency/request-scope.ts';
import { createWorker, type WorkerError, type WorkerOptions } from '../../src/concurrency/worker-process.ts';
import { startedProcesses } from '../support/started-processes.ts';

type Prying = Record<'read' | 'write' | 'run', (path: string) => unknown> &
  Record<'connect' | 'get' | 'fetch' | 'send' | 'grow', (number: number) => unknown> &
  Record<'environment' | 'resolve', () => unknown>;

const support = join(import.meta.dirname, '..', 'support');

function pryingWorker(options: Partial<WorkerOptions> = {}) {
  const worker = createWorker<Prying>({
    beside: pathToFileURL(join(support, 'built.js')).href,
    entry: 'prying-entry',
    service: 'prying',
    timeoutMs: 10_000,
    idleMs: 10_000,
    reads: [support],
    ...options,
  });
  onTestFinished(() => worker.close());
  return worker;
}

it('has no secret in its environment', async () => {
  vi.stubEnv('DISCORD_TOKEN', 'made-up-token');
  vi.stubEnv('SECRET_KEY', 'made-up-key');
  vi.stubEnv('NODE_OPTIONS', '--no-warnings');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const environment = await pryingWorker().call('environment', []);
  expect(Object.keys(environment ?? {})).toEqual(expect.arrayContaining(['PATH']));
  // Node adds the last one for the channel to its parent.
  const allowed =
    /^(PATH|TMPDIR|TEMP|TMP|SystemRoot|LANG|LC_\w+|LD_LIBRARY_PATH|MALLOC_ARENA_MAX|NODE_CHANNEL_\w+)$/;
  expect(Object.keys(environment ?? {}).filter((name) => !allowed.test(name))).toEqual([]);
});

it('reaches no network', async () => {
  let connections = 0;
  const server = createServer((_, response) => response.end()).on('connection', () => connections++);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const worker = pryingWorker();
  const tries = [
    worker.call('connect', [port]),
    worker.call('get', [port]),
    worker.call('fetch', [port]),
    worker.call('send', [port]),
    worker.call('resolve', []),
  ];
  for (const one of tries) {
    await expect(one).rejects.toMatchObject({ cause: { message: expect.stringContaining('no network') } });
  }
  expect(connections).toBe(0);
});

it('reads and writes nothing of the disk but the program, and starts no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenescore-'));
  const secret = join(folder, '.env');
  writeFileSync(secret, 'DISCORD_TOKEN=made-up-token');
  const worker = pryingWorker();
  const denied = { cause: { message: expect.stringContaining('restricted') } };
  await expect(worker.call('read', [secret])).rejects.toMatchObject(denied);
  await expect(worker.call('read', [join(import.meta.dirname, '../../README.md')])).rejects.toMatchObject(
    denied,
  );
  await expect(worker.call('write', [join(support, 'found')])).rejects.toMatchObject(denied);
  await expect(worker.call('run', ['true'])).rejects.toMatchObject(denied);
  expect(await worker.call('read', [join(support, 'prying-entry.js')])).toContain('taken over');
});

it('writes the files that it may, and none beside them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenescore-'));
  const file = join(folder, 'kept.json');
  const worker = pryingWorker({ writes: [file] });
  await worker.call('write', [file]);
  expect(readFileSync(file, 'utf8')).toBe('here');
  const denied = { cause: { message: expect.stringContaining('restricted') } };
  await expect(worker.call('write', [`${file}.new`])).rejects.toMatchObject(denied);
  await expect(worker.call('write', [join(folder, 'kept')])).rejects.toMatchObject(denied);
  await expect(worker.call('read', [file])).rejects.toMatchObject(denied);
});

it('is ended when it holds too much, alone and without a second try, and the next call is answered', async () => {
  const started = startedProcesses();
  const worker = pryingWorker({ maxRssMb: 250 });
  await worker.call('grow', [8]);
  await expect(worker.call('grow', [2_000])).rejects.toMatchObject({
    name: 'ServiceError',
    kind: 'outgrown',
  });
  expect(await worker.call('grow', [8])).toBeUndefined();
  expect(started).toHaveLength(2);
});

it('is not used again when a call leaves it with much memory', async () => {
  const started = startedProcesses();
  const worker = pryingWorker({ maxRssMb: 600 });
  for (const at of [1, 2, 3]) {
    await worker.call('grow', [300]);
    expect(started).toHaveLength(at);
  }
});

it('serves another person within two calls, however many one has queued, and takes no more than it can remember', async () => {
  const worker = pryingWorker();
  const served: string[] = [];
  const ask = (person: string) =>
    inRequest(() => worker.call('environment', []).then(() => served.push(person)), {
      server: 'one',
      person,
    });
  const many = Array.from({ length: 600 }, () => ask('a').catch((error: WorkerError) => error.kind));
  await ask('b');
  expect(served.indexOf('b')).toBeLessThanOrEqual(2);
  const outcomes = await Promise.all(many);
  expect(outcomes.filter((outcome) => outcome === 'busy')).toHaveLength(100);
});

it('has room again for calls when others were given up', async () => {
  const worker = pryingWorker();
  const end = new AbortController();
  const given = Array.from({ length: 501 }, () => worker.call('environment', [], { signal: end.signal }));
  end.abort();
  await Promise.allSettled(given);
  await expect(worker.call('environment', [])).resolves.toBeDefined();
});
