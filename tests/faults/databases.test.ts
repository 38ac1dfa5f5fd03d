/** Redis and PostgreSQL as the memory, by one fault of each kind; `npm run check:faults` tries them all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCacheCell } from './cache-cells.ts';
import type { Database } from './databases.ts';
import { postgres } from './postgres.ts';
import { redis } from './redis.ts';
import { startWorld, type World } from './world.ts';

const kinds = [
  'refused',
  'hang, midway',
  'reset midway',
  'killed midway',
  'wrong password',
  'no room',
  'read-only',
  'tables gone midway',
];

describe.each([redis, postgres])('$name', (engine) => {
  if (engine.missing !== null) {
    it.skip(`is not tried here: ${engine.missing}`);
    return;
  }
  let world: World;
  let database: Database;
  beforeAll(async () => {
    [world, database] = await Promise.all([startWorld(), engine.start()]);
  }, 60_000);
  afterAll(async () => {
    await database.stop();
    await world.close();
  });

  it.each(engine.faults.filter(({ name }) => kinds.includes(name)))(
    'as the memory: $name',
    async (fault) => {
      expect(await runCacheCell(engine, fault, database, world)).toMatchObject({ trouble: '' });
    },
    60_000,
  );
});
