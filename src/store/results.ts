/** Answers that were given: what their buttons and reactions are about, for a month. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createDocuments } from './documents.ts';
import type { KeyValue } from './key-value.ts';
import { shownRankingSchema } from './shown-ranking.ts';

const resultSchema = z.object({
  id: z.string(),
  /** Who asked. */
  personId: z.string(),
  /** null in direct messages and where only the person installed the bot. */
  serverId: z.string().nullable(),
  channelId: z.string().nullable(),
  /** `<server or @me>/<channel>`, as links to its message have it; null for what one person saw. */
  place: z.string().nullish(),
  /** null until the answer was sent, and for answers only the person can see. */
  messageId: z.string().nullable(),
  /** Can people react to it, and does the bot hear of that? */
  isReactable: z.boolean(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  ranking: shownRankingSchema,
});

export type Result = z.infer<typeof resultSchema>;

export interface ResultStore {
  /** Keeps a new result; its message is not known yet. */
  add(result: Omit<Result, 'id' | 'messageId' | 'createdAt'>): Promise<Result>;
  /** Ties a result to the message that shows it, so that reactions find it. */
  sent(id: string, messageId: string): Promise<void>;
  find(id: string): Promise<Result | null>;
  findByMessage(messageId: string): Promise<Result | null>;
  /** Those people can react to that came after `since`, newest first. */
  recent(since: number): Promise<Result[]>;
  /** Keeps what a result is refined from (packed, see pipeline/refine-state.ts), for a shorter while. */
  keepState(id: string, packed: string): Promise<void>;
  state(id: string): Promise<string | null>;
  ofPerson(personId: string): Promise<Result[]>;
  remove(id: string): Promise<void>;
  /** Each gives how many there were. */
  removeOfPerson(personId: string): Promise<number>;
  removeOfServer(serverId: string): Promise<number>;
}

const dayMs = 86_400_000;
/** How long a result's buttons work. */
export const resultLifeMs = 30 * dayMs;
/** How long an answer can be refined: all songs of its playlist are kept for that. */
export const stateLifeMs = 7 * dayMs;
const maxListed = 500;

/** Results and the lists that find them: of a person, of a server, by message, and the recent ones. */
export function createResultStore(options: { store: KeyValue; now?: () => number }): ResultStore {
  const { store } = options;
  const now = options.now ?? Date.now;
  const ttlMs = resultLifeMs;
  const results = createDocuments({ store, prefix: 'result', schema: resultSchema, ttlMs });
  const messages = createDocuments({ store, prefix: 'result-message', schema: z.string(), ttlMs });
  const states = createDocuments({
    store,
    prefix: 'result-state',
    schema: z.string(),
    ttlMs: stateLifeMs,
  });
  const lists = createDocuments({ store, prefix: 'results', schema: z.array(z.string()), ttlMs });

  const listsOf = (result: Result): string[] => [
    'recent',
    `person-${result.personId}`,
    ...(result.serverId === null ? [] : [`server-${result.serverId}`]),
  ];

  async function listed(list: string): Promise<Result[]> {
    const ids = (await lists.read(list)) ?? [];
    const found = await Promise.all(ids.map((id) => results.read(id)));
    return found.flatMap((result) => (result === null ? [] : [result]));
  }

  async function remove(id: string): Promise<void> {
    const result = await results.read(id);
    if (result === null) return;
    await results.change(id, () => null);
    await states.change(id, () => null);
    if (result.messageId !== null) await messages.change(result.messageId, () => null);
    for (const list of listsOf(result)) {
      await lists.change(list, (ids) => {
        const rest = (ids ?? []).filter((one) => one !== id);
        return rest.length === 0 ? null : rest;
      });
    }
  }

  async function removeListed(list: string): Promise<number> {
    const found = await listed(list);
    for (const { id } of found) await remove(id);
    await lists.change(list, () => null);
    return found.length;
  }

  return {
    async add(fields) {
      const id = randomBytes(9).toString('base64url');
      const result: Result = { ...fields, id, messageId: null, createdAt: now() };
      await results.change(id, () => result);
      for (const list of listsOf(result)) {
        await lists.change(list, (ids) => [id, ...(ids ?? [])].slice(0, maxListed));
      }
      return result;
    },
    async sent(id, messageId) {
      const result = await results.change(id, (old) => (old === null ? null : { ...old, messageId }));
      if (result !== null) await messages.change(messageId, () => id);
    },
    find: (id) => results.read(id),
    async findByMessage(messageId) {
      const id = await messages.read(messageId);
      return id === null ? null : results.read(id);
    },
    async recent(since) {
      const found = await listed('recent');
      return found.filter(
        ({ createdAt, messageId, isReactable }) => isReactable && messageId !== null && createdAt >= since,
      );
    },
    async keepState(id, packed) {
      await states.change(id, () => packed);
    },
    state: (id) => states.read(id),
    ofPerson: (personId) => listed(`person-${personId}`),
    remove,
    removeOfPerson: (personId) => removeListed(`person-${personId}`),
    removeOfServer: (serverId) => removeListed(`server-${serverId}`),
  };
}
