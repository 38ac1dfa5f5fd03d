/** What sound files say of themselves, also such as lie. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readTags } from '../../src/hearing/tags.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

it.each([
  ['RIFF\u007f\u007f\u007f\u007fWAVE', 'chunks'],
  ['RIFF\u007f\u007f\u007f\u007fWAVELIST\u007f\u007f\u007f\u007fINFO', 'words'],
])('a file of a million empty parts is left alone soon: %j', async (opening) => {
  const file = Buffer.alloc(10_000_000);
  file.write(opening, 'latin1');
  const before = process.cpuUsage();
  const { title } = await readTags(file);
  const { user, system } = process.cpuUsage(before);
  expect(title).toBeNull();
  // Without a limit it is above nine seconds.
  expect((user + system) / 1e6).toBeLessThan(3);
});

it('a length below nothing is none', async () => {
  const opus = fixture('middle.opus');
  expect((await readTags(opus.subarray(0, 119))).seconds).toBeNull();
});
