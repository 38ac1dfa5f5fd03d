/** The most that one person may keep is handed out in little memory, and others are answered meanwhile. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';

const source = (path: string): string => JSON.stringify(new URL(`../../${path}`, import.meta.url).href);

it('survives any person with a small heap', async () => {
  const program = `
    import { monitorEventLoopDelay } from 'node:perf_hooks';
    const { createMemoryKeyValue } = await import(${source('tests/support/memory-key-value.ts')});
    const { ranking } = await import(${source('tests/support/rankings.ts')});
    const { refineState } = await import(${source('src/pipeline/refine/refine.ts')});
    const { createResultStore, shownRanking } = await import(${source('src/store/results.ts')});
    const { createRatingStore } = await import(${source('src/store/ratings.ts')});
    const { createSettingsStore } = await import(${source('src/store/settings.ts')});
    const { exportPerson } = await import(${source('src/commands/privacy/kept.ts')});
    const store = createMemoryKeyValue();
    const results = createResultStore(store);
    const state = { ...refineState(ranking()), wishes: ['x'.repeat(3_400_000)] };
    for (let at = 0; at < 60; at++) {
      const fields = { personId: '1', serverId: null, channelId: null, isReactable: true, ranking: shownRanking(ranking(), 5) };
      await results.keepState(await results.add(fields), state);
    }
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const stores = { results, settings: createSettingsStore(store), ratings: createRatingStore(store), spotifyLinks: { find: async () => null, loss: async () => null } };
    const files = [];
    for await (const file of exportPerson('1', stores)) files.push(file.length);
    console.log(JSON.stringify({ files, slowestMs: delay.max / 1e6 }));`;
  const args = ['--max-old-space-size=128', '--import', 'tsx', '--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { files, slowestMs } = z
    .object({ files: z.array(z.number()), slowestMs: z.number() })
    .parse(JSON.parse(stdout));
  expect(Math.max(...files)).toBeLessThan(8_000_000);
  expect(files.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(30_000_000 * 0.9);
  expect(slowestMs).toBeLessThan(500);
}, 60_000);
