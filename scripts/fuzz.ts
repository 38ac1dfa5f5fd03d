/**
 * `npm run check:fuzz`: every parser with arbitrary, changed and very large input. It must give a good result or a
 * sentence, and for 10 MB take neither a second nor 200 MB. `-- --cases N` changes the number of cases, `--quick`
 * leaves out the large files, and a name picks the parsers whose names begin with it.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import Table from 'cli-table3';
import { z } from 'zod';
import { type Cost, isTooDear, measure } from '../tests/hostile/measure.ts';
import { fuzz, type Parser } from '../tests/hostile/parser.ts';
import { allParsers } from '../tests/hostile/parsers/index.ts';

const run = promisify(execFile);
const here = fileURLToPath(import.meta.url);
const { values: options, positionals } = parseArgs({
  options: {
    cases: { type: 'string', default: '4000' },
    seed: { type: 'string' },
    measure: { type: 'string' },
    quick: { type: 'boolean' },
    verbose: { type: 'boolean' },
  },
  allowPositionals: true,
});

const costs = z.array(
  z.object({ file: z.string(), ms: z.number(), megabytes: z.number(), trouble: z.string() }),
);

/** In a process of its own: what one parser keeps in memory is not another's. */
async function measured({ name }: Parser): Promise<Cost[]> {
  const args = ['--expose-gc', '--import', 'tsx', here, '--measure', name];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  return costs.parse(JSON.parse(stdout));
}

async function main(): Promise<void> {
  const parsers = (await allParsers()).filter(
    ({ name }) => positionals.length === 0 || positionals.some((begin) => name.startsWith(begin)),
  );
  const seed = Number(options.seed ?? Date.now() % 2 ** 31);
  const table = new Table({
    head: ['parser', 'cases', 'large files', 'MB each', 'worst ms', 'worst MB', ''],
    style: { head: [], border: [] },
  });
  const failures: string[] = [];
  let total = 0;
  for (const parser of parsers) {
    const cases = Math.ceil(Number(options.cases) / parser.dear);
    const wrong = await fuzz(parser, cases, seed);
    const large = options.quick ? [] : await measured(parser);
    const worst = large.filter((cost) => isTooDear(cost) || cost.trouble !== '');
    if (wrong !== null) failures.push(`${parser.name}: ${wrong}`);
    failures.push(
      ...worst.map(
        ({ file, ms, megabytes, trouble }) =>
          `${parser.name}, ${file}: ${ms.toFixed()} ms, ${megabytes.toFixed()} MB ${trouble}`,
      ),
    );
    if (options.verbose)
      for (const { file, ms, megabytes } of large)
        console.log(parser.name, '|', file, ms.toFixed(), megabytes.toFixed());
    total += cases + large.length;
    console.error(`${parser.name}: ${wrong === null && worst.length === 0 ? 'ok' : 'WRONG'}`);
    table.push([
      parser.name,
      cases,
      large.length,
      (parser.maxBytes / 1024 / 1024).toFixed(parser.maxBytes < 1024 * 1024 ? 2 : 0),
      Math.max(0, ...large.map(({ ms }) => ms)).toFixed(),
      Math.max(0, ...large.map(({ megabytes }) => megabytes)).toFixed(),
      wrong === null && worst.length === 0 ? 'ok' : 'WRONG',
    ]);
  }
  console.log(`${table}\n${total.toLocaleString('en-US')} cases of ${parsers.length} parsers, seed ${seed}.`);
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

if (options.measure === undefined) await main();
else {
  const parser = (await allParsers()).find(({ name }) => name === options.measure);
  if (parser !== undefined) process.stdout.write(JSON.stringify(await measure(parser)));
}
