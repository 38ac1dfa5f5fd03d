import { describe, expect, it } from 'vitest';
import { currentRequest, requestIdForm } from '../../src/concurrency/request-scope.ts';
import { isAttachmentHost } from '../../src/discord/attachments.ts';
import { ServiceError, UserError } from '../../src/errors.ts';
import { sentences } from '../../src/locales/sentences.ts';

import { attachment, slash, user } from '../support/discord/payloads.ts';
import { isAnswer, photoPath, says, startTestBot } from '../support/discord/test-bot.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';

const person = '100000000000000007';
const megabyte = 1024 * 1024;

describe('an unusable photo', () => {
  it.each([
    ['is not an image', { content_type: 'application/pdf' }, 'not a picture I can read'],
    ['is too large by its size', { size: 26 * megabyte }, 'at most 25 MB'],
    ['is empty by its size', { size: 0 }, 'That picture is empty'],
    ['lies on a host of its own', { url: 'https://evil.example/photo.jpg' }, 'uploaded to Discord'],
    ['lies on a port of its own', { url: 'http://127.0.0.1:1/photo.jpg' }, 'uploaded to Discord'],
    ['hides its host', { url: 'https://cdn.discordapp.com@evil.example/photo.jpg' }, 'uploaded to Discord'],
    ['is no address at all', { url: 'photo.jpg' }, 'uploaded to Discord'],
  ])('that %s is refused before it is fetched, to the person alone', async (_, change, sentence) => {
    const test = await startTestBot();
    const image = attachment(`http://${test.discord.host}${photoPath}`, change);
    const exchange = test.scenescore(person, { image, playlist: 'https://deezer.com/playlist/1' });
    expect(await exchange.acknowledged()).toMatchObject({ type: 4, data: { flags: 64 } });
    await exchange.message(says(sentence));
    expect(test.asked).toEqual([]);
  });

  it.each([
    ['has expired', 404, 'its link has expired'],
    ['may not be fetched', 403, 'its link has expired'],
    ['redirects elsewhere', 'https://evil.example/photo.jpg', 'its link has expired'],
    ['holds no bytes', new Uint8Array(), 'That picture is empty'],
    ['is larger than it said', new Uint8Array(3 * megabyte), 'at most 2 MB'],
  ])('that %s is refused by its answer, to the person alone', async (_, file, sentence) => {
    const test = await startTestBot({ limits: { maxPhotoBytes: 2 * megabyte } });
    test.discord.files.set(photoPath, file);
    const exchange = test.scenescore(person);
    const told = await exchange.message(says(sentence));
    expect(told.flags).toBe(64);
    expect(exchange.wasDeleted()).toBe(true);
    expect(test.asked).toEqual([]);
  });

  it('follows a redirect to an allowed host', async () => {
    const test = await startTestBot();
    test.discord.files.set('/attachments/moved', photoPath);
    const image = attachment(`http://${test.discord.host}/attachments/moved`);
    await test.scenescore(person, { image, playlist: 'https://deezer.com/playlist/1' }).message(isAnswer);
  });
});

describe('an unusable playlist file', () => {
  it.each([
    ['too large', { size: 6 * megabyte }, 'at most 5 MB'],
    ['empty', { size: 0 }, 'That playlist file is empty'],
    ['elsewhere', { url: 'https://evil.example/list.csv' }, 'uploaded to Discord'],
  ])('is refused when it is %s', async (_, change, sentence) => {
    const test = await startTestBot();
    const file = attachment(`http://${test.discord.host}/attachments/list.csv`, {
      content_type: 'text/csv',
      ...change,
    });
    const told = await test.scenescore(person, { file }).message(says(sentence));
    expect(told.flags).toBe(64);
  });
});

