import { expect, it } from 'vitest';
import { spotifyRedirect } from '../../src/services/spotify/account/accounts.ts';

const cases: [string, Parameters<typeof spotifyRedirect>[0], string, string | undefined][] = [
  ['no HTTP side', { HTTP_PORT: undefined }, 'http://127.0.0.1:8888/spotify/callback', undefined],
  [
    'at home',
    { HTTP_PORT: 3000 },
    'http://127.0.0.1:3000/spotify/callback',
    'http://127.0.0.1:3000/spotify/start',
  ],
  [
    'in public',
    { PUBLIC_URL: 'https://bot.example', HTTP_PORT: 3000 },
    'https://bot.example/spotify/callback',
    'https://bot.example/spotify/start',
  ],
  [
    'below a path',
    { PUBLIC_URL: 'https://host.example/bot', HTTP_PORT: 3000 },
    'https://host.example/bot/spotify/callback',
    'https://host.example/bot/spotify/start',
  ],
  [
    'on a loopback address that we serve',
    { SPOTIFY_REDIRECT_URI: 'http://127.0.0.1:3000/spotify/callback', HTTP_PORT: 3000 },
    'http://127.0.0.1:3000/spotify/callback',
    'http://127.0.0.1:3000/spotify/start',
  ],
  [
    'on a loopback address that we do not serve',
    { SPOTIFY_REDIRECT_URI: 'http://127.0.0.1:9999/spotify/callback', HTTP_PORT: 3000 },
    'http://127.0.0.1:9999/spotify/callback',
    undefined,
  ],
  [
    'on somebody else’s page',
    {
      SPOTIFY_REDIRECT_URI: 'https://pages.example/spotify/callback',
      PUBLIC_URL: 'https://b.example',
      HTTP_PORT: 1,
    },
    'https://pages.example/spotify/callback',
    undefined,
  ],
  [
    'listening for everybody, but known to nobody',
    { HTTP_PORT: 3000, HTTP_HOST: '0.0.0.0' },
    'http://127.0.0.1:3000/spotify/callback',
    undefined,
  ],
  ['nonsense', { SPOTIFY_REDIRECT_URI: 'callback', HTTP_PORT: 3000 }, 'callback', undefined],
];

it.each(cases)('%s', (_name, settings, redirectUri, startUrl) => {
  expect(spotifyRedirect(settings)).toEqual({ redirectUri, startUrl });
});
