import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createMakeRequest, waitsTooLong } from '../../src/discord/rest.ts';
import type { MatchScene } from '../../src/pipeline/request.ts';
import type { LoopbackDiscord, Reply, Sent } from '../support/discord/loopback-discord.ts';
import { isAnswer, says, startTestBot } from '../support/discord/test-bot.ts';
import { ranking } from '../support/rankings.ts';

type Answer = { status: number; headers?: Record<string, string> };

/** Discord's side: gives the answers in turn, the last one again and again. */
function asked(...answers: Answer[]) {
  let now = 0;
  let count = 0;
  const request = createMakeRequest(
    async () => {
      const { status, headers } = answers[Math.min(count, answers.length - 1)] ?? { status: 200 };
      count += 1;
      return new Response(status === 204 ? null : '<html>busy</html>', { status, headers });
    },
    () => now,
  );
  return {
    /** The status, and how long discord.js will wait, in seconds. */
    async ask() {
      const { status, headers } = await request('http://discord/', {});
      return [status, headers.get('retry-after')];
    },
    pass: (ms: number) => {
      now += ms;
    },
    count: () => count,
  };
}

describe('requests that Discord refuses', () => {
  it('wait as long as it says', async () => {
    const { ask } = asked({ status: 429, headers: { 'Retry-After': '0.3' } });
    expect(await ask()).toEqual([429, '0.3']);
  });

  it.each(['soon', '0', '-1', ''])('wait two seconds if it says %j', async (said) => {
    const { ask } = asked({ status: 429, headers: { 'Retry-After': said } });
    expect(await ask()).toEqual([429, '2']);
  });

  it.each([401, 403, 429])('with %i stop before Discord blocks the address', async (status) => {
    const { ask, pass, count } = asked({ status });
    for (let number = 1; number <= 4_000; number++) await ask();
    await expect(ask()).rejects.toThrow('none is sent for a while');
    expect(count()).toBe(4_000);
    pass(10 * 60_000);
    await ask();
    expect(count()).toBe(4_001);
  });

  it('are not counted when the limit is shared', async () => {
    const { ask, count } = asked({ status: 429, headers: { 'X-RateLimit-Scope': 'shared' } });
    for (let number = 1; number <= 4_001; number++) await ask();
    expect(count()).toBe(4_001);
  });

  it('are not read beyond any real answer', async () => {
    const huge = async () => new Response(new Uint8Array(9 * 1024 * 1024));
    await expect(createMakeRequest(huge)('http://discord/', {})).rejects.toThrow('bytes');
  });

  it('are retried once when the connection was closed under them', async () => {
    const hungUp = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
    const failures: Error[] = [];
    const request = createMakeRequest(async () => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return new Response('{}');
    });
    failures.push(hungUp);
    expect((await request('http://discord/', {})).status).toBe(200);
    failures.push(hungUp, hungUp);
    await expect(request('http://discord/', {})).rejects.toBe(hungUp);
    const other = new Error('no such host');
    failures.push(other);
    await expect(request('http://discord/', {})).rejects.toBe(other);
  });

  it('fail when the wait is longer than a minute', () => {
    const about = { global: false, method: 'PATCH', url: '', route: '', majorParameter: '', hash: '' };
    const limit = { ...about, limit: 5, sublimitTimeout: 0, scope: 'user' as const };
    expect(waitsTooLong({ ...limit, retryAfter: 59_000, timeToReset: 0 })).toBe(false);
    expect(waitsTooLong({ ...limit, retryAfter: 61_000, timeToReset: 0 })).toBe(true);
    expect(waitsTooLong({ ...limit, retryAfter: 0, timeToReset: 61_000 })).toBe(true);
  });
});

const people = Array.from({ length: 12 }, (_, at) => String(100_000_000_000_002_000n + BigInt(at)));
const [first = '', second = ''] = people;

const isEdit = ({ method, path }: Sent): boolean =>
  method === 'PATCH' && path.endsWith('/messages/@original');

/** As Discord says it of one route. */
const tooManyEdits = (seconds: number): Reply => ({
  status: 429,
  json: { message: 'You are being rate limited.', retry_after: seconds, global: false },
  headers: {
    'retry-after': String(seconds),
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': String(seconds),
    'x-ratelimit-bucket': 'abcd1234',
    'x-ratelimit-scope': 'user',
  },
});

