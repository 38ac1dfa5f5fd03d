/** The token side of Spotify's accounts service, for people's accounts and for the app itself. */
import { z } from 'zod';
import { createSingleFlight } from '../../concurrency/keyed-work.ts';
import { defaultTimeoutMs, type Http } from '../../net/http.ts';
import type { SpotifyAccess } from '../../pipeline/ports.ts';
import { spotifyTimeoutMs } from './api.ts';

export type TokenOptions = {
  http: Http;
  accountsUrl: string;
  clientId: string;
  /** PKCE needs none; an app that has one is asked to show it. */
  clientSecret?: string | undefined;
};

export const tokensSchema = z.object({
  accessToken: z.string().min(1),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  refreshToken: z.string().min(1),
});
export type Tokens = z.output<typeof tokensSchema>;

const grant = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  /** Left out when the old one stays good. */
  refresh_token: z.string().min(1).optional(),
});

async function requestGrant(
  { http, accountsUrl, clientId, clientSecret }: TokenOptions,
  form: Record<string, string>,
  timeoutMs = defaultTimeoutMs,
): Promise<z.output<typeof grant>> {
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const answer = await http.request({
    service: 'spotify',
    method: 'POST',
    url: `${accountsUrl}/api/token`,
    ...(clientSecret === undefined ? {} : { headers: { authorization: basic } }),
    body: new URLSearchParams(form),
    timeoutMs,
  });
  return answer.json(grant);
}

export type TokenService = ReturnType<typeof createTokenService>;

/** Tokens of people's accounts. Both calls throw `ServiceError`. */
export function createTokenService(options: TokenOptions) {
  async function tokensFor(form: Record<string, string>, oldRefreshToken = ''): Promise<Tokens> {
    const granted = await requestGrant(options, { ...form, client_id: options.clientId });
    return tokensSchema.parse({
      accessToken: granted.access_token,
      expiresAt: Date.now() + granted.expires_in * 1000,
      refreshToken: granted.refresh_token ?? oldRefreshToken,
    });
  }

  return {
    exchange: (code: string, code_verifier: string, redirect_uri: string) =>
      tokensFor({ grant_type: 'authorization_code', code, code_verifier, redirect_uri }),
    refresh: ({ refreshToken }: Tokens) =>
      tokensFor({ grant_type: 'refresh_token', refresh_token: refreshToken }, refreshToken),
  };
}

/**
 * The app's own access (Client Credentials): albums and songs, and playlists where the app has extended quota. A token
 * is requested when needed and kept for its hour; `ServiceError` when the keys are refused.
 */
export function createAppAccess(options: TokenOptions & { clientSecret: string }): SpotifyAccess {
  const flight = createSingleFlight<string>();
  let kept: { token: string; until: number } | null = null;

  async function renew(): Promise<string> {
    const granted = await requestGrant(options, { grant_type: 'client_credentials' }, spotifyTimeoutMs);
    // A minute early, so that it does not run out in the middle of a request.
    kept = { token: granted.access_token, until: Date.now() + (granted.expires_in - 60) * 1000 };
    return kept.token;
  }

  return {
    id: 'app',
    // Shared by everyone who waits, so one person's abort must not end it; the time limit of the request does.
    accessToken: async () => (kept !== null && kept.until > Date.now() ? kept.token : flight('app', renew)),
  };
}
