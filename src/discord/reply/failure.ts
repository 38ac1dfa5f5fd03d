/** Any error → the sentence a person is shown. */
import { isAbort, ServiceError, UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { escaped } from './escape.ts';

const services: Record<string, string> = {
  discord: 'Discord',
  spotify: 'Spotify',
  youtube: 'YouTube',
  deezer: 'Deezer',
  apple: 'Apple Music',
  gemini: 'Gemini',
  genius: 'Genius',
  lrclib: 'LRCLIB',
};

/** The message of a `UserError`, or a sentence for the kind of failure. `reference` finds a bug in the log. */
export function failureText(error: unknown, reference: string): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof ServiceError) {
    return texts.failure.service(services[error.service] ?? escaped(error.service, 40));
  }
  if (isAbort(error)) return texts.failure.tooLong;
  return texts.failure.bug(reference);
}
