/** The built bot as people run it, in a process of its own: how soon it is there, how large, how late its event loop. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answered, askFor, csvOf, type PlaylistFile } from './bot/ask.ts';
import { assertBuilt, type BotProcess, type Measured, startBotProcess } from './bot/bot-process.ts';
import { type BotWorld, startBotWorld, sungSongs } from './bot/world.ts';

type Row = { what: string; measured: string; wanted: string };

const inMs = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
const inSeconds = (value: number): string => `${(value / 1000).toFixed(1)} s`;
const inMb = (value: number): string => `${value.toFixed(0)} MB`;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function startUp(world: BotWorld, rounds: number): Promise<Row[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const bot = await startBotProcess(await world.env(), { isProbed: false });
    times.push(bot.readyMs);
    await bot.stop();
  }
  return [
    { what: `start to ready, median of ${rounds}`, measured: inMs(median(times)), wanted: 'under 2,000 ms' },
  ];
}

/** Everybody at once, a few times over. The first request is not counted: what is made once is made then. */
async function acknowledgements(world: BotWorld): Promise<Row[]> {
  const bot = await startBotProcess(await world.env());
  const times: number[] = [];
  try {
    await askFor(world.discord, csvOf(world.songs.slice(0, 2)));
    for (let round = 1; round <= 4; round++) {
      const playlist = csvOf(world.songs.slice(round * 2, round * 2 + 2));
      const answers = await Promise.all(Array.from({ length: 25 }, () => askFor(world.discord, playlist)));
      times.push(...answers.map(({ acknowledgedMs }) => acknowledgedMs));
    }
  } finally {
    await bot.stop();
  }
  return [
    {
      what: 'acknowledged, 25 requests at once: median',
      measured: inMs(median(times)),
      wanted: 'under 100 ms',
    },
    { what: `acknowledged: the slowest of ${times.length}`, measured: inMs(Math.max(...times)), wanted: '–' },
  ];
}

type Lap = { answer: Answered; measured: Measured };

async function lap(bot: BotProcess, world: BotWorld, playlist: PlaylistFile): Promise<Lap> {
  await bot.measured();
  const answer = await askFor(world.discord, playlist);
  return { answer, measured: await bot.measured() };
}

function lapRows(what: string, { answer, measured }: Lap): Row[] {
  const { firstMs, lastMs } = answer;
  return [
    { what: `${what}: event loop p99`, measured: inMs(measured.p99Ms), wanted: 'under 20 ms' },
    { what: '  event loop at most', measured: inMs(measured.maxMs), wanted: '–' },
    { what: '  first and last answer', measured: `${inSeconds(firstMs)}, ${inSeconds(lastMs)}`, wanted: '–' },
    { what: '  memory at most', measured: inMb(measured.peakMb), wanted: '–' },
  ];
}

/** What a bot holds that has nothing to do. */
const idleRow = (what: string, bot: BotProcess): Row => ({
  what: `memory, ${what}`,
  measured: inMb(bot.rssMb()),
  wanted: 'under 160 MB',
});

async function withBot<T>(env: NodeJS.ProcessEnv, work: (bot: BotProcess) => Promise<T>): Promise<T> {
  const bot = await startBotProcess(env);
  try {
    return await work(bot);
  } finally {
    await bot.stop();
  }
}

/** Nothing is known of the songs, and captions, words and vectors are all made; then everything but the rank is known. */
async function coldAndWarm(world: BotWorld, { isQuick }: { isQuick: boolean }): Promise<Row[]> {
  return withBot(await world.env({ MODELS_IDLE_MINUTES: '1' }), async (bot) => {
    const rows: Row[] = [];
    if (!isQuick) {
      await sleep(30_000);
      rows.push(idleRow('30 s after the start', bot));
    }
    const playlist = csvOf(world.songs.slice(0, 200));
    rows.push(...lapRows('200 songs, cold, words list', await lap(bot, world, playlist)));
    rows.push(...lapRows('the same again', await lap(bot, world, playlist)));
    if (!isQuick) {
      await sleep(120_000);
      rows.push(idleRow('after both, models and words unloaded', bot));
    }
    return rows;
  });
}

async function withGemini(world: BotWorld): Promise<Row[]> {
  return withBot(await world.env(world.gemini), async (bot) =>
    lapRows('200 songs, cold, Gemini', await lap(bot, world, csvOf(world.songs.slice(0, 200)))),
  );
}

/** Discord's largest file, and more songs than anybody has. */
async function longLists(world: BotWorld): Promise<Row[]> {
  const many = await sungSongs(10_000);
  return withBot(await world.env(), async (bot) => {
    const large = await lap(bot, world, csvOf(many.slice(0, 200), 24_000));
    const long = await lap(bot, world, csvOf(many));
    return [...lapRows('a file of 5 MB', large), ...lapRows('10,000 songs, cold', long)];
  });
}

/** `npm run bench -- bot`, after `npm run build`; `isQuick` leaves out the waits for an idle bot. */
export async function benchBot({ isQuick = false } = {}): Promise<void> {
  assertBuilt();
  const world = await startBotWorld(1_000);
  try {
    const rows = [
      ...(await startUp(world, isQuick ? 3 : 7)),
      ...(await acknowledgements(world)),
      ...(await coldAndWarm(world, { isQuick })),
      ...(await withGemini(world)),
      ...(await longLists(world)),
    ];
    console.log('\nBot: the build, in a process of its own');
    console.log(`${''.padEnd(48)}${'measured'.padStart(16)}${'wanted'.padStart(18)}`);
    for (const { what, measured, wanted } of rows)
      console.log(what.padEnd(48) + measured.padStart(16) + wanted.padStart(18));
  } finally {
    await world.close();
  }
}
