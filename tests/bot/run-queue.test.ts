import { describe, expect, it } from 'vitest';
import { createRunQueue } from '../../src/bot/run-queue.ts';

const options = { concurrency: 2, maxWaiting: 3, runTimeoutMs: 60_000 };

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('the queue of runs', () => {
  it('lets so many work at once, in the order of coming, and tells the others their place', async () => {
    const queue = createRunQueue(options);
    const gates = [gate(), gate(), gate(), gate()];
    const started: number[] = [];
    const places: string[] = [];
    const runs = gates.map(({ opened }, index) =>
      queue.enter({
        personId: String(index),
        onPlace: (place) => places.push(`${index}:${place}`),
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
    expect(() => queue.check('c')).toThrow(expect.objectContaining({ code: 'queue-full' }));
    open();
    await Promise.all([first, second]);
    expect(() => queue.check('c')).not.toThrow();
  });

  it('goes on after a failure, which is its own person’s alone', async () => {
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

  it('ends a run that takes too long', async () => {
    const queue = createRunQueue({ ...options, runTimeoutMs: 10 });
    const work = (signal: AbortSignal): Promise<void> =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await expect(queue.enter({ personId: 'a', work })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('gives up those in line at once and those at work after the grace when it closes', async () => {
    const queue = createRunQueue({ ...options, concurrency: 1 });
    const work = (signal: AbortSignal): Promise<void> =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const atWork = queue.enter({ personId: 'a', work });
    const inLine = queue.enter({ personId: 'b', work });
    const told = Promise.allSettled([atWork, inLine]);
    const closing = queue.close(20);
    expect(() => queue.check('c')).toThrow(expect.objectContaining({ code: 'closing' }));
    await closing;
    expect(await told).toMatchObject([
      { reason: { code: 'restarting' } },
      { reason: { code: 'restarting' } },
    ]);
  });
});
