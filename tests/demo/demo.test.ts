import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const demo = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/demo.ts', ...args], { encoding: 'utf8' });

it('says in one sentence what it does not know', () => {
  expect(demo('--nothing')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^Usage: npm run demo -- \[photo\] \[--json\]\nPhotos: .+\.\n$/),
  });
  expect(demo('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: npm run demo') });
  expect(demo('moon').stderr).toMatch(/^There is no demo photo called moon\. Try one of: .+\.\n$/);
});
