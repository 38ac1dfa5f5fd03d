import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ServiceError } from '../../src/errors.ts';
import type { Logger } from '../../src/logger.ts';
import type { ProgressEvent } from '../../src/model/progress.ts';
import { type Model, modelById } from '../../src/models/catalogue.ts';
import { DownloadFailure } from '../../src/models/download-failure.ts';
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
  const logged: unknown[] = [];
  const log = (what: unknown): void => void logged.push(what);
  const supply = createModelSupply(slow.hub, { info: log, warn: log } as unknown as Logger);
  onTestFinished(() => supply.close());
  return { ...slow, supply, logged };
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

  it('releases a request that cannot wait, with how far it is, and downloads on for the next', async () => {
    const { supply, asked, running } = setUp();
    const outcome = expect(supply.get(model)).rejects.toMatchObject({ service: 'models', share: 0.7 });
    await vi.advanceTimersByTimeAsync(1_000);
    running.report(1, 10);
    running.report(7, 10);
    await vi.advanceTimersByTimeAsync(11_001);
    await outcome;
    const next = supply.get(model);
    await vi.advanceTimersByTimeAsync(1);
    running.end();
    await expect(next).resolves.toBe('/models/florence');
    expect(asked.length).toBe(1);
  });

  it('does not let a request wait for what takes longer at its pace', async () => {
    const { supply, running } = setUp();
    const first = expect(supply.get(model)).rejects.toMatchObject({ share: 0.51 });
    await vi.advanceTimersByTimeAsync(3_000);
    running.report(500, 1_000);
    running.report(510, 1_000);
    // What was there before says nothing about the pace.
    await expect(supply.get(model)).rejects.toMatchObject({ service: 'models', share: 0.51 });
    await vi.advanceTimersByTimeAsync(9_001);
    await first;
  });

  it('gives up early while nothing comes', async () => {
    const { supply, running } = setUp();
    const outcome = expect(supply.get(model)).rejects.toMatchObject({ service: 'models', share: null });
    await vi.advanceTimersByTimeAsync(4_001);
    await outcome;
    await expect(Promise.all([supply.get(model), vi.advanceTimersByTimeAsync(1)])).rejects.toMatchObject({
      service: 'models',
    });
    running.report(0, 10);
    running.report(5, 10);
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

  describe('at a first start', () => {
    const models = ['blip', 'Xenova/all-MiniLM-L6-v2', 'clip'].map(modelById);

    it('downloads what is missing, the smallest first, and says each tenth once', async () => {
      const { supply, asked, running, logged } = setUp();
      const fetched = supply.fetchMissing(models);
      for (const id of ['Xenova/all-MiniLM-L6-v2', 'clip', 'blip']) {
        await vi.waitFor(() => expect(asked.at(-1)?.id).toBe(id));
        for (let done = 0; done <= 1_000; done++) running.report(done, 1_000);
        running.end();
      }
      await fetched;
      expect(asked.length).toBe(3);
      expect(logged.length).toBe(3 * 12);
      expect(logged[0]).toEqual({
        model: 'Xenova/all-MiniLM-L6-v2',
        percent: 0,
        megabytes: 24,
        licence: 'Apache-2.0',
      });
    });

    it('asks for nothing that is there', async () => {
      const { supply, asked, running } = setUp();
      running.present = true;
      await supply.fetchMissing(models);
      expect(asked).toEqual([]);
    });

    it('serves a request by the same download', async () => {
      const { supply, asked, running } = setUp();
      const fetched = supply.fetchMissing([model]);
      await vi.waitFor(() => expect(asked.length).toBe(1));
      const folder = supply.get(model);
      await vi.advanceTimersByTimeAsync(1);
      running.end();
      await expect(folder).resolves.toBe('/models/florence');
      await fetched;
      expect(asked.length).toBe(1);
    });

    const place = { model: 'florence', folder: '/models/florence', host: 'hub.example' };

    it('tries again while the network fails, and not when only a person can help', async () => {
      const { supply, asked, running } = setUp();
      const fetched = supply.fetchMissing([model]);
      await vi.waitFor(() => expect(asked.length).toBe(1));
      running.fail(new DownloadFailure('unreachable', place));
      await vi.advanceTimersByTimeAsync(5 * 60_000 + 1);
      expect(asked.length).toBe(2);
      running.fail(new DownloadFailure('brokenOff', place));
      await vi.advanceTimersByTimeAsync(5 * 60_000 + 1);
      expect(asked.length).toBe(2);
      await vi.advanceTimersByTimeAsync(5 * 60_000);
      expect(asked.length).toBe(3);
      running.fail(new DownloadFailure('diskFull', place));
      await fetched;
    });

    it('ends when it closes', async () => {
      const { supply, asked } = setUp();
      const fetched = supply.fetchMissing(models);
      await vi.waitFor(() => expect(asked.length).toBe(1));
      await supply.close();
      await fetched;
      expect(asked.length).toBe(1);
    });
  });
});
