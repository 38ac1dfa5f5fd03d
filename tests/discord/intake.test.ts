import { expect, it } from 'vitest';
import { timeoutSignal } from '../../src/concurrency/time-limits.ts';
import { createIntake } from '../../src/discord/run/intake.ts';

const megabyte = 1024 * 1024;

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

it('holds no more than its bytes and what is being fetched, of however many runs, and lets all of them through', async () => {
  const intake = createIntake({ fetchesAtOnce: 4, maxBytes: 8 * megabyte });
  const signal = timeoutSignal(60_000);
  let held = 0;
  let most = 0;
  const runs = Array.from({ length: 250 }, async () => {
    const { open, opened } = gate();
    const run = intake.hold(
      async () => {
        held += megabyte;
        most = Math.max(most, held);
        return { value: null, bytes: megabyte };
      },
      () => opened,
      signal,
    );
    setImmediate(open);
    await run;
    held -= megabyte;
  });
  await Promise.all(runs);
  expect(most).toBeLessThanOrEqual((8 + 4) * megabyte);
  expect(held).toBe(0);
});

it('takes what is larger than all when nothing else is held, and forgets those that give up', async () => {
  const intake = createIntake({ fetchesAtOnce: 1, maxBytes: 10 });
  const fetched = (bytes: number) => async () => ({ value: bytes, bytes });
  const { open, opened } = gate();
  const first = intake.hold(fetched(99), () => opened, new AbortController().signal);
  const leaving = new AbortController();
  const second = intake.hold(fetched(5), async () => 'served', leaving.signal);
  leaving.abort(new Error('gone'));
  await expect(second).rejects.toThrow('gone');
  open();
  await first;
  expect(await intake.hold(fetched(10), async () => 'served', new AbortController().signal)).toBe('served');
});
