/** Why Spotify said no, in words for the person. */
import { ServiceError, UserError } from '../../errors.ts';
import { waitWords } from '../../locales/en/common.ts';
import { spotifyTexts } from '../../locales/en/spotify.ts';

const refusalWords = ({ body }: ServiceError): string =>
  JSON.stringify(body ?? '')
    .slice(0, 1000)
    .toLowerCase();

/** Did Spotify say that the code or the refresh token is no longer good (used, revoked, six months old)? */
export const isInvalidGrant = (error: unknown): boolean =>
  error instanceof ServiceError && refusalWords(error).includes('"error":"invalid_grant"');

/** Null for what is no refusal (Spotify is down, cannot be reached, answers nonsense) or not Spotify's at all. */
export function refusalOf(cause: unknown, isByAccount: boolean): UserError | null {
  if (!(cause instanceof ServiceError)) return null;
  const { status, retryAfterMs } = cause;
  const words = refusalWords(cause);
  const refusal = (code: string, sentence: string): UserError => new UserError(code, sentence, { cause });
  if (status === 429) {
    const when = retryAfterMs === undefined ? 'later' : waitWords(retryAfterMs);
    return refusal('spotify-busy', spotifyTexts.busy(when));
  }
  // The token request itself: only the host's keys can be wrong there.
  if (words.includes('"error":"invalid_client"'))
    return refusal('spotify-keys-refused', spotifyTexts.keysRefused);
  if (status === 403 && words.includes('premium')) return refusal('spotify-premium', spotifyTexts.premium);
  if (status === 403 && words.includes('not be registered')) {
    return refusal('spotify-not-registered', spotifyTexts.notRegistered);
  }
  if (status === 401 && isByAccount) return refusal('spotify-relink', spotifyTexts.relink.refused);
  if ([400, 401, 403, 404].includes(status ?? 0)) return refusal('spotify-not-yours', spotifyTexts.notYours);
  return null;
}
