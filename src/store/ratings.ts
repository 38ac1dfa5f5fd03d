/** How people rated the matches they were shown, with everything that learning from it needs. */
import { z } from 'zod';
import { createKeyedMutex } from '../concurrency/keyed-work.ts';
import { matchSchema } from '../model/ranking.ts';
import { ratedSceneSchema } from '../pipeline/taste/song-ratings.ts';
import { latestMark } from '../pipeline/taste/taste-ratings.ts';
import { type Belonging, createBelongings, traceOf } from './belongings.ts';
import { createDocuments, createLists, type KeyValue, workOnMany } from './documents.ts';
import { type Result, resultLifeMs } from './results.ts';

const verdictSchema = z.enum(['fits', 'does-not-fit']);

/** One sign a person gave; the latest one counts as their rating of the song. */
const markSchema = z.object({
  rank: z.number(),
  verdict: verdictSchema,
  /** `button`, or the reaction's emoji: taking that back takes this mark back. */
  from: z.string(),
  at: z.number(),
});

const ratedSchema = z.object({
  resultId: z.string(),
  /** Where the songs were shown; null outside of servers. */
  serverId: z.string().nullable().default(null),
  weightsVersion: z.string(),
  /** The photo's feeling as it was read then, in numbers and moods alone; null in ratings of older versions. */
  scene: ratedSceneSchema.nullable().default(null),
  /** The songs as they were shown, rated or not: a choice says something about those passed over. */
  shown: z.array(
    z.object({
      rank: z.number(),
      title: z.string(),
      artists: z.array(z.string()),
      album: z.string().nullable().default(null),
      isrc: z.string().nullable(),
      score: z.number(),
      features: matchSchema.shape.features,
    }),
  ),
  marks: z.array(markSchema),
});

export type Mark = z.infer<typeof markSchema>;
export type RatedResult = z.infer<typeof ratedSchema>;

export type RatingStore = ReturnType<typeof createRatingStore>;

/** Answers of a server that its taste is learned from, the latest. */
const maxOfServer = 400;

/** Of one person, as JSON: some 2,000 rated answers. */
const maxBytes = 16_000_000;

