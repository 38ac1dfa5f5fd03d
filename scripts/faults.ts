/** `npm run check:faults`: the fault matrix as a table, services by faults, each with what it ends in and its time. */
import { fork } from 'node:child_process';
import Table from 'cli-table3';
import { createLimit } from '../src/concurrency/queues.ts';
import type { Cell } from '../tests/faults/cell.ts';
import { type Room, rooms } from '../tests/faults/rooms.ts';

const program = new URL('../tests/faults/room-program.ts', import.meta.url);
/** A room that takes longer hangs. */
const roomMs = 5 * 60_000;
/** Most of them wait for somebody who does not answer. */
const roomsAtOnce = 4;

/** The cells of a room, and one more where its process did not end by itself, with 0. */
async function cellsOf({ name }: Room): Promise<Cell[]> {
  const cells: Cell[] = [];
  let said = '';
  const child = fork(program, [name], { execArgv: ['--import', 'tsx'], silent: true });
  child.on('message', (cell: Cell) => cells.push(cell));
  child.stderr?.on('data', (text) => {
    said = `${said}${text}`.slice(-2_000);
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), roomMs);
  const ended = await new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
  clearTimeout(timer);
  if (ended === 0) return cells;
  process.stderr.write(said);
  const trouble = `the process ended with ${ended} after ${cells.at(-1)?.service} ${cells.at(-1)?.fault}`;
  return [...cells, { service: name, fault: '', outcome: 'crash', ms: 0, asked: 0, next: null, trouble }];
}

function tableOf(service: string, cells: readonly Cell[]): string {
  const head = [service, 'ends in', 'ms', 'asked', 'next: ms', 'asked', ''];
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const { fault, outcome, ms, asked, next, trouble } of cells) {
    const verdict = trouble === '' ? 'ok' : `WRONG: ${trouble}`;
    table.push([fault, outcome, ms, asked, next?.ms ?? '', next?.asked ?? '', verdict]);
  }
  return table.toString();
}

const inTurn = createLimit({ concurrency: roomsAtOnce });
const tried = rooms.filter(({ missing }) => missing === null);
const together = await Promise.all(
  tried.map((room) => inTurn(async () => ({ room, cells: await cellsOf(room) }))),
);
const isWrong = ({ trouble }: Cell): boolean => trouble !== '';
const cells: Cell[] = [];
// Rooms share the machine, and so do their limits of time: one with a wrong cell is tried once more, alone.
for (const { room, cells: first } of together) {
  const wrong = first.filter(isWrong);
  for (const { service, fault, trouble } of wrong)
    console.log(`Once more, alone: ${service}, ${fault}: ${trouble}`);
  cells.push(...(wrong.length === 0 ? first : await cellsOf(room)));
}
for (const service of new Set(cells.map((cell) => cell.service))) {
  const own = cells.filter((cell) => cell.service === service);
  console.log(`${tableOf(service, own)}\n`);
}
for (const { name, missing } of rooms) if (missing !== null) console.log(`${name}: skipped, for ${missing}.`);
const good = cells.filter((cell) => !isWrong(cell)).length;
console.log(`${good} of ${cells.length} cells end as they should.`);
process.exitCode = good === cells.length ? 0 : 1;
