/**
 * The table that `npm run check:faults` prints, as tests: a ranking with its notice or a sentence, in time, nothing left
 * open. One fault of each kind, so that the suite stays quick; the script tries them all.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import type { Fault } from './fault-server.ts';
import { runMatrix } from './matrix.ts';
import { services } from './services.ts';
import { runStoreCell, storeFaultNames } from './store-faults.ts';
import { startWorld, type World } from './world.ts';

const kinds: readonly Fault[] = ['refused', 'hang', '403', '500', 'wrong shape'];

describe('services', () => {
  let cells: Cell[] = [];
  beforeAll(async () => {
    cells = await runMatrix(kinds, 6);
  }, 300_000);

  describe.each(services.map(({ name }) => name))('%s', (service) => {
    it.each(kinds)('%s', (fault) => {
      const cell = cells.find((one) => one.service === service && one.fault === fault);
      expect(cell).toMatchObject({ trouble: '' });
    });
  });

  it.each(services.filter(({ well }) => well !== undefined))('$name is gone back to', ({ name }) => {
    const cell = cells.find(({ service, fault }) => service === name && fault.endsWith('then well'));
    expect(cell).toMatchObject({ trouble: '' });
  });

  it('leave nothing open', () => {
    expect(cells.at(-1)).toMatchObject({ service: 'left open', trouble: '' });
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
