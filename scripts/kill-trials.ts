/** `npm run check:kill [-- trials]`: kills a program that writes, again and again, and counts what was lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killTrial } from '../tests/durability/kill-trial.ts';

const trials = Number(process.argv[2] ?? 200);
const longestMs = 150;
const folder = mkdtempSync(join(tmpdir(), 'scenescore-kill-'));
let [confirmed, lost] = [0, 0];
for (let number = 1; number <= trials; number++) {
  const trial = await killTrial(`sqlite://${join(folder, 'kept.sqlite')}`, number, Math.random() * longestMs);
  confirmed += trial.confirmed;
  lost += trial.lost.length;
  for (const line of trial.lost) console.log(`lost in trial ${number}: ${line}`);
  if (number % 20 === 0) console.log(`${number} trials, ${confirmed} confirmed, ${lost} lost`);
}
rmSync(folder, { recursive: true, force: true });
console.log(`${trials} kills, ${confirmed} confirmed writes, ${lost} lost.`);
process.exitCode = lost === 0 && confirmed > 0 ? 0 : 1;
