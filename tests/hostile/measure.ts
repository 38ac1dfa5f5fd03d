/** What the largest files cost a parser, in a process of its own: time, and memory while it works. */
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { nasties } from './nasty.ts';
import { type Parser, trouble } from './parser.ts';

/** One file. `trouble` is '' when it ended as it should. */
export type Cost = { file: string; ms: number; megabytes: number; trouble: string };

/** For ten megabytes. */
const mostMs = 1_000;
const mostMegabytes = 200;

export const isTooDear = ({ ms, megabytes }: Pick<Cost, 'ms' | 'megabytes'>): boolean =>
  ms > mostMs || megabytes > mostMegabytes;

/** Looks at the whole process's memory while its main thread is at work. */
const watching = `
  const { workerData } = require('node:worker_threads');
  const highest = new Int32Array(workerData);
  for (;;) {
    highest[0] = Math.max(highest[0], process.memoryUsage.rss() / 1024);
    Atomics.wait(highest, 1, 0, 4);
  }`;

/** One letter for every byte of UTF-8 would be unfair to other scripts: so much text as makes the size in bytes. */
function ofSize(text: string, size: number): string {
  const bytes = Buffer.byteLength(text);
  return bytes <= size ? text : text.slice(0, Math.floor((text.length * size) / bytes));
}

/** The nasty files behind each of the parser's openings, and its own rows to the brim. */
function* files(parser: Parser): Generator<{ file: string; make(): string }> {
  const size = parser.maxBytes - 8;
  for (const [at, opening] of parser.openings.entries()) {
    for (const nasty of nasties) {
      const file = at === 0 ? nasty.name : `${nasty.name} (${JSON.stringify(opening.slice(0, 30))})`;
      yield { file, make: () => ofSize(nasty.make(size, opening), size) };
    }
  }
  for (const [at, { before, row, after }] of parser.rows.entries()) {
    const times = Math.floor((size - before.length - after.length) / Buffer.byteLength(row));
    yield { file: `its own rows ${at + 1}`, make: () => before + row.repeat(times) + after };
  }
}

async function costOf(parser: Parser, input: Uint8Array, highest: Int32Array): Promise<Omit<Cost, 'file'>> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss() / 1024;
  Atomics.store(highest, 0, Math.round(before));
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  const wrong = await trouble(parser, input);
  const wall = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  const end = process.memoryUsage.rss() / 1024;
  return {
    // On a busy machine the clock counts others' work, and the processor's time the collector's threads.
    ms: Math.min(wall, (user + system) / 1000),
    megabytes: (Math.max(Atomics.load(highest, 0), end) - before) / 1024,
    trouble: wrong,
  };
}

/** Needs `--expose-gc`, so that what a file costs is not what the one before it left behind. */
export async function measure(parser: Parser): Promise<Cost[]> {
  const shared = new SharedArrayBuffer(8);
  const highest = new Int32Array(shared);
  const watcher = new Worker(watching, { eval: true, workerData: shared });
  // Loaded and warm: the first call pays for reading its tables.
  for (const input of fc.sample(parser.inputs, { numRuns: 50, seed: 1 })) await trouble(parser, input);
  const costs: Cost[] = [];
  for (const { file, make } of files(parser)) {
    const input = Buffer.from(make());
    let best: Cost | null = null;
    // The machine may have been busy with something else: what is slow is slow three times.
    for (let tries = 0; tries < 3 && (best === null || isTooDear(best)); tries++) {
      const cost = { file, ...(await costOf(parser, input, highest)) };
      best =
        best === null
          ? cost
          : { ...cost, ms: Math.min(cost.ms, best.ms), megabytes: Math.min(cost.megabytes, best.megabytes) };
    }
    if (best !== null) costs.push(best);
  }
  await watcher.terminate();
  return costs;
}
