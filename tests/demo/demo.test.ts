import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const demo = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/demo.ts', ...args], { encoding: 'utf8' });

it('says in one sentence what it does not know', () => {
  expect(demo('--nothing')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'The demo takes the name of a photo and --json, nothing else.\n',
  });
  expect(demo('moon').stderr).toMatch(/^There is no demo photo called moon\. Try one of: .+\.\n$/);
});
