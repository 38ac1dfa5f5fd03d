/** `kill -9` in the midst of a storm of writes; whatever was confirmed must be there afterwards. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createKeyValue, openKept } from '../../src/store/key-value.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createSettingsStore } from '../../src/store/settings.ts';

const root = resolve(import.meta.dirname, '../..');

export type Trial = { confirmed: number; lost: string[] };

/** Lets a storm rage for so long, counted from its first confirmation, and gives what it was told was kept. */
async function storm(url: string, number: number, forMs: number): Promise<string[]> {
  const program = resolve(import.meta.dirname, 'write-storm.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, url, String(number)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.on('close', () => done()));
  const confirmed: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), forMs);
    else confirmed.push(line);
  }
  await ended;
  return confirmed;
}

/** One trial; `number` tells it from the others on the same store. */
export async function killTrial(url: string, number: number, forMs: number): Promise<Trial> {
  const confirmed = await storm(url, number, forMs);
  const open = await openKept(url);
  try {
    const store = createKeyValue(open);
    const settings = createSettingsStore(store);
    const ratings = createRatingStore(store);
    const lost: string[] = [];
    for (const line of confirmed) {
      const [kind, id = '', resultId = ''] = line.split(' ');
      const isThere =
        kind === 'default'
          ? (await settings.ofPerson(id)).playlist?.title === id
          : kind === 'rating'
            ? (await ratings.latestMark(resultId, id, 1))?.verdict === 'fits'
            : (await store.get(`spotify:account:${id}`)) !== undefined;
      if (!isThere) lost.push(line);
    }
    return { confirmed: confirmed.length, lost };
  } finally {
    await open.close();
  }
}
