/**
 * `npm run soak [-- --minutes 30] [--every-ms 2500] [--no-hostile]`: one bot process, built as it is shipped, under a steady
 * load on loopback services, and whether its memory and its handles stay where they are. Twenty people use it, and every
 * second minute one more who means harm: nobody else may be refused, or wait twice as long as in the minutes between.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { childrenOf, median, type Sample, sample, slopePerHour } from '../tests/support/soak/gauges.ts';
import { createHostile } from '../tests/support/soak/hostile.ts';
import { createPeople } from '../tests/support/soak/people.ts';
import { startSoakWorld } from '../tests/support/soak/world.ts';

const { values: given } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    'every-ms': { type: 'string', default: '2500' },
    'sample-ms': { type: 'string', default: '30000' },
    'bot-log': { type: 'string', default: 'soak-bot.log' },
    'heap-mb': { type: 'string', default: '512' },
    'no-hostile': { type: 'boolean', default: false },
  },
});
const minutes = Number(given.minutes);
const everyMs = Number(given['every-ms']);
/** Modules load, caches and pools fill: what grows then says nothing. */
const warmUpMinutes = Math.min(5, minutes / 4);
/** What may still be noise in half an hour: of resident memory a part, of the heap that is held MB, of handles. */
const mostGrowth = { resident: 0.1, held: 10, handles: 4 };
/** How many times as long a match may take while somebody hostile is at work. */
const mostWait = 2;

const world = await startSoakWorld();
const log = createWriteStream(given['bot-log']);
/**
 * What Node collects when it likes says little: what is held shows when all else is collected, twice in a soak. Once
 * more a moment later, for what is freed only when its finalizers have run.
 */
const collecting =
  "data:text/javascript,process.on('SIGUSR2',()=>{globalThis.gc();setTimeout(globalThis.gc,500)})";
/** As on a machine of 1 GB: with more, V8 lets garbage lie until it is four times what is held. */
const flags = [`--max-old-space-size=${given['heap-mb']}`, '--expose-gc', '--import', collecting];
const bot = spawn(process.execPath, [...flags, '--enable-source-maps', 'dist/src/index.js'], {
  env: world.env,
  stdio: ['ignore', 'pipe', 'pipe'],
});
const { pid } = bot;
if (pid === undefined) throw new Error('the bot could not be started');
let said = '';
/** Lines of the log that say that something went wrong here, and what stands beside the log. */
const errors: string[] = [];
for (const stream of [bot.stdout, bot.stderr]) {
  stream.on('data', (chunk) => {
    if (said.length < 10_000) said += chunk;
    log.write(chunk);
  });
  createInterface({ input: stream }).on('line', (line) => {
    if (/"level":[56]0/.test(line) || (stream === bot.stderr && !line.startsWith('{'))) errors.push(line);
  });
}
const ended = new Promise<number | null>((resolve) => bot.on('exit', resolve));

await world.discord.identified();
while (!said.includes('"msg":"ready"')) await sleep(50);
const metricsUrl = `${/"url":"(http:[^"]+)"/.exec(said)?.[1]}/metrics`;

const startedAtMs = performance.now();
const isBeside = (): boolean =>
  !given['no-hostile'] && Math.floor((performance.now() - startedAtMs) / 60_000) % 2 === 1;
const isWarm = (): boolean => performance.now() - startedAtMs > warmUpMinutes * 60_000;
const people = createPeople(world, () => (isWarm() ? (isBeside() ? 'beside' : 'calm') : 'warming-up'));
const hostile = await createHostile(world, people.answers);
const endAtMs = startedAtMs + minutes * 60_000;
const samples: Sample[] = [];
const atWork = new Set<Promise<void>>();
const isOver = (): boolean => performance.now() >= endAtMs || bot.exitCode !== null;

const row = (one: Sample): string =>
  `${one.at.toFixed(1).padStart(5)} min  rss ${one.rss.toFixed(0)} + ${one.modelRss.toFixed(0)} MB  heap ${one.heap.toFixed(0)}  external ${one.external.toFixed(0)}  sockets ${one.sockets}  files ${one.files}  other ${one.otherFds}  handles ${one.handles}  resources ${one.resources}  threads ${one.threads}  loop p99 ${one.loopP99.toFixed(1)} ms  answered ${people.tally.answered}  told ${people.tally.told}  failed ${people.tally.failed.length}`;

/** The heap that is really held, in MB. */
async function held(): Promise<number> {
  bot.kill('SIGUSR2');
  await sleep(1_000);
  return (await sample(pid ?? 0, metricsUrl, startedAtMs)).heap;
}

async function takeSamples(): Promise<void> {
  for (let number = 1; !isOver(); number++) {
    await sleep(Math.max(0, startedAtMs + number * Number(given['sample-ms']) - performance.now()));
    if (isOver()) return;
    const one = await sample(pid ?? 0, metricsUrl, startedAtMs);
    samples.push(one);
    console.log(row(one));
    world.forget();
  }
}

