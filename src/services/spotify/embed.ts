/**
 * Spotify's public embed page, the one way to a stranger's playlist without an account. It shows the first
 * hundred songs, has no ISRC and no album, and is no API: it may change any day.
 */
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import type { Playlist } from '../../model/types.ts';
import type { Http } from '../../net/http.ts';
import { findObjects, scriptData } from '../../net/page-data.ts';
import { retried } from '../../net/retry.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';
import { finishPlaylist, type Row } from '../../songs/playlist.ts';
import { toSong } from '../../songs/song.ts';
import { trackLink } from './songs.ts';

/** What the page shows at most, without saying that there is more. */
export const embedMaxSongs = 100;

/** Read at most, should it ever show more. */
const maxRows = 2_000;

export type EmbedTarget = { type: 'playlist' | 'album' | 'track' | 'artist'; id: string };

// The page has written durations as numbers and as strings.
const milliseconds = z.coerce.number().nullish().catch(null);
const listed = z.object({
  title: z.string(),
  subtitle: z.string().nullish().catch(null),
  duration: milliseconds,
  uri: z.string().catch(''),
});
const entity = z.object({
  name: z.string().catch(''),
  trackList: z.array(z.unknown()).nullish().catch(null),
  artists: z.array(z.object({ name: z.string() })).catch([]),
  duration: milliseconds,
  releaseDate: z.object({ isoString: z.string().nullish() }).nullish().catch(null),
  coverArt: z
    .object({ sources: z.array(z.object({ url: z.string() })) })
    .nullish()
    .catch(null),
});
type Entity = z.output<typeof entity>;

/** A comma with a no-break space parts artists; one with a plain space may belong to a name ("Tyler, The Creator"). */
export function splitArtists(subtitle: string): string[] {
  return subtitle.split(subtitle.includes(',\u00a0') ? ',\u00a0' : ', ');
}

function rowOf(raw: unknown, page: Entity, type: EmbedTarget['type']): Row {
  const row = listed.safeParse(raw);
  if (!row.success) return { skipped: { title: '(no title)', reason: 'Spotify’s page does not name it' } };
  const { title, subtitle, duration, uri } = row.data;
  const [, kind, id] = uri.split(':');
  if (kind === 'episode') return { skipped: { title: tidy(title), reason: 'a podcast episode' } };
  const song = toSong({
    title,
    artists: splitArtists(subtitle ?? ''),
    album: type === 'album' ? page.name : null,
    year: type === 'album' ? page.releaseDate?.isoString : null,
    durationMs: duration,
    url: kind === 'track' ? trackLink(id ?? '') : null,
    // The page has one picture, which is the song's own only where all of it is one album.
    cover: type === 'album' ? page.coverArt?.sources[0]?.url : null,
  });
  return song === null ? { skipped: { title: '(no title)', reason: 'no longer on Spotify' } } : { song };
}

function rowsOf(page: Entity, { type, id }: EmbedTarget): Row[] {
  if (page.trackList?.length) return page.trackList.slice(0, maxRows).map((raw) => rowOf(raw, page, type));
  if (type !== 'track') return [];
  const song = toSong({
    title: page.name,
    artists: page.artists.map(({ name }) => name),
    year: page.releaseDate?.isoString,
    durationMs: page.duration,
    url: `https://open.spotify.com/track/${id}`,
    cover: page.coverArt?.sources[0]?.url,
  });
  return song === null ? [] : [{ song }];
}

/** The entity at its usual place or, since pages are rebuilt now and then, anywhere in the page's data. */
function entityIn(html: string, type: EmbedTarget['type']): Entity | null {
  for (const data of scriptData(html, '__NEXT_DATA__')) {
    const [found] = findObjects(data, (object) =>
      type === 'track' ? object.type === 'track' && 'name' in object : Array.isArray(object.trackList),
    );
    const parsed = entity.safeParse(found);
    if (parsed.success) return parsed.data;
  }
  return null;
}

/** A page for what is private or gone may come with status 200 and say 404 in its data. */
function saysGone(html: string): boolean {
  return scriptData(html, '__NEXT_DATA__').some(
    (data) => findObjects(data, (object) => object.status === 404).length > 0,
  );
}

/** Throws `ServiceError`: status 404 when Spotify shows nobody such a page, non-retryable when it cannot be understood. */
export async function readSpotifyEmbed(
  { http, webUrl, retryDelayMs }: { http: Http; webUrl: string; retryDelayMs?: number },
  target: EmbedTarget,
  options: CallOptions = {},
): Promise<Playlist> {
  const path = `/${target.type}/${target.id}`;
  const url = `${webUrl}/embed${path}`;
  const unreadable = (status: number, retryable: boolean): ServiceError =>
    new ServiceError('spotify’s public page holds no songs that can be read', {
      service: 'spotify',
      status,
      retryable,
      url,
    });

  async function ask(isLast: boolean): Promise<Entity> {
    const answer = await http.request({
      service: 'spotify',
      url,
      headers: { 'accept-language': 'en', accept: 'text/html' },
      signal: options.signal,
      mayRedirectTo: (next) => next.origin === new URL(webUrl).origin,
    });
    const html = answer.text();
    const page = entityIn(html, target.type);
    if (page !== null) return page;
    // Servers are now and then given the page without its data; the next time it is there.
    throw saysGone(html) ? unreadable(404, false) : unreadable(answer.status, !isLast);
  }

  let tries = 0;
  const page = await retried(() => ask(++tries > 1), {
    retries: 1,
    minDelayMs: retryDelayMs,
    signal: options.signal,
  });
  const rows = rowsOf(page, target);
  const mayBeCut = target.type === 'playlist' && rows.length === embedMaxSongs;
  return finishPlaylist({
    title: page.name,
    source: 'spotify',
    url: `https://open.spotify.com${path}`,
    rows,
    notices: mayBeCut
      ? [
          {
            code: 'spotify-first-part',
            text: 'Spotify’s public page shows the first 100 songs only, so there may be more: for all of them, link your Spotify account if the playlist is yours, or attach an exported file.',
          },
        ]
      : [],
  });
}
