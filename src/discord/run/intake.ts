/** The bytes that runs hold: few are fetched at once, and all together are bounded. */
import { createLimit } from '../../concurrency/queues.ts';
import { withSignal } from '../../concurrency/time-limits.ts';
import type { BotLimits } from '../limits.ts';

export type Intake = ReturnType<typeof createIntake>;

export function createIntake({ fetchesAtOnce, maxBytes }: Pick<BotLimits, 'fetchesAtOnce' | 'maxBytes'>) {
  const limit = createLimit({ concurrency: fetchesAtOnce });
  const waiting = new Set<() => void>();
  let held = 0;

  /** More than `maxBytes` fit when nothing else is held. */
  async function take(bytes: number, signal: AbortSignal): Promise<void> {
    while (held > 0 && held + bytes > maxBytes) {
      await withSignal(new Promise<void>((wake) => waiting.add(wake)), signal);
    }
    held += bytes;
  }

  return {
    /** Fetches when it may, and holds the bytes for as long as `use` takes; what waits for room is not fetched further. */
    async hold<T, R>(
      obtain: () => Promise<{ value: T; bytes: number }>,
      use: (value: T) => Promise<R>,
      signal: AbortSignal,
    ): Promise<R> {
      const { value, bytes } = await limit(async () => {
        const fetched = await obtain();
        await take(fetched.bytes, signal);
        return fetched;
      }, signal);
      try {
        return await use(value);
      } finally {
        held -= bytes;
        for (const wake of waiting) wake();
        waiting.clear();
      }
    },
  };
}
