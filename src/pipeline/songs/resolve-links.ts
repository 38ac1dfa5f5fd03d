/** Songs and lists that a list knows by their links only → their names, asked of the links' services. */
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
/** Of links to playlists and albums. */
const mostLists = 5;

type Linked = { row: Skipped; link: Link };

const single = new Set(['track', 'song', 'video']);

const isOneSong = ({ link }: Linked): boolean =>
  single.has(link.type) || ('songId' in link && link.songId !== null);

function linkedBy(row: Skipped, ports: PlaylistPorts): Linked[] {
  try {
    const link = ports.recogniseLink(row.url ?? '');
    return link === null ? [] : [{ row, link }];
  } catch (error) {
    if (error instanceof UserError) return [];
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

/** Reads links of one service. `onFailure` is called with what the person is told. */
function readerOf(source: SongSource, options: SourceOptions, onFailure: (failure: UserError) => void) {
  async function orNull<T>(load: () => Promise<T>, isSaid: (error: UserError) => boolean): Promise<T | null> {
    try {
      return await load();
    } catch (error) {
      const failure = error instanceof UserError ? error : unavailable(source.name, error, options);
      if (failure !== error || isSaid(failure)) onFailure(failure);
      return null;
    }
  }

  return {
    /** null for a list that can't be read. */
    list: (link: Link): Promise<Playlist | null> =>
      orNull(
        () => source.load(link, options),
        () => true,
      ),

    /** One for each link: null for what the service doesn't know or doesn't answer. */
    async songs(links: readonly Link[]): Promise<readonly (Song | null)[]> {
      const { loadSongs } = source;
      const songs = loadSongs && (await orNull(() => loadSongs(links, options), isPassing));
      if (songs) return songs;
      const limit = createLimit({ concurrency: 4 });
      const loadOne = async (link: Link) => (await source.load(link, options)).songs[0] ?? null;
      return Promise.all(
        links
          .slice(0, mostRequests)
          .map((link) => orNull(() => limit(() => loadOne(link), options.signal), isPassing)),
      );
    },
  };
}

/**
 * The list with the songs and the lists behind its links. What failed is said in a notice. Throws `UserError` when it
 * holds only links and none leads to a song.
 */
export async function resolveLinks(
  playlist: Playlist,
  ports: PlaylistPorts,
  options: SourceOptions,
): Promise<Playlist> {
  const rows = playlist.skipped.filter(({ url }) => url !== undefined);
  if (rows.length === 0) return playlist;
  const linked = rows.slice(0, mostLinks).flatMap((row) => linkedBy(row, ports));
  const linkedLists = linked.filter((one) => !isOneSong(one)).slice(0, mostLists);
  const songOf = new Map<Skipped, Song>();
  const listOf = new Map<Skipped, Playlist>();
  const failures: UserError[] = [];
  await Promise.all(
    ports.sources.map(async (source) => {
      const isOwn = ({ link }: Linked): boolean => link.service === source.name;
      const read = readerOf(source, options, (failure) => failures.push(failure));
      const own = linked.filter((one) => isOneSong(one) && isOwn(one));
      const lists = linkedLists.filter(isOwn).map(async ({ row, link }) => {
        const list = await read.list(link);
        if (list !== null) listOf.set(row, list);
      });
      const links = own.map(({ link }) => link);
      const [songs] = await Promise.all([links.length === 0 ? [] : read.songs(links), ...lists]);
      for (const [at, { row }] of own.entries()) {
        const song = songs[at];
        if (song) songOf.set(row, song);
      }
    }),
  );
  const isFound = (row: Skipped): boolean => songOf.has(row) || listOf.has(row);
  // A limit says when it ends.
  const failure = failures.find(isPassing) ?? failures[0];
  if (playlist.songs.length === 0 && !rows.some(isFound))
    throw failure ?? linksUnreadable(rows.every(({ url }) => url?.includes('youtu')));
  const isMissing = linked.some(({ row }) => !isFound(row));
  const songs = rows.flatMap((row) => songOf.get(row) ?? []);
  const named = {
    ...ports.join([playlist, { ...playlist, songs }]),
    // A link that led somewhere is no longer left out; a list's counts as the list.
    skipped: playlist.skipped.filter((row) => !isFound(row)),
    total: playlist.total - listOf.size,
    notices: [
      ...playlist.notices,
      ...(failure && isMissing ? [{ code: failure.code, ...failure.sentence }] : []),
    ],
  };
  const lists = linkedLists.flatMap(({ row }) => listOf.get(row) ?? []);
  if (lists.length === 0) return named;
  const joined = ports.join([named, ...lists]);
  if (named.songs.length > 0) return joined;
  const { title, source, url } = ports.join(lists);
  return { ...joined, title, source, url };
}
