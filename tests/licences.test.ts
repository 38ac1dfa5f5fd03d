import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { licences } from '../scripts/licences.ts';

const read = (name: string): string => readFileSync(resolve(import.meta.dirname, '..', name), 'utf8');

it('is made of nothing under a licence that is not on the list', () => {
  const all = licences();
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter(({ isAllowed }) => !isAllowed)).toEqual([]);
});

it('lets no package run a script at its installation that SECURITY.md does not name', () => {
  const installed = z.object({
    packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })),
  });
  const wanting = Object.entries(installed.parse(JSON.parse(read('package-lock.json'))).packages)
    .filter(([path, { hasInstallScript }]) => hasInstallScript === true && !path.endsWith('/fsevents'))
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  const named = z.object({ allowScripts: z.record(z.string(), z.boolean()) });
  const { allowScripts } = named.parse(JSON.parse(read('package.json')));
  expect(wanting.filter((name) => !(name in allowScripts))).toEqual([]);
  for (const name of Object.keys(allowScripts)) expect(read('SECURITY.md')).toContain(`\`${name}\``);
});
