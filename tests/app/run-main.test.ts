import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { installShutdownHandlers } from '../../src/app/run-main.ts';
import { createLogger } from '../../src/logger.ts';

function lived(close: () => Promise<void> = async () => undefined, lost?: Promise<unknown>) {
  const lines: string[] = [];
  const events = new EventEmitter();
  const exit = vi.fn<(code?: number | string | null) => never>();
  const closing = vi.fn(close);
  installShutdownHandlers({
    log: createLogger('info', { destination: { write: (line) => void lines.push(line) } }),
    close: closing,
    lost,
    process: { on: events.on.bind(events), exit } as unknown as Pick<NodeJS.Process, 'on' | 'exit'>,
  });
  return { events, exit, closing, log: () => lines.join('') };
}

describe('the end of the process', () => {
  it.each(['SIGTERM', 'SIGINT'])('comes cleanly with %s', async (signal) => {
    const { events, exit, closing } = lived();
    events.emit(signal);
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0));
    expect(closing).toHaveBeenCalledTimes(1);
  });

  it.each(['uncaughtException', 'unhandledRejection'])('comes loudly with %s, state kept', async (kind) => {
    const { events, exit, closing, log } = lived();
    events.emit(kind, new Error('at /webhooks/123456789012345678/aSecretToken/messages', { cause: 'deep' }));
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1));
    expect(closing).toHaveBeenCalledTimes(1);
    expect(log()).toContain('"level":60');
    expect(log()).toContain('deep');
    expect(log()).not.toContain('aSecretToken');
  });

  it('comes loudly when the connection is lost for good', async () => {
    const { exit, log } = lived(undefined, Promise.resolve(new Error('gone')));
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1));
    expect(log()).toContain('gone');
  });

  it('does not hang when closing fails', async () => {
    const { events, exit } = lived(() => Promise.reject(new Error('stuck')));
    events.emit('SIGTERM');
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1));
  });

  it('comes at once with the second signal', () => {
    const { events, exit } = lived(() => new Promise(() => undefined));
    events.emit('SIGTERM');
    expect(exit).not.toHaveBeenCalled();
    events.emit('SIGTERM');
    expect(exit).toHaveBeenCalledWith(1);
  });
});
