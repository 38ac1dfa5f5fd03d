/** Discord's REST calls by their faults: answered in the end or told in the log, and nothing for the next person. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../src/commands/index.ts';
import { deployCommands, deployFailure } from '../../src/discord/deploy.ts';
import { causeChain } from '../../src/errors.ts';
import {
  answerTo,
  askForMatch,
  type DiscordWorld,
  type FaultBot,
  isLastWord,
  messagesOf,
  rate,
  seen,
  somebody,
  startDiscordWorld,
  startFaultBot,
  startRated,
  toldTo,
} from './bot.ts';
import { type Cell, troubleOf } from './cell.ts';
import type { Fault } from './fault-server.ts';
import type { World } from './world.ts';

type Call = {
  name: string;
  /** `PATCH /webhooks/…` */
  like: RegExp;
  /** What the person attaches. */
  photo?: string;
};

/** What a bot asks of Discord while it runs. */
export const calls: readonly Call[] = [
  { name: 'Discord, acknowledging', like: /^POST \/api\/v10\/interactions\// },
  { name: 'Discord, editing the reply', like: /^PATCH \/api\/v10\/webhooks\// },
  // A mistake is told to the person alone: in a message of its own, once the first is moved away.
  { name: 'Discord, following up', like: /^POST \/api\/v10\/webhooks\//, photo: 'songs-0.txt' },
];

const patienceMs = 20_000;
/** Of a request to Discord, in this world: a busy machine takes a second to begin. */
const requestMs = 2_500;
/** A run edits its reply a few times, and the last words wait for two requests at most. */
const latestMs = 8_000;
/** pino's. */
const error = 50;
/** One request has four tries; a run edits its reply a few times. */
const mostAsked = 60;

type Rated = Awaited<ReturnType<typeof startRated>>;

/** A busy machine may be late with a picture, and says so. */
const wordsOf = ({ log }: FaultBot): FaultBot['log'] => log.filter(({ msg }) => !msg.includes('picture'));

/** Whatever came of it was said once: the failure, and perhaps that the person could not be told. */
function tooManyWords(bot: FaultBot): string {
  const words = wordsOf(bot);
  const errors = words.filter(({ level }) => level >= error);
  return errors.length > 1 || words.length > 2 ? `logged: ${words.map(({ msg }) => msg).join(', ')}` : '';
}

/** `answered` where Discord has an answer or a sentence, `logged` where it has none and the log says so. */
async function outcomeOf(bot: FaultBot, { discord }: DiscordWorld, interaction: string): Promise<string> {
  const isThere = (): boolean => messagesOf(discord, interaction).some(isLastWord);
  const outcome = await seen(
    () => (isThere() && 'answered') || (wordsOf(bot).length > 0 && 'logged'),
    latestMs,
  );
  return outcome ?? 'nothing';
}

/** For the person who investigates. */
const lastWordOf = ({ discord }: DiscordWorld, interaction: string): string =>
  JSON.stringify(messagesOf(discord, interaction).at(-1)?.content ?? null);

async function runCallCell(
  call: Call,
  fault: Fault,
  place: DiscordWorld,
  { bot, person, result }: Rated,
): Promise<Cell> {
  const { front } = place;
  const before = front.asked();
  bot.log.length = 0;
  await front.fail(fault, call.like);
  const startedAt = performance.now();
  const unlucky = somebody();
  const outcome = await outcomeOf(bot, place, askForMatch(place, unlucky, 1, call.photo));
  const ms = Math.round(performance.now() - startedAt);
  // What else is to be said of it takes one more request.
  await seen(
    () => outcome !== 'answered' && bot.log.length > 1,
    outcome === 'answered' ? 500 : requestMs + 500,
  );
  const asked = front.asked() - before;
  await front.repair();
  const words = tooManyWords(bot);
  const nextAt = performance.now();
  // The same person: nothing of theirs may be in the way.
  const other = askForMatch(place, unlucky, 2);
  const answer = await answerTo(place, other, patienceMs);
  const next = { ms: Math.round(performance.now() - nextAt), asked: 0 };
  const again = await toldTo(place, rate(place, person, result, 'up'), patienceMs);
  const trouble = troubleOf(
    outcome === 'nothing' && 'neither answered nor logged',
    ms > latestMs && 'too late',
    asked > mostAsked && 'asked without end',
    words,
    answer === undefined && `no answer when it was back, but ${lastWordOf(place, other)}`,
    // Pressed again, a rating that is there is removed: it was there.
    again?.includes('is removed') !== true && `the rating is gone: ${again}`,
  );
  // And is there again for the next cell.
  await toldTo(place, rate(place, person, result, 'up'), patienceMs);
  return { service: call.name, fault, outcome, ms, asked, next, trouble };
}

/** One bot lives through all of them. */
export async function runCallRow(
  call: Call,
  kinds: readonly Fault[],
  world: World,
  tell: (cell: Cell) => void,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-fault-'));
  const place = await startDiscordWorld(world);
  const rated = await startRated(place, world, { dataDir, requestMs });
  try {
    for (const fault of kinds) tell(await runCallCell(call, fault, place, rated));
  } finally {
    await rated.bot.close();
    await place.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The login by every fault: a sentence for the person who starts the program, and nothing in the way of the next start. */
export async function runLoginCell(fault: Fault, world: World): Promise<Cell> {
  const dataDir = mkdtempSync(join(tmpdir(), 'scenescore-fault-'));
  const place = await startDiscordWorld(world);
  const { front } = place;
  try {
    await front.fail(fault, /gateway\/bot/);
    const startedAt = performance.now();
    const outcome = await startFaultBot(place, world, { dataDir, requestMs }).then(
      async (bot) => {
        await bot.close();
        return 'started';
      },
      (failure) => `ends: ${causeChain(failure)[0]}`,
    );
    const ms = Math.round(performance.now() - startedAt);
    const asked = front.asked();
    await front.repair();
    const { bot } = await startRated(place, world, { dataDir, requestMs });
    await bot.close();
    const trouble = troubleOf(
      !/^ends: (UserError: bad-token$|ServiceError: a GET request|DiscordAPIError)/.test(outcome) &&
        'no sentence',
      ms > latestMs && 'too late',
      asked > mostAsked && 'asked without end',
    );
    return {
      service: 'Discord, logging in',
      fault,
      outcome: outcome.slice(0, 40),
      ms,
      asked,
      next: null,
      trouble,
    };
  } finally {
    await place.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Registering the commands: one line that says why not, or the names. */
export async function runDeployCell(fault: Fault, world: World): Promise<Cell> {
  const { front, close } = await startDiscordWorld(world);
  const options = {
    apiUrl: front.apiUrl,
    token: 'a-token',
    applicationId: undefined,
    serverId: undefined,
    commands,
    requestMs,
  };
  try {
    await front.fail(fault, /commands/);
    const startedAt = performance.now();
    const line = await deployCommands(options).then(
      (names) => `Registered ${names.length}.`,
      (failure) => deployFailure(failure),
    );
    const ms = Math.round(performance.now() - startedAt);
    const asked = front.asked();
    await front.repair();
    const again = await deployCommands(options).catch(deployFailure);
    const trouble = troubleOf(
      !/^(Registered|Discord does not accept DISCORD_TOKEN|Discord refused the commands|I could not register the commands: )[^\n]*\.?$/.test(
        line,
      ) && `said: ${line}`,
      ms > latestMs && 'too late',
      asked > mostAsked && 'asked without end',
      !Array.isArray(again) && `not when it was back: ${again}`,
    );
    return {
      service: 'Discord, registering commands',
      fault,
      outcome: line.slice(0, 40),
      ms,
      asked,
      next: null,
      trouble,
    };
  } finally {
    await close();
  }
}
