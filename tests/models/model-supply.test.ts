import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ServiceError } from '../../src/errors.ts';
import type { ProgressEvent } from '../../src/model/progress.ts';
import { captionerModel, type Model } from '../../src/models/catalogue.ts';
import type { DownloadProgress, Hub } from '../../src/models/hub.ts';
import { createModelSupply } from '../../src/models/model-supply.ts';

const model = captionerModel('florence');

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

function setUp(patienceMs = 60_000, silenceMs = 60_000) {
  const slow = slowHub();
  const clock = { now: 0 };
  const supply = createModelSupply({
    hub: slow.hub,
    patienceMs,
    silenceMs,
    rememberMs: 1_000,
    now: () => clock.now,
  });
  onTestFinished(() => supply.close());
  return { ...slow, clock, supply };
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
    const { supply, asked, running } = setUp(5);
    await expect(supply.get(model)).rejects.toMatchObject({ service: 'models', retryable: false });
    const next = supply.get(model, { deadline: 1_000_000 });
    running.end();
    await expect(next).resolves.toBe('/models/florence');
    expect(asked.length).toBe(1);
  });

  it('gives up early while nothing comes', async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { supply, running } = setUp(60_000, 4_000);
    const outcome = expect(supply.get(model)).rejects.toMatchObject({ service: 'models', retryable: false });
    await vi.advanceTimersByTimeAsync(4_001);
    await outcome;
    running.report(1, 10);
    const next = supply.get(model);
    await vi.advanceTimersByTimeAsync(30_000);
    running.end();
    await expect(next).resolves.toBe('/models/florence');
  });

  it('waits for no longer than half the time that is left', async () => {
    const { supply } = setUp();
    await expect(supply.get(model, { deadline: 10 })).rejects.toMatchObject({ service: 'models' });
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
    const { supply, asked, running, clock } = setUp();
    const refused = new ServiceError('the hub answered 503', { service: 'models', retryable: true });
    const first = supply.get(model);
    const outcome = expect(first).rejects.toBe(refused);
    await vi.waitFor(() => expect(asked.length).toBe(1));
    running.fail(refused);
    await outcome;
    await expect(supply.get(model)).rejects.toMatchObject({ retryable: false, cause: refused });
    expect(asked.length).toBe(1);
    clock.now = 1_001;
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