describe('a run that fails', () => {
  const failing = (error: unknown) =>
    startTestBot({
      matchScene: async () => {
        throw error;
      },
    });

  it('shows the person’s own mistakes to the person alone', async () => {
    const test = await failing(
      new UserError('private-playlist', 'That playlist is private: make it public.'),
    );
    const exchange = test.scenescore(person);
    const told = await exchange.message(says('That playlist is private'));
    expect(told.flags).toBe(64);
  });

  it('names the default playlist that can no longer be read, since the person did not', async () => {
    const test = await failing(new UserError('playlist-not-found', 'Deezer shows me nothing there.'));
    const link = 'https://www.deezer.com/playlist/1';
    await test.ask(slash('playlist set', { link }, person)).message(says('Your default playlist'));
    const image = attachment(`http://${test.discord.host}${photoPath}`);
    const told = await test.scenescore(person, { image }).message(says('nothing there'));
    expect(told.content).toContain('default playlist, Evenings by the lake: `/playlist set`');
    // One that was named needs no name.
    const named = await test.scenescore(person, { playlist: link }).message(says('nothing there'));
    expect(named.content).not.toContain('default');
  });

  it('still shows them when the waiting message cannot be removed', async () => {
    const test = await failing(
      new UserError('private-playlist', 'That playlist is private: make it public.'),
    );
    test.discord.refuse = ({ method }) =>
      method === 'DELETE' ? { status: 404, json: { code: 10008 } } : null;
    const exchange = test.scenescore(person);
    await exchange.message(says('That playlist is private'));
    expect(exchange.followUps()).toEqual([]);
  });

  it('names the service that failed, in place', async () => {
    const test = await failing(
      new ServiceError('spotify answered 503', { service: 'spotify', retryable: true }),
    );
    const exchange = test.scenescore(person);
    await exchange.message(says('Spotify did not answer just now'));
    expect(exchange.wasDeleted()).toBe(false);
  });

  it.each(['photos', 'queue'])('gives a code for a part of ours that nobody knows (%s)', async (service) => {
    const test = await failing(new ServiceError('it ended', { service, retryable: true }));
    const told = await test.scenescore(person).message(says('not your fault'));
    expect(told.content).not.toContain(service);
    const code = /`([0-9a-z]{8})`/.exec(told.content ?? '')?.[1] ?? 'none';
    expect(test.log.some((line) => line.includes(code) && line.includes('an interaction failed'))).toBe(true);
  });

  it('gives a short code for a bug, and logs the causes under it', async () => {
    const test = await failing(new TypeError('x is not a function', { cause: new Error('deep down') }));
    const told = await test.scenescore(person).message(says('not your fault'));
    const code = /`([0-9a-z]{8})`/.exec(told.content ?? '')?.[1] ?? 'none';
    expect(told.content).not.toContain('not a function');
    const line = test.log.find((one) => one.includes(code)) ?? '';
    expect(line).toContain('x is not a function');
    expect(line).toContain('deep down');
  });

  it('aborts what takes too long', async () => {
    const test = await startTestBot({
      limits: { runTimeoutMs: 50 },
      matchScene: () => new Promise(() => undefined),
    });
    await test.scenescore(person).message(says('took longer than it should'));
  });

  it('costs no pause', async () => {
    let calls = 0;
    const test = await startTestBot({
      limits: { cooldownMs: 60_000 },
      matchScene: async () => {
        calls += 1;
        throw new UserError('empty-playlist', 'That playlist is empty.');
      },
    });
    await test.scenescore(person).message(says('playlist is empty'));
    await test.scenescore(person).message(says('playlist is empty'));
    expect(calls).toBe(2);
  });
});

describe('a store that fails', () => {
  it('costs the buttons, not the answer', async () => {
    const memory = createMemoryKeyValue();
    const full = (): Promise<never> => Promise.reject(new Error('disk full'));
    const store = { ...memory, set: full, change: full };
    const test = await startTestBot({ store });
    const answer = await test.scenescore(person).message(isAnswer);
    expect(answer.content).toContain('no buttons');
    expect(answer.components).toEqual([]);
    expect(answer.embeds?.[1]?.title).toBe('1. Harbour Lights at Four');
  });
});

