import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../src/config.ts';
import { loadEnvFile } from '../src/env-file.ts';
import type { Rate } from '../src/queue/rate-limits.ts';

it('has a default for everything', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    CAPTIONER: 'blip',
    GEMINI_MODEL: 'gemini-3.5-flash-lite',
    GEMMA_MODEL: 'gemma-4-26b-a4b-it',
    LRCLIB_URL: 'https://lrclib.net',
    MODELS_OFFLINE: false,
    SPOTIFY_PUBLIC_PAGE: true,
    YOUTUBE_WEB_URL: 'https://www.youtube.com',
  });
  expect(config.STORE_URL).toBe(`sqlite://${config.DATA_DIR}/scenescore.sqlite`);
  expect(config.MODELS_DIR).toBe(`${config.DATA_DIR}/models`);
});

it('takes an empty variable for one that is not set, and trims addresses', () => {
  const config = readConfig({
    GEMINI_API_KEY: '',
    GOOGLE_API_KEY: 'g',
    LRCLIB_URL: 'http://127.0.0.1:1/',
    MODELS_OFFLINE: '1',
    HTTP_PORT: '0',
    SPOTIFY_PUBLIC_PAGE: 'off',
    GEMMA_MODEL: 'off',
  });
  expect(config).toMatchObject({
    GEMINI_API_KEY: 'g',
    LRCLIB_URL: 'http://127.0.0.1:1',
    MODELS_OFFLINE: true,
    HTTP_PORT: 0,
    SPOTIFY_PUBLIC_PAGE: false,
    GEMMA_MODEL: undefined,
  });
});

it('names every problem in one sentence, and no value', () => {
  const wrong = {
    CAPTIONER: 'hunter2',
    SECRET_KEY: 'hunter2',
    DEEZER_API_URL: 'hunter2',
    HTTP_PORT: 'hunter2',
  };
  let message = '';
  try {
    readConfig(wrong);
  } catch (error) {
    if (error instanceof Error) message = error.message;
  }
  for (const name of Object.keys(wrong)) expect(message).toContain(name);
  expect(message).not.toContain('hunter2');
});

it('says at the start that it cannot call an address with a password in it', () => {
  const wrong = { HF_ENDPOINT: 'https://me:hunter2@mirror.example/hub' };
  expect(() => readConfig(wrong)).toThrow(/HF_ENDPOINT must be .* without a name and password/);
  expect(() => readConfig(wrong)).not.toThrow(/hunter2/);
});

it.each([
  ['EMBEDDER', 'https://huggingface.co/Xenova/all-MiniLM-L6-v2', 'must be owner/name'],
  ['EMBEDDER', 'a/../b', 'must be owner/name'],
  ['PUBLIC_URL', 'scenescore.example', 'must be an http(s) address'],
  ['SPOTIFY_REDIRECT_URI', 'localhost:8888/spotify/callback', 'must be an http(s) address'],
  ['DISCORD_ATTACHMENT_HOSTS', 'https://proxy.example', 'must be host or host:port'],
])('says at the start that %s cannot be %s', (name, value, sentence) => {
  expect(() => readConfig({ [name]: value })).toThrow(`${name} ${sentence}`);
});

it('takes names of models, hosts and addresses in every form that works', () => {
  for (const EMBEDDER of ['builtin', 'tiny-bert', 'sentence-transformers/all-MiniLM-L12-v2', 'a_b/c.d'])
    expect(readConfig({ EMBEDDER }).EMBEDDER).toBe(EMBEDDER);
  expect(
    readConfig({ DISCORD_ATTACHMENT_HOSTS: 'CDN.example, 127.0.0.1:80,[::1]:8080' }).DISCORD_ATTACHMENT_HOSTS,
  ).toEqual(['cdn.example', '127.0.0.1:80', '[::1]:8080']);
  const SPOTIFY_REDIRECT_URI = 'http://127.0.0.1:8888/spotify/callback';
  expect(readConfig({ SPOTIFY_REDIRECT_URI, PUBLIC_URL: 'https://b.example/' })).toMatchObject({
    SPOTIFY_REDIRECT_URI,
    PUBLIC_URL: 'https://b.example',
  });
});

