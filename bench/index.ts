/** `npm run bench` runs every benchmark, `npm run bench -- rank` one. */
import { benchModels } from './models.ts';
import { benchRank } from './rank.ts';
import { benchTaste } from './taste.ts';

const benchmarks: Record<string, () => void | Promise<void>> = {
  models: benchModels,
  rank: benchRank,
  taste: () => benchTaste(),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benchmarks).join(', ')}.`,
  );
  process.exitCode = 2;
} else {
  for (const [name, run] of Object.entries(benchmarks)) {
    if (asked.length === 0 || asked.includes(name)) await run();
  }
}
