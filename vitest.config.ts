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

/** Pure code and loopback servers, a hundred files: they share a process and its modules, whose loading took longer than many of them. */
const shared = ['tests/{discord,net,pipeline,readers,services,songs}/**/*.test.ts'];

export default defineConfig({
  test: {
    // Native add-ons (onnxruntime, sharp, sqlite3) need a process each.
    pool: 'forks',
    // Tests wait more than they compute, so that two processes are right even for two cores, where vitest would take one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Some tests start processes, databases and a browser, and a busy machine may slow one of them once.
    retry: process.env.CI ? 2 : 0,
    projects: [
      {
        extends: true,
        test: { name: 'main', include: ['tests/**/*.test.ts'], exclude: [...hostile, ...shared] },
      },
      { extends: true, test: { name: 'shared', include: shared, exclude: hostile, isolate: false } },
      { extends: true, test: { name: 'hostile', include: hostile } },
    ],
  },
});
