/** Why Spotify said no, in words for the person. */
import { ServiceError, UserError } from '../../errors.ts';
import type { Notice } from '../../model/types.ts';
import { waitWords } from '../../net/waits.ts';
import { refusalWords } from './api.ts';

const anotherWay =
  'copy its songs into a playlist of your own and link your account with `/spotify link`, or attach an exported file (exportify.app makes one)';

/** Null for what is no refusal (Spotify is down, cannot be reached, answers nonsense) or not Spotify's at all. */
export function refusalSentence(
  error: unknown,
  { byAccount, now }: { byAccount: boolean; now: number },
): UserError | null {
  if (!(error instanceof ServiceError)) return null;
  const because = { cause: error };
  const words = refusalWords(error);
  if (error.status === 429) {
    const when = error.retryAfterMs === undefined ? 'later' : waitWords(error.retryAfterMs, now);
    return new UserError(
      'spotify-busy',
      `Spotify’s limit for this bot is used up: try again ${when}, or attach an exported file.`,
      because,
    );
  }
  // The token request itself: only the host's keys can be wrong there.
  if (words.startsWith('invalid_client')) {
    return new UserError(
      'spotify-keys-refused',
      'Spotify refuses this bot’s keys: please tell whoever runs it, and attach an exported file meanwhile.',
      because,
    );
  }
  if (error.status === 403 && words.includes('premium')) {
    return new UserError(
      'spotify-premium',
      'Spotify answers this bot only while the person who runs it has Premium: please tell them, and attach an exported file meanwhile.',
      because,
    );
  }
  if (error.status === 403 && words.includes('not be registered')) {
    return new UserError(
      'spotify-not-registered',
      'Spotify lets only listed people use this bot’s app: ask whoever runs it to add you on the app’s page at Spotify.',
      because,
    );
  }
  if (error.status === 401 && byAccount) {
    return new UserError(
      'spotify-relink',
      'Spotify no longer accepts your link: please link your account again with `/spotify link`.',
      because,
    );
  }
  if (error.status === 401 || error.status === 403 || error.status === 404 || error.status === 400) {
    return new UserError('spotify-not-yours', `Spotify keeps that playlist from me: ${anotherWay}.`, because);
  }
  return null;
}

/** What the public page ended with, when no other way was open. */
export function unreadableSentence(error: ServiceError | undefined): UserError {
  const because = error === undefined ? {} : { cause: error };
  if (error?.status === 404) {
    return new UserError(
      'playlist-not-found',
      'Spotify shows me nothing there: it may be private or deleted. If it is yours, make it public or link your account with `/spotify link`; else attach an exported file (exportify.app makes one).',
      because,
    );
  }
  return new UserError('spotify-unreadable', `Spotify would not let me read that: ${anotherWay}.`, because);
}

/** Refusals that are worth a word even though the songs were had in the end. */
export function noticesOf(refusals: readonly UserError[]): Notice[] {
  return refusals
    .filter(({ code }) => code !== 'spotify-not-yours')
    .map(({ code, message }) => ({ code, text: `I read Spotify’s public page instead. ${message}` }));
}
