/** Is the store well? A read says too little: a full disk and a damaged file show in a write. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { KeyValue } from './documents.ts';

const probeEveryMs = 10_000;
const markLifeMs = 60_000;

const coded = z.object({ code: z.string().regex(/^[A-Z0-9_]{3,40}$/) });

/** Gives what is wrong, without a word of the data or the address; null: nothing. Asks at most every ten seconds. */
export function createStoreProbe(store: KeyValue, now: () => number = Date.now) {
  // Of its own for each process, whatever else writes.
  const key = `health:${randomUUID()}`;
  let last: { at: number; problem: Promise<string | null> } | null = null;

  async function probe(): Promise<string | null> {
    try {
      const mark = randomUUID();
      await store.set(key, mark, markLifeMs);
      return (await store.get(key)) === mark ? null : 'database: forgets';
    } catch (error) {
      return `database: ${coded.safeParse(error).data?.code ?? 'cannot be written'}`;
    }
  }

  return (): Promise<string | null> => {
    if (last === null || now() - last.at >= probeEveryMs) last = { at: now(), problem: probe() };
    return last.problem;
  };
}
