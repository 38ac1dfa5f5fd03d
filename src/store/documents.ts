/** JSON documents of one schema over the key-value store, changed one at a time. */
import type { z } from 'zod';
import { createKeyedMutex } from '../concurrency/keyed-mutex.ts';
import type { KeyValue } from './key-value.ts';

export interface Documents<T> {
  /** null when there is none, it has expired, or what is kept is of an unknown shape. */
  read(id: string): Promise<T | null>;
  /**
   * Replaces the document by what `change` makes of it (null removes it) and gives the new one. Changes of one
   * document wait for each other; when the promise resolves the store has it.
   */
  change(id: string, change: (old: T | null) => T | null): Promise<T | null>;
}

export type DocumentsOptions<T> = {
  store: KeyValue;
  /** Every key begins with it. */
  prefix: string;
  schema: z.ZodType<T>;
  /** From the last change on; without it a document is kept until it is removed. */
  ttlMs?: number;
};

export function createDocuments<T>({ store, prefix, schema, ttlMs }: DocumentsOptions<T>): Documents<T> {
  const mutex = createKeyedMutex();
  const keyOf = (id: string): string => `${prefix}:${id}`;

  const parsed = (value: unknown): T | null => schema.safeParse(value).data ?? null;
  return {
    read: async (id) => parsed(await store.get(keyOf(id))),
    change: (id, change) =>
      mutex(id, async () => {
        let next: T | null = null;
        const apply = (old: unknown): T | undefined => {
          next = change(parsed(old));
          return next ?? undefined;
        };
        await store.change(keyOf(id), apply, ttlMs);
        return next;
      }),
  };
}