/** Ratings by person and result; they outlive the result, and go when the person says so. */
export function createRatingStore(store: KeyValue, now: () => number = Date.now) {
  const rated = createDocuments({ store, prefix: 'rating', schema: ratedSchema });
  const byPerson = createBelongings({
    store,
    prefix: 'ratings-of-person',
    maxBytes,
    now,
    remove: forget,
    recognise(key, value, personId): Omit<Belonging, 'bytes'> | null {
      if (!key.startsWith(`rating:${personId}-`)) return null;
      const serverId = ratedSchema.safeParse(value).data?.serverId ?? null;
      return { id: key.slice(`rating:${personId}-`.length), at: 0, serverId };
    },
  });
  const byResult = createLists({ store, prefix: 'ratings-of-result', ttlMs: resultLifeMs });
  const byServer = createLists({ store, prefix: 'ratings-of-server' });
  const removals = createDocuments({
    store,
    prefix: 'ratings-removed',
    schema: z.number(),
    ttlMs: resultLifeMs,
  });
  // A rating and the lists that name it change together, or a rating could be left that cannot be removed.
  const mutex = createKeyedMutex();
  const keyOf = (resultId: string, personId: string): string => `${personId}-${resultId}`;

  async function forget(
    entries: readonly Pick<Belonging, 'id' | 'serverId'>[],
    personId: string,
  ): Promise<void> {
    const places = new Set<string>();
    await workOnMany(entries, async ({ id, serverId }) => {
      const place = (await rated.read(keyOf(id, personId)))?.serverId ?? serverId;
      if (place !== null) places.add(place);
      await byResult.take(id, personId);
    });
    const keys = entries.map(({ id }) => keyOf(id, personId));
    for (const place of places) await byServer.take(place, ...keys);
    await rated.removeMany(keys);
  }

  /** Newest first. */
  async function* readEach(personId: string): AsyncGenerator<RatedResult> {
    for (const { id } of await byPerson.list(personId)) {
      const found = await rated.read(keyOf(id, personId));
      if (found !== null) yield found;
    }
  }

  async function ofPerson(personId: string): Promise<RatedResult[]> {
    const all: RatedResult[] = [];
    for await (const found of readEach(personId)) all.push(found);
    return all;
  }

  return {
    readEach,
    /** Adds the mark, or changes the one from the same place. */
    mark: (result: Result, personId: string, mark: Omit<Mark, 'at'>): Promise<void> =>
      mutex(personId, async () => {
        const { ranking, serverId } = result;
        const { valence, energy, moods } = ranking.scene.reading;
        if (!ranking.matches.some(({ rank }) => rank === mark.rank)) return;
        const shown = ranking.matches.map(({ rank, song, score, features }) => ({
          rank,
          title: song.title,
          artists: song.artists,
          album: song.album,
          isrc: song.isrc,
          score,
          features,
        }));
        const entry = { id: result.id, bytes: JSON.stringify(shown).length, serverId };
        await byPerson.add(personId, entry, async () => {
          // The lists first: a crash in between must leave no rating that no list names.
          await byResult.add(result.id, personId);
          if (serverId !== null) await byServer.add(serverId, keyOf(result.id, personId), maxOfServer);
          await rated.change(keyOf(result.id, personId), (old) => {
            const others = (old?.marks ?? []).filter(
              ({ rank, from }) => rank !== mark.rank || from !== mark.from,
            );
            const latest = Math.max(now(), ...others.map(({ at }) => at + 1));
            return {
              resultId: result.id,
              serverId,
              weightsVersion: ranking.weightsVersion,
              scene: { valence, energy, moods },
              shown,
              marks: [...others, { ...mark, at: latest }],
            };
          });
        });
      }),
    /**
     * Names a rating in the lists of its person and its answer where a backup's lists are older than the rating. Not in
     * its server's: that was forgotten on purpose where the bot left.
     */
    async adopt(key: string, value: unknown): Promise<void> {
      const { data } = ratedSchema.safeParse(key.startsWith('rating:') ? value : null);
      if (!data || !key.endsWith(`-${data.resultId}`)) return;
      const { resultId, serverId, shown, marks } = data;
      const personId = key.slice('rating:'.length, -resultId.length - 1);
      const at = Math.max(0, ...marks.map((mark) => mark.at));
      const bytes = JSON.stringify(shown).length;
      await byPerson.adopt(personId, { id: resultId, bytes, at, serverId });
      if (at > now() - resultLifeMs && !(await byResult.read(resultId)).includes(personId))
        await byResult.add(resultId, personId);
    },
    unmark: (resultId: string, personId: string, { rank, from }: { rank: number; from: string }) =>
      mutex(personId, async () => {
        const before = await rated.read(keyOf(resultId, personId));
        let stood = false;
        const rest = await rated.change(keyOf(resultId, personId), (old) => {
          const marks = (old?.marks ?? []).filter((mark) => mark.rank !== rank || mark.from !== from);
          stood = old !== null && marks.length < old.marks.length;
          return old === null || marks.length === 0 ? null : { ...old, marks };
        });
        if (rest === null) {
          await forget([{ id: resultId, serverId: before?.serverId ?? null }], personId);
          await byPerson.take(personId, [resultId]);
        }
        return stood;
      }),
    async latestMark(resultId: string, personId: string, rank: number): Promise<Mark | null> {
      const found = await rated.read(keyOf(resultId, personId));
      return latestMark(found?.marks ?? [], rank) ?? null;
    },
    ofPerson,
    /** What was rated in a server last, by person: its members' common taste is learned from it. */
    async ofServer(serverId: string): Promise<RatedResult[][]> {
      const keys = await byServer.read(serverId);
      const people = new Map<string, RatedResult[]>();
      const found = await Promise.all(keys.map((key) => rated.read(key)));
      for (const [at, one] of found.entries()) {
        const personId = keys[at]?.split('-')[0] ?? '';
        if (one !== null) people.set(personId, [...(people.get(personId) ?? []), one]);
      }
      return [...people.values()];
    },
    /** Forgets which ratings came from this server; they stay their people's own. */
    async forgetServer(serverId: string): Promise<void> {
      await byServer.remove(serverId);
    },
    async ofResult(resultId: string): Promise<{ personId: string; marks: Mark[] }[]> {
      const people = await byResult.read(resultId);
      return Promise.all(
        people.map(async (personId) => ({
          personId,
          marks: (await rated.read(keyOf(resultId, personId)))?.marks ?? [],
        })),
      );
    },
    /** Removes all ratings of a person and gives how many songs were rated. */
    removeOfPerson: (personId: string): Promise<number> =>
      mutex(personId, async () => {
        let songs = 0;
        await workOnMany(await byPerson.list(personId), async ({ id }) => {
          const found = await rated.read(keyOf(id, personId));
          songs += new Set(found?.marks.map(({ rank }) => rank)).size;
        });
        await byPerson.remove(personId);
        await removals.change(traceOf(personId), () => now());
        return songs;
      }),
    /** When the person last had everything removed, or null: older reactions are not picked up again. */
    removedAt: (personId: string): Promise<number | null> => removals.read(traceOf(personId)),
  };
}
