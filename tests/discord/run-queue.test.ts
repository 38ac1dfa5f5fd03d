import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRunQueue } from '../../src/discord/run/run-queue.ts';
import type { QueuePlace } from '../../src/pipeline/request.ts';

const options = {
  concurrency: 2,
  maxWaiting: 3,
  runTimeoutMs: 600_000,
  cooldownMs: 0,
  now: () => Date.now(),
};

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('the queue of runs', () => {
  it('runs so many at once, first come, first served, and reports the others’ places', async () => {
    const queue = createRunQueue(options);
    const gates = [gate(), gate(), gate(), gate()];
    const started: number[] = [];
    const places: string[] = [];
    const runs = gates.map(({ opened }, index) =>
      queue.enter({
        personId: String(index),
        onPlace: ({ place }) => places.push(`${index}:${place}`),
        work: async () => {
          started.push(index);
          await opened;
        },
      }),
    );
    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    expect([queue.running, queue.waiting]).toEqual([2, 2]);
    gates[1]?.open();
    await runs[1];
    await expect.poll(() => started).toEqual([0, 1, 2]);
    expect(places).toEqual(['2:1', '3:2', '3:1']);
    for (const { open } of gates) open();
    await Promise.all(runs);
    expect([queue.running, queue.waiting]).toEqual([0, 0]);
  });

  it('has one run a person, and no more in line than it has places', async () => {
    const queue = createRunQueue({ ...options, concurrency: 1, maxWaiting: 1 });
    const { open, opened } = gate();
    const first = queue.enter({ personId: 'a', work: () => opened });
    await expect(queue.enter({ personId: 'a', work: () => opened })).rejects.toMatchObject({
      code: 'already-running',
    });
    const second = queue.enter({ personId: 'b', work: () => opened });
    expect(() => queue.reserve({ personId: 'c' })).toThrow(expect.objectContaining({ code: 'queue-full' }));
    open();
    await Promise.all([first, second]);
    expect(() => queue.reserve({ personId: 'c' })).not.toThrow();
  });

  it('reserves a place a person, for a few seconds or until it is cancelled', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const queue = createRunQueue({ ...options, concurrency: 1, maxWaiting: 1 });
    const full = expect.objectContaining({ code: 'queue-full' });
    queue.reserve({ personId: 'a' });
    queue.reserve({ personId: 'b' });
    expect(() => queue.reserve({ personId: 'c' })).toThrow(full);
    expect(() => queue.reserve({ personId: 'a' })).toThrow(
      expect.objectContaining({ code: 'already-running' }),
    );
    queue.cancel('b');
    queue.reserve({ personId: 'c' });
    await queue.enter({
      personId: 'a',
      work: async () => expect(() => queue.reserve({ personId: 'd' })).toThrow(full),
    });
    // Somebody who never comes blocks nobody.
    vi.advanceTimersByTime(5_000);
    queue.reserve({ personId: 'd' });
    expect(() => queue.reserve({ personId: 'e' })).not.toThrow();
  });

  it('gives an outsider the next turn and a place in a full line, however many of one server wait', async () => {
    const queue = createRunQueue({ ...options, concurrency: 1, maxWaiting: 60 });
    const { open, opened } = gate();
    const served: string[] = [];
    const enter = (serverId: string, personId: string) =>
      queue.enter({
        serverId,
        personId,
        work: async () => {
          served.push(serverId);
          await opened;
        },
      });
    const crowd = Array.from({ length: 70 }, (_, at) => enter('crowd', `${at}`).catch(({ code }) => code));
    await expect.poll(() => queue.waiting).toBe(60);
    expect(() => queue.reserve({ serverId: 'crowd', personId: 'late' })).toThrow();
    queue.reserve({ serverId: 'other', personId: 'outsider' });
    const outsider = enter('other', 'outsider');
    open();
    await outsider;
    expect(served.indexOf('other')).toBeLessThanOrEqual(2);
    expect((await Promise.all(crowd)).filter((code) => code === 'queue-full')).toHaveLength(10);
  });

  it('starts an outsider’s run at once beside a crowd of one server, and one at a time', async () => {
    const queue = createRunQueue({ ...options, maxWaiting: 60 });
    const gates = new Map<string, () => void>();
    const enter = (serverId: string, personId: string) =>
      queue.enter({
        serverId,
        personId,
        work: () => new Promise<void>((end) => void gates.set(personId, end)),
      });
    const crowd = Array.from({ length: 10 }, (_, at) => enter('crowd', `${at}`));
    const outsiders = ['x', 'y', 'z'].map((personId) => enter(personId, personId));
    await expect.poll(() => [...gates.keys()]).toEqual(['0', '1', 'x']);
    gates.get('x')?.();
    await expect.poll(() => [...gates.keys()].slice(3)).toEqual(['y']);
    gates.get('0')?.();
    gates.get('y')?.();
    await expect.poll(() => gates.has('z')).toBe(true);
    expect(queue.running).toBe(3);
    const timer = setInterval(() => {
      for (const end of gates.values()) end();
    }, 1);
    await Promise.all([...crowd, ...outsiders]);
    clearInterval(timer);
    expect([queue.running, queue.waiting]).toEqual([0, 0]);
  });

  it('estimates the wait from how long the last runs took, once there were a few', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const queue = createRunQueue(options);
    const told: QueuePlace[] = [];
    const run = (personId: string, ms: number) =>
      queue.enter({
        personId,
        onPlace: (place) => told.push(place),
        work: () => new Promise((resolve) => setTimeout(resolve, ms)),
      });
    const first = ['a', 'b', 'c'].map((id) => run(id, 60_000));
    expect(told).toEqual([{ place: 1, waitMs: null }]);
    await vi.advanceTimersByTimeAsync(120_000);
    await Promise.all(first);
    told.length = 0;
    const second = ['d', 'e', 'f', 'g'].map((id) => run(id, 1_000));
    expect(told).toEqual([
      { place: 1, waitMs: 30_000 },
      { place: 2, waitMs: 60_000 },
    ]);
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all(second);
  });

  it('goes on after a failure', async () => {
    const queue = createRunQueue({ ...options, concurrency: 1 });
    const failing = queue.enter({
      personId: 'a',
      work: async () => {
        throw new Error('mine');
      },
    });
    const next = queue.enter({ personId: 'b', work: async () => undefined });
    await expect(failing).rejects.toThrow('mine');
    await next;
    await queue.enter({ personId: 'a', work: async () => undefined });
    expect(queue.running).toBe(0);
  });

  it('has a pause after a run, and none after one that failed', async () => {
    const queue = createRunQueue({ ...options, cooldownMs: 60_000 });
    const failing = queue.enter({ personId: 'a', work: async () => Promise.reject(new Error('mine')) });
    await expect(failing).rejects.toThrow('mine');
    await queue.enter({ personId: 'a', work: async () => undefined });
    expect(() => queue.reserve({ personId: 'a' })).toThrow(expect.objectContaining({ code: 'cooldown' }));
    expect(() => queue.reserve({ personId: 'b' })).not.toThrow();
  });

  it('ends a run that takes too long', async () => {
    const queue = createRunQueue({ ...options, runTimeoutMs: 10 });
    const work = (signal: AbortSignal): Promise<void> =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await expect(queue.enter({ personId: 'a', work })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('rejects waiting runs at once and aborts the others after the grace period when it closes', async () => {
    const queue = createRunQueue({ ...options, concurrency: 1 });
    const work = (signal: AbortSignal): Promise<void> =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const atWork = queue.enter({ personId: 'a', work });
    const inLine = queue.enter({ personId: 'b', work });
    const told = Promise.allSettled([atWork, inLine]);
    const closing = queue.close(20);
    expect(() => queue.reserve({ personId: 'c' })).toThrow(expect.objectContaining({ code: 'closing' }));
    await closing;
    expect(await told).toMatchObject([
      { reason: { code: 'restarting' } },
      { reason: { code: 'restarting' } },
    ]);
  });
});
