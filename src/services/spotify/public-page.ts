/**
 * Spotify's public embed page, the one way to a stranger's playlist without an account. It shows the first hundred
 * songs, has no ISRC and no album, and is no API: it may change any day.
 */
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import { spotifyLists } from '../../locales/en/spotify.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { Http } from '../../net/http.ts';
import { findObjects, scriptData } from '../../net/page-data.ts';
import { retried } from '../../net/recovery.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';
import { finishPlaylist } from '../../songs/playlist.ts';
import { orNull, type Row, textOrNull } from '../../songs/song.ts';
import type { SpotifyLink } from './links.ts';
import { skip, trackLink } from './lists.ts';

/** What the page shows at most, without saying that there is more. */
export const shownSongs = 100;
/** Rows that are read, should it ever show more. */
const maxRows = 2_000;

// The page has written durations as numbers and as strings.
const milliseconds = z.coerce.number().catch(0);
const listed = z.object({
  title: z.string(),
  subtitle: z.string().catch(''),
  duration: milliseconds,
  uri: z.string().catch(''),
});
const entity = z.object({
  name: z.string().catch(''),
  trackList: z.array(z.unknown()).catch([]),
  artists: z.array(z.object({ name: z.string() })).catch([]),
  duration: milliseconds,
  releaseDate: orNull(z.object({ isoString: textOrNull })),
  coverArt: orNull(z.object({ sources: z.array(z.object({ url: z.string() })) })),
});
type Entity = z.output<typeof entity>;

function rowOf(raw: unknown, page: Entity, isAlbum: boolean): Row {
  const { rows: texts } = spotifyLists;
  const { data: row } = listed.safeParse(raw);
  if (row === undefined) return skip(texts.unnamed);
  const [, kind, id = ''] = row.uri.split(':');
  if (kind === 'episode') return skip(texts.podcast, row.title);
  // A comma with a no-break space parts artists; one with a plain space may belong to a name ("Tyler, The Creator").
  const comma = row.subtitle.includes(',\u00a0') ? ',\u00a0' : ', ';
  if (tidy(row.title) === '') return skip(texts.gone);
  return {
    title: row.title,
    artists: row.subtitle.split(comma),
    durationMs: row.duration,
    url: kind === 'track' ? trackLink(id) : null,
    // The page has one picture, which is the song's own only where all of it is one album.
    ...(isAlbum ? { album: page.name, ...releaseOf(page) } : {}),
  };
}

const releaseOf = ({ releaseDate, coverArt }: Entity) => ({
  year: releaseDate?.isoString,
  cover: coverArt?.sources[0]?.url,
});

function rowsOf(page: Entity, { type, id }: SpotifyLink): Row[] {
  if (page.trackList.length > 0) {
    return page.trackList.slice(0, maxRows).map((raw) => rowOf(raw, page, type === 'album'));
  }
  if (type !== 'track' || tidy(page.name) === '') return [];
  const artists = page.artists.map(({ name }) => name);
  return [{ title: page.name, artists, durationMs: page.duration, url: trackLink(id), ...releaseOf(page) }];
}

/** The entity anywhere in the page's data, since pages are rebuilt now and then. */
function entityIn(data: readonly unknown[], type: SpotifyLink['type']): Entity | null {
  for (const one of data) {
    const [found] = findObjects(one, (object) =>
      type === 'track' ? object.type === 'track' && 'name' in object : Array.isArray(object.trackList),
    );
    const parsed = entity.safeParse(found);
    if (parsed.success) return parsed.data;
  }
  return null;
}

/** Throws `ServiceError`: status 404 when there is no such public page, non-retryable when it cannot be understood. */
export async function readPublicPage(
  { http, webUrl }: { http: Http; webUrl: string },
  link: SpotifyLink,
  { signal }: CallOptions = {},
): Promise<Playlist> {
  const path = `/${link.type}/${link.id}`;
  const url = `${webUrl}/embed${path}`;

  async function request(isLastTry: boolean): Promise<Entity> {
    const answer = await http.request({
      service: 'spotify',
      url,
      headers: { 'accept-language': 'en', accept: 'text/html' },
      signal,
      mayRedirectTo: (next) => next.origin === new URL(webUrl).origin,
    });
    const data = scriptData(answer.text(), '__NEXT_DATA__');
    const page = entityIn(data, link.type);
    if (page !== null) return page;
    // A page for what is private or gone may come with status 200 and say 404 in its data.
    const isGone = data.some((one) => findObjects(one, ({ status }) => status === 404).length > 0);
    throw new ServiceError('spotify’s public page holds no songs that can be read', {
      service: 'spotify',
      status: isGone ? 404 : answer.status,
      // Servers are now and then given the page without its data; the next time it is there.
      retryable: !isGone && !isLastTry,
      url,
    });
  }

  let tries = 0;
  const page = await retried(() => request(++tries > 1), {
    retries: 1,
    minDelayMs: http.retryDelayMs,
    signal,
  });
  const rows = rowsOf(page, link);
  const mayBeCut = rows.length === shownSongs;
  return finishPlaylist({
    title: page.name,
    source: 'spotify',
    url: `https://open.spotify.com${path}`,
    rows,
    notices: mayBeCut ? [{ code: 'spotify-first-part', ...sentences.spotifyLists.firstPart }] : [],
  });
}
