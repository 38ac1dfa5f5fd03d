/**
 * Half a minute of a song: Deezer's, found by its ISRC or else by name; then the iTunes store's. Their addresses are
 * signed for about a quarter of an hour, so they are cached for minutes only.
 */
import { z } from 'zod';
import { createLimit } from '../concurrency/queues.ts';
import { ServiceError } from '../errors.ts';
import { hasFfmpeg } from '../hearing/decoders/ffmpeg.ts';
import type { Http } from '../net/http.ts';
import { cacheKey, createCachedAnswers } from '../pipeline/cached-answers.ts';
import type { Cache, CallOptions, PreviewFinder } from '../pipeline/ports.ts';
import { primaryArtist } from '../songs/artists.ts';
import { isSameRecording } from '../songs/identity.ts';
import { titleParts } from '../songs/names/title-parts.ts';
import { numberOrNull, orNull, songLink, textOrNull } from '../songs/song.ts';
import { quotedName } from '../songs/titles.ts';
import type { SoundSource } from './ears/ears.ts';

/** A song of either service: Deezer's names, then the iTunes store's. */
const songRow = z
  .object({
    title: textOrNull,
    artist: orNull(z.object({ name: z.string() })),
    /** Seconds. */
    duration: numberOrNull,
    link: textOrNull,
    preview: textOrNull,
  })
  .extend({
    trackName: textOrNull,
    artistName: textOrNull,
    trackViewUrl: textOrNull,
    previewUrl: textOrNull,
    trackTimeMillis: numberOrNull,
  })
  .transform((row) => ({
    title: row.title ?? row.trackName ?? '',
    artists: [row.artist?.name ?? row.artistName ?? ''],
    durationMs: row.duration === null ? row.trackTimeMillis : row.duration * 1000,
    page: row.link ?? row.trackViewUrl ?? '',
    url: row.preview ?? row.previewUrl ?? '',
  }))
  .catch({ title: '', artists: [], durationMs: null, page: '', url: '' });

const list = z.array(z.unknown()).catch([]);
/** Deezer's search answers `data`, its look-up by ISRC the song itself; iTunes answers `results`. */
const answerRows = z
  .looseObject({ data: list, results: list })
  .transform((answer) => [answer, ...answer.data, ...answer.results])
  .catch([]);
/** Deezer's errors come with status 200. */
const errorCode = z
  .object({ error: z.object({ code: z.number() }) })
  .transform(({ error }) => error.code)
  .catch(0);
const deezerHasNoData = 800;

const names = { deezer: 'Deezer', itunes: 'Apple Music' } as const;
type PreviewService = keyof typeof names;
const previewServices = ['deezer', 'itunes'] as const satisfies PreviewService[];

type PreviewOptions = {
  http: Http;
  cache: Cache;
  deezerUrl: string;
  itunesUrl: string;
};
type Wanted = Parameters<PreviewFinder['find']>[0];

const timeoutMs = 4_000;
const ttlMs = 10 * 60_000;
/** A preview is about 0.5 MB. */
const maxSoundBytes = 3 * 1024 * 1024;
/** Discord's limit for a button. */
const maxUrlLength = 512;
/** Where the services keep their previews, subdomains included: an answer may lead nowhere else. */
const audioHosts = ['dzcdn.net', 'itunes.apple.com', 'mzstatic.com'];

export type Previews = ReturnType<typeof createPreviews>;

