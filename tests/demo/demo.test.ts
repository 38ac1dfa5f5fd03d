import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

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
}, 90_000);

it('gives its ranking also where the page cannot be written, and minds no reader that leaves early', () => {
  const place = mkdtempSync(join(tmpdir(), 'scenescore-demo-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  mkdirSync(join(place, 'scenescore-reply.html'));
  const program = resolve(import.meta.dirname, '../../src/demo.ts');
  const args = ['--import', import.meta.resolve('tsx'), program, '--json'];
  const command = 'set -o pipefail; "$0" "$@" | head -1';
  const inPlace = { cwd: place, encoding: 'utf8' } as const;
  const whole = spawnSync(process.execPath, args, inPlace);
  expect(whole).toMatchObject({ status: 0, stderr: expect.stringMatching(/^I cannot write to .*\n$/) });
  expect(JSON.parse(whole.stdout)).toHaveProperty('matches');
  expect(spawnSync('bash', ['-c', command, process.execPath, ...args], inPlace)).toMatchObject({
    status: 0,
    stdout: '{\n',
    stderr: expect.not.stringMatching(/ {4}at |EPIPE/),
  });
}, 90_000);

it.skipIf(process.platform !== 'linux')(
  'says that the disk is full',
  () => {
    const program = resolve(import.meta.dirname, '../../src/cli.ts');
    const command = 'exec "$0" --import tsx "$1" --help > /dev/full';
    expect(spawnSync('bash', ['-c', command, process.execPath, program], { encoding: 'utf8' })).toMatchObject(
      { status: 1, stderr: 'I could not write the answer out: is the disk full?\n' },
    );
  },
  60_000,
);
