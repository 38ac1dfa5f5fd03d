/** What every database gives: Keyv's adapter, set right where it does not keep to our terms. */
import type { KeyvStoreAdapter } from 'keyv';
import { z } from 'zod';

export type StoreOptions = {
  /** `sqlite://` with a path, `redis://…`, `rediss://…`, `postgres://…`. */
  url: string;
  /** Keeps the forgettable apart from what must stay: a table, or a prefix. */
  area: 'cache' | 'kept';
};

export type Engine = {
  /** Its `delete` is one step, over all processes, and false for what has expired. */
  adapter: KeyvStoreAdapter;
  /** Removes what has expired; null for an engine that does so itself. */
  sweep: (() => Promise<void>) | null;
  /** Every row as it lies there: key with its prefix, envelope as text. As of one moment, where the engine can. */
  rows(): AsyncIterable<{ key: string; value: string }>;
};

/** The rows of a query that selects key and value. */
export const storedRows = z.array(z.object({ key: z.string(), value: z.string() }));

/** Keyv's envelope, as its JSON serialiser writes it. */
const deletedRows = z.array(z.object({ value: z.string() }));
const envelope = z.object({ expires: z.number().optional() });

/** Was one of the deleted rows still good? */
export function wasLive(rows: unknown, now: number): boolean {
  return deletedRows.parse(rows).some(({ value }) => {
    const { expires } = envelope.parse(JSON.parse(value));
    return expires === undefined || expires > now;
  });
}
