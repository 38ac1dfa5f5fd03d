/** Real Redis and PostgreSQL servers, started for the tests where their programs are installed. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { postgresServer, redisServer } from './outside-programs.ts';

export { noPostgres, noRedis } from './outside-programs.ts';

export type DatabaseServer = {
  /** Where it writes. */
  folder: string;
  url: string;
  /** As the power cut would: at once, without a word. */
  kill(): Promise<void>;
  /** Again on the same port and the same files. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const isRoot = process.getuid?.() === 0;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server does not listen');
}

async function supervised(
  folder: string,
  port: number,
  url: string,
  start: () => ChildProcess,
  ready: () => Promise<void> = async () => undefined,
): Promise<DatabaseServer> {
  let child = start();
  const orphaned = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', orphaned);
  async function up(): Promise<void> {
    await listening(port, child);
    await ready();
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await ended;
    }
  }
  await up();
  return {
    url,
    folder,
    kill: () => end('SIGKILL'),
    async restart() {
      child = start();
      await up();
    },
    async stop() {
      await end('SIGKILL');
      process.off('exit', orphaned);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Everything is written down at once, so that nothing confirmed is lost by a kill. */
export async function startRedis(): Promise<DatabaseServer> {
  const program = redisServer();
  const folder = mkdtempSync(join(tmpdir(), 'scenescore-redis-'));
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
    // A queue's jobs may never be pushed out by the cache.
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return supervised(folder, port, `redis://127.0.0.1:${port}`, () =>
    spawn(program, args, { stdio: 'ignore' }),
  );
}

/** PostgreSQL refuses to run as root: then it is the user `postgres`, as Debian's package made it. */
export async function startPostgres(): Promise<DatabaseServer> {
  const { initdb, postgres } = postgresServer();
  const folder = mkdtempSync(join(tmpdir(), 'scenescore-postgres-'));
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const user = isRoot ? { uid: id('-u'), gid: id('-g') } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  await promisify(execFile)(
    initdb,
    ['-D', data, '-U', 'scenescore', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    { ...user, cwd: folder },
  );
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
  const url = `postgres://scenescore@127.0.0.1:${port}/postgres`;
  return supervised(
    folder,
    port,
    url,
    () => spawn(postgres, args, { ...user, cwd: folder, stdio: 'ignore' }),
    () => accepting(url),
  );
}

/** It listens before it has read its log. */
async function accepting(url: string): Promise<void> {
  const { default: pg } = await import('pg');
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (tries === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
