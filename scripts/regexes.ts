/**
 * `npm run check:regexes`: every pattern of the sources through recheck (https://makenowjust-labs.github.io/recheck/).
 * Exponential ones fail it. Polynomial ones are listed: they meet capped lines only, and the tests time them. Minutes.
 */
import { checkSync } from 'recheck';
import { sourceRegexes } from '../tests/hostile/source-regexes.ts';

const regexes = sourceRegexes();
const counts = { safe: 0, polynomial: 0, unknown: 0, exponential: 0 };
for (const { file, source, flags } of regexes) {
  const result = checkSync(source, flags, { timeout: 4_000 });
  const verdict = result.status === 'vulnerable' ? result.complexity.type : result.status;
  const kind =
    verdict === 'exponential' || verdict === 'polynomial' || verdict === 'safe' ? verdict : 'unknown';
  counts[kind] += 1;
  if (kind !== 'safe') console.log(`${kind.padEnd(12)} ${file}  /${source}/${flags}`);
}
console.log(`${regexes.length} patterns: ${JSON.stringify(counts)}`);
process.exitCode = counts.exponential === 0 ? 0 : 1;
