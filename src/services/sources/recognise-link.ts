/** Text → which service's what. Nothing is requested: a link is only taken apart, never fetched as it stands. */
import type { Config } from '../../config.ts';
import { UserError } from '../../errors.ts';
import { linkTexts } from '../../locales/en/music-services.ts';
import type { Link } from '../../pipeline/ports.ts';
import { musicServices } from '../music-services.ts';
import type { MusicService, PageAddress } from './music-service.ts';

/** Where it leads is known only after a request to its host. */
export type ShortLink = { service: string; type: 'short'; url: string };

const maxLinkLength = 2048;

const appSchemes = new Map(musicServices.flatMap(({ appSchemes = {} }) => Object.entries(appSchemes)));

/** The one address in a line: bare, in angle brackets, as a Markdown link, within the words an app shares, or without its scheme. */
function addressIn(text: string): string | null {
  const withScheme = text.match(/\b[a-z][a-z.]{1,20}:\/\/[^\s<>"')\]]+/gi);
  if (withScheme !== null) return withScheme.length === 1 ? (withScheme[0] ?? null) : null;
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
    throw new UserError('unsupported-link', linkTexts.noSongs);
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
  if (!URL.canParse(web)) throw new UserError('unknown-link', linkTexts.broken);
  const url = new URL(web);
  const link = /^https?:$/.test(url.protocol) ? linkAt(url, config) : null;
  if (link === null) throw new UserError('unknown-link', linkTexts.unknownHost(url.hostname.slice(0, 60)));
  return link;
}
