/** What a service of lyrics brings to be known to the bot. */
import type { Config } from '../../config.ts';
import type { Http } from '../../net/http.ts';
import type { Probe } from '../../net/probe.ts';
import type { LyricsSource } from '../../pipeline/ports.ts';

/** A source, and how many songs it looks up at once. */
export type LyricsService = LyricsSource & { readonly atOnce: number };

export type LyricsProvider = {
  /** As errors and RATE_LIMITS name it. */
  service: string;
  /** Requests at once, unless RATE_LIMITS says otherwise. */
  atOnce: number;
  /** Null without its keys. Without `spacingMs` it keeps to the service's own rate. */
  createService(config: Config, parts: { http: Http; spacingMs?: number | undefined }): LyricsService | null;
  /** One cheap request; null without its keys. */
  probe(config: Config, http: Http): Promise<Probe> | null;
};
