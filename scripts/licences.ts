/** `npm run check:licences`: the licence of every package that is installed with the program, against what may be. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** Free to use, change and pass on together with code under MIT. LGPL: sharp's libvips, a library of its own. */
export const allowedLicences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
  'Zlib',
]);

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional() }),
  ),
});

export type Licensed = { name: string; version: string; licence: string; isAllowed: boolean };

/** `A OR B` leaves the choice, `A AND B` binds to both. */
function mayBe(licence: string): boolean {
  const ways = licence.replace(/[()]/g, '').split(' OR ');
  return ways.some((way) => way.split(' AND ').every((one) => allowedLicences.has(one.trim())));
}

/** Of the lockfile's packages that are no mere tools of development; what names no licence there is not allowed. */
export function licences(): Licensed[] {
  const text = readFileSync(resolve(import.meta.dirname, '../package-lock.json'), 'utf8');
  return Object.entries(lockfile.parse(JSON.parse(text)).packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version = '', license = 'none named' }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      isAllowed: mayBe(license),
    }))
    .sort((a, b) => a.licence.localeCompare(b.licence) || a.name.localeCompare(b.name));
}

if (process.argv[1] === import.meta.filename) {
  const all = licences();
  for (const { name, version, licence, isAllowed } of all)
    console.log(`${isAllowed ? '      ' : 'WRONG '}${licence.padEnd(28)} ${name} ${version}`);
  const wrong = all.filter(({ isAllowed }) => !isAllowed);
  console.log(`${all.length} packages, ${wrong.length} under licences that are not on the list.`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
