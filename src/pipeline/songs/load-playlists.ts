/** Links, files and pasted text → one playlist. */
import { UserError } from '../../errors.ts';
import type { Playlist } from '../../model/playlist.ts';
import { emptyPlaylist, unsupportedLink, wrongLink } from '../notices.ts';
import type { PlaylistPorts } from '../pipeline-ports.ts';
import type { SourceOptions } from '../ports.ts';
import type { MatchRequest, PlaylistInput } from '../request.ts';
import type { Run } from '../run.ts';
import { doneBy } from '../time-plan.ts';
import { resolveLinks, unavailable } from './resolve-links.ts';

async function loadLink(text: string, ports: PlaylistPorts, options: SourceOptions): Promise<Playlist> {
  const link = ports.recogniseLink(text);
  if (link === null) return resolveLinks(await ports.readText(text), ports, options);
  const source = ports.sources.find(({ name }) => name === link.service);
  if (source === undefined) throw unsupportedLink();
  try {
    return await source.load(link, options);
  } catch (error) {
    throw unavailable(source.name, error, options);
  }
}

async function loadOne(input: PlaylistInput, ports: PlaylistPorts, options: SourceOptions) {
  switch (input.kind) {
    case 'link':
      return loadLink(input.link, ports, options);
    case 'file':
      return resolveLinks(await ports.readFile(input.bytes, input.name, options), ports, options);
    case 'sounds':
      return ports.readSounds(input.files, options);
    case 'text':
      return resolveLinks(await ports.readText(input.text), ports, options);
    case 'playlist':
      return input.playlist;
  }
}

/** Throws `UserError` when there is nothing to rank, and for a service that fails: there is no fallback for it. */
export async function loadPlaylists(
  request: Pick<MatchRequest, 'playlists' | 'account'>,
  ports: PlaylistPorts,
  run: Run,
): Promise<Playlist> {
  const options = { ...run.until(doneBy.playlist), account: request.account };
  const links = request.playlists.filter(({ kind }) => kind === 'link');
  const loaded = await Promise.all(
    request.playlists.map((input) =>
      loadOne(input, ports, options).catch((error: unknown) => {
        const isOneOfSeveral = links.length > 1 && links.includes(input);
        throw isOneOfSeveral && error instanceof UserError
          ? wrongLink(links.indexOf(input) + 1, error)
          : error;
      }),
    ),
  );
  const playlist = loaded.length === 1 && loaded[0] !== undefined ? loaded[0] : ports.join(loaded);
  if (playlist.songs.length === 0) throw emptyPlaylist();
  // Several playlists may each have a remark of one kind.
  for (const notice of playlist.notices) run.addNotice(notice, `${notice.code} ${notice.text}`);
  run.onProgress({ type: 'playlist-loaded', title: playlist.title, songs: playlist.songs.length });
  return playlist;
}
