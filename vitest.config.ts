import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Native add-ons (onnxruntime, sharp, sqlite3) are happiest with a process each.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
