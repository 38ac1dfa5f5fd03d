/** The gateway by its faults: the bot finds its way back, or ends loudly and is restarted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { causeChain } from '../../src/errors.ts';
import {
  answerTo,
  askForMatch,
  rate,
  seen,
  somebody,
  startDiscordWorld,
  startFaultBot,
  startRated,
  toldTo,
} from './bot.ts';
import { type Cell, troubleOf } from './cell.ts';
import { failingOf, type GatewayFault } from './gateway-faults.ts';
import type { World } from './world.ts';

const patienceMs = 20_000;
/** Heartbeats go unheard twice before a connection is given up. */
const heartbeatMs = 1_000;
/** How long a fault lasts that does not end by itself. */
const lastsMs = 3_000;

const isFinal = (fault: GatewayFault): boolean => failingOf(fault).isFinal === true;

/** While a bot runs: somebody has rated, the gateway fails, is well again, and the next person comes. */
export async function runGatewayCell(fault: GatewayFault, world: World): Promise<Cell> {
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-fault-'));
  const place = await startDiscordWorld(world, heartbeatMs);
  const { front, discord } = place;
  let { bot, person, result } = await startRated(place, world, { dataDir });
  try {
    bot.log.length = 0;
    const startedAt = performance.now();
    front.failGateway(fault);
    const lost = await Promise.race([
      bot.lost,
      new Promise<null>((resolve) => setTimeout(() => resolve(null), isFinal(fault) ? patienceMs : lastsMs)),
    ]);
    const log = bot.log.map(({ msg }) => msg);
    await front.repair();
    if (lost !== null) {
      // As a supervisor would.
      await bot.close();
      bot = await startFaultBot(place, world, { dataDir });
    }
    const isBack = await seen(() => bot.isWell(), patienceMs);
    const ms = Math.round(performance.now() - startedAt);
    const nextAt = performance.now();
    const answer = await answerTo(place, askForMatch(place, somebody(), 1), patienceMs);
    const next = { ms: Math.round(performance.now() - nextAt), asked: 0 };
    const again = await toldTo(place, rate(place, person, result, 'up'), patienceMs);
    const trouble = troubleOf(
      isFinal(fault) !== (lost !== null) &&
        (lost === null ? 'lost, and nobody is told' : `given up: ${lost.message}`),
      isBack !== true && 'did not come back',
      answer === undefined && 'no answer when it was back',
      again?.includes('is removed') !== true && `the rating is gone: ${again}`,
      log.length > 3 && `logged: ${log.join(', ')}`,
      discord.problems.length > 0 && discord.problems.join(', '),
    );
    const outcome = lost === null ? 'goes on' : 'ends loudly, restarts';
    return { service: 'Discord gateway', fault, outcome, ms, asked: front.asked(), next, trouble };
  } finally {
    await bot.close();
    await place.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** At login: comes up when the gateway is well, or says why not. */
export async function runGatewayLoginCell(fault: GatewayFault, world: World): Promise<Cell> {
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-fault-'));
  const place = await startDiscordWorld(world, heartbeatMs);
  const { front } = place;
  front.failGateway(fault);
  const startedAt = performance.now();
  const starting = startFaultBot(place, world, { dataDir }).then(
    (bot) => ({ bot, why: '' }),
    (error) => ({ bot: null, why: causeChain(error)[0] ?? '' }),
  );
  try {
    await Promise.race([starting, new Promise((resolve) => setTimeout(resolve, lastsMs))]);
    await front.repair();
    const { bot, why } = await starting;
    const isBack = bot !== null && (await seen(() => bot.isWell(), patienceMs)) === true;
    const ms = Math.round(performance.now() - startedAt);
    const answer = isBack ? await answerTo(place, askForMatch(place, somebody(), 1), patienceMs) : undefined;
    await bot?.close();
    const trouble = troubleOf(
      isFinal(fault) && !/^UserError: /.test(why) && `said: ${why}`,
      !isFinal(fault) && answer === undefined && `no answer when it was back: ${why}`,
    );
    const outcome = isBack ? 'comes up' : `ends: ${why.slice(0, 32)}`;
    return {
      service: 'Discord gateway, logging in',
      fault,
      outcome,
      ms,
      asked: front.asked(),
      next: null,
      trouble,
    };
  } finally {
    await place.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
