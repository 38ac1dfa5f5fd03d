import { expect, it } from 'vitest';
import { createLogger } from '../src/logger.ts';
import { createRedact, secretsIn } from '../src/redact.ts';

const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB';

it('knows tokens of Discord’s by their form', () => {
  const redact = createRedact();
  expect(redact(`Bot ${token}`)).toBe('Bot [secret]');
  expect(redact('PATCH https://discord.com/api/v10/webhooks/123/aW50ZXJh.x_y-z/messages/@original')).toBe(
    'PATCH https://discord.com/api/v10/webhooks/123/[secret]/messages/@original',
  );
  expect(redact('/interactions/123/secret/callback?with_response=false')).toBe(
    '/interactions/123/[secret]/callback?with_response=false',
  );
  expect(redact('nothing to hide: 1.2.3')).toBe('nothing to hide: 1.2.3');
});

it('finds the secrets of an environment by their names, and passwords within addresses', () => {
  const found = secretsIn({
    GENIUS_TOKEN: ' genius-token ',
    GOOGLE_API_KEY: 'google-key',
    SECRET_KEY_OLD: 'older=,oldest=',
    SPOTIFY_CLIENT_ID: 'client',
    SPOTIFY_CLIENT_SECRET: 'client-secret',
    STORE_URL: 'postgres://scenescore:p%40ssword@db:5432/scenescore',
    OTHER_STORE_URL: 'postgres://db:5432/scenescore?user=scenescore&password=in%2Fquery&sslmode=require',
    QUEUE_URL: 'redis://:pass word@queue:notaport',
    LRCLIB_URL: 'https://lrclib.net',
    DATA_DIR: '/data',
  });
  expect(found).toEqual(
    expect.arrayContaining([
      'genius-token',
      'google-key',
      'older=',
      'oldest=',
      'client-secret',
      'client:client-secret',
      'p%40ssword',
      'p@ssword',
      'in%2Fquery',
      'in/query',
      'redis://:pass word@queue:notaport',
    ]),
  );
  for (const open of ['client', 'https://lrclib.net', '/data']) expect(found).not.toContain(open);
});

it('hides a secret however it is written, and leaves a line of the log a line of JSON', () => {
  const secret = 'quo"te\\d & s/pecial+';
  const lines: string[] = [];
  const log = createLogger('info', {
    redact: createRedact([secret, 'short']),
    destination: { write: (line) => void lines.push(line) },
  });
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
  log.info({ err: new Error(`refused ${secret}`, { cause: forms }), forms }, `short: ${secret}`);
  log.info(`"/webhooks/1/${token}"`);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'short: [secret]', forms: ['[secret]', '[secret]', '[secret]'] },
    { msg: '"/webhooks/1/[secret]"' },
  ]);
  for (const form of forms) expect(lines.join('')).not.toContain(form);
});
