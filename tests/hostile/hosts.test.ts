/** Addresses that look like ones we know: nothing but the very hosts of the lists is asked, over https, without extras. */
import { expect, it } from 'vitest';
import { isAttachmentHost } from '../../src/discord/attachments.ts';
import { UserError } from '../../src/errors.ts';
import { recogniseLink } from '../../src/services/sources/links.ts';

const attachmentHosts = ['cdn.discordapp.com', 'media.discordapp.net'];

it.each([
  'http://cdn.discordapp.com/a.png',
  'https://cdn.discordapp.com:8443/a.png',
  'http://cdn.discordapp.com:443/a.png',
  'https://user@cdn.discordapp.com/a.png',
  'https://cdn.discordapp.com:pass@evil.example/a.png',
  'https://cdn.discordapp.com./a.png',
  'https://cdn.discordapp.com.evil.example/a.png',
  'https://evil.example/cdn.discordapp.com/a.png',
  'https://evil.example#cdn.discordapp.com',
  'https://evilcdn.discordapp.com/a.png',
  'https://cdn.disc\u043erdapp.com/a.png',
  'https://127.0.0.1/a.png',
  'https://[::1]/a.png',
  'https://2130706433/a.png',
  'https://0x7f000001/a.png',
  'https://localhost/a.png',
  'ftp://cdn.discordapp.com/a.png',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  '//cdn.discordapp.com/a.png',
  'cdn.discordapp.com/a.png',
  '',
])('no photo is fetched from %s', (url) => {
  expect(isAttachmentHost(url, attachmentHosts)).toBe(false);
});

// The same hosts, written in other ways that every browser reads so.
it.each([
  'https://CDN.DiscordApp.com/a.png',
  'https://cdn.discordapp.com:443/a.png',
  'https://cdn%2ediscordapp.com/a.png',
  'https:\\\\cdn.discordapp.com/a.png',
  'https://cdn.discordapp.com\\@evil.example@evil.example/',
])('%s is Discord’s own', (url) => {
  expect(isAttachmentHost(url, attachmentHosts)).toBe(true);
  expect(new URL(url).host).toBe('cdn.discordapp.com');
});

it.each([
  'https://spotify.link@evil.example/abc',
  'https://spotify.link.evil.example/abc',
  'https://evil.example/spotify.link/abc',
  'https://spotify.link:8443/abc',
  'https://spotify.link./abc',
  'https://sp\u043etify.link/abc',
  'https://127.0.0.1/playlist/37i9dQZF1DX0',
  'https://[::1]/playlist/37i9dQZF1DX0',
  'https://2130706433/playlist/37i9dQZF1DX0',
  'https://localhost/playlist/37i9dQZF1DX0',
  'ftp://open.spotify.com/playlist/37i9dQZF1DX0',
  'file:///etc/passwd',
  'https://__proto__/playlist/37i9dQZF1DX0',
  'https://constructor/playlist/37i9dQZF1DX0',
])('%s is no link that is read', (link) => {
  expect(() => recogniseLink(link)).toThrow(UserError);
});

it.each([
  'https://user:pass@spotify.link/abc?x=1#y',
  'HTTPS://SPOTIFY.LINK/abc?x=1',
  'http://spotify.link/abc?x=1',
])('%s is asked at its own host over https, without credentials', (link) => {
  expect(recogniseLink(link)).toEqual({
    service: 'spotify',
    type: 'short',
    url: 'https://spotify.link/abc?x=1',
  });
});
