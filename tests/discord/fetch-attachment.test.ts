import { describe, expect, it } from 'vitest';
import { isAttachmentHost } from '../../src/discord/attachments/fetch-attachment.ts';

const hosts = ['cdn.discordapp.com', '127.0.0.1:8080', 'files.example:443'];

describe('hosts of attachments', () => {
  it.each([
    ['https://cdn.discordapp.com/attachments/1/2/a.jpg?ex=1', true],
    ['https://CDN.discordapp.com/a', true],
    ['http://cdn.discordapp.com/a', false],
    ['https://cdn.discordapp.com:8443/a', false],
    ['https://cdn.discordapp.com.evil.example/a', false],
    ['https://evil.example/cdn.discordapp.com', false],
    ['https://cdn.discordapp.com@evil.example/a', false],
    ['https://user:word@cdn.discordapp.com/a', false],
    ['http://127.0.0.1:8080/a', true],
    ['https://127.0.0.1:8080/a', true],
    ['http://127.0.0.1:8081/a', false],
    ['http://127.0.0.1/a', false],
    ['https://files.example/a', true],
    ['http://files.example/a', false],
    ['ftp://127.0.0.1:8080/a', false],
    ['data:image/png;base64,AAAA', false],
    ['', false],
  ])('%s: %s', (url, allowed) => {
    expect(isAttachmentHost(url, hosts)).toBe(allowed);
  });
});
