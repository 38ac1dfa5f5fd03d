/** Songs that a list knows by their links only → their names, asked of the links' services. */
import { createLimit } from '../../concurrency/queues.ts';
import { ServiceError, UserError } from '../../errors.ts';
import type { Playlist } from '../../model/playlist.ts';
import { linksUnreadable } from '../notices.ts';
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

/** What a service doesn't know or doesn't answer is left out. */
async function orNone(load: () => Promise<Playlist>): Promise<Playlist[]> {
  try {
    return [await load()];
  } catch (error) {
    if (error instanceof UserError || error instanceof ServiceError) return [];
    throw error;
  }
}

async function songsOf(
  source: SongSource,
  links: readonly Link[],
  options: SourceOptions,
): Promise<Playlist[]> {
  const { loadSongs } = source;
  if (loadSongs !== undefined) {
    const found = await orNone(() => loadSongs(links, options));
    if (found.length > 0) return found;
  }
  const limit = createLimit({ concurrency: 4 });
  const some = links.slice(0, mostRequests);
  const found = await Promise.all(
    some.map((link) => limit(() => orNone(() => source.load(link, options)), options.signal)),
  );
  return found.flat();
}

/** Of the song: the last long word of its address, however the link was written. */
const idIn = (url: string): string =>
  /(?:[?&]i=|[?&]v=|[/:])([\w-]{5,30})(?=[?&#/]|$)(?!.*[?&][iv]=)/.exec(
    url.replace(/^\w+:\/\/[^/]+/, ''),
  )?.[1] ?? url;

/** Throws `UserError` when the list holds only links and none leads to a song. */
export async function resolveLinks(
  playlist: Playlist,
  ports: PlaylistPorts,
  options: SourceOptions,
): Promise<Playlist> {
  const urls = playlist.skipped.flatMap(({ url }) => url ?? []);
  if (urls.length === 0) return playlist;
  const links = urls.slice(0, mostLinks).flatMap((url) => linkOf(url, ports) ?? []);
  const found: Playlist[] = [];
  for (const source of ports.sources) {
    const own = links.filter(({ service }) => service === source.name);
    if (own.length > 0) found.push(...(await songsOf(source, own, options)));
  }
  const songs = found.flatMap((one) => one.songs);
  if (playlist.songs.length === 0 && songs.length === 0) {
    throw linksUnreadable(urls.every((url) => url.includes('youtu')));
  }
  if (songs.length === 0) return playlist;
  const resolved = { ...playlist, songs, total: 0, skipped: [], notices: [], title: playlist.title };
  const joined = ports.join([playlist, resolved]);
  // A link that led to its song is no longer left out.
  const ids = new Set(songs.flatMap(({ url }) => (url === null ? [] : [idIn(url)])));
  const skipped = playlist.skipped.filter(({ url }) => url === undefined || !ids.has(idIn(url)));
  return { ...joined, title: playlist.title, total: playlist.total, skipped };
}
