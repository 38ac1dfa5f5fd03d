/**
 * The three kinds of failure.
 *
 * - `UserError`: the person can fix it; `message` is the sentence they are shown.
 * - `ServiceError`: an outside service failed; the pipeline falls back and adds a notice.
 * - anything else is our bug: the person gets a reference, the log gets the cause chain.
 *
 * Code recognises errors by class and fields, never by their message.
 */
import type { Sentence } from './model/sentence.ts';

/** A mistake the person can fix: one friendly sentence that says what to do. `message` is its English words. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Stable, kebab-case, for tests and logs: `not-an-image`, `unknown-link`, … */
  readonly code: string;
  readonly sentence: Sentence;

  /** A plain text is said in English to everybody: what only the host and the terminal get to read. */
  constructor(code: string, sentence: Sentence | string, options?: { cause?: unknown }) {
    const said = typeof sentence === 'string' ? { text: sentence } : sentence;
    super(said.text, options);
    this.code = code;
    this.sentence = said;
  }
}

export type ServiceErrorFields = {
  /** `lrclib`, `gemini`, `spotify`, … */
  service: string;
  /** HTTP status, when there was an answer. */
  status?: number | undefined;
  /** Is it worth asking again within this run? Default false. */
  retryable?: boolean | undefined;
  /** How long the service asked us to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** The address without its query string (queries may hold keys). */
  url?: string | undefined;
  /** The body of the answer, parsed as JSON where it is JSON, cut to 64 KiB. */
  body?: unknown;
  cause?: unknown;
};

/** Services as people know them, by the names that errors have for them; the music server has a name in every language. */
export const serviceNames: Record<string, string> = {
  discord: 'Discord',
  spotify: 'Spotify',
  youtube: 'YouTube',
  deezer: 'Deezer',
  apple: 'Apple Music',
  gemini: 'Gemini',
  genius: 'Genius',
  lrclib: 'LRCLIB',
};

/** An outside service failed: refused, timed out, was rate limited or answered nonsense. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly service: string;
  readonly status: number | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly url: string | undefined;
  declare readonly body: unknown;

  constructor(message: string, fields: ServiceErrorFields) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.service = fields.service;
    this.status = fields.status;
    this.retryable = fields.retryable ?? false;
    this.retryAfterMs = fields.retryAfterMs;
    this.url = fields.url;
    // Not enumerable: a log that prints the error must not contain the service's answer.
    Object.defineProperty(this, 'body', { value: fields.body, enumerable: false });
  }
}

/** An answer came, and nothing of it can be used: the service `declined`, the answer was `cut` off, or is `nonsense`. */
export type Unusable = 'declined' | 'cut' | 'nonsense';

export class UnusableAnswer extends ServiceError {
  readonly why: Unusable;

  constructor(message: string, why: Unusable, fields: ServiceErrorFields) {
    super(message, fields);
    this.why = why;
  }
}

/** A model of this machine that is still being downloaded. */
export class DownloadingError extends ServiceError {
  /** How much of it has come, 0..1; null when that is not known. */
  readonly share: number | null;

  constructor(model: string, share: number | null) {
    super(`the model ${model} is still being downloaded`, { service: 'models' });
    this.share = share;
  }
}

/** Did the caller give up, or a deadline pass, rather than anything fail? */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

const busyCodes = new Set(['spotify-busy', 'youtube-busy']);

/** Does it say that a limit was used up when it was read? Then there may be more by the time it names. */
export const isBusyCode = (code: string): boolean => busyCodes.has(code);

/** May it be over soon, rather than be the answer? Then what was read before is better than nothing. */
export function isPassing(error: unknown): boolean {
  return error instanceof ServiceError || (error instanceof UserError && isBusyCode(error.code));
}

/** The error and its causes, one line each, for a log. */
export function causeChain(error: unknown): string[] {
  const lines: string[] = [];
  for (let at: unknown = error; at !== undefined && at !== null && lines.length < 8; ) {
    // The sentence for a person may name what they gave, a title or a host, which is not for the log.
    const said = at instanceof UserError ? at.code : at instanceof Error ? at.message : null;
    lines.push(at instanceof Error ? `${at.name}: ${said}` : String(at));
    at = at instanceof Error ? at.cause : undefined;
  }
  return lines;
}
