/** For `stryker run`: only the fast tests of the rooms that are mutated. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'tests/pipeline/{evidence,ranking,explain,taste}/*.test.ts',
      'tests/songs/{identity,song-pairs,titles,video-title}.test.ts',
      'tests/net/http.test.ts',
    ],
    exclude: ['tests/pipeline/taste/taste-isolation.test.ts'],
    testTimeout: 30_000,
  },
});
