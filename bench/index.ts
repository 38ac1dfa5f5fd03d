/** `npm run bench` runs every benchmark, `npm run bench -- rank` one; `--quick` makes the long ones short. */
import { benchBot } from './bot.ts';
import { benchCrowd } from './crowd.ts';
import { benchEars } from './ears.ts';
import { benchModels } from './models.ts';
import { benchRace } from './race.ts';
import { benchRank } from './rank.ts';
import { benchScale } from './scale.ts';
import { benchStore } from './store.ts';
import { benchTaste } from './taste.ts';

const flags = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));

const benchmarks: Record<string, () => void | Promise<void>> = {
  bot: () => benchBot({ isQuick: flags.has('--quick') }),
  crowd: () => benchCrowd({ isQuick: flags.has('--quick') }),
  ears: () => benchEars({ isQuick: flags.has('--quick') }),
  models: benchModels,
  race: () => benchRace({ isQuick: flags.has('--quick') }),
  rank: benchRank,
  scale: benchScale,
  store: benchStore,
  taste: () => benchTaste(),
};

const asked = process.argv.slice(2).filter((word) => !flags.has(word));
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
