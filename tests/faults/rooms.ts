/** What is tried, in rooms that share nothing: each is a process of its own when the whole table is made. */
import { startDiscordWorld } from './bot.ts';
import { runCacheCell } from './cache-cells.ts';
import type { Cell } from './cell.ts';
import type { DatabaseFault, Engine } from './databases.ts';
import { calls, runCallRow, runDeployCell, runLoginCell } from './discord-cells.ts';
import { runGatewayCell, runGatewayLoginCell } from './gateway-cells.ts';
import { gatewayFaultNames } from './gateway-faults.ts';
import { runKeptCell } from './kept-cells.ts';
import { allFaults, runMatrix } from './matrix.ts';
import { postgres } from './postgres.ts';
import { runQueueCell } from './queue-cells.ts';
import { redis } from './redis.ts';
import { runStoreCell, storeFaultNames } from './store-faults.ts';
import { startWorld, type World } from './world.ts';

export type Room = {
  name: string;
  /** Why it cannot be tried here; null when it can. */
  missing: string | null;
  /** Tells each cell when it is done. */
  run(tell: (cell: Cell) => void): Promise<void>;
};

async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
  const world = await startWorld();
  try {
    await work(world);
  } finally {
    await world.close();
  }
}

const databaseRoom = (engine: Engine): Room => ({
  name: engine.name,
  missing: engine.missing,
  run: (tell) =>
    inWorld(async (world) => {
      const database = await engine.start();
      try {
        for (const fault of engine.faults) tell(await runCacheCell(engine, fault, database, world));
      } finally {
        await database.stop();
      }
    }),
});

/** To a bot that runs everything happens midway. */
const whileItRuns = ({ faults }: Engine): readonly DatabaseFault[] =>
  faults.filter(({ isMidway, isOfTheWay, address }) => isMidway || !isOfTheWay || address !== undefined);

const keptRoom = (engine: Engine): Room => ({
  name: `${engine.name}, kept`,
  missing: engine.missing,
  run: (tell) =>
    inWorld(async (world) => {
      const [database, place] = await Promise.all([engine.start(), startDiscordWorld(world)]);
      for (const fault of whileItRuns(engine)) tell(await runKeptCell(engine, fault, database, place, world));
      await Promise.all([database.stop(), place.close()]);
    }),
});

const queueRoom: Room = {
  name: 'Redis, queue',
  missing: redis.missing,
  async run(tell) {
    const database = await redis.start();
    for (const fault of redis.faults) tell(await runQueueCell(fault, database));
    await database.stop();
  },
};

export const rooms: readonly Room[] = [
  {
    name: 'services',
    missing: null,
    async run(tell) {
      for (const cell of await runMatrix(allFaults, 6)) tell(cell);
    },
  },
  {
    name: 'SQLite',
    missing: null,
    run: (tell) =>
      inWorld(async (world) => {
        for (const fault of storeFaultNames) tell(await runStoreCell(fault, world));
      }),
  },
  databaseRoom(redis),
  databaseRoom(postgres),
  keptRoom(redis),
  keptRoom(postgres),
  queueRoom,
  {
    name: 'Discord REST',
    missing: null,
    run: (tell) =>
      inWorld(async (world) => {
        await Promise.all(calls.map((call) => runCallRow(call, allFaults, world, tell)));
      }),
  },
  {
    name: 'Discord, starting',
    missing: null,
    run: (tell) =>
      inWorld(async (world) => {
        for (const fault of allFaults) tell(await runLoginCell(fault, world));
        for (const fault of allFaults) tell(await runDeployCell(fault, world));
      }),
  },
  {
    name: 'Discord gateway',
    missing: null,
    run: (tell) =>
      inWorld(async (world) => {
        for (const fault of gatewayFaultNames) tell(await runGatewayCell(fault, world));
        for (const fault of gatewayFaultNames) tell(await runGatewayLoginCell(fault, world));
      }),
  },
];
