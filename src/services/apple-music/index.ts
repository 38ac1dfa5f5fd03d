/** Apple Music: read from its public pages, without a key. */
import type { MusicService } from '../sources/music-service.ts';
import { appleLink } from './links.ts';
import { createAppleMusicSource } from './source.ts';

export const appleMusic: MusicService = {
  name: 'apple',
  hosts: [
    'music.apple.com',
    'beta.music.apple.com',
    'embed.music.apple.com',
    'geo.music.apple.com',
    'classical.music.apple.com',
    'itunes.apple.com',
    'geo.itunes.apple.com',
  ],
  appSchemes: {
    'music://': 'https://',
    'musics://': 'https://',
    'itms://': 'https://',
    'itmss://': 'https://',
  },
  replacements: ({ APPLE_MUSIC_URL }) => [APPLE_MUSIC_URL],
  linkOf: appleLink,
  createSource: ({ APPLE_MUSIC_URL: url }, { http }) => createAppleMusicSource({ http, url }),
};
