import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { ServiceError } from '../../src/errors.ts';
import { type Job, vectorsSchema } from '../../src/models/jobs.ts';
import { createModelWorker } from '../../src/models/model-ports.ts';
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

function worker(options: Parameters<typeof createModelWorker>[0] = {}) {
  const made = createModelWorker(options);
  onTestFinished(() => made.close());
  return made;
}

const embed = (folder: string, ...texts: string[]): Job => ({
  type: 'embed',
  folder,
  recipe: { pooling: 'mean', prefix: '' },
  texts,
});

/** Answered quickly, without importing any library: there is no such folder. */
const unusable: Job = {
  type: 'caption',
  captioner: 'blip',
  folder: '/nowhere',
  image: { data: new Uint8Array(3), width: 1, height: 1 },
};

const image = { data: new Uint8Array(60 * 40 * 3).fill(90), width: 60, height: 40 };

describe('the model process', () => {
  it('answers jobs one after the other, each with its own answer', async () => {
    const models = worker();
    const [one, caption, two] = await Promise.all([
      models.run(embed(bert, 'a dog'), vectorsSchema),
      models.run({ type: 'caption', captioner: 'blip', folder: blip, image }, z.string()),
      models.run(embed(bert, 'a dog', 'the night'), vectorsSchema),
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
    const saved = models.run(embed(bert, 'a dog'), vectorsSchema);
    started.at(0)?.kill('SIGKILL');
    await expect(saved).resolves.toMatchObject({ dimensions: 24 });
    expect(started).toHaveLength(2);

    const lost = models.run(embed(bert, 'a dog'), vectorsSchema);
    const outcome = expect(lost).rejects.toMatchObject({ name: 'ServiceError', service: 'models' });
    started.at(1)?.kill('SIGKILL');
    await expect.poll(() => started.length).toBe(3);
    started.at(2)?.kill('SIGKILL');
    await outcome;
    await expect(models.run(embed(bert, 'a dog'), vectorsSchema)).resolves.toMatchObject({ dimensions: 24 });
  });

  it('gives up on a job that takes too long, and goes on with the next', async () => {
    // Starting a process alone takes far longer than a millisecond.
    const started = startedProcesses();
    const models = worker({ timeoutMs: 1 });
    const outcomes = await Promise.allSettled([
      models.run(unusable, z.string()),
      models.run(unusable, z.string()),
    ]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { service: 'models', retryable: true } });
    }
    await expect.poll(() => started.every(hasEnded)).toBe(true);
  });

  it('says that a model cannot be opened, and stays alive', async () => {
    const started = startedProcesses();
    const models = worker();
    const missing = models.run(unusable, z.string());
    await expect(missing).rejects.toMatchObject({ kind: 'unusable' });
    await expect(missing).rejects.toBeInstanceOf(ServiceError);
    expect(started.map(hasEnded)).toEqual([false]);
  });

  it('lets an abort through, waiting or running', async () => {
    const models = worker();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = models.run(unusable, z.string(), { signal: running.signal });
    const second = models.run(unusable, z.string(), { signal: waiting.signal });
    const third = models.run(unusable, z.string());
    const outcomes = Promise.allSettled([first, second, third]);
    running.abort();
    waiting.abort();
    expect((await outcomes).map((outcome) => outcome.status === 'rejected' && outcome.reason.name)).toEqual([
      'AbortError',
      'AbortError',
      'ServiceError',
    ]);
    await expect(models.run(unusable, z.string(), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('ends when it had nothing to do for long enough', async () => {
    const started = startedProcesses();
    const models = worker({ idleMs: 20 });
    await expect(models.run(unusable, z.string())).rejects.toMatchObject({ kind: 'unusable' });
    await expect.poll(() => started.map(hasEnded), { timeout: 5_000 }).toEqual([true]);
    await expect(models.run(unusable, z.string())).rejects.toMatchObject({ kind: 'unusable' });
  });

  it('takes no job after it was closed', async () => {
    const models = worker();
    const waiting = [models.run(unusable, z.string()), models.run(unusable, z.string())];
    const outcomes = Promise.allSettled(waiting);
    await models.close();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { service: 'models', retryable: false } });
    }
    await expect(models.run(unusable, z.string())).rejects.toMatchObject({ service: 'models' });
  });
});
