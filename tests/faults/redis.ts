/** Redis, and how it fails in ways of its own. */
import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { noRedis, startRedis } from '../support/database-servers.ts';
import {
  asGuarded,
  behindWire,
  commonFaults,
  type Database,
  type Engine,
  guarded,
  nothing,
} from './databases.ts';

/** Begins with one setting and ends with another. */
const settings =
  (wrong: string[], right: string[]) =>
  async ({ tell }: Database) => {
    await tell('CONFIG', 'SET', ...wrong);
    return async () => void (await tell('CONFIG', 'SET', ...right));
  };

/** A snapshot has failed, for a folder is in its place: Redis takes no writes until one succeeds or none is asked for. */
async function diskGone({ tell }: Database) {
  const [, dir] = z.tuple([z.string(), z.string()]).parse(await tell('CONFIG', 'GET', 'dir'));
  const inTheWay = join(dir, 'dump.rdb');
  mkdirSync(inTheWay);
  await tell('CONFIG', 'SET', 'save', '3600 1');
  await tell('BGSAVE');
  const hasFailed = async (): Promise<boolean> =>
    String(await tell('INFO', 'persistence')).includes('rdb_last_bgsave_status:err');
  while (!(await hasFailed())) await new Promise((resolve) => setTimeout(resolve, 20));
  return async () => {
    await tell('CONFIG', 'SET', 'save', '');
    rmdirSync(inTheWay);
  };
}

export const redis: Engine = {
  name: 'Redis',
  missing: noRedis,
  async start() {
    const server = await startRedis();
    const told = new Redis(server.url);
    told.on('error', () => undefined);
    return behindWire(server, server.url, {
      tell: (...words) => told.call(...words),
      empty: async () => void (await told.flushall()),
      stop: async () => told.disconnect(),
    });
  },
  faults: [
    ...commonFaults,
    {
      name: 'wrong password',
      isMidway: false,
      isOfTheWay: true,
      address: asGuarded,
      async begin({ tell }) {
        await tell('ACL', 'SETUSER', guarded.name, 'on', `>${guarded.right}`, '~*', '&*', '+@all');
        return nothing;
      },
    },
    { name: 'no room', isMidway: false, begin: settings(['maxmemory', '1mb'], ['maxmemory', '0']) },
    {
      name: 'a replica',
      isMidway: false,
      async begin({ tell }) {
        await tell('REPLICAOF', '127.0.0.1', '9');
        return async () => void (await tell('REPLICAOF', 'NO', 'ONE'));
      },
    },
    { name: 'disk gone', isMidway: false, begin: diskGone },
  ],
};
