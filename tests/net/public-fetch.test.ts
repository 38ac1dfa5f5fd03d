/** A host that people name is connected to only where it leads out into the world. */
import type { LookupFunction } from 'node:net';
import { expect, it } from 'vitest';
import { fetchAttachment } from '../../src/discord/attachments.ts';
import { defaultLimits } from '../../src/discord/limits.ts';
import { ServiceError } from '../../src/errors.ts';
import { createHttp } from '../../src/net/http.ts';
import { isPublicAddress } from '../../src/net/public-fetch.ts';
import { resolveShortLink } from '../../src/services/sources/links.ts';
import { startLoopback } from '../support/loopback.ts';

it.each([
  ['93.184.216.34', true],
  ['162.159.133.233', true],
  ['172.15.255.255', true],
  ['172.32.0.1', true],
  ['2606:4700::6810:84e5', true],
  ['2a00:1450:4001::1', true],
  ['::ffff:93.184.216.34', true],
  ['64:ff9b::5db8:d822', true],
  ['127.0.0.1', false],
  ['127.1.2.3', false],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:7f00:1', false],
  ['::ffff:169.254.169.254', false],
  ['64:ff9b::7f00:1', false],
  ['64:ff9b::a9fe:a9fe', false],
  ['2002:7f00:1::', false],
  ['fe80::1', false],
  ['fec0::1', false],
  ['fd00:ec2::254', false],
  ['ff02::1', false],
  ['2001:db8::1', false],
  ['localhost', false],
  ['', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

/** A name server that says these, one after the other. */
function saying(answers: readonly string[][]): { lookup: LookupFunction; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    lookup(host, { all }, callback) {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
      asked.push(host);
      const found = answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      if (all) callback(null, found);
      else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4);
    },
  };
}

const photo = 'https://cdn.discordapp.com/attachments/1/2/photo.png';
const inside = ['127.0.0.1', '169.254.169.254', '10.0.0.1', '::1', '::ffff:127.0.0.1', 'fd00::1'];

it.each(inside)('a photo’s host that leads to %s is not connected to', async (address) => {
  const { lookup, asked } = saying([[address]]);
  const http = createHttp({ userAgent: 'test', lookup });
  const bot = { http, attachmentHosts: ['cdn.discordapp.com'], limits: defaultLimits };
  const error = await fetchAttachment('photo', photo, bot).catch((one) => one);
  expect(error).toBeInstanceOf(ServiceError);
  expect(error.cause.cause.message).toContain('not public');
  expect(asked).toEqual(['cdn.discordapp.com']);
});

it.each(inside)('a short link’s host that leads to %s is not connected to', async (address) => {
  const { lookup, asked } = saying([[address]]);
  const http = createHttp({ userAgent: 'test', lookup });
  const link = { service: 'spotify', type: 'short' as const, url: 'https://spotify.link/abc' };
  await expect(resolveShortLink(http, link)).rejects.toThrow(ServiceError);
  expect(asked).toEqual(['spotify.link']);
});

it('one public address beside another does not help', async () => {
  const { lookup } = saying([['93.184.216.34', '127.0.0.1']]);
  const http = createHttp({ userAgent: 'test', lookup });
  await expect(
    http.request({ service: 'x', url: 'http://cdn.example/', onlyPublic: true }),
  ).rejects.toMatchObject({
    cause: { cause: { message: expect.stringContaining('not public') } },
  });
});

it('a name that changes its mind is asked once a connection, and what was looked at is what is connected to', async () => {
  const server = await startLoopback(() => ({ json: 'secret' }));
  const { port } = new URL(server.url);
  // Nobody answers at the first; the second would be us.
  const { lookup, asked } = saying([['192.0.2.1'], ['127.0.0.1']]);
  const http = createHttp({ userAgent: 'test', lookup, maxTimeoutMs: 500 });
  const request = { service: 'x', url: `http://cdn.example:${port}/`, onlyPublic: true };
  for (const _ of [1, 2, 3]) await expect(http.request(request)).rejects.toThrow(ServiceError);
  expect(asked.length).toBeGreaterThan(1);
  expect(server.seen).toHaveLength(0);
});

it('addresses in place of names are looked at, too', async () => {
  const server = await startLoopback(() => ({ json: 'secret' }));
  const { port } = new URL(server.url);
  const http = createHttp({ userAgent: 'test' });
  for (const host of ['127.0.0.1', '0x7f.1', '2130706433', '[::ffff:127.0.0.1]', '[::1]', '0']) {
    const url = `http://${host}:${port}/`;
    await expect(http.request({ service: 'x', url, onlyPublic: true })).rejects.toThrow(ServiceError);
  }
  expect(server.seen).toHaveLength(0);
});

it('what the host of the bot set stays reachable, wherever it is', async () => {
  const server = await startLoopback(() => ({ body: 'photo' }));
  const http = createHttp({ userAgent: 'test' });
  expect((await http.request({ service: 'x', url: server.url })).text()).toBe('photo');
  const url = `${server.url}/photo.png`;
  const bot = { http, attachmentHosts: [server.host], limits: defaultLimits };
  expect(await fetchAttachment('photo', url, bot)).toHaveLength(5);
});
