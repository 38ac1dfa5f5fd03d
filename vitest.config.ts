import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Native add-ons (onnxruntime, sharp, sqlite3) are happiest with a process each.
    pool: 'forks',
    testTimeout: 30_000,
    // Some tests drive real processes, databases and a browser: a machine that is busy with something else may slow one
    // of them once. What is broken fails every time.
    retry: process.env.CI ? 2 : 0,
    hookTimeout: 60_000,
  },
});
