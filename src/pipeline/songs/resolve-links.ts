/** Songs that a list knows by their links only → their names, asked of the links' services. */
import { createLimit } from '../../concurrency/queues.ts';
import { isAbort, isPassing, ServiceError, UserError } from '../../errors.ts';
import type { Playlist, Skipped } from '../../model/playlist.ts';
import type { Song } from '../../model/song.ts';
import { linksUnreadable, playlistUnavailable } from '../notices.ts';
import type { PlaylistPorts } from '../pipeline-ports.ts';
import type { Link, SongSource, SourceOptions } from '../ports.ts';

/** Lists with more links are read as far as this. */
const mostLinks = 200;
/** Where each song costs a request of its own. */
const mostRequests = 50;

const single = new Set(['track', 'song', 'video']);

function linkOf(url: string, ports: PlaylistPorts): Link | null {
  try {
    const link = ports.recogniseLink(url);
    return link !== null && (single.has(link.type) || ('songId' in link && link.songId !== null))
      ? link
      : null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** A service that failed or was too late, as the person is told; throws any other error. */
export function unavailable(service: string, error: unknown, { signal }: SourceOptions): UserError {
  if (error instanceof ServiceError) return playlistUnavailable(service, error);
  if (!isAbort(error) || !signal?.aborted) throw error;
  const late = new ServiceError('too late', { service, retryable: true, cause: error });
  return playlistUnavailable(service, late);
}

/** One for each link: null for what the service doesn't know or doesn't answer; `onFailure` where it failed. */
async function songsOf(
  source: SongSource,
  links: readonly Link[],
  options: SourceOptions,
  onFailure: (failure: UserError) => void,
): Promise<readonly (Song | null)[]> {
  async function orNull<T>(load: () => Promise<T>): Promise<T | null> {
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof UserError)) onFailure(unavailable(source.name, error, options));
      else if (isPassing(error)) onFailure(error);
      return null;
    }
  }
  const { loadSongs } = source;
  const songs = loadSongs && (await orNull(() => loadSongs(links, options)));
  if (songs) return songs;
  const limit = createLimit({ concurrency: 4 });
  const loadOne = async (link: Link) => (await source.load(link, options)).songs[0] ?? null;
  return Promise.all(
    links.slice(0, mostRequests).map((link) => orNull(() => limit(() => loadOne(link), options.signal))),
  );
}

/** Throws `UserError` when the list holds only links and none leads to a song. */
export async function resolveLinks(
  playlist: Playlist,
  ports: PlaylistPorts,
  options: SourceOptions,
): Promise<Playlist> {
  const rows = playlist.skipped.filter(({ url }) => url !== undefined);
  if (rows.length === 0) return playlist;
  const links = rows.slice(0, mostLinks).map(({ url = '' }) => linkOf(url, ports));
  const found = new Map<Skipped, Song>();
  let failure: UserError | null = null;
  await Promise.all(
    ports.sources.map(async (source) => {
      const own = links.flatMap((link, at) => (link?.service === source.name ? { link, row: rows[at] } : []));
      if (own.length === 0) return;
      const songs = await songsOf(
        source,
        own.map(({ link }) => link),
        options,
        (error) => {
          // A limit says when it ends.
          if (failure === null || isPassing(error)) failure = error;
        },
      );
      for (const [at, { row }] of own.entries()) {
        const song = songs[at];
        if (song && row) found.set(row, song);
      }
    }),
  );
  const songs = rows.flatMap((row) => found.get(row) ?? []);
  if (songs.length === 0) {
    if (playlist.songs.length > 0) return playlist;
    throw failure ?? linksUnreadable(rows.every(({ url }) => url?.includes('youtu')));
  }
  // A link that led to its song is no longer left out.
  const skipped = playlist.skipped.filter((row) => !found.has(row));
  const resolved = { ...playlist, songs, total: 0, skipped: [], notices: [] };
  return { ...ports.join([{ ...playlist, skipped }, resolved]), notices: playlist.notices };
}
