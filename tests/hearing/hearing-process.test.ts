/** The hearing process with hostile files: bounded, and the next sound is heard all the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createHearing, type HearingOptions } from '../../src/hearing/hearing.ts';
import { startedProcesses } from '../support/started-processes.ts';
import { inMajor, wavOf } from './sounds.ts';

const sound = wavOf(inMajor(), 5);
const heard = { hearing: { heard: true }, tags: { seconds: 5 } };
const notHeard = (reason: string) => ({ hearing: { heard: false, reason }, tags: null });

function openEars(options: Partial<HearingOptions> = {}) {
  const started = startedProcesses();
  const troubles: unknown[] = [];
  const ears = createHearing({ idleMs: 60_000, onTrouble: (error) => troubles.push(error), ...options });
  onTestFinished(() => ears.close());
  return { ears, started, troubles };
}

it('starts no process for what is too large or no sound', async () => {
  const { ears, started } = openEars();
  expect(await ears.hear(Buffer.alloc(100 * 1024 * 1024))).toEqual(notHeard('too-large'));
  expect(await ears.hear(Buffer.from('<html>not found</html>'))).toEqual(notHeard('not-sound'));
  expect(started).toHaveLength(0);
});

it('hears one sound after the other, whatever is between them', async () => {
  const { ears, started } = openEars();
  const endless = Buffer.alloc(20_000_000, readFileSync(join(import.meta.dirname, 'fixtures', 'tone.mp3')));
  const random = Buffer.from(sound.map((byte, at) => (at * 7919 + byte) & 255));
  const asMp3 = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), random]);
  const hearings = await Promise.all([sound, endless, asMp3, sound].map((file) => ears.hear(file)));
  expect(hearings).toMatchObject([heard, { hearing: { heard: true } }, { hearing: { heard: false } }, heard]);
  expect(started).toHaveLength(1);
});

it('gives a sound up on which its process hangs, and hears the next', async () => {
  const { ears, started, troubles } = openEars({ timeoutMs: 10_000 });
  await vi.waitFor(async () => expect(await ears.hear(sound)).toMatchObject(heard), 45_000);
  started.at(-1)?.kill('SIGSTOP');
  expect(await ears.hear(sound)).toEqual(notHeard('gave-up'));
  expect(troubles.at(-1)).toMatchObject({ service: 'hearing', kind: 'late' });
  await vi.waitFor(async () => expect(await ears.hear(sound)).toMatchObject(heard), 45_000);
}, 120_000);

it('is aborted at once', async () => {
  const { ears } = openEars();
  await expect(ears.hear(sound, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });
});