async function keepAsking(): Promise<void> {
  for (let number = 1; !isOver(); number++) {
    const act = people.act().finally(() => atWork.delete(act));
    atWork.add(act);
    await sleep(Math.max(0, startedAtMs + number * everyMs - performance.now()));
  }
  await Promise.all(atWork);
}

async function keepHarming(): Promise<void> {
  while (!isOver()) {
    if (isBeside()) await hostile.act();
    else await sleep(200);
  }
}

const [, , , heldFirst] = await Promise.all([
  takeSamples(),
  keepAsking(),
  keepHarming(),
  sleep(warmUpMinutes * 60_000).then(held),
]);
let heldLast = Number.NaN;
const died = bot.exitCode;
if (died === null) {
  // At rest, nothing of the load may be left.
  await sleep(Math.min(15_000, minutes * 1_000));
  heldLast = await held();
  console.log(`at rest: ${row(await sample(pid, metricsUrl, startedAtMs))}`);
}
const children = died === null ? childrenOf(pid) : [];
bot.kill('SIGTERM');
const code = await ended;
const left = [
  ...children.filter((child) => existsSync(`/proc/${child}`)).map((child) => `process ${child}`),
  ...readdirSync(world.temporary),
];
await world.close();

const steady = samples.filter(({ at }) => at >= warmUpMinutes);
const third = Math.ceil(steady.length / 3);
const [first, last] = [steady.slice(0, third), steady.slice(-third)];
const columns: [string, (one: Sample) => number][] = [
  ['resident, bot (MB)', ({ rss }) => rss],
  ['resident, models (MB)', ({ modelRss }) => modelRss],
  ['heap used (MB)', ({ heap }) => heap],
  ['outside the heap (MB)', ({ external }) => external],
  ['sockets', ({ sockets }) => sockets],
  ['files', ({ files }) => files],
  ['other descriptors', ({ otherFds }) => otherFds],
  ['handles', ({ handles }) => handles],
  ['active resources', ({ resources }) => resources],
  ['threads', ({ threads }) => threads],
  ['event loop p99 (ms)', ({ loopP99 }) => loopP99],
];
const table = new Table({
  head: ['median', 'first third', 'last third', 'slope an hour'],
  style: { head: [], border: [] },
});
for (const [name, of] of columns)
  table.push([
    name,
    ...[first, last].map((part) => median(part.map(of)).toFixed(1)),
    slopePerHour(steady, of).toFixed(1),
  ]);
console.log(`${table}`);
const { answered, told, failed, refused, acknowledgedMs, matchMs } = people.tally;
console.log(
  `${answered} answered, ${told} told why not, ${failed.length} failed; acknowledged in ${median(acknowledgedMs).toFixed(0)} ms (median of ${acknowledgedMs.length}), the slowest in ${Math.max(...acknowledgedMs).toFixed(0)} ms; ended with ${code}.`,
);
const ninth = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.9)] ?? Number.NaN;
const waits = Object.entries(matchMs).map(
  ([phase, values]) =>
    `${phase} ${(median(values) / 1000).toFixed(2)} s, nine of ten within ${(ninth(values) / 1000).toFixed(2)} s (${values.length})`,
);
const slower = given['no-hostile'] ? 1 : median(matchMs.beside) / median(matchMs.calm);
console.log(`Matches of the twenty, median: ${waits.join('; ')}; ${slower.toFixed(2)}x.`);
console.log(`Hostile: ${JSON.stringify(hostile.done)}. Left over: ${left.join(', ') || 'nothing'}.`);
const bad = [
  ...failed,
  ...refused.map((line) => `refused: ${line}`),
  ...errors.map((line) => `logged: ${line.slice(0, 400)}`),
  ...world.discord.problems,
];
for (const line of bad.slice(0, 30)) console.log(line);
const both = ({ rss, modelRss }: Sample): number => rss + modelRss;
const growth = slopePerHour(steady, both);
const [before, after] = [first, last].map((part) => median(part.map(both)));
const more = median(last.map(({ handles }) => handles)) - median(first.map(({ handles }) => handles));
const isGood =
  died === null &&
  bad.length === 0 &&
  left.length === 0 &&
  slower < mostWait &&
  (after ?? 0) < (before ?? 0) * (1 + mostGrowth.resident) &&
  heldLast - heldFirst < mostGrowth.held &&
  more <= mostGrowth.handles;
const signed = (value: number, digits = 1): string => `${value >= 0 ? '+' : ''}${value.toFixed(digits)}`;
console.log(
  `${isGood ? 'Steady' : 'NOT STEADY'} after ${warmUpMinutes.toFixed(1)} minutes of warm-up: resident memory ${before?.toFixed(0)} → ${after?.toFixed(0)} MB (${signed(growth)} MB an hour by least squares), heap held ${heldFirst.toFixed(0)} → ${heldLast.toFixed(0)} MB, handles ${signed(more, 0)}.`,
);
process.exit(isGood ? 0 : 1);
