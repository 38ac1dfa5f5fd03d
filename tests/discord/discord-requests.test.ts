import { describe, expect, it } from 'vitest';
import { createGentleRequests, isTooLong } from '../../src/discord/rest/retry-requests.ts';

type Answer = { status: number; headers?: Record<string, string> };

/** Discord's side: gives the answers in turn, the last one again and again. */
function asked(...answers: Answer[]) {
  let now = 0;
  let count = 0;
  const request = createGentleRequests({
    now: () => now,
    makeRequest: async () => {
      const { status, headers } = answers[Math.min(count, answers.length - 1)] ?? { status: 200 };
      count += 1;
      return new Response(status === 204 ? null : '<html>busy</html>', { status, headers });
    },
  });
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

const busy = { status: 429 };

describe('requests that Discord refuses', () => {
  it('wait as long as it says', async () => {
    const { ask } = asked({ status: 429, headers: { 'Retry-After': '0.3' } });
    expect(await ask()).toEqual([429, '0.3']);
  });

  it('wait longer and longer where it does not say, until one goes through', async () => {
    const { ask, pass } = asked(busy, busy, busy, busy, { status: 200 }, busy);
    expect(await ask()).toEqual([429, '2']);
    pass(2_000);
    expect(await ask()).toEqual([429, '2']);
    pass(6_000);
    expect(await ask()).toEqual([429, '8']);
    pass(120_000);
    expect(await ask()).toEqual([429, '30']);
    expect(await ask()).toEqual([200, null]);
    expect(await ask()).toEqual([429, '2']);
  });

  it.each(['soon', '0', '-1', ''])('take no %j for a time to wait', async (said) => {
    const { ask } = asked({ status: 429, headers: { 'Retry-After': said } });
    expect(await ask()).toEqual([429, '2']);
  });

  it.each([401, 403, 429])('with %i are no longer sent before they shut us out', async (status) => {
    const { ask, pass, count } = asked({ status });
    for (let number = 1; number <= 4_000; number++) await ask();
    await expect(ask()).rejects.toThrow('none is sent for a while');
    expect(count()).toBe(4_000);
    pass(10 * 60_000);
    await ask();
    expect(count()).toBe(4_001);
  });

  it('are not counted where they are no fault of ours', async () => {
    const { ask, count } = asked({ status: 429, headers: { 'X-RateLimit-Scope': 'shared' } });
    for (let number = 1; number <= 4_001; number++) await ask();
    expect(count()).toBe(4_001);
  });

  it('are sent once more when the connection was closed under them, and only once', async () => {
    const hungUp = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
    const failures: Error[] = [];
    const request = createGentleRequests({
      makeRequest: async () => {
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        return new Response('{}');
      },
    });
    failures.push(hungUp);
    expect((await request('http://discord/', {})).status).toBe(200);
    failures.push(hungUp, hungUp);
    await expect(request('http://discord/', {})).rejects.toBe(hungUp);
    const other = new Error('no such host');
    failures.push(other);
    await expect(request('http://discord/', {})).rejects.toBe(other);
  });

  it('are given up where the wait is longer than a minute', () => {
    const about = { global: false, method: 'PATCH', url: '', route: '', majorParameter: '', hash: '' };
    const limit = { ...about, limit: 5, sublimitTimeout: 0, scope: 'user' as const };
    expect(isTooLong({ ...limit, retryAfter: 59_000, timeToReset: 0 })).toBe(false);
    expect(isTooLong({ ...limit, retryAfter: 61_000, timeToReset: 0 })).toBe(true);
    expect(isTooLong({ ...limit, retryAfter: 0, timeToReset: 61_000 })).toBe(true);
  });
});
