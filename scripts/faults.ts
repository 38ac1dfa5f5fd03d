/** `npm run check:faults`: the fault matrix as a table, services by faults, each with what it ends in and its time. */
import Table from 'cli-table3';
import { allFaults, type Cell, runMatrix } from '../tests/faults/matrix.ts';
import { runStoreCell, storeFaultNames } from '../tests/faults/store-faults.ts';
import { startWorld } from '../tests/faults/world.ts';

async function databaseCells(): Promise<Cell[]> {
  const world = await startWorld();
  const cells: Cell[] = [];
  for (const fault of storeFaultNames) cells.push(await runStoreCell(fault, world));
  await world.close();
  return cells;
}

const cells = [...(await runMatrix(allFaults, 8)), ...(await databaseCells())];
for (const service of new Set(cells.map((cell) => cell.service))) {
  const table = new Table({ head: [service, 'ends in', 'ms', 'asked', ''], style: { head: [], border: [] } });
  for (const { fault, outcome, ms, asked, trouble } of cells.filter((cell) => cell.service === service))
    table.push([fault, outcome, ms, asked, trouble === '' ? 'ok' : `WRONG: ${trouble}`]);
  console.log(`${table}\n`);
}
const good = cells.filter(({ trouble }) => trouble === '').length;
console.log(`${good} of ${cells.length} cells end as they should.`);
process.exitCode = good === cells.length ? 0 : 1;
