/** Short links → where they lead. Only their own hosts are asked, and only a link that is recognised comes out. */
import { ServiceError, UserError } from '../../errors.ts';
import { linkTexts } from '../../locales/en/music-services.ts';
import type { Http } from '../../net/http.ts';
import type { CallOptions, Link, SongSource } from '../../pipeline/ports.ts';
import { musicServices } from '../music-services.ts';
import { recogniseLink, type ShortLink } from './recognise-link.ts';

const isShort = (link: Link): link is ShortLink => link.type === 'short';

/** A source that takes its service's short links as well. */
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
  throw new UserError('unknown-link', linkTexts.unknownShortLink);
}
