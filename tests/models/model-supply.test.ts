import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ServiceError } from '../../src/errors.ts';
import type { ProgressEvent } from '../../src/model/progress.ts';
import { type Model, modelById } from '../../src/models/catalogue.ts';
import type { DownloadProgress, Hub } from '../../src/models/hub.ts';
import { createModelSupply } from '../../src/models/model-supply.ts';

const model = modelById('florence');

/** A hub whose download ends when the test says so. */
function slowHub() {
  const asked: Model[] = [];
  const running = {
    present: false,
    report: (() => {}) as DownloadProgress,
    end: () => {},
    fail: (_: unknown) => {},
  };
  const hub: Hub = {
    folderOf: () => '/models/florence',
    isPresent: async () => running.present,
    obtain: (one, options = {}) =>
      new Promise((resolve, reject) => {
        asked.push(one);
        running.report = options.onProgress ?? running.report;
        running.end = () => resolve('/models/florence');
        running.fail = reject;
        options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      }),
  };
  return { hub, asked, running };
}

function setUp() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const slow = slowHub();
  const supply = createModelSupply(slow.hub);
  onTestFinished(() => supply.close());
  return { ...slow, supply };
}

describe('the supply of models', () => {
  it('downloads once for all who wait, and reports progress to each', async () => {
    const { supply, asked, running } = setUp();
    const reports: ProgressEvent[][] = [[], []];
    const waiting = reports.map((events) => supply.get(model, { onProgress: (event) => events.push(event) }));
    await vi.waitFor(() => expect(asked.length).toBe(1));
    running.report(5, 10);
    running.end();
    expect(await Promise.all(waiting)).toEqual(['/models/florence', '/models/florence']);
    const event = { type: 'model-downloading', model: 'florence', doneBytes: 5, totalBytes: 10 };
    expect(reports).toEqual([[event], [event]]);
    expect(asked.length).toBe(1);
  });

  it('releases a request that cannot wait, and downloads on for the next', async () => {
    const { supply, asked, running } = setUp();
    const outcome = expect(supply.get(model)).rejects.toMatchObject({ service: 'models', retryable: false });
    await vi.advanceTimersByTimeAsync(1_000);
    running.report(1, 10);
    await vi.advanceTimersByTimeAsync(11_001);
    await outcome;
    const next = supply.get(model);
    await vi.advanceTimersByTimeAsync(1);
    running.end();
    await expect(next).resolves.toBe('/models/florence');
    expect(asked.length).toBe(1);
  });

  it('gives up early while nothing comes', async () => {
    const { supply, running } = setUp();
    const outcome = expect(supply.get(model)).rejects.toMatchObject({ service: 'models', retryable: false });
    await vi.advanceTimersByTimeAsync(4_001);
    await outcome;
    running.report(1, 10);
    const next = supply.get(model);
    await vi.advanceTimersByTimeAsync(11_000);
    running.end();
    await expect(next).resolves.toBe('/models/florence');
  });

  it('waits for no longer than half the time that is left', async () => {
    const { supply } = setUp();
    const waiting = supply.get(model, { deadline: Date.now() + 1_000 });
    const outcome = expect(waiting).rejects.toMatchObject({ service: 'models' });
    await vi.advanceTimersByTimeAsync(501);
    await outcome;
  });

  it('stops one request without stopping the others', async () => {
    const { supply, asked, running } = setUp();
    const stop = new AbortController();
    const stopped = supply.get(model, { signal: stop.signal });
    const outcome = expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    const other = supply.get(model);
    await vi.waitFor(() => expect(asked.length).toBe(1));
    stop.abort();
    await outcome;
    running.end();
    await expect(other).resolves.toBe('/models/florence');
  });

  it('remembers a failure for a while', async () => {
    const { supply, asked, running } = setUp();
    const refused = new ServiceError('the hub answered 503', { service: 'models', retryable: true });
    const first = supply.get(model);
    const outcome = expect(first).rejects.toBe(refused);
    await vi.waitFor(() => expect(asked.length).toBe(1));
    running.fail(refused);
    await outcome;
    await expect(supply.get(model)).rejects.toMatchObject({ retryable: false, cause: refused });
    expect(asked.length).toBe(1);
    await vi.advanceTimersByTimeAsync(5 * 60_000 + 1);
    const again = supply.get(model);
    await vi.waitFor(() => expect(asked.length).toBe(2));
    running.end();
    await expect(again).resolves.toBe('/models/florence');
  });

  it('downloads nothing for a captioner that only helps out', async () => {
    const { supply, asked, running } = setUp();
    await expect(supply.get(model, { mayDownload: false })).rejects.toMatchObject({ service: 'models' });
    expect(asked).toEqual([]);
    running.present = true;
    await expect(supply.get(model, { mayDownload: false })).resolves.toBe('/models/florence');
  });

  it('ends a download when it closes', async () => {
    const { supply, asked } = setUp();
    const waiting = supply.get(model);
    const outcome = expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(asked.length).toBe(1));
    supply.close();
    await outcome;
  });
});
