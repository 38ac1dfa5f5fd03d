/** Any error → the sentence a person is shown. */
import { isAbort, ServiceError, UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { escaped } from './escape.ts';
import type { ReplyMessage } from './message.ts';

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

/** `reference` finds the failure in the log; shown only for bugs. */
export function failureReply(error: unknown, reference: string): ReplyMessage {
  return { content: failureText(error, reference), embeds: [], components: [] };
}

/** Shows the message of a `UserError` only; other failures get a sentence for their kind. */
export function failureText(error: unknown, reference: string): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof ServiceError) {
    return texts.failure.service(services[error.service] ?? escaped(error.service, 40));
  }
  if (isAbort(error)) return texts.failure.tooLong;
  return texts.failure.bug(reference);
}
