/** Answers that were given, as far as they were shown, kept for a month: their buttons and reactions need them. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  matchSchema,
  type Ranking,
  type RefineState,
  rankingSchema,
  refineStateSchema,
} from '../model/ranking.ts';
import { sceneReadingSchema, songReadingSchema } from '../model/reading.ts';
import { sceneSchema } from '../model/scene.ts';
import { songSchema } from '../model/song.ts';
import { unzipJson, zipJson } from '../net/json.ts';
import { createDocuments, createLists } from './documents.ts';
import type { KeyValue } from './key-value.ts';

/** Without limits: they were checked when the reading was made, and an answer is not lost for one here. */
const unlimited = { summary: z.string(), themes: z.array(z.string()) };

const shownMatch = matchSchema.extend({
  song: songSchema.pick({ title: true, artists: true, album: true, isrc: true, url: true, cover: true }),
  reading: songReadingSchema.omit({ by: true }).extend(unlimited),
});

export const shownRankingSchema = rankingSchema.omit({ skipped: true, depth: true, wish: true }).extend({
  scene: sceneSchema
    .pick({ caption: true })
    .extend({ reading: sceneReadingSchema.omit({ by: true }).extend(unlimited) })
    // Answers were once kept without it.
    .extend({ captionedBy: sceneSchema.shape.captionedBy.optional() }),
  /** Best first; as many as the person asked for. */
  matches: z.array(shownMatch),
  readFrom: z.object({ lyrics: z.number(), metadata: z.number(), title: z.number() }),
  skipped: z.number(),
  /** What was understood of the person's own words; null without any. */
  understood: z.string().nullable().default(null),
});

export type ShownRanking = z.infer<typeof shownRankingSchema>;
export type ShownMatch = ShownRanking['matches'][number];

export function shownRanking(ranking: Ranking, count: number): ShownRanking {
  const readFrom = { lyrics: 0, metadata: 0, title: 0 };
  for (const { reading } of ranking.matches) readFrom[reading.basis] += 1;
  return shownRankingSchema.parse({
    ...ranking,
    matches: ranking.matches.slice(0, count),
    readFrom,
    // The source's own rows that could not be used count as left out as well as those given up later.
    skipped: ranking.skipped.length,
    understood: ranking.wish?.understood ?? null,
  });
}

const resultSchema = z.object({
  id: z.string(),
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

export type ResultStore = ReturnType<typeof createResultStore>;

const dayMs = 86_400_000;
export const resultLifeMs = 30 * dayMs;
/** How long an answer can be refined: all songs of its playlist are kept for that. */
export const stateLifeMs = 7 * dayMs;
const maxListed = 500;

const maxStateBytes = 16 * 1024 * 1024;

/** What a ranking is refined from, as a string for the store: about 100 bytes a song. */
export async function packState(state: RefineState): Promise<string> {
  return (await zipJson(state)).toString('base64');
}

/** Null for what is no state, or none of this version: the person is asked to start again. */
export async function unpackState(packed: string): Promise<RefineState | null> {
  try {
    const stored = await unzipJson(Buffer.from(packed, 'base64'), maxStateBytes);
    return refineStateSchema.safeParse(stored).data ?? null;
  } catch {
    return null;
  }
}

/** Results and the lists that find them: of a person, of a server, by message, and the recent ones. */
export function createResultStore(store: KeyValue, now: () => number = Date.now) {
  const ttlMs = resultLifeMs;
  const results = createDocuments({ store, prefix: 'result', schema: resultSchema, ttlMs });
  const messages = createDocuments({ store, prefix: 'result-message', schema: z.string(), ttlMs });
  const states = createDocuments({ store, prefix: 'result-state', schema: z.string(), ttlMs: stateLifeMs });
  const lists = createLists({ store, prefix: 'results', ttlMs });

  const listsOf = (result: Result): string[] => [
    'recent',
    `person-${result.personId}`,
    ...(result.serverId === null ? [] : [`server-${result.serverId}`]),
  ];

  const listed = async (list: string): Promise<Result[]> => results.readMany(await lists.read(list));

  async function remove(id: string): Promise<void> {
    const result = await results.read(id);
    if (result === null) return;
    await results.change(id, () => null);
    await states.change(id, () => null);
    // A later result may have taken the message over.
    const forgetOwn = (shown: string | null) => (shown === id ? null : shown);
    if (result.messageId !== null) await messages.change(result.messageId, forgetOwn);
    for (const list of listsOf(result)) await lists.take(list, id);
  }

  async function removeListed(list: string): Promise<number> {
    const found = await listed(list);
    for (const { id } of found) await remove(id);
    await lists.remove(list);
    return found.length;
  }

  return {
    async add(fields: Omit<Result, 'id' | 'messageId' | 'createdAt'>): Promise<Result> {
      const id = randomBytes(9).toString('base64url');
      const result: Result = { ...fields, id, messageId: null, createdAt: now() };
      await results.change(id, () => result);
      for (const list of listsOf(result)) await lists.addFirst(list, id, maxListed);
      return result;
    },
    /** Ties a result to the message that shows it, so that reactions find it. */
    async sent(id: string, messageId: string): Promise<void> {
      const result = await results.change(id, (old) => (old === null ? null : { ...old, messageId }));
      if (result !== null) await messages.change(messageId, () => id);
    },
    find: (id: string): Promise<Result | null> => results.read(id),
    async findByMessage(messageId: string): Promise<Result | null> {
      const id = await messages.read(messageId);
      return id === null ? null : results.read(id);
    },
    /** Results of this time on that people can react to, newest first. */
    async recent(since: number): Promise<Result[]> {
      const found = await listed('recent');
      return found.filter(
        ({ createdAt, messageId, isReactable }) => isReactable && messageId !== null && createdAt >= since,
      );
    },
    /** Keeps what a result is refined from, for a shorter time. */
    async keepState(id: string, state: RefineState): Promise<void> {
      const packed = await packState(state);
      await states.change(id, () => packed);
    },
    /** null when it has expired, or is none of this version. */
    async state(id: string): Promise<RefineState | null> {
      return unpackState((await states.read(id)) ?? '');
    },
    ofPerson: (personId: string): Promise<Result[]> => listed(`person-${personId}`),
    remove,
    removeOfPerson: (personId: string): Promise<number> => removeListed(`person-${personId}`),
    removeOfServer: (serverId: string): Promise<number> => removeListed(`server-${serverId}`),
  };
}
