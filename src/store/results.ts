/** Answers that were given, as far as they were shown, kept for a month: their buttons and reactions need them. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Language, languageSchema } from '../model/language.ts';
import { matchSchema, type Ranking, type RefineState, rankingSchema } from '../model/ranking.ts';
import { sceneReadingSchema, songReadingSchema } from '../model/reading.ts';
import { sceneSchema } from '../model/scene.ts';
import { sentenceOrText } from '../model/sentence.ts';
import { songSchema } from '../model/song.ts';
import { type Belonging, createBelongings, dayMs } from './belongings.ts';
import { createDocuments, createLists, type KeyValue, workOnMany } from './documents.ts';
import { packText, unpackState, unpackText } from './packed-states.ts';

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
  understood: sentenceOrText.nullable().default(null),
  language: languageSchema.default('en'),
});

export type ShownRanking = z.infer<typeof shownRankingSchema>;
export type ShownMatch = ShownRanking['matches'][number];

export function shownRanking(ranking: Ranking, count: number, language: Language = 'en'): ShownRanking {
  const readFrom = { lyrics: 0, metadata: 0, title: 0 };
  for (const { reading } of ranking.matches) readFrom[reading.basis] += 1;
  return shownRankingSchema.parse({
    ...ranking,
    matches: ranking.matches.slice(0, count),
    readFrom,
    // The source's own rows that could not be used count as left out as well as those given up later.
    skipped: ranking.skipped.length,
    understood: ranking.wish?.understood ?? null,
    language,
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

export const resultLifeMs = 30 * dayMs;
/** How long an answer can be refined: all songs of its playlist are kept for that. */
export const stateLifeMs = 7 * dayMs;
/** Answers that reactions are looked for on, when the bot comes back. */
const maxRecent = 500;

/** Of one person, as JSON: some 2,000 answers, and playlists of 20,000 songs. */
const maxResultBytes = 16_000_000;
const maxStatesBytes = 32_000_000;
/** Larger ones are not kept: what the person gets to see fits into a file. */
const maxKeptBytes = 7_000_000;

const owned = resultSchema.pick({ id: true, personId: true, serverId: true, createdAt: true });

