/** The table that `npm run check:faults` prints, as tests: a ranking with its notice or a sentence, in time, nothing left open. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './fault-server.ts';
import { type Cell, runMatrix } from './matrix.ts';
import { services } from './services.ts';
import { runStoreCell, storeFaultNames } from './store-faults.ts';
import { startWorld, type World } from './world.ts';

describe('services', () => {
  let cells: Cell[] = [];
  beforeAll(async () => {
    cells = await runMatrix(10);
  }, 300_000);

  describe.each(services.map(({ name }) => name))('%s', (service) => {
    it.each(Object.keys(faults))('%s', (fault) => {
      const cell = cells.find((one) => one.service === service && one.fault === fault);
      expect(cell).toMatchObject({ trouble: '' });
    });
  });
});

describe('the database', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  it.each(storeFaultNames)(
    '%s',
    async (fault) => {
      expect(await runStoreCell(fault, world)).toMatchObject({ trouble: '' });
    },
    60_000,
  );
});
