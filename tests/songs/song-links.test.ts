/** Links of songs lead to a song's page, and never through a music service to somewhere else. */
import { expect, it } from 'vitest';
import { songLink } from '../../src/songs/song.ts';

it.each([
  'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  'https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=x',
  'https://youtu.be/dQw4w9WgXcQ',
  'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
  'https://music.apple.com/us/album/name/1440857781?i=1440857786',
  'https://www.deezer.com/track/3135556',
  'https://artist.bandcamp.com/track/name',
  'https://soundcloud.com/artist/name',
])('takes %s', (link) => {
  expect(songLink(link)).toBe(link);
});

it.each([
  'https://www.youtube.com/redirect?q=https://evil.example',
  'https://www.youtube.com/attribution_link?u=https://evil.example',
  'https://consent.youtube.com/m?continue=https://evil.example',
  'https://accounts.spotify.com/login?continue=https://evil.example',
  'https://www.last.fm/logout?next=https://evil.example',
  'https://youtu.be/',
  'https://www.youtube.com/',
])('refuses %s', (link) => {
  expect(songLink(link)).toBeNull();
});