describe('a channel that lets nothing through', () => {
  it('is shown to the person as what a moderator can fix', async () => {
    const test = await startTestBot();
    test.discord.refuse = ({ method, body }) =>
      method === 'PATCH' && 'embeds' in body && body.content === ''
        ? { status: 403, json: { code: 50013, message: 'Missing Permissions' } }
        : null;
    const told = await test.scenescore(person).message(says('**Embed Links**'));
    expect(told.flags).toBe(64);
  });

  it('gets the answer as a new message when the reply can no longer be edited', async () => {
    const test = await startTestBot();
    test.discord.refuse = ({ method }) =>
      method === 'PATCH' ? { status: 401, json: { code: 50027, message: 'Invalid Webhook Token' } } : null;
    const exchange = test.scenescore(person);
    await exchange.acknowledged();
    await expect
      .poll(() =>
        test.discord.sent.find(({ method, path }) => method === 'POST' && path.endsWith('/messages')),
      )
      .toMatchObject({
        body: { content: `<@${person}> here is your answer; thank you for waiting.` },
      });
  });

  it('gets it in direct messages too, which the bot has to look up', async () => {
    const test = await startTestBot();
    const id = '600000000000000123';
    test.discord.refuse = ({ method, path }) => {
      if (method === 'PATCH') return { status: 401, json: { code: 50027, message: 'Invalid Webhook Token' } };
      const isAsked = method === 'GET' && path === `/channels/${id}`;
      return isAsked ? { status: 200, json: { id, type: 1, recipients: [user(person)] } } : null;
    };
    const image = attachment(`http://${test.discord.host}${photoPath}`);
    const asked = slash('scenescore', { image, playlist: 'https://deezer.com/playlist/2' }, person, {
      place: 'dm',
    });
    test.ask({ ...asked, channel_id: id, channel: { id, type: 1 } } as typeof asked);
    await expect
      .poll(() => test.discord.sent.find(({ path }) => path === `/channels/${id}/messages`), {
        timeout: 5_000,
      })
      .toMatchObject({ body: { content: `<@${person}> here is your answer; thank you for waiting.` } });
  });
});

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

const reference = (content = ''): string => /the code `([^`]*)`/.exec(content)?.[1] ?? '';

it('shows the person the id that all log lines of their request have, and no others', async () => {
  const inside: (string | undefined)[] = [];
  const test = await startTestBot({
    matchScene: async ({ feeling }, { onProgress }) => {
      onProgress?.({ type: 'explanation-written' });
      inside.push(currentRequest()?.id);
      if (feeling === 'fine') return ranking();
      throw new TypeError('a bug of ours');
    },
  });
  const failing = ['100000000000000001', '100000000000000002'].map((person) => test.scenescore(person));
  const fine = test.scenescore('100000000000000003', { feeling: 'fine' });
  const told = await Promise.all(failing.map((one) => one.message(says('Something went wrong on my side'))));
  const ids = told.map(({ content }) => reference(content));
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(requestIdForm);
  await fine.message(({ embeds = [] }) => embeds.length > 0);
  expect(inside).toEqual(expect.arrayContaining(ids));
  expect(new Set(inside).size).toBe(3);

  const lines = test.log.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const failures = lines.filter(({ msg }) => msg === 'an interaction failed');
  expect(failures.map(({ request }) => request).sort()).toEqual([...ids].sort());
  for (const { causes, stack } of failures) {
    expect(causes).toEqual(['TypeError: a bug of ours']);
    expect(stack).toContain('failures.test');
  }
  // Who asked, and where, is in no line.
  expect(test.log.join('\n')).not.toMatch(/1000000000000000\d\d/);
});

describe('a title or a host from outside in a sentence about a failure', () => {
  it.each([
    ['an address', 'free at https://evil.example/gift'],
    ['a masked link', 'see [your prize](https://evil.example/gift)'],
    ['a link of another kind', 'open steam://run/1'],
    ['a mention', 'ask <@100000000000000007> and <#5>'],
    ['half of some code before it', '` https://evil.example/gift'],
    ['code within code', '``b`[click](https://evil.example/gift)`'],
  ])('%s is dead when it is shown, and stands in no log', async (_name, title) => {
    const test = await startTestBot({
      matchScene: async () => {
        throw new UserError('empty-playlist', sentences.files.failure.emptyPlaylist(title));
      },
    });
    const told = await test
      .scenescore('100000000000000007')
      .message(({ content = '' }) => content.length > 30);
    expect(told.content).not.toMatch(/(?<!\\)<[@#]|\w:\/\/|(?<!\\)\]\(/);
    expect(test.log.join('\n')).not.toContain(title.slice(-12));
    expect(test.log.join('\n')).toContain('empty-playlist');
  });
});
