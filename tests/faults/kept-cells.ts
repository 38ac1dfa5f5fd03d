/** A database as the bot's own store: when it fails people are told so, and nothing they were promised is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessageBody } from '../support/discord/test-bot.ts';
import {
  answerTo,
  askForMatch,
  type DiscordWorld,
  isLastWord,
  messagesOf,
  rate,
  resultOf,
  seen,
  somebody,
  startFaultBot,
  startRated,
  toldTo,
  wasConfirmed,
} from './bot.ts';
import { type Cell, isSentence, troubleOf } from './cell.ts';
import { createSpell, type Database, type DatabaseFault, type Engine } from './databases.ts';
import { verdictOf } from './keepsake.ts';
import type { World } from './world.ts';

const patienceMs = 30_000;
/** The engines' own patience, and a busy machine. */
const latestMs = 30_000;
const closeMs = 8_000;

/** What somebody who asks for songs gets: `an answer`, `an answer without buttons`, `a sentence`, or `nothing`. */
async function outcomeOf(place: DiscordWorld, interaction: string): Promise<string> {
  // Lines of progress end with three dots.
  const isOver = (message: MessageBody): boolean => isLastWord(message) || isSentence(message.content ?? '');
  const found = await seen(() => messagesOf(place.discord, interaction).find(isOver), latestMs);
  if (found === undefined) return 'nothing';
  if (resultOf(found) !== undefined) return 'an answer';
  return (found.embeds?.length ?? 0) > 0 ? 'an answer without buttons' : 'a sentence';
}

/** With a wrong password there is no bot at all: the person who starts it sees why. */
async function runStart(place: DiscordWorld, world: World, dataDir: string, url: string): Promise<string> {
  return startFaultBot(place, world, { dataDir, env: { STORE_URL: url } }).then(
    async (bot) => {
      await bot.close();
      return 'started';
    },
    (error: unknown) =>
      error instanceof Error && error.message !== '' ? 'does not start' : 'ends without a word',
  );
}

export async function runKeptCell(
  { name }: Engine,
  fault: DatabaseFault,
  database: Database,
  place: DiscordWorld,
  world: World,
): Promise<Cell> {
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-fault-'));
  const spell = createSpell(fault, database);
  const service = `${name}, kept`;
  await database.empty();
  try {
    if (fault.address !== undefined) {
      await spell.begin();
      const startedAt = performance.now();
      const outcome = await runStart(place, world, dataDir, fault.address(database.url));
      const ms = Math.round(performance.now() - startedAt);
      return {
        service,
        fault: fault.name,
        outcome,
        ms,
        asked: 1,
        next: null,
        trouble: outcome === 'does not start' ? '' : outcome,
      };
    }
    const env = { STORE_URL: database.url };
    const { bot, person, result } = await startRated(place, world, { dataDir, env });
    const made = database.wire.made();
    await spell.begin();
    const startedAt = performance.now();
    const told = await toldTo(place, rate(place, person, result, 'down'), latestMs);
    const ms = Math.round(performance.now() - startedAt);
    const isConfirmed = wasConfirmed(told);
    const nextAt = performance.now();
    const outcome = await outcomeOf(place, askForMatch(place, somebody(), 1));
    const next = { ms: Math.round(performance.now() - nextAt), asked: database.wire.made() - made };
    await spell.end();
    const other = somebody();
    // Connections are sought again in steps.
    const back = await untilKept(place, other);
    const again = back && (await toldTo(place, rate(place, other, back, 'up'), patienceMs));
    const closedAt = performance.now();
    await bot.close();
    const closing = performance.now() - closedAt;
    const verdict = await verdictOf(database.url, person, result);
    const trouble = troubleOf(
      told === undefined && 'no word about the rating',
      told !== undefined && !isConfirmed && !isSentence(told) && `no sentence: ${told}`,
      outcome === 'nothing' && 'no word about the match',
      back === undefined && 'nothing is kept when it is back',
      back !== undefined && !wasConfirmed(again) && `no rating when it was back: ${again}`,
      verdict === null && 'lost a rating',
      isConfirmed && verdict !== 'does-not-fit' && 'lost a rating that was confirmed',
      closing > closeMs && `closing took ${Math.round(closing)} ms`,
    );
    const rated = isConfirmed ? 'rated' : 'told';
    return { service, fault: fault.name, outcome: `${rated}, ${outcome}`, ms, asked: 1, next, trouble };
  } finally {
    await spell.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Asks until an answer is kept, and gives its result. */
async function untilKept(place: DiscordWorld, person: string): Promise<string | undefined> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const result = resultOf(await answerTo(place, askForMatch(place, person, 2), latestMs));
    if (result !== undefined) return result;
  }
  return undefined;
}
