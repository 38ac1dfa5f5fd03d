import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * What takes its time by its nature: faults of services and processes, kills, floods, hostile input, secrets, whole round trips,
 * real databases and a browser. Done by `.ci/run` after `npm run check`.
 */
const hostile = [
  'tests/{faults,hostile,durability}/**/*.test.ts',
  'tests/songs/hostile.test.ts',
  'tests/queue/{disk,faults,match-queue,rate-limits}.test.ts',
  'tests/store/{belongings-servers,export-memory,well-kept}.test.ts',
  'tests/discord/{first-start,overload,spotify-linking}.test.ts',
  'tests/{,discord/}secrets.test.ts',
  'tests/{discord,queue,photos,hearing}/{process,photo-process,hearing-process}.test.ts',
  'tests/{debug-log,app/ears,app/photos-by-gemini,cli/first-run,demo/page-in-browser}.test.ts',
  'tests/web/spotify-round-trip.test.ts',
];

/** What changes its process, counts what that spends, or loads native code with state of its own. */
const alone = [
  'tests/concurrency/{time-limits,worker-process}.test.ts',
  'tests/hearing/{decoders,tags}.test.ts',
  'tests/models/{model-worker,ports,reference,true-vectors}.test.ts',
  'tests/pictures/{pictures,set-text}.test.ts',
  'tests/{demo/demo,metrics,photos/photos,store/store}.test.ts',
];

export default defineConfig({
  test: {
    // Native add-ons (onnxruntime, sharp, sqlite3) want processes, not threads.
    pool: 'forks',
    // Tests wait more than they compute, so that two processes are right even for two cores, where vitest would take one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is printed is compared without colours, which a CI or a terminal would turn on.
    env: { NO_COLOR: '1' },
    // Some tests start processes, databases and a browser, and a busy machine may slow one of them once.
    retry: process.env.CI ? 2 : 0,
    projects: [
      {
        extends: true,
        // These share a process and its modules, whose loading took longer than many of them.
        test: {
          name: 'shared',
          include: ['tests/**/*.test.ts'],
          exclude: [...hostile, ...alone],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
      { extends: true, test: { name: 'hostile', include: hostile } },
    ],
  },
});
