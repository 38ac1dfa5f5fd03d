import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installed, whyLeftOut } from './outside-programs.ts';

it('leaves out tests of what is missing, and says why', () => {
  expect(whyLeftOut(null, 'redis-server', {})).toBe('redis-server is not installed');
  expect(whyLeftOut('/usr/bin/redis-server', 'redis-server', {})).toBeNull();
});

it('leaves out nothing where everything must be there, and fails for what is not', () => {
  const ci = readFileSync(join(import.meta.dirname, '../../.ci/run'), 'utf8');
  const [, name = '', value] = /^export (SCENESCORE_TESTS_\w+)=(\w+)$/m.exec(ci) ?? [];
  expect(whyLeftOut(null, 'redis-server', { [name]: value })).toBeNull();
  expect(() => installed(null, 'redis-server')).toThrow('redis-server is not installed');
});
