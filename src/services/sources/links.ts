/**
 * Text → which service's what. A link is only taken apart, never fetched as it stands; of short links only their own
 * hosts are asked, and only a link that is recognised comes out.
 */
import type { Config } from '../../config.ts';
import { ServiceError, UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Http } from '../../net/http.ts';
import type { CallOptions, Link, SongSource } from '../../pipeline/ports.ts';
import { appleMusic } from '../apple-music/index.ts';
import { deezer } from '../deezer/index.ts';
import { spotify } from '../spotify/index.ts';
import { subsonic } from '../subsonic/index.ts';
import { youtube } from '../youtube/index.ts';
import type { MusicService, PageAddress } from './music-service.ts';

/** A new service is a folder and a word here. In this order links are recognised, where one address stands for several. */
export const musicServices: readonly MusicService[] = [deezer, appleMusic, spotify, youtube, subsonic];

/** Where it leads is known only after a request to its host. */
type ShortLink = { service: string; type: 'short'; url: string };

const maxLinkLength = 2048;

const appSchemes = new Map(musicServices.flatMap(({ appSchemes = {} }) => Object.entries(appSchemes)));

/**
 * The one address in a line: bare, in angle brackets, as a Markdown link, within the words an app shares, or without its
 * scheme. Null for one of several, or among songs that semicolons part: that is a list.
 */
function addressIn(text: string): string | null {
  const apart = text.replace(/[,;|](?=https?:\/\/)/gi, '$& ');
  const [address, ...others] = apart.match(/\b[a-z][a-z.]{1,20}:\/\/[^\s<>"')\]]+/gi) ?? [];
  if (address !== undefined)
    return others.length === 0 && !apart.replace(address, '').includes(';') ? address : null;
  // A host and a path without blanks: `AC/DC` has no dot before its slash.
  const bare = /^<?((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}\/[^\s<>]{1,1000})>?$/i.exec(text)?.[1];
  return bare === undefined ? null : `https://${bare}`;
}

function pageOf(url: URL, prefix = ''): PageAddress {
  const path = url.pathname.slice(prefix.length);
  return { url, path, segments: path.split('/').filter((segment) => segment !== '') };
}

/** The page below a replacement's address; null when the URL lies elsewhere. */
function pageBelow(url: URL, base: string): PageAddress | null {
  const { host, pathname } = new URL(base);
  const prefix = pathname.replace(/\/+$/, '');
  return url.host === host && url.pathname.startsWith(`${prefix}/`) ? pageOf(url, prefix) : null;
}

function shortLinkOf({ name }: MusicService, url: URL): ShortLink | null {
  if (url.pathname === '/') return null;
  // Rebuilt, so that the port, credentials and fragment of what was typed go nowhere.
  return { service: name, type: 'short', url: `https://${url.hostname}${url.pathname}${url.search}` };
}

/** Null for an unknown host. */
function linkAt(url: URL, config: Partial<Config>): Link | null {
  for (const service of musicServices) {
    for (const base of service.replacements(config)) {
      const page = base === undefined ? null : pageBelow(url, base);
      const link = page && service.linkOf(page);
      if (link) return link;
    }
  }
  const host = url.host.replace(/^www\./, '');
  for (const service of musicServices) {
    const isShort = service.shortHosts?.includes(host);
    if (!isShort && !service.hosts.includes(host)) continue;
    const link = isShort ? shortLinkOf(service, url) : service.linkOf(pageOf(url));
    if (link !== null) return link;
    throw new UserError('unsupported-link', sentences.links.noSongs);
  }
  return null;
}

/**
 * What the text links to, or null when it is no link at all (then it may be a list of songs).
 * Throws `UserError`: `unknown-link` for hosts that cannot be read, `unsupported-link` for a page without songs in it,
 * `unreadable-list` for lists that only their owner can open.
 */
export function recogniseLink(text: string, config: Partial<Config> = {}): Link | null {
  const trimmed = text.trim();
  if (trimmed.length > maxLinkLength || trimmed.includes('\n')) return null;
  for (const service of musicServices) {
    const link = service.linkInText?.(trimmed);
    if (link) return link;
  }
  const address = addressIn(trimmed);
  if (address === null) return null;
  const web = address
    .replace(/^[a-z.]+:\/\//i, (scheme) => appSchemes.get(scheme.toLowerCase()) ?? scheme)
    .replace(/[.,;:!?]+$/, '');
  if (!URL.canParse(web)) throw new UserError('unknown-link', sentences.links.broken);
  const url = new URL(web);
  const link = /^https?:$/.test(url.protocol) ? linkAt(url, config) : null;
  if (link === null)
    throw new UserError('unknown-link', sentences.links.unknownHost(url.hostname.slice(0, 60)));
  return link;
}

const isShort = (link: Link): link is ShortLink => link.type === 'short';

export function followingShortLinks(source: SongSource, http: Http): SongSource {
  return {
    ...source,
    async load(link, options) {
      return source.load(isShort(link) ? await resolveShortLink(http, link, options) : link, options);
    },
    // Where a short link leads is not worth a request of its own.
    snapshot: async (link, options) => (isShort(link) ? null : (source.snapshot?.(link, options) ?? null)),
  };
}

/** Throws `UserError` `unknown-link` when it leads to nothing of its service that can be read, `ServiceError` when its host fails. */
export async function resolveShortLink(
  http: Http,
  { service, url }: ShortLink,
  options: CallOptions = {},
): Promise<Link> {
  const hops = musicServices.flatMap(({ shortHosts = [] }) => shortHosts);
  let found: Link | null = null;

  function lookAt(address: string): Link | null {
    try {
      const link = recogniseLink(address);
      return link?.service === service && !isShort(link) ? link : null;
    } catch (error) {
      if (error instanceof UserError) return null;
      throw error;
    }
  }

  try {
    const answer = await http.request({
      service,
      url,
      onlyPublic: true,
      signal: options.signal,
      maxBytes: 1024 * 1024,
      mayRedirectTo(next) {
        found ??= lookAt(next.href);
        return found === null && next.protocol === 'https:' && hops.includes(next.host);
      },
    });
    // Some answer with a page instead of a redirect.
    const addresses = answer.text().matchAll(/https:\/\/[a-z.]{1,40}\/[A-Za-z0-9/_-]{1,200}/g);
    for (const [address] of addresses) found ??= lookAt(address);
  } catch (error) {
    const isAnswer = error instanceof ServiceError && !error.retryable;
    if (found === null && !isAnswer) throw error;
  }
  if (found !== null) return found;
  throw new UserError('unknown-link', sentences.links.unknownShortLink);
}
