/** Links, files and pasted text → one playlist, folded. */
import { isAbort, ServiceError, UserError } from '../../errors.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { CallOptions, Link, SongSource, SpotifyAccess } from '../ports.ts';
import type { MatchRequest, PlaylistInput } from '../request.ts';
import type { Run } from '../run.ts';

export type PlaylistPorts = {
  sources: readonly SongSource[];
  /** Null for pasted text. Throws the `UserError` that lists what works for a link that no source reads. */
  recogniseLink(text: string): Link | null;
  /** Throws `UserError` for an unknown format or an empty file. */
  readFile(bytes: Uint8Array, name: string, options?: CallOptions): Playlist | Promise<Playlist>;
  /** Throws `UserError` when no line is a song. */
  readText(text: string): Playlist | Promise<Playlist>;
  /** Several as one: songs folded, totals and notices summed. */
  join(playlists: readonly Playlist[]): Playlist;
};

/** Share of the run's time by which the playlist is there; nothing stands behind it. */
const loadedBy = 0.5;

function unreadable(source: string, cause: ServiceError): UserError {
  const wait = cause.retryAfterMs ?? 0;
  const when = wait > 90_000 ? `in about ${Math.ceil(wait / 60_000)} minutes` : 'in a minute';
  return new UserError(
    'playlist-unavailable',
    `${source} does not answer just now. Try again ${when}, or give me the playlist as a file.`,
    { cause },
  );
}

async function loadLink(
  text: string,
  ports: PlaylistPorts,
  options: CallOptions & { account?: SpotifyAccess | undefined },
): Promise<Playlist> {
  const link = ports.recogniseLink(text);
  if (link === null) return ports.readText(text);
  const source = ports.sources.find(({ name }) => name === link.service);
  if (source === undefined) {
    throw new UserError(
      'unsupported-link',
      'Such links are not switched on here. Attach the playlist as a file instead.',
    );
  }
  const name = source.name.charAt(0).toUpperCase() + source.name.slice(1);
  try {
    return await source.load(link, options);
  } catch (error) {
    if (error instanceof ServiceError) throw unreadable(name, error);
    if (isAbort(error) && !options.signal?.aborted) throw error;
    if (isAbort(error)) {
      throw unreadable(
        name,
        new ServiceError('too late', { service: source.name, retryable: true, cause: error }),
      );
    }
    throw error;
  }
}

async function loadOne(
  input: PlaylistInput,
  ports: PlaylistPorts,
  options: CallOptions & { account?: SpotifyAccess | undefined },
): Promise<Playlist> {
  switch (input.kind) {
    case 'link':
      return loadLink(input.link, ports, options);
    case 'file':
      return ports.readFile(input.bytes, input.name, options);
    case 'text':
      return ports.readText(input.text);
    case 'playlist':
      return input.playlist;
  }
}

/** Throws `UserError` when there is nothing to rank; services that fail become one too, for nothing stands behind them. */
export async function loadPlaylists(
  request: Pick<MatchRequest, 'playlists' | 'account'>,
  ports: PlaylistPorts,
  run: Run,
): Promise<Playlist> {
  const options = { ...run.until(loadedBy), account: request.account };
  const loaded = await Promise.all(request.playlists.map((input) => loadOne(input, ports, options)));
  const playlist = loaded.length === 1 && loaded[0] !== undefined ? loaded[0] : ports.join(loaded);
  if (playlist.songs.length === 0) {
    throw new UserError(
      'empty-playlist',
      'There are no songs in this playlist that I can read. Try another one.',
    );
  }
  for (const notice of playlist.notices) run.tell(notice);
  run.onProgress({ type: 'playlist-loaded', title: playlist.title, songs: playlist.songs.length });
  return playlist;
}