const tooManyOfAll = (seconds: number): Reply => ({
  status: 429,
  json: { message: 'You are being rate limited.', retry_after: seconds, global: true },
  headers: { 'retry-after': String(seconds), 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
});

/** As Cloudflare says it, who knows of no seconds. */
const shutOut: Reply = {
  status: 429,
  html: '<!doctype html><title>Error 1015</title>You are being rate limited',
};

/** Refuses what `fits` for so long from the first of them on, and counts what it refused. */
function refuseFor(discord: LoopbackDiscord, forMs: number, reply: Reply, fits: (sent: Sent) => boolean) {
  const refused: Sent[] = [];
  discord.refuse = (sent) => {
    if (!fits(sent) || sent.atMs - (refused[0]?.atMs ?? sent.atMs) > forMs) return null;
    refused.push(sent);
    return reply;
  };
  return refused;
}

/** A run that has a lot to tell on its way. */
const talkative: MatchScene = async (_request, options) => {
  for (let done = 1; done <= 60; done++) {
    options?.onProgress?.({ type: 'songs-read', done, total: 60 });
    await sleep(10);
  }
  return ranking();
};

describe('a Discord that limits requests', () => {
  it('gets no stale edits of a reply, and in the end the answer', async () => {
    const refused: Sent[] = [];
    let isLimited = true;
    const { scenescore, discord } = await startTestBot({
      async matchScene(request, options) {
        options.onProgress?.({ type: 'playlist-loaded', title: 'Evenings', songs: 60 });
        await expect.poll(() => refused.length).toBe(1);
        const told = await talkative(request, options);
        isLimited = false;
        return told;
      },
    });
    discord.refuse = (sent) => {
      if (!isLimited || !isEdit(sent)) return null;
      refused.push(sent);
      return tooManyEdits(0.3);
    };
    const exchange = scenescore(first);
    await exchange.message(isAnswer);
    const accepted = exchange.edits().filter((sent) => !refused.includes(sent));
    // The one that had to wait, and the answer.
    expect(accepted.map(({ body }) => isAnswer(body))).toEqual([false, true]);
  });

  it('is asked once for each reply, and then not again until the time has passed', async () => {
    const { scenescore, discord } = await startTestBot({ matchScene: talkative });
    const refused = refuseFor(discord, 500, tooManyOfAll(0.7), isEdit);
    const exchanges = people.map((person) => scenescore(person));
    await Promise.all(exchanges.map((one) => one.message(isAnswer, 15_000)));
    expect(refused.length).toBeLessThanOrEqual(people.length);
    expect(new Set(refused.map(({ path }) => path)).size).toBe(refused.length);
  }, 20_000);

  it('is asked again later when it does not say how long to wait', async () => {
    const { scenescore, discord } = await startTestBot();
    const refused = refuseFor(discord, 1_500, shutOut, () => true);
    const exchanges = people.slice(0, 4).map((person) => scenescore(person));
    await Promise.all(exchanges.map((one) => one.message(isAnswer, 15_000)));
    // One each, and those after it went through.
    expect(refused.length).toBe(4);
  }, 20_000);

  it('for one person for minutes blocks nobody else', async () => {
    const { scenescore, discord, log } = await startTestBot({ limits: { concurrency: 1 } });
    const limited: string[] = [];
    discord.refuse = (sent) =>
      isEdit(sent) && limited.some((token) => sent.path.includes(token)) ? tooManyEdits(600) : null;
    const unlucky = scenescore(first);
    limited.push(unlucky.token);
    await expect.poll(() => unlucky.edits().length).toBeGreaterThan(0);
    await scenescore(second).message(isAnswer);
    await expect.poll(() => log.some((line) => line.includes('could not be shown'))).toBe(true);
    expect(unlucky.edits().length).toBeLessThan(5);
  });

  it('gets no place in line that is outdated', async () => {
    let finish = (): void => undefined;
    const { scenescore, discord } = await startTestBot({
      limits: { concurrency: 1 },
      matchScene: (_request, { asker }) =>
        asker === first
          ? new Promise((resolve) => {
              finish = () => resolve(ranking());
            })
          : Promise.resolve(ranking()),
    });
    const atWork = scenescore(first);
    await atWork.message(says('Looking at your photo'));
    refuseFor(discord, 300, tooManyEdits(0.4), isEdit);
    const waiting = people.slice(1, 6).map((person) => scenescore(person));
    await expect.poll(() => waiting.every((one) => one.edits().length > 0)).toBe(true);
    finish();
    await Promise.all([atWork, ...waiting].map((one) => one.message(isAnswer)));
    for (const one of waiting) {
      const said = one.edits().map(({ body }) => isAnswer(body));
      expect(said.indexOf(true)).toBe(said.length - 1);
    }
  });
});
