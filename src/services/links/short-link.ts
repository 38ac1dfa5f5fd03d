/** Short links → where they lead. Only their own hosts are asked, and only a link that is recognised comes out. */
import { isAbort, ServiceError, UserError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { type Link, recogniseLink } from './links.ts';

/** Hosts that may be asked on the way; what they lead to is recognised, never fetched. */
const hopHosts = new Set([
  'spotify.link',
  'spotify.app.link',
  'link.deezer.com',
  'deezer.page.link',
  'dzr.page.link',
]);

function longLink(address: string): Exclude<Link, { type: 'short' }> | null {
  try {
    const link = recogniseLink(address);
    return link === null || link.type === 'short' ? null : link;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** The first address in a page that leads to songs: some short links answer with a page instead of a redirect. */
function linkInPage(html: string): Exclude<Link, { type: 'short' }> | null {
  const addresses = html.matchAll(
    /https:\/\/(?:open\.spotify\.com|www\.deezer\.com)\/[A-Za-z0-9/_-]{1,200}/g,
  );
  for (const [address] of addresses) {
    const link = longLink(address);
    if (link !== null) return link;
  }
  return null;
}

/** Throws `UserError` `unknown-link` when it leads nowhere that can be read, `ServiceError` when its host fails. */
export async function resolveShortLink(
  http: Http,
  { kind, url }: { kind: string; url: string },
  options: CallOptions = {},
): Promise<Exclude<Link, { type: 'short' }>> {
  let found: Exclude<Link, { type: 'short' }> | null = null;
  try {
    const answer = await http.request({
      service: kind,
      url,
      onlyPublic: true,
      signal: options.signal,
      maxBytes: 1024 * 1024,
      mayRedirectTo(next) {
        found ??= longLink(next.href);
        return found === null && next.protocol === 'https:' && hopHosts.has(next.host);
      },
    });
    found ??= linkInPage(answer.text());
  } catch (error) {
    const gone = error instanceof ServiceError && !error.retryable;
    if (found === null && (isAbort(error) || !gone)) throw error;
  }
  if (found !== null) return found;
  throw new UserError(
    'unknown-link',
    'That short link leads to no playlist I can read: open it and give me the long link from the address bar.',
  );
}
