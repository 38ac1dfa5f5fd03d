/** The token side of Spotify's accounts service. */
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import { refusalWords } from './api.ts';

export type TokenServiceOptions = {
  http: Http;
  /** `https://accounts.spotify.com` */
  accountsUrl: string;
  clientId: string;
  /** PKCE needs none; an app that has one is asked to show it. */
  clientSecret?: string | undefined;
  now: () => number;
};

/** What is kept, sealed, of a linked account. */
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

export interface TokenService {
  exchange(code: string, verifier: string, redirectUri: string): Promise<Tokens>;
  refresh(tokens: Tokens): Promise<Tokens>;
}

/** Did Spotify say that the code or the refresh token is no longer good (used, revoked, six months old)? */
export function isInvalidGrant(error: unknown): boolean {
  return error instanceof ServiceError && refusalWords(error).startsWith('invalid_grant');
}

export function createTokenService(options: TokenServiceOptions): TokenService {
  const { clientId, clientSecret } = options;

  async function ask(form: Record<string, string>, old: string | null): Promise<Tokens> {
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const answer = await options.http.request({
      service: 'spotify',
      method: 'POST',
      url: `${options.accountsUrl}/api/token`,
      ...(clientSecret === undefined ? {} : { headers: { authorization: basic } }),
      body: new URLSearchParams({ ...form, client_id: clientId }),
    });
    const { access_token, expires_in, refresh_token } = answer.json(grant);
    return tokensSchema.parse({
      accessToken: access_token,
      expiresAt: options.now() + expires_in * 1000,
      refreshToken: refresh_token ?? old ?? '',
    });
  }

  return {
    exchange: (code, verifier, redirectUri) =>
      ask(
        { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri },
        null,
      ),
    refresh: ({ refreshToken }) =>
      ask({ grant_type: 'refresh_token', refresh_token: refreshToken }, refreshToken),
  };
}
