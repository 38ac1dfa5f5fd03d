/** Where songs come from: links, with one source for each service, files and pasted text. */
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import { breakingHttp } from '../net/breaker.ts';
import type { Http } from '../net/http.ts';
import type { PlaylistPorts } from '../pipeline/pipeline-ports.ts';
import { followingShortLinks, musicServices, recogniseLink } from '../services/sources/links.ts';
import type { PlaylistCache } from '../services/sources/playlist-cache.ts';
import { joinPlaylists } from '../songs/playlist.ts';

/** Imported lazily: a bot reads files in a worker process, and needs the parsers of all formats rarely. */
const fileReaders = () => import('../songs/read-file.ts');

type Parts = {
  http: Http;
  playlistCache: PlaylistCache;
  logger: Logger;
  /** Instead of reading files in this thread. */
  readFile?: PlaylistPorts['readFile'] | undefined;
};

export function createPlaylistPorts(
  config: Config,
  { playlistCache, logger, ...parts }: Parts,
): PlaylistPorts {
  const http = breakingHttp(parts.http);
  return {
    sources: musicServices.map(({ name, createSource }) => {
      const onTrouble = (err: Error): void => logger.warn({ err, service: name }, 'a music service refused');
      return playlistCache.wrap(followingShortLinks(createSource(config, { http, onTrouble }), http));
    }),
    recogniseLink: (text) => recogniseLink(text, config),
    readFile: parts.readFile ?? (async (bytes, name) => (await fileReaders()).readPlaylistFile(bytes, name)),
    readText: async (text) => (await fileReaders()).readPlaylistText(text),
    join: joinPlaylists,
  };
}
