/** Every regular expression that is written in the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import jsTokens from 'js-tokens';

export type SourceRegex = { file: string; source: string; flags: string };

const folder = resolve(import.meta.dirname, '../../src');

/** Each once, under the first file that holds it. */
export function sourceRegexes(): SourceRegex[] {
  const found = new Map<string, SourceRegex>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.ts')) continue;
    for (const { type, value } of jsTokens(readFileSync(resolve(folder, file), 'utf8'))) {
      if (type !== 'RegularExpressionLiteral' || found.has(value)) continue;
      const end = value.lastIndexOf('/');
      found.set(value, { file, source: value.slice(1, end), flags: value.slice(end + 1) });
    }
  }
  return [...found.values()];
}
