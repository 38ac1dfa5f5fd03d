/** What a music service brings to be known to the bot (links, songs, its question for `doctor`), and tools to do so. */
import type { Config } from '../../config.ts';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Http } from '../../net/http.ts';
import type { Probe } from '../../net/probe.ts';
import type { Link, SongSource } from '../../pipeline/ports.ts';

export type MusicService = {
  /** Also the `service` of its links and the name of its source. */
  name: string;
  /** Hosts of its pages, without `www.`. */
  hosts: readonly string[];
  /** Hosts whose addresses redirect to its pages. */
  shortHosts?: readonly string[];
  /** Schemes of links that open its app, and what an address begins with instead. */
  appSchemes?: Record<string, string>;
  /** Addresses that replace the official ones (a proxy, a mirror, a test): links to them are recognised as well. */
  replacements(config: Partial<Config>): readonly (string | undefined)[];
  /** Null for a page that holds no songs. Throws `UserError` for lists that can't be read. */
  linkOf(page: PageAddress): Link | null;
  linkInText?(text: string): Link | null;
  createSource(config: Config, parts: SourceParts): SongSource;
  /** One cheap request; null when the service needs keys that are not set. */
  probe?(config: Config, http: Http): Promise<Probe> | null;
};

type SourceParts = {
  http: Http;
  /** Called with refused keys and used-up quotas, for the host's log. */
  onTrouble(error: Error): void;
};

/** `path` and its `segments` are below the service's own address. */
export type PageAddress = { url: URL; path: string; segments: string[] };

/** The segment that names one of these types (`playlist`, `playlists`) and is followed by a fitting id. */
export function idAfter<T extends string>(
  segments: readonly string[],
  types: readonly T[],
  fits: RegExp,
): { type: T; id: string } | null {
  for (const [index, segment] of segments.entries()) {
    const type = types.find((name) => segment === name || segment === `${name}s`);
    const id = segments[index + 1] ?? '';
    if (type !== undefined && fits.test(id)) return { type, id };
  }
  return null;
}

/** Throws `UserError` for a page of a podcast. */
export function refusePodcast(segments: readonly string[]): void {
  if (['show', 'episode', 'podcast'].some((name) => segments.includes(name)))
    throw new UserError('unsupported-link', sentences.links.podcast);
}

type Page<T> = { rows: readonly T[]; total: number };

/**
 * Every row of a list, `maxRows` at most. The first page says how many there are, and its length is the step; the
 * others are asked for at once, since the service's own limit spreads them.
 */
export async function allPages<T>(fetchPage: (offset: number) => Promise<Page<T>>, maxRows: number) {
  const first = await fetchPage(0);
  const step = first.rows.length;
  const wanted = Math.min(first.total, maxRows);
  const offsets: number[] = [];
  for (let offset = step; step > 0 && offset < wanted; offset += step) offsets.push(offset);
  const others = await Promise.all(offsets.map(fetchPage));
  const rows = [first, ...others].flatMap((page) => page.rows).slice(0, maxRows);
  return { rows, total: Math.max(first.total, rows.length) };
}
