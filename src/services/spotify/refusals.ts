/** Why Spotify said no, in words for the person. */
import { z } from 'zod';
import { ServiceError, UserError } from '../../errors.ts';
import { waitWords } from '../../locales/en/durations.ts';
import { spotifyTexts } from '../../locales/en/spotify.ts';

const text = z.string().default('');
const errorBody = z
  .union([
    z
      .object({ error: z.object({ message: text, reason: text }) })
      .transform(({ error }) => `${error.message} ${error.reason}`),
    z
      .object({ error: z.string(), error_description: text })
      .transform((body) => `${body.error} ${body.error_description}`),
    // Some refusals come as plain text.
    z.string(),
  ])
  .catch('');

/** What Spotify says in the body of a refusal, in lower case; '' when it says nothing. */
export function refusalWords({ body }: ServiceError): string {
  return errorBody.parse(body).slice(0, 300).toLowerCase();
}

/** Null for what is no refusal (Spotify is down, cannot be reached, answers nonsense) or not Spotify's at all. */
export function refusalOf(
  cause: unknown,
  { byAccount, now }: { byAccount: boolean; now: number },
): UserError | null {
  if (!(cause instanceof ServiceError)) return null;
  const { status, retryAfterMs } = cause;
  const words = refusalWords(cause);
  const refusal = (code: string, sentence: string): UserError => new UserError(code, sentence, { cause });
  if (status === 429) {
    const when = retryAfterMs === undefined ? 'later' : waitWords(retryAfterMs, now);
    return refusal('spotify-busy', spotifyTexts.busy(when));
  }
  // The token request itself: only the host's keys can be wrong there.
  if (words.startsWith('invalid_client')) return refusal('spotify-keys-refused', spotifyTexts.keysRefused);
  if (status === 403 && words.includes('premium')) return refusal('spotify-premium', spotifyTexts.premium);
  if (status === 403 && words.includes('not be registered')) {
    return refusal('spotify-not-registered', spotifyTexts.notRegistered);
  }
  if (status === 401 && byAccount) return refusal('spotify-relink', spotifyTexts.relink.refused);
  if ([400, 401, 403, 404].includes(status ?? 0)) return refusal('spotify-not-yours', spotifyTexts.notYours);
  return null;
}
