/** YouTube without a key: what its own pages use, through youtubei.js. Unofficial, so it may stop working any day. */
import type { YT } from 'youtubei.js';
import { z } from 'zod';
import { timeoutSignal } from '../../concurrency/time-limits.ts';
import { isAbort, ServiceError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import { isModestJson } from '../../net/json.ts';
import type { CallOptions, SourceOptions } from '../../pipeline/ports.ts';
import { orNull } from '../../songs/song.ts';
import type { Video, VideoList } from './data-api.ts';

type WebOptions = { http: Http; webUrl: string };

// What the library makes of a row: its classes change with YouTube's, so they are read as data.
const text = z.object({ text: z.string() });
const olderRow = z
  .object({
    id: z.string(),
    title: text,
    author: orNull(z.object({ name: z.string() })),
    duration: orNull(z.object({ seconds: z.number() })),
  })
  .transform(({ id, title, author, duration }): Video => {
    // "N/A" is the library's own: deleted and private videos have no channel.
    const channel = author && author.name !== 'N/A' ? author.name : '';
    return { id, title: title.text, channel, durationMs: duration && duration.seconds * 1000 };
  });
const metadataRow = z.object({ metadata_parts: z.array(z.object({ text: text.nullish() })) });
const newerRow = z
  .object({
    content_id: z.string(),
    metadata: z.object({
      title: text,
      metadata: orNull(z.object({ metadata_rows: z.array(metadataRow) })),
    }),
  })
  .transform(({ content_id: id, metadata: { title, metadata } }): Video => {
    const channel = metadata?.metadata_rows[0]?.metadata_parts[0]?.text?.text ?? '';
    return { id, title: title.text, channel };
  });
const videoRow = z.union([olderRow, newerRow]);

/** A `fetch` for the library over our client: one host, time and size limits, typed failures. */
function fetchThrough({ http, webUrl }: WebOptions, signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const body = typeof init?.body === 'string' ? init.body : undefined;
    const answer = await http.request({
      service: 'youtube',
      url: `${webUrl}${asked.pathname}${asked.search}`,
      method: body === undefined ? 'GET' : 'POST',
      headers: Object.fromEntries(headers),
      ...(body === undefined ? {} : { body }),
      signal,
    });
    const text = answer.text();
    if (!isModestJson(text)) throw new SyntaxError('too deep or too much');
    return new Response(text, {
      status: answer.status,
      headers: { 'content-type': 'application/json' },
    });
  };
}

/**
 * `timeoutMs` is for all pages together. Throws `ServiceError`; non-retryable when YouTube does not show that list,
 * or in a shape that the library does not know.
 */
export async function readPlaylistPage(
  { timeoutMs, maxVideos, ...web }: WebOptions & { timeoutMs: number; maxVideos: number },
  id: string,
  call: SourceOptions,
): Promise<VideoList> {
  const signal = timeoutSignal(timeoutMs, call.signal);
  const { Innertube, Log } = await import('youtubei.js');
  // It would log every element that it does not know.
  Log.setLevel(Log.Level.NONE);
  try {
    const youtube = await Innertube.create({
      retrieve_player: false,
      generate_session_locally: true,
      retrieve_innertube_config: false,
      enable_session_cache: false,
      fetch: fetchThrough(web, signal),
    });
    let page: YT.Playlist = await youtube.getPlaylist(id);
    const { title, total_items: said } = page.info;
    // An empty list still has its title; a page without one is no list's.
    if (title === undefined) throw new TypeError('the page has no title');
    const rows: unknown[] = [...page.items];
    const { keptSongs = 0 } = call;
    while (page.has_continuation && rows.length < maxVideos) {
      const next = await page.getContinuation().catch((error: unknown) => {
        call.signal?.throwIfAborted();
        // What was read until then, where no copy has more.
        if (rows.length <= keptSongs) throw error;
        return null;
      });
      if (next === null) break;
      page = next;
      rows.push(...page.items);
    }
    const videos = rows.slice(0, maxVideos).flatMap((row) => videoRow.safeParse(row).data ?? []);
    // "230 videos"
    const atLeast = Math.max(rows.length + 1, Number(said?.replace(/\D/g, '') ?? 0));
    return { title, videos, total: page.has_continuation ? atLeast : rows.length };
  } catch (error) {
    call.signal?.throwIfAborted();
    if (error instanceof ServiceError) throw error;
    throw new ServiceError('youtube’s page could not be read', {
      service: 'youtube',
      retryable: isAbort(error),
      cause: error,
    });
  }
}

const oembed = z.object({ title: z.string(), author_name: z.string().catch('') });

/** One video's title and channel, by the documented keyless way. https://oembed.com */
export async function readVideoPage(
  { http, webUrl }: WebOptions,
  id: string,
  { signal }: CallOptions,
): Promise<VideoList> {
  const query = new URLSearchParams({ url: `https://www.youtube.com/watch?v=${id}`, format: 'json' });
  const answer = await http.request({ service: 'youtube', url: `${webUrl}/oembed?${query}`, signal });
  const { title, author_name: channel } = answer.json(oembed);
  return { title, videos: [{ id, title, channel }], total: 1 };
}
