/**
 * MusicBrainz (https://musicbrainz.org/doc/MusicBrainz_API): the genres of a recording, else of its artist. It allows
 * one request a second and answers 503 to faster ones. Genres are those its editors have agreed on (CC0), not free tags.
 */
import { z } from 'zod';
import { createLimit } from '../../concurrency/queues.ts';
import type { Song } from '../../model/song.ts';
import type { Http } from '../../net/http.ts';
import { probe } from '../../net/probe.ts';
import { cacheKey, createCachedAnswers, day } from '../../pipeline/cached-answers.ts';
import type { Cache, CallOptions } from '../../pipeline/ports.ts';
import { primaryArtist } from '../../songs/artists.ts';
import { isSameRecording } from '../../songs/identity.ts';
import { titleParts } from '../../songs/names/title-parts.ts';
import { numberOrNull } from '../../songs/song.ts';
import { quotedName } from '../../songs/titles.ts';
import {
  createFactsRequests,
  type FactsProvider,
  type FactsService,
  genreNames,
  noFacts,
} from '../facts/facts-service.ts';

const service = 'musicbrainz';

const mbid = z.uuid();
const recordings = z.object({
  recordings: z.array(
    z
      .object({
        id: mbid,
        title: z.string(),
        /** "live, 1999-05-01: Paris": which recording of the title it is. */
        disambiguation: z.string().catch(''),
        /** Milliseconds. */
        length: numberOrNull,
        'artist-credit': z
          .array(z.object({ name: z.string(), artist: z.object({ id: mbid }) }))
          .min(1)
          .max(50),
      })
      .nullable()
      .catch(null),
  ),
});
type Found = NonNullable<z.output<typeof recordings>['recordings'][number]>;

const genreList = z.object({
  genres: z.array(z.object({ name: z.string(), count: z.number().catch(1) })).max(500),
});

/** The most agreed on first. */
const namesOf = (found: z.output<typeof genreList> | null): string[] =>
  genreNames.parse(
    (found?.genres ?? [])
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
      .slice(0, 5)
      .map(({ name }) => name),
  );

/** https://lucene.apache.org: within quotes only these two have a meaning, and `quotedName` takes the quotes off. */
const phrase = (name: string): string => quotedName(name.replaceAll('\\', ' '));

function queriesFor({ isrc, title, artists }: Song): string[] {
  const artist = primaryArtist(artists);
  return [
    ...(isrc === null ? [] : [`isrc:${isrc}`]),
    ...(artist === '' ? [] : [`recording:${phrase(titleParts(title).base)} AND artist:${phrase(artist)}`]),
  ];
}

function isIt(song: Song, { title, disambiguation, length, 'artist-credit': credit }: Found): boolean {
  const version = disambiguation === '' ? '' : ` (${disambiguation})`;
  return isSameRecording(song, {
    title: `${title}${version}`,
    artists: credit.map(({ name }) => name),
    durationMs: length,
  });
}

export type MusicBrainzOptions = {
  url: string;
  http: Http;
  cache: Cache;
  /** Between the starts of two requests. */
  spacingMs?: number | undefined;
};

export function createMusicBrainz(options: MusicBrainzOptions): FactsService {
  const { url, http, cache, spacingMs = 1_100 } = options;
  const limit = createLimit({ concurrency: 1, intervalMs: spacingMs, perInterval: 1 });
  const ask = createFactsRequests({ service, url, http, limit, retries: 1 });
  const artistGenres = createCachedAnswers(cache, genreNames, () => 90 * day);

  async function search(song: Song, options: CallOptions): Promise<Found | null> {
    for (const query of queriesFor(song)) {
      const path = `/ws/2/recording?${new URLSearchParams({ query, fmt: 'json', limit: '10' })}`;
      const found = await ask(path, recordings, options);
      const it = found?.recordings.find((one) => one !== null && isIt(song, one));
      if (it) return it;
    }
    return null;
  }

  const genresOf = async (
    kind: 'recording' | 'artist',
    id: string,
    options: CallOptions,
  ): Promise<string[]> => namesOf(await ask(`/ws/2/${kind}/${id}?inc=genres&fmt=json`, genreList, options));

  return {
    atOnce: 1,
    isQuick: false,
    async find(song, options) {
      const found = await search(song, options);
      if (found === null) return null;
      const own = await genresOf('recording', found.id, options);
      const [{ artist } = { artist: null }] = found['artist-credit'];
      if (own.length > 0 || artist === null) return { ...noFacts, genres: own };
      const key = cacheKey('musicbrainz-artist', '1', artist.id);
      const genres = await artistGenres.get(key, (call) => genresOf('artist', artist.id, call), options);
      return { ...noFacts, genres };
    },
  };
}

export const musicbrainz: FactsProvider = {
  service,
  createService({ MUSICBRAINZ_URL: url, RATE_LIMITS }, parts) {
    const rate = RATE_LIMITS.get(service);
    return createMusicBrainz({ url, spacingMs: rate && rate.perMs / rate.calls, ...parts });
  },
  probe: ({ MUSICBRAINZ_URL }, http) =>
    probe('MusicBrainz', async () => {
      const path = '/ws/2/recording?query=isrc:USRC17607839&fmt=json&limit=1';
      (await http.request({ service, url: `${MUSICBRAINZ_URL}${path}` })).json(recordings);
      return 'answers';
    }),
};
