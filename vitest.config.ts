import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Faults of services and processes, whole round trips, hostile input, floods and secrets: minutes of work, done by `.ci/run` after `npm run check`. */
const hostile = [
  'tests/faults/**/*.test.ts',
  'tests/hostile/**/*.test.ts',
  'tests/songs/hostile.test.ts',
  'tests/queue/faults.test.ts',
  'tests/discord/overload.test.ts',
  'tests/{,discord/}secrets.test.ts',
  'tests/{discord,queue,photos,hearing}/{process,photo-process,hearing-process}.test.ts',
  'tests/{discord/first-start,cli/first-run,app/photos-by-gemini,web/spotify-round-trip}.test.ts',
];

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
      { extends: true, test: { name: 'main', include: ['tests/**/*.test.ts'], exclude: hostile } },
      { extends: true, test: { name: 'hostile', include: hostile } },
    ],
  },
});
