/** Discord itself, by one fault of each kind; `npm run check:faults` tries them all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { calls, runCallRow, runDeployCell, runLoginCell } from './discord-cells.ts';
import type { Fault } from './fault-server.ts';
import { runGatewayCell, runGatewayLoginCell } from './gateway-cells.ts';
import type { GatewayFault } from './gateway-faults.ts';
import { startWorld, type World } from './world.ts';

const kinds: readonly Fault[] = ['refused', 'hang', '401', '429'];
const cells: Cell[] = [];
let world: World;
beforeAll(async () => {
  world = await startWorld();
  await Promise.all(calls.map((call) => runCallRow(call, kinds, world, (cell) => void cells.push(cell))));
}, 240_000);
afterAll(() => world.close());

describe.each(calls)('$name', ({ name }) => {
  it.each(kinds)('%s', (fault) => {
    expect(cells.find((cell) => cell.service === name && cell.fault === fault)).toMatchObject({
      trouble: '',
    });
  });
});

it.each<Fault>(['429', 'wrong shape'])(
  'logging in: %s',
  async (fault) => {
    expect(await runLoginCell(fault, world)).toMatchObject({ trouble: '' });
  },
  60_000,
);

it.each<Fault>(['429', 'slow drip'])(
  'registering commands: %s',
  async (fault) => {
    expect(await runDeployCell(fault, world)).toMatchObject({ trouble: '' });
  },
  60_000,
);

it.each<GatewayFault>(['deaf', 'token refused (4004)', 'invalid session (opcode 9)'])(
  'the gateway: %s',
  async (fault) => {
    expect(await runGatewayCell(fault, world)).toMatchObject({ trouble: '' });
  },
  90_000,
);

it.each<GatewayFault>(['refused', 'token refused (4004)'])(
  'the gateway at login: %s',
  async (fault) => {
    expect(await runGatewayLoginCell(fault, world)).toMatchObject({ trouble: '' });
  },
  90_000,
);
