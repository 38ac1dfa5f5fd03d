import { expect, it } from 'vitest';
import { type RedirectSettings, spotifyRedirect } from '../../src/services/spotify/account/redirect.ts';

const cases: [string, RedirectSettings, string, string | undefined][] = [
  ['no HTTP side', { httpPort: undefined }, 'http://127.0.0.1:8888/spotify/callback', undefined],
  [
    'at home',
    { httpPort: 3000 },
    'http://127.0.0.1:3000/spotify/callback',
    'http://127.0.0.1:3000/spotify/start',
  ],
  [
    'in public',
    { PUBLIC_URL: 'https://bot.example', httpPort: 3000 },
    'https://bot.example/spotify/callback',
    'https://bot.example/spotify/start',
  ],
  [
    'below a path',
    { PUBLIC_URL: 'https://host.example/bot', httpPort: 3000 },
    'https://host.example/bot/spotify/callback',
    'https://host.example/bot/spotify/start',
  ],
  [
    'on a loopback address that we serve',
    { SPOTIFY_REDIRECT_URI: 'http://127.0.0.1:3000/spotify/callback', httpPort: 3000 },
    'http://127.0.0.1:3000/spotify/callback',
    'http://127.0.0.1:3000/spotify/start',
  ],
  [
    'on a loopback address that we do not serve',
    { SPOTIFY_REDIRECT_URI: 'http://127.0.0.1:9999/spotify/callback', httpPort: 3000 },
    'http://127.0.0.1:9999/spotify/callback',
    undefined,
  ],
  [
    'on somebody else’s page',
    {
      SPOTIFY_REDIRECT_URI: 'https://pages.example/spotify/callback',
      PUBLIC_URL: 'https://b.example',
      httpPort: 1,
    },
    'https://pages.example/spotify/callback',
    undefined,
  ],
  [
    'listening for everybody, but known to nobody',
    { httpPort: 3000, httpHost: '0.0.0.0' },
    'http://127.0.0.1:3000/spotify/callback',
    undefined,
  ],
  ['nonsense', { SPOTIFY_REDIRECT_URI: 'callback', httpPort: 3000 }, 'callback', undefined],
];

it.each(cases)('%s', (_name, settings, redirectUri, startUrl) => {
  expect(spotifyRedirect(settings)).toEqual({ redirectUri, startUrl });
});
