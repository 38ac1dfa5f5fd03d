/** Deezer's facts of a recording: tempo, loudness, cover, and the genres of its album. */
import { z } from 'zod';
import { cacheKey, createCachedAnswers, day } from '../../pipeline/cached-answers.ts';
import type { Cache, CallOptions } from '../../pipeline/ports.ts';
import { primaryArtist } from '../../songs/artists.ts';
import { isSameRecording } from '../../songs/identity.ts';
import { titleParts } from '../../songs/names/title-parts.ts';
import { numberOrNull, orNull, textOrNull } from '../../songs/song.ts';
import { quotedName } from '../../songs/titles.ts';
import {
  createCaller,
  type FactsProvider,
  type FactsService,
  genreNames,
  noFacts,
  timeoutMs,
} from '../facts/facts-service.ts';
import { createDeezerApi, type DeezerOptions } from './api.ts';

const named = z.object({ name: z.string() });
const hit = z.object({
  id: z.number(),
  title: z.string(),
  artist: named,
  contributors: z.array(named).catch([]),
  /** Seconds. */
  duration: numberOrNull,
});
const record = hit.extend({
  /** 0: unknown. */
  bpm: numberOrNull,
  /**
   * "Signal strength", say its pages, and no more. Its players make a ReplayGain of -(gain + 18.4) dB from it: the loudness of
   * the recording in dB below full scale, the nearer 0 the louder. 0: unknown.
   */
  gain: numberOrNull,
  album: orNull(z.object({ id: z.number(), cover_medium: textOrNull })),
});
const hits = z.object({ data: z.array(hit.nullable().catch(null)) });
const album = z.object({ genres: z.object({ data: z.array(named) }).catch({ data: [] }) });

export function createDeezerFacts({ cache, ...options }: DeezerOptions & { cache: Cache }): FactsService {
  // Playlists and previews get through beside it.
  const { get } = createDeezerApi({ calls: 35, retries: 0, timeoutMs, ...options });
  const call = createCaller('deezer');
  const ask = <T>(path: string, schema: z.ZodType<T>, options: CallOptions): Promise<T | null> =>
    call(() => get(path, schema, options));
  const genres = createCachedAnswers(cache, genreNames, () => 90 * day);

  async function askForGenres(id: number, options: CallOptions): Promise<string[]> {
    const found = await ask(`/album/${id}`, album, options);
    return genreNames.parse(found?.genres.data.map(({ name }) => name) ?? []);
  }
  const genresOf = (id: number, options: CallOptions): Promise<string[]> =>
    genres.get(cacheKey('deezer-album', '1', id), (call) => askForGenres(id, call), options);

  return {
    atOnce: 5,
    isQuick: true,
    async find(song, options) {
      const isIt = ({ title, artist, contributors, duration }: z.output<typeof hit>): boolean => {
        const artists = [artist, ...contributors].map(({ name }) => name);
        return isSameRecording(song, { title, artists, durationMs: duration && duration * 1000 });
      };

      const byIsrc = song.isrc === null ? null : await ask(`/track/isrc:${song.isrc}`, record, options);
      let found = byIsrc !== null && isIt(byIsrc) ? byIsrc : null;
      if (found === null && song.artists.length > 0) {
        const q = `artist:${quotedName(primaryArtist(song.artists))} track:${quotedName(titleParts(song.title).base)}`;
        const list = await ask(`/search?${new URLSearchParams({ q, limit: '10' })}`, hits, options);
        const id = list?.data.find((one) => one !== null && isIt(one))?.id;
        found = id === undefined ? null : await ask(`/track/${id}`, record, options);
      }
      if (found === null) return null;
      const { bpm, gain, album } = found;
      return {
        ...noFacts,
        genres: album === null ? [] : await genresOf(album.id, options),
        tempo: bpm || null,
        loudness: gain || null,
        cover: album?.cover_medium ?? null,
      };
    },
  };
}

export const deezerFacts: FactsProvider = {
  service: 'deezer',
  createService: ({ DEEZER_API_URL: apiUrl }, parts) => createDeezerFacts({ apiUrl, ...parts }),
};
