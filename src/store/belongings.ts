/**
 * What belongs to a person, kind by kind. An index names each thing before it is written and until it is gone, so that
 * nothing is missed when the person wants to see or delete it. A person who has too many bytes loses the oldest things.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { currentRequest } from '../concurrency/request-scope.ts';
import { createDocuments, type KeyValue } from './documents.ts';
import { damagedPrefix } from './open.ts';

const belonging = z.object({
  id: z.string(),
  /** As JSON, as the person gets it. */
  bytes: z.number(),
  /** Milliseconds since 1970. */
  at: z.number(),
  serverId: z.string().nullable().default(null),
});
export type Belonging = z.output<typeof belonging>;

/** Indexes of ratings once held ids alone. */
const oldBytes = 4_000;
const entrySchema = z.union([
  belonging,
  z.string().transform((id): Belonging => ({ id, bytes: oldBytes, at: 0, serverId: null })),
]);

/** Counted for the smallest thing, which bounds their number. */
const leastBytes = 1_000;
/** An index lives a day longer than what it names. */
export const dayMs = 86_400_000;

/** A request ends long before. */
const removalLifeMs = 3_600_000;

/** All that stays of a person who had everything removed. */
export const traceOf = (personId: string): string =>
  createHash('sha256').update(personId).digest('base64url');

/** When people last had everything deleted: what a request from before still writes is dropped. */
export function createRemovals(store: KeyValue) {
  const schema = z.number();
  const removals = createDocuments({ store, prefix: 'removed', schema, ttlMs: removalLifeMs });
  return {
    note: (personId: string) => removals.change(traceOf(personId), () => Date.now()),
    async hasHappenedSince(personId: string): Promise<boolean> {
      const begunAt = currentRequest()?.begunAt;
      if (begunAt === undefined) return false;
      return ((await removals.read(traceOf(personId))) ?? 0) >= begunAt;
    },
  };
}

type BelongingsOptions = {
  store: KeyValue;
  prefix: string;
  /** All that a person may keep of this kind. */
  maxBytes: number;
  /** undefined: for good. */
  lifeMs?: number;
  now: () => number;
  /** Removes these things and what else names them; `rest` stays. */
  remove(entries: readonly Belonging[], personId: string, rest: readonly Belonging[]): Promise<unknown>;
  /** Finds what an index that was damaged no longer names. */
  recognise(key: string, value: unknown, personId: string): Omit<Belonging, 'bytes'> | null;
};

export function createBelongings(options: BelongingsOptions) {
  const { store, prefix, maxBytes, lifeMs, now, remove, recognise } = options;
  const ttlMs = lifeMs === undefined ? undefined : lifeMs + dayMs;
  const schema = z.array(entrySchema);
  const indexes = createDocuments({ store, prefix, schema, ttlMs });
  const removals = createRemovals(store);

  async function scanAll(personId: string): Promise<Belonging[]> {
    const all: Belonging[] = [];
    for await (const { key, value } of store.entries()) {
      const entry = recognise(key, value, personId);
      if (entry !== null) all.push({ ...entry, bytes: leastBytes });
    }
    return all;
  }

  const readIndex = async (personId: string): Promise<Belonging[]> => (await indexes.read(personId)) ?? [];

  /** Newest first; where the index was damaged, everything there is. */
  async function list(personId: string): Promise<Belonging[]> {
    const key = `${prefix}:${personId}`;
    if (!(await store.isDamaged(key))) return readIndex(personId);
    const all = await scanAll(personId);
    const repaired = await indexes.change(personId, (old) => {
      const ids = new Set(old?.map(({ id }) => id));
      return [...(old ?? []), ...all.filter(({ id }) => !ids.has(id))];
    });
    await store.delete(damagedPrefix + key);
    return repaired ?? [];
  }

  const dropFromIndex = (personId: string, ids: ReadonlySet<string>) =>
    indexes.change(personId, (old) => {
      const rest = (old ?? []).filter(({ id }) => !ids.has(id));
      return rest.length === 0 ? null : rest;
    });

  async function removeAll(entries: readonly Belonging[], personId: string): Promise<void> {
    if (entries.length === 0) return;
    const ids = new Set(entries.map(({ id }) => id));
    const rest = (await readIndex(personId)).filter(({ id }) => !ids.has(id));
    await remove(entries, personId, rest);
    await dropFromIndex(personId, ids);
  }

  return {
    list,
    take: (personId: string, ids: readonly string[]) => dropFromIndex(personId, new Set(ids)),
    /** Keeps it, unless the person had everything deleted since this request began. */
    async add(personId: string, entry: Omit<Belonging, 'at'>, write: () => Promise<unknown>): Promise<void> {
      const fresh = { ...entry, bytes: Math.max(entry.bytes, leastBytes), at: now() };
      const oldest = ttlMs === undefined ? 0 : now() - ttlMs;
      const entries = await indexes.change(personId, (old) => [
        fresh,
        ...(old ?? []).filter(({ id, at }) => id !== fresh.id && at >= oldest),
      ]);
      await write();
      const [left, isRemoved] = await Promise.all([readIndex(personId), removals.hasHappenedSince(personId)]);
      if (isRemoved || !left.some(({ id }) => id === fresh.id)) return removeAll([fresh], personId);
      let room = maxBytes;
      const over = (entries ?? []).filter(({ id, bytes }) => {
        room -= bytes;
        return room < 0 && id !== fresh.id;
      });
      await removeAll(over, personId);
    },
    /** Names in the index what is there already. */
    async adopt(personId: string, entry: Belonging): Promise<void> {
      if ((await readIndex(personId)).some(({ id }) => id === entry.id)) return;
      await indexes.change(personId, (old) => [entry, ...(old ?? [])].toSorted((a, b) => b.at - a.at));
    },
    /** Everything of a person, or what `choose` picks; gives how many things there were, of which none had expired. */
    async remove(personId: string, choose: (entry: Belonging) => boolean = () => true): Promise<number> {
      let count = 0;
      // Again, for what was added meanwhile.
      for (let all = await list(personId); all.some(choose); all = await list(personId)) {
        const chosen = all.filter(choose);
        await removeAll(chosen, personId);
        count += chosen.filter(({ at }) => lifeMs === undefined || at >= now() - lifeMs).length;
      }
      return count;
    },
  };
}
