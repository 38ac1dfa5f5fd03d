/** JSON documents of one schema over the key-value store, changed one at a time. */
import { z } from 'zod';
import { createKeyedMutex } from '../concurrency/keyed-work.ts';
import { createLimit } from '../concurrency/queues.ts';

export interface KeyValue {
  /** `undefined` when there is nothing, or it has expired. The value is unchecked: parse it. */
  get(key: string): Promise<unknown>;
  /** Keeps a JSON value, for `ttlMs` milliseconds or for good; on disk when the promise resolves. */
  set(key: string, value: unknown, ttlMs?: number): Promise<void>;
  /**
   * Replaces the value by what `change` makes of it (`undefined` removes it), atomically over all processes: when
   * another was quicker, `change` is called again with the new value.
   */
  change(key: string, change: (old: unknown) => unknown, ttlMs?: number): Promise<void>;
  /** Says whether there was something: of two takers of a single-use value, only one may win. */
  delete(key: string): Promise<boolean>;
  /** Removes all of these in few steps, whatever is there. */
  deleteMany(keys: readonly string[]): Promise<void>;
  /** Is what was kept here unreadable, or was it when something else was written in its place? */
  isDamaged(key: string): Promise<boolean>;
  /** Everything that can be read. */
  entries(): AsyncIterable<{ key: string; value: unknown }>;
}

/** More would wait longer in the database than its time limit. */
const atOnce = 16;

/** Works on many things in the store, some at once. */
export async function workOnMany<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const limit = createLimit({ concurrency: atOnce });
  return Promise.all(items.map((item) => limit(() => work(item))));
}

type DocumentsOptions<T> = {
  store: KeyValue;
  prefix: string;
  schema: z.ZodType<T>;
  /** From the last change on; without it a document is kept until it is removed. */
  ttlMs?: number | undefined;
};

export function createDocuments<T>({ store, prefix, schema, ttlMs }: DocumentsOptions<T>) {
  const mutex = createKeyedMutex();
  const keyOf = (id: string): string => `${prefix}:${id}`;

  const parsed = (value: unknown): T | null => schema.safeParse(value).data ?? null;
  const read = async (id: string): Promise<T | null> => parsed(await store.get(keyOf(id)));

  return {
    /** null when there is none, it has expired, or what is kept is of an unknown shape. */
    read,
    /** Those that there are. */
    readMany: async (ids: readonly string[]): Promise<T[]> =>
      (await workOnMany(ids, read)).flatMap((one) => (one === null ? [] : [one])),
    removeMany: (ids: readonly string[]): Promise<void> => store.deleteMany(ids.map(keyOf)),
    /**
     * Replaces the document by what `change` makes of it (null removes it) and gives the new one. Changes of one
     * document wait for each other; when the promise resolves the store has it.
     */
    change: (id: string, change: (old: T | null) => T | null): Promise<T | null> =>
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

/** Lists of ids; one that becomes empty is removed. */
export function createLists({ store, prefix, ttlMs }: Omit<DocumentsOptions<string[]>, 'schema'>) {
  const lists = createDocuments({ store, prefix, schema: z.array(z.string()), ttlMs });
  return {
    read: async (list: string): Promise<string[]> => (await lists.read(list)) ?? [],
    /** Puts an id that is not there yet at the end; of more than `max` the first ones go. */
    add: (list: string, id: string, max = Number.POSITIVE_INFINITY) =>
      lists.change(list, (ids) => (ids?.includes(id) ? ids : [...(ids ?? []), id].slice(-max))),
    /** Puts an id first; of more than `max` the last ones go. */
    addFirst: (list: string, id: string, max: number) =>
      lists.change(list, (ids) => [id, ...(ids ?? [])].slice(0, max)),
    take: (list: string, ...taken: readonly string[]) =>
      lists.change(list, (ids) => {
        const rest = (ids ?? []).filter((one) => !taken.includes(one));
        return rest.length === 0 ? null : rest;
      }),
    remove: (list: string) => lists.change(list, () => null),
  };
}
