/** Any error → the sentence a person is shown. */
import { isAbort, ServiceError, UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { escaped } from './escape.ts';
import type { ReplyMessage } from './message.ts';

/** Names of services as people know them. */
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

/** `reference` is what the log has it under, for the person to pass on; told only for bugs. */
export function failureReply(error: unknown, reference: string): ReplyMessage {
  return { content: failureText(error, reference), embeds: [], components: [] };
}

/** The kind of failure says what to tell; never the message of anything but a `UserError`. */
export function failureText(error: unknown, reference: string): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof ServiceError) {
    return texts.failure.service(services[error.service] ?? escaped(error.service, 40));
  }
  if (isAbort(error)) return texts.failure.tooLong;
  return texts.failure.bug(reference);
}
