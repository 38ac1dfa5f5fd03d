/** Spotify's addresses and URIs. */
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import { idAfter, type PageAddress, refusePodcast } from '../sources/music-service.ts';

export type SpotifyLink = {
  service: 'spotify';
  type: 'playlist' | 'album' | 'track' | 'artist' | 'liked';
  /** '' for Liked Songs. */
  id: string;
};

// Real ones are 22 characters of base 62; what is too short or long, Spotify itself refuses.
const spotifyId = /^(?!\d+$)[A-Za-z0-9]{1,64}$/;
const types = ['playlist', 'album', 'track', 'artist'] as const;

const likedSongs: SpotifyLink = { service: 'spotify', type: 'liked', id: '' };

/**
 * `/playlist/…`, also below `/embed`, `/intl-de`, `/user/name` and `/v1`; `/collection/tracks` are the Liked Songs,
 * its other pages hold no list.
 */
export function spotifyLink({ url, segments }: PageAddress): SpotifyLink | null {
  // The old embed address: embed.spotify.com/?uri=spotify:playlist:…
  const uri = /^spotify:(.{1,200})$/.exec(url.searchParams.get('uri') ?? '')?.[1];
  return linkIn(uri === undefined ? segments : uri.split(':'));
}

/** `liked`, `spotify:playlist:…`, `spotify:user:name:playlist:…` and `spotify:user:name:collection`. */
export function spotifyLinkInText(text: string): SpotifyLink | null {
  if (/^liked(?:[ -]songs)?$/i.test(text)) return likedSongs;
  const uri = /^<?spotify:(?!\/\/)([^\s<>]+)>?$/i.exec(text)?.[1];
  if (uri === undefined) return null;
  const link = linkIn((uri.split('?')[0] ?? '').split(':'));
  if (link === null) throw new UserError('unsupported-link', sentences.spotifyLists.uriWithoutSongs);
  return link;
}

function linkIn(segments: readonly string[]): SpotifyLink | null {
  const found = idAfter(segments, types, spotifyId);
  if (found !== null) return { service: 'spotify', ...found };
  refusePodcast(segments);
  const [collection, part = 'tracks'] = segments.slice(segments.indexOf('collection'));
  return collection === 'collection' && part === 'tracks' ? likedSongs : null;
}