/** Results and what finds them: of a person, of a server, by message, and the recent ones. */
export function createResultStore(store: KeyValue, now: () => number = Date.now) {
  const ttlMs = resultLifeMs;
  const results = createDocuments({ store, prefix: 'result', schema: resultSchema, ttlMs });
  const messages = createDocuments({ store, prefix: 'result-message', schema: z.string(), ttlMs });
  const states = createDocuments({ store, prefix: 'result-state', schema: z.string(), ttlMs: stateLifeMs });
  const recent = createLists({ store, prefix: 'results', ttlMs });
  /** Who asked in a server, and when last. */
  const people = createDocuments({
    store,
    prefix: 'people-of-server',
    schema: z.record(z.string(), z.number()),
    ttlMs: ttlMs + dayMs,
  });

  function recognise(key: string, value: unknown, personId: string): Omit<Belonging, 'bytes'> | null {
    const { data } = owned.safeParse(key.startsWith('result:') ? value : null);
    if (data === undefined || data.personId !== personId) return null;
    return { id: data.id, at: data.createdAt, serverId: data.serverId };
  }

  const ofPerson = createBelongings({
    store,
    prefix: 'results-of-person',
    maxBytes: maxResultBytes,
    lifeMs: ttlMs,
    now,
    recognise,
    async remove(entries, personId, rest) {
      const ids = entries.map(({ id }) => id);
      await workOnMany(ids, async (id) => {
        const messageId = (await results.read(id))?.messageId;
        // A later result may have taken the message over.
        if (messageId != null) await messages.change(messageId, (shown) => (shown === id ? null : shown));
      });
      await results.removeMany(ids);
      await states.removeMany(ids);
      await statesOfPerson.take(personId, ids);
      await recent.take('recent', ...ids);
      for (const serverId of new Set(entries.map((entry) => entry.serverId)))
        if (serverId !== null && !rest.some((other) => other.serverId === serverId))
          await leave(serverId, personId);
    },
  });
  const statesOfPerson = createBelongings({
    store,
    prefix: 'states-of-person',
    maxBytes: maxStatesBytes,
    lifeMs: stateLifeMs,
    now,
    recognise,
    remove: (entries) => states.removeMany(entries.map(({ id }) => id)),
  });

  const join = (serverId: string, personId: string, at = now()) =>
    people.change(serverId, (old) => {
      const last = Object.entries(old ?? {}).filter(([, earlier]) => earlier >= now() - ttlMs);
      return { ...Object.fromEntries(last), [personId]: Math.max(at, old?.[personId] ?? 0) };
    });

  const leave = (serverId: string, personId: string) =>
    people.change(serverId, (old) => {
      const { [personId]: _, ...others } = old ?? {};
      return Object.keys(others).length === 0 ? null : others;
    });

  /** Everybody who asked there, also when the list of them was damaged. */
  async function peopleOf(serverId: string): Promise<Set<string>> {
    const known = new Set(Object.keys((await people.read(serverId)) ?? {}));
    if (!(await store.isDamaged(`people-of-server:${serverId}`))) return known;
    for await (const { key, value } of store.entries()) {
      const { data } = owned.safeParse(key.startsWith('result:') ? value : null);
      if (data?.serverId === serverId) known.add(data.personId);
    }
    return known;
  }

  return {
    async add(fields: Omit<Result, 'id' | 'messageId' | 'createdAt'>): Promise<Result> {
      const { personId, serverId } = fields;
      const id = randomBytes(9).toString('base64url');
      const result: Result = { ...fields, id, messageId: null, createdAt: now() };
      if (serverId !== null) await join(serverId, personId);
      const bytes = Buffer.byteLength(JSON.stringify(result));
      await ofPerson.add(personId, { id, bytes, serverId }, async () => {
        await Promise.all([results.change(id, () => result), recent.addFirst('recent', id, maxRecent)]);
      });
      return result;
    },
    /** Takes over what an older program kept. */
    async adopt(value: unknown): Promise<void> {
      const { data } = owned.safeParse(value);
      if (data === undefined) return;
      const { id, personId, serverId, createdAt: at } = data;
      const isMissing = async (server: string) => ((await people.read(server))?.[personId] ?? 0) < at;
      if (serverId !== null && (await isMissing(serverId))) await join(serverId, personId, at);
      const entry = { id, at, serverId, bytes: Buffer.byteLength(JSON.stringify(value)) };
      await ofPerson.adopt(personId, entry);
      const state = await states.read(id);
      if (state !== null) await statesOfPerson.adopt(personId, { ...entry, bytes: 10 * state.length });
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
      const found = await results.readMany(await recent.read('recent'));
      return found.filter(
        ({ createdAt, messageId, isReactable }) => isReactable && messageId !== null && createdAt >= since,
      );
    },
    /** Keeps what a result is refined from, for a shorter time. */
    async keepState({ id, personId, serverId }: Result, state: RefineState): Promise<void> {
      const json = JSON.stringify(state);
      const bytes = Buffer.byteLength(json);
      if (bytes > maxKeptBytes) return;
      const packed = await packText(json);
      const entry = { id, bytes, serverId };
      await statesOfPerson.add(personId, entry, () => states.change(id, () => packed));
    },
    /** null when it has expired, or is none of this version. */
    async state(id: string): Promise<RefineState | null> {
      return unpackState((await states.read(id)) ?? '');
    },
    /** A person's results, newest first; as many as are read from it. */
    async *ofPerson(personId: string): AsyncGenerator<Result> {
      for (const { id } of await ofPerson.list(personId)) {
        const result = await results.read(id);
        if (result !== null) yield result;
      }
    },
    /** What a person's results can be refined from, as JSON. */
    async *statesOfPerson(personId: string): AsyncGenerator<{ id: string; json: string }> {
      for (const { id } of await statesOfPerson.list(personId)) {
        const json = await unpackText((await states.read(id)) ?? '').catch(() => '');
        if (json !== '') yield { id, json };
      }
    },
    remove: async (id: string): Promise<void> => {
      const result = await results.read(id);
      if (result !== null) await ofPerson.remove(result.personId, (one) => one.id === id);
    },
    removeStates: (personId: string): Promise<number> => statesOfPerson.remove(personId),
    removeOfPerson: (personId: string): Promise<number> => ofPerson.remove(personId),
    async removeOfServer(serverId: string): Promise<number> {
      let count = 0;
      for (const personId of await peopleOf(serverId))
        count += await ofPerson.remove(personId, (one) => one.serverId === serverId);
      await people.change(serverId, () => null);
      return count;
    },
  };
}
