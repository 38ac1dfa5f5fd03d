/** The app's own access (Client Credentials): albums and songs, and playlists where the app has extended quota. */
import { z } from 'zod';
import { createSingleFlight } from '../../concurrency/single-flight.ts';
import type { Http } from '../../net/http.ts';
import type { SpotifyAccess } from '../../pipeline/ports.ts';
import { spotifyTimeoutMs } from './api.ts';

export type SpotifyAppOptions = {
  http: Http;
  /** `https://accounts.spotify.com` */
  accountsUrl: string;
  clientId: string;
  clientSecret: string;
  now?: () => number;
};

const grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** A token for the app itself, asked for when needed and kept for its hour; `ServiceError` when the keys are refused. */
export function createSpotifyApp(options: SpotifyAppOptions): SpotifyAccess {
  const now = options.now ?? Date.now;
  const flight = createSingleFlight<string>();
  let kept: { token: string; until: number } | null = null;

  async function ask(): Promise<string> {
    const answer = await options.http.request({
      service: 'spotify',
      method: 'POST',
      url: `${options.accountsUrl}/api/token`,
      headers: {
        authorization: `Basic ${Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      timeoutMs: spotifyTimeoutMs,
    });
    const { access_token, expires_in } = answer.json(grant);
    // A minute early, so that it does not run out under way.
    kept = { token: access_token, until: now() + (expires_in - 60) * 1000 };
    return access_token;
  }

  return {
    id: 'app',
    // Shared by everyone who waits, so one person's abort must not end it; the time limit of the request does.
    accessToken: async () => (kept !== null && kept.until > now() ? kept.token : flight('app', ask)),
  };
}
