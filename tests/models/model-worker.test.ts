import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createWorker, type WorkerOptions } from '../../src/concurrency/worker-process.ts';
import type { ModelMethods } from '../../src/models/model-worker-entry.ts';
import { hasEnded, startedProcesses } from '../support/started-processes.ts';
import { tinyBert, tinyBlip, writeModel } from '../support/tiny-models.ts';

let root = '';
let bert = '';
let blip = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'scenescore-models-'));
  bert = await writeModel(join(root, 'bert'), tinyBert());
  blip = await writeModel(join(root, 'blip'), tinyBlip());
});
afterAll(() => rm(root, { recursive: true, force: true }));

type Models = ReturnType<typeof createWorker<ModelMethods>>;

function worker(options: Partial<WorkerOptions> = {}): Models {
  const made = createWorker<ModelMethods>({
    beside: new URL('../../src/models/models.ts', import.meta.url).href,
    entry: 'model-worker-entry',
    service: 'models',
    timeoutMs: 60_000,
    idleMs: 60_000,
    ...options,
  });
  onTestFinished(() => made.close());
  return made;
}

const embed = (models: Models, folder: string, ...texts: string[]) =>
  models.call('embed', [folder, { pooling: 'mean', prefix: '' }, texts]);

const pixel = { data: new Uint8Array(3), width: 1, height: 1 };
/** Answered quickly, without importing any library: there is no such folder. */
const unusable = (models: Models, signal?: AbortSignal) =>
  models.call('caption', ['blip', '/nowhere', pixel], { signal });

const image = { data: new Uint8Array(60 * 40 * 3).fill(90), width: 60, height: 40 };

describe('the model process', () => {
  it('answers jobs one after the other, each with its own answer', async () => {
    const models = worker();
    const [one, caption, two] = await Promise.all([
      embed(models, bert, 'a dog'),
      models.call('caption', ['blip', blip, image]),
      embed(models, bert, 'a dog', 'the night'),
    ]);
    expect(one.vectors.length).toBe(24);
    expect(two.vectors.length).toBe(48);
    expect([...two.vectors.slice(0, 24)].every((x, at) => Math.abs(x - (one.vectors[at] ?? 9)) < 0.05)).toBe(
      true,
    );
    expect(caption.length).toBeGreaterThan(3);
    // The pixels are still ours.
    expect(image.data.length).toBe(60 * 40 * 3);
  });

  it('goes on after it was killed: with the job under it, once, and with the next', async () => {
    const started = startedProcesses();
    const models = worker();
    const saved = embed(models, bert, 'a dog');
    started.at(0)?.kill('SIGKILL');
    await expect(saved).resolves.toMatchObject({ dimensions: 24 });
    expect(started).toHaveLength(2);

    // Stopped, it can't answer before it is killed.
    started.at(1)?.kill('SIGSTOP');
    const lost = embed(models, bert, 'a dog');
    const outcome = expect(lost).rejects.toMatchObject({ name: 'ServiceError', service: 'models' });
    started.at(1)?.kill('SIGKILL');
    await expect.poll(() => started.length).toBe(3);
    started.at(2)?.kill('SIGKILL');
    await outcome;
    await expect(embed(models, bert, 'a dog')).resolves.toMatchObject({ dimensions: 24 });
  }, 90_000);

  it('gives up on a job that takes too long, and goes on with the next', async () => {
    // Starting a process alone takes far longer than a millisecond.
    const started = startedProcesses();
    const models = worker({ timeoutMs: 1 });
    const outcomes = await Promise.allSettled([unusable(models), unusable(models)]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { service: 'models', retryable: true } });
    }
    await expect.poll(() => started.every(hasEnded)).toBe(true);
  });

  it('says that a model cannot be opened, and stays alive', async () => {
    const started = startedProcesses();
    const models = worker();
    const missing = unusable(models);
    await expect(missing).rejects.toMatchObject({ kind: 'unusable' });
    await expect(missing).rejects.toMatchObject({ name: 'ServiceError', service: 'models' });
    expect(started.map(hasEnded)).toEqual([false]);
  });

  it('lets an abort through, waiting or running', async () => {
    const models = worker();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = unusable(models, running.signal);
    const second = unusable(models, waiting.signal);
    const third = unusable(models);
    const outcomes = Promise.allSettled([first, second, third]);
    running.abort();
    waiting.abort();
    expect((await outcomes).map((outcome) => outcome.status === 'rejected' && outcome.reason.name)).toEqual([
      'AbortError',
      'AbortError',
      'ServiceError',
    ]);
    await expect(unusable(models, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('ends when it had nothing to do for long enough', async () => {
    const started = startedProcesses();
    const models = worker({ idleMs: 20 });
    await expect(unusable(models)).rejects.toMatchObject({ kind: 'unusable' });
    await expect.poll(() => started.map(hasEnded), { timeout: 5_000 }).toEqual([true]);
    await expect(unusable(models)).rejects.toMatchObject({ kind: 'unusable' });
  });

  it('takes no job after it was closed', async () => {
    const models = worker();
    const waiting = [unusable(models), unusable(models)];
    const outcomes = Promise.allSettled(waiting);
    await models.close();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { service: 'models', retryable: false } });
    }
    await expect(unusable(models)).rejects.toMatchObject({ service: 'models' });
  });
});
