/** Redis and PostgreSQL as the memory, as the store and as the queue, by one fault of each kind; `npm run check:faults` tries them all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DiscordWorld, startDiscordWorld } from './bot.ts';
import { runCacheCell } from './cache-cells.ts';
import type { Database } from './databases.ts';
import { runKeptCell } from './kept-cells.ts';
import { postgres } from './postgres.ts';
import { runQueueCell } from './queue-cells.ts';
import { redis } from './redis.ts';
import { startWorld, type World } from './world.ts';

const kinds = [
  'hang, midway',
  'reset midway',
  'killed midway',
  'wrong password',
  'no room',
  'read-only',
  'tables gone midway',
];

const ofKept = ['hang, midway', 'killed midway', 'no room', 'read-only', 'wrong password'];
const ofQueue = ['refused', 'reset midway', 'killed midway', 'no room'];

describe.each([redis, postgres])('$name', (engine) => {
  if (engine.missing !== null) {
    it.skip(`is not tried here: ${engine.missing}`);
    return;
  }
  let world: World;
  let database: Database;
  let place: DiscordWorld;
  beforeAll(async () => {
    [world, database] = await Promise.all([startWorld(), engine.start()]);
    place = await startDiscordWorld(world);
  }, 60_000);
  afterAll(async () => {
    await database.stop();
    await place.close();
    await world.close();
  });

  it.each(engine.faults.filter(({ name }) => kinds.includes(name)))(
    'as the memory: $name',
    async (fault) => {
      expect(await runCacheCell(engine, fault, database, world)).toMatchObject({ trouble: '' });
    },
    60_000,
  );

  it.each(engine.faults.filter(({ name }) => ofKept.includes(name)))(
    "as the bot's store: $name",
    async (fault) => {
      expect(await runKeptCell(engine, fault, database, place, world)).toMatchObject({ trouble: '' });
    },
    120_000,
  );

  it.each(engine.name === 'Redis' ? engine.faults.filter(({ name }) => ofQueue.includes(name)) : [])(
    'as the queue: $name',
    async (fault) => {
      expect(await runQueueCell(fault, database)).toMatchObject({ trouble: '' });
    },
    60_000,
  );
});
