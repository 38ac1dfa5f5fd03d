/** Facts of songs from the services that FACTS names, kept for months. */
import { z } from 'zod';
import { workByPriority } from '../../concurrency/by-priority.ts';
import { mapChunked } from '../../concurrency/chunked.ts';
import { isAbort, ServiceError } from '../../errors.ts';
import type { Song } from '../../model/song.ts';
import {
  type AnsweredSong,
  cacheKey,
  createCachedAnswers,
  createSongAnswers,
  day,
} from '../../pipeline/cached-answers.ts';
import type { Cache, CallOptions } from '../../pipeline/ports.ts';
import type { FactsSource, SongFacts } from '../../pipeline/song-lookup.ts';
import { factsEvidence } from '../../songs/facts-evidence.ts';
import { nameKey } from '../../songs/identity.ts';
import { coverLink } from '../../songs/song.ts';
import { deezerFacts } from '../deezer/facts.ts';
import { musicbrainz } from '../musicbrainz/index.ts';
import { reccobeats } from '../reccobeats/index.ts';
import {
  type FactsProvider,
  type FactsService,
  type RecordFacts,
  recordFactsSchema,
} from './facts-service.ts';

/** A new one is a folder beside these, a word here and one in FACTS. */
export const factsProviders: readonly FactsProvider[] = [deezerFacts, musicbrainz, reccobeats];

/** null: the service doesn't have the recording. */
const answerSchema = z.object({ facts: recordFactsSchema.nullable() });
type Answered = AnsweredSong<RecordFacts | null>;

/** The first service that knows counts; genres are those of all. */
function factsOf({ song, answers }: Answered): SongFacts {
  const known = answers.filter((one) => one != null);
  const first = <K extends keyof RecordFacts>(key: K) =>
    known.find((one) => one[key] !== null)?.[key] ?? null;
  const genres = [...new Set(known.flatMap((one) => one.genres))];
  return {
    evidence: factsEvidence({
      // A song's reading holds what its playlist says of it.
      genres: song.genres.length > 0 ? [] : genres,
      loudness: first('loudness'),
      tempo: first('tempo'),
      audio: song.audio === null ? { valence: first('valence'), energy: first('energy') } : null,
    }),
    genres,
    cover: coverLink(first('cover') ?? ''),
    isOpen: answers.includes(undefined),
  };
}

export function createFacts(parts: { services: Record<string, FactsService>; cache: Cache }): FactsSource {
  const { cache } = parts;
  const services = Object.entries(parts.services);
  const kept = createCachedAnswers(cache, answerSchema, ({ facts }) => (facts === null ? 14 : 120) * day);
  // With the names, since they decide whether what stands under an ISRC is the song.
  const keysOf = (song: Song): string[] => {
    const input = [song.isrc, nameKey(song)];
    return services.map(([name]) => cacheKey(`facts-${name}`, '2', input));
  };

  const memory = createSongAnswers(cache, keysOf, (entry) => answerSchema.safeParse(entry).data?.facts);

  async function find({ song, keys }: Answered, serviceIndex: number, options: CallOptions) {
    const [service, key] = [services[serviceIndex]?.[1], keys[serviceIndex]];
    if (service === undefined || key === undefined) return undefined;
    try {
      const ask = async (call: CallOptions) => {
        const facts = await service.find(song, call);
        return { facts: facts && recordFactsSchema.parse(facts) };
      };
      return (await kept.get(key, ask, options)).facts;
    } catch (error) {
      if (error instanceof ServiceError || isAbort(error)) return undefined;
      throw error;
    }
  }

  return {
    recall: async (songs) =>
      mapChunked(await memory.recall(songs), (known) =>
        known.answers.every((one) => one === undefined) ? null : factsOf(known),
      ),
    async lookUp(songs, { priority = () => 0, onFound, isPatient = false, ...options }) {
      const known = await memory.known(songs);
      const { signal } = options;

      async function lookUpAt(serviceIndex: number, atOnce: number): Promise<void> {
        const missing = known.flatMap(({ answers }, at) => (answers[serviceIndex] === undefined ? [at] : []));
        await workByPriority(missing, { atOnce, priority, signal }, async (at) => {
          const one = known[at];
          const found = one && (await find(one, serviceIndex, options));
          if (one === undefined || found === undefined) return;
          one.answers[serviceIndex] = found;
          onFound?.(at, factsOf(one));
        });
      }

      const work = services.map(([, { atOnce, isQuick }], serviceIndex) => ({
        isAwaited: isPatient || isQuick,
        done: lookUpAt(serviceIndex, atOnce),
      }));
      for (const { done } of work) done.catch(() => undefined);
      await Promise.all(work.flatMap(({ isAwaited, done }) => (isAwaited ? [done] : [])));
    },
  };
}

/** null where FACTS names none. */
export function createFactsSource(
  config: Parameters<FactsProvider['createService']>[0],
  parts: Parameters<FactsProvider['createService']>[1],
): FactsSource | null {
  const chosen = factsProviders.filter(({ service }) => config.FACTS.includes(service));
  if (chosen.length === 0) return null;
  const services = Object.fromEntries(
    chosen.map(({ service, createService }) => [service, createService(config, parts)]),
  );
  return createFacts({ services, cache: parts.cache });
}
