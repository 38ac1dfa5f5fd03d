/** What songs feel like by their sound, heard once and kept for months; the sound itself is dropped. */
import { z } from 'zod';
import { workByPriority } from '../../concurrency/by-priority.ts';
import { mapChunked } from '../../concurrency/chunked.ts';
import { isAbort, ServiceError } from '../../errors.ts';
import type { Hearing } from '../../hearing/hearing.ts';
import { type Song, songSchema } from '../../model/song.ts';
import { createBreaker } from '../../net/recovery.ts';
import {
  type AnsweredSong,
  cacheKey,
  createCachedAnswers,
  createSongAnswers,
  day,
  hour,
} from '../../pipeline/cached-answers.ts';
import { soundsMissing } from '../../pipeline/notices.ts';
import type { Cache, CallOptions } from '../../pipeline/ports.ts';
import type { Ears, SongSound } from '../../pipeline/song-lookup.ts';
import { nameKey } from '../../songs/identity.ts';

/** Where the sound of a song comes from. */
export type SoundSource = {
  service: string;
  /** False where a song takes seconds: then no answer waits for it. */
  isQuick: boolean;
  /** Is it worth asking? */
  mayHave(song: Song): boolean;
  /**
   * A sound file, or its beginning; null: it doesn't have this recording; `needs-ffmpeg`: nothing here decodes its files.
   * Throws `ServiceError` when it fails.
   */
  find(song: Song, call: CallOptions): Promise<Uint8Array | 'needs-ffmpeg' | null>;
};

/** Files are fetched while others are heard. */
const atOnce = 8;

/** null: this source doesn't have the song, or nothing was heard in what it has; maybe for want of ffmpeg. */
const answerSchema = z.object({
  heard: songSchema.shape.heard.unwrap().nullable(),
  needsFfmpeg: z.boolean().optional(),
});
type Answer = z.infer<typeof answerSchema>;
type Heard = Answer['heard'];
type Answered = AnsweredSong<Heard>;

type Parts = { sources: readonly SoundSource[]; hear: Hearing['hear']; cache: Cache };

/** The sources are asked best first; the first in which something was heard counts. */
export function createEars({ sources, hear, cache }: Parts): Ears {
  const kept = createCachedAnswers(cache, answerSchema, ({ heard, needsFfmpeg }) => {
    if (heard !== null) return 120 * day;
    // The host may install it any time.
    return needsFfmpeg ? hour : 7 * day;
  });
  const breakers = sources.map(({ service }) => createBreaker({ service, failures: 3, openMs: 60_000 }));
  /** Not the sources' own: what a file does to our process says nothing of the server that sent it. */
  const hearingBreaker = createBreaker({ service: 'hearing', failures: 3, openMs: 60_000 });
  // With the names, since they decide whether what stands under an ISRC is the song.
  const keysOf = (song: Song): string[] =>
    sources.map(({ service }) => cacheKey(`heard-${service}`, '1', [song.isrc, nameKey(song)]));
  const memory = createSongAnswers(cache, keysOf, (entry) => answerSchema.safeParse(entry).data?.heard);

  /** null: nothing is known yet. */
  function soundOf({ song, answers }: Answered): SongSound | null {
    const heard = answers.find((answer) => answer != null);
    if (heard) return { heard };
    const isOpen = sources.some(
      (source, sourceIndex) => source.mayHave(song) && answers[sourceIndex] === undefined,
    );
    return isOpen ? null : { heard: null };
  }

  async function hearFrom(
    sourceIndex: number,
    { song, keys }: Answered,
    options: CallOptions,
  ): Promise<Heard | undefined> {
    const [source, breaker, key] = [sources[sourceIndex], breakers[sourceIndex], keys[sourceIndex]];
    if (!source?.mayHave(song) || !breaker || !key || hearingBreaker.isOpen()) return undefined;
    const fetchSound = (call: CallOptions) =>
      breaker
        .run(() => source.find(song, call))
        .catch((error: unknown) => {
          if (error instanceof ServiceError && error.status === 404) return null;
          throw error;
        });
    const listen = async (call: CallOptions): Promise<Answer> => {
      const bytes = await fetchSound(call);
      if (bytes === null) return { heard: null };
      if (bytes === 'needs-ffmpeg') return { heard: null, needsFfmpeg: true };
      const hearing = await hearingBreaker.run(async () => {
        const found = (await hear(bytes, call)).hearing;
        // One such sound is at fault itself; where all are, each would be fetched for nothing.
        if (!found.heard && found.reason === 'gave-up')
          throw new ServiceError(`nothing heard from ${source.service}`, {
            service: 'hearing',
            retryable: true,
          });
        return found;
      });
      if (hearing.heard) return { heard: { valence: hearing.valence, energy: hearing.energy } };
      return { heard: null, ...(hearing.reason === 'needs-ffmpeg' && { needsFfmpeg: true }) };
    };
    try {
      return (await kept.get(key, listen, options)).heard;
    } catch (error) {
      if (isAbort(error)) return undefined;
      if (!(error instanceof ServiceError)) throw error;
      if (error.service === 'subsonic') options.onNotice?.(soundsMissing);
      return undefined;
    }
  }

  return {
    recall: async (songs) => mapChunked(await memory.recall(songs), soundOf),
    async lookUp(songs, { priority = () => 0, onFound, isPatient = false, ...options }) {
      const known = await memory.known(songs);
      const { signal } = options;
      const missing = known.flatMap((one, at) => (soundOf(one) === null ? [at] : []));
      await workByPriority(missing, { atOnce, priority, signal }, async (at) => {
        const one = known[at];
        if (one === undefined) return;
        for (const [sourceIndex, { isQuick }] of sources.entries()) {
          if (one.answers[sourceIndex] !== undefined || !(isPatient || isQuick)) continue;
          one.answers[sourceIndex] = await hearFrom(sourceIndex, one, options);
          if (one.answers[sourceIndex] || signal?.aborted) break;
        }
        const found = soundOf(one);
        if (found !== null) onFound?.(at, found);
      });
    },
  };
}