it('takes earlier keys, so that the key can be changed', () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const old = `${one.toString('base64')}, ${two.toString('base64')}`;
  expect(readConfig({ SECRET_KEY_OLD: old }).SECRET_KEY_OLD).toEqual([one, two]);
  expect(readConfig({}).SECRET_KEY_OLD).toEqual([]);
  expect(() => readConfig({ SECRET_KEY_OLD: 'hunter2' })).toThrow(/SECRET_KEY_OLD must be earlier keys/);
});

it('knows its part of a bot in several processes', () => {
  expect(readConfig({}).sharding).toBeUndefined();
  expect(readConfig({ SHARDS: '2, 3', SHARD_COUNT: '4' }).sharding).toEqual({ ids: [2, 3], count: 4 });
  expect(readConfig({ SHARD_COUNT: '2' }).sharding).toEqual({ ids: [0, 1], count: 2 });
  for (const wrong of [
    { SHARDS: '1' },
    { SHARDS: '4', SHARD_COUNT: '4' },
    { SHARDS: 'x', SHARD_COUNT: '4' },
    { SHARD_COUNT: '5000000000' },
  ]) {
    expect(() => readConfig(wrong)).toThrow(/SHARD/);
  }
});

it('reads how fast services may be asked, and keeps the usual pace of those that are not named', () => {
  const usual = readConfig({}).RATE_LIMITS;
  expect(usual.get('deezer')).toEqual({ calls: 40, perMs: 5_000 });
  expect(readConfig({ RATE_LIMITS: 'lrclib:3/2@4, gemini:10/60' }).RATE_LIMITS).toEqual(
    new Map<string, Rate>([
      ...usual,
      ['lrclib', { calls: 3, perMs: 2_000, atOnce: 4 }],
      ['gemini', { calls: 10, perMs: 60_000 }],
    ]),
  );
  for (const wrong of ['lrclib:0/1', 'lrclib:1/0', 'lrclib:1/1@0', 'lrclib:1/1@', 'lrclib']) {
    expect(() => readConfig({ RATE_LIMITS: wrong })).toThrow(/RATE_LIMITS must be/);
  }
});

describe('LISTEN', () => {
  it.each([
    [undefined, 'files'],
    ['off', 'off'],
    ['0', 'off'],
    ['Previews', 'previews'],
  ])('%s counts as %s', (LISTEN, expected) => {
    expect(readConfig({ LISTEN })).toMatchObject({ LISTEN: expected, isPreviewWithheld: false });
  });

  it('asks for no previews where PRIVACY_LOCAL lets nothing out', () => {
    for (const PRIVACY_LOCAL of ['1', 'lyrics'])
      expect(readConfig({ LISTEN: 'previews', PRIVACY_LOCAL })).toMatchObject({
        LISTEN: 'files',
        isPreviewWithheld: true,
      });
    expect(readConfig({ LISTEN: 'off', PRIVACY_LOCAL: '1' })).toMatchObject({ LISTEN: 'off' });
  });

  it('is not guessed', () => {
    expect(() => readConfig({ LISTEN: 'all' })).toThrow('LISTEN must be off, files or previews');
  });
});

describe('.env', () => {
  function envFile(): string {
    const folder = mkdtempSync(join(tmpdir(), 'scenescore-env-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return join(folder, '.env');
  }
  const text = 'DISCORD_TOKEN=abc\r\nFACTS="off"\r\n';

  it.each([
    ['plain', Buffer.from(text)],
    ['marked as UTF-8, as by Windows', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, as by PowerShell', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('is read: %s; what is set already stays', (_, bytes) => {
    const path = envFile();
    writeFileSync(path, bytes);
    expect(loadEnvFile({}, path)).toEqual({ DISCORD_TOKEN: 'abc', FACTS: 'off' });
    expect(loadEnvFile({ FACTS: '' }, path)).toEqual({ DISCORD_TOKEN: 'abc', FACTS: '' });
  });

  it('may be missing, and is not left out where it cannot be read', () => {
    const path = envFile();
    expect(loadEnvFile({}, path)).toEqual({});
    // What Docker makes of a file that is mounted and not there.
    mkdirSync(path);
    expect(() => loadEnvFile({}, path)).toThrow(/cannot read the settings in .*\.env/);
  });
});