/** `find` gives null for a song that is not found, a service that is down, or an address that may not be shown. */
export function createPreviews(options: PreviewOptions) {
  const { http, cache, deezerUrl, itunesUrl } = options;
  const limits = {
    deezer: createLimit({ concurrency: 5, intervalMs: 5000, perInterval: 40 }),
    // Apple allows about twenty a minute.
    itunes: createLimit({ concurrency: 2, intervalMs: 60_000, perInterval: 18 }),
  };
  // An address that replaces a service's own is trusted.
  const replacements = [deezerUrl, itunesUrl].map((url) => new URL(url).host);

  function mayBeShown(url: string): boolean {
    if (url.length > maxUrlLength || !URL.canParse(url)) return false;
    const { protocol, host, port, username } = new URL(url);
    if (username !== '') return false;
    if (replacements.includes(host)) return true;
    const isKnown = audioHosts.some((known) => host === known || host.endsWith(`.${known}`));
    return protocol === 'https:' && port === '' && isKnown;
  }

  /** What to ask, one after the other, until one has it; `isSearch`: an answer may be another song. */
  function requestsFor({ title: shown, artists, isrc }: Wanted) {
    const artist = primaryArtist(artists);
    const { base, version } = titleParts(shown);
    const title = version === null ? base : shown;
    const byIsrc = `${deezerUrl}/track/isrc:${encodeURIComponent(isrc ?? '')}`;
    const q = `artist:${quotedName(artist)} track:${quotedName(title)}`;
    const term = `${artist} ${title}`.slice(0, 150);
    const atItunes = new URLSearchParams({ term, media: 'music', entity: 'song', limit: '5' });
    const searches = [
      { service: 'deezer', url: `${deezerUrl}/search?${new URLSearchParams({ q, limit: '5' })}` },
      { service: 'itunes', url: `${itunesUrl}/search?${atItunes}` },
    ] as const;
    return [
      ...(isrc === null ? [] : [{ service: 'deezer' as const, url: byIsrc, isSearch: false }]),
      // Without an artist, a search finds whatever is popular.
      ...(artist === '' ? [] : searches.map((one) => ({ ...one, isSearch: true }))),
    ];
  }

  async function search(
    song: Wanted,
    { signal, fairnessKey }: CallOptions,
    services: readonly PreviewService[] = previewServices,
  ): Promise<z.infer<typeof found>> {
    let isSure = true;
    for (const { service, url, isSearch } of requestsFor(song)) {
      if (!services.includes(service)) continue;
      try {
        const request = { service, url, timeoutMs, signal, maxBytes: 1024 * 1024 };
        const answer = await limits[service](() => http.request(request), signal, fairnessKey);
        const code = answer.json(errorCode);
        if (code !== 0 && code !== deezerHasNoData) isSure = false;
        const hit = answer
          .json(answerRows)
          .map((row) => songRow.parse(row))
          .find((row) => mayBeShown(row.url) && (!isSearch || isSameRecording(song, row)));
        if (hit === undefined) continue;
        return { preview: { url: hit.url, from: names[service], page: songLink(hit.page) }, isSure };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        isSure = false;
      }
    }
    return { preview: null, isSure };
  }

  const found = z.object({
    preview: z
      .object({
        url: z.string().refine(mayBeShown),
        from: z.enum(names),
        page: z.string().nullable(),
      })
      .nullable(),
    /** Did every service that was asked answer? */
    isSure: z.boolean(),
  });
  const answers = createCachedAnswers(cache, found, ({ preview, isSure }) =>
    preview !== null || isSure ? ttlMs : 0,
  );

  return {
    async find(song, call = {}) {
      const key = cacheKey('preview', '2', [song.title, song.artists, song.isrc, song.durationMs]);
      return (await answers.get(key, (options) => search(song, options), call)).preview;
    },
    /** The address at one service; null where it doesn't have the song. Throws `ServiceError` when it fails. */
    async findAt(song: Wanted, service: PreviewService, call: CallOptions): Promise<string | null> {
      const { preview, isSure } = await search(song, call, [service]);
      if (preview === null && !isSure)
        throw new ServiceError(`no previews from ${service}`, { service, retryable: true });
      return preview?.url ?? null;
    },
  } satisfies PreviewFinder & Record<string, unknown>;
}

/** The previews to be heard: MP3 from Deezer, AAC from the iTunes store. */
export const createPreviewSounds = (previews: Previews, http: Http): SoundSource[] =>
  previewServices.map((service) => ({
    service,
    // Apple allows about twenty look-ups a minute.
    isQuick: service === 'deezer',
    mayHave: () => true,
    async find(song, call) {
      if (service === 'itunes' && !(await hasFfmpeg())) return 'needs-ffmpeg';
      const url = await previews.findAt(song, service, call);
      if (url === null) return null;
      // Not by the service's name: these hosts are not part of its quota.
      const request = { service: 'previews', url, maxBytes: maxSoundBytes, signal: call.signal };
      return (await http.request(request)).bytes;
    },
  }));
