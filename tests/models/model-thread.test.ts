import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { ServiceError } from '../../src/errors.ts';
import { createModelThread, type ModelThreadOptions, ModelUnusable } from '../../src/models/model-thread.ts';
import { type Job, vectorsSchema } from '../../src/models/protocol.ts';
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

function thread(options: ModelThreadOptions = {}) {
  const made = createModelThread({ threads: 1, ...options });
  onTestFinished(() => made.close());
  return made;
}

const embed = (folder: string, ...texts: string[]): Job => ({
  type: 'embed',
  folder,
  recipe: { pooling: 'mean', prefix: '' },
  texts,
});

const image = { data: new Uint8Array(60 * 40 * 3).fill(90), width: 60, height: 40 };

describe('the model thread', () => {
  it('answers jobs one after the other, each with its own answer', async () => {
    const models = thread();
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

  it('starts anew for the next job after it was killed', async () => {
    const models = thread();
    await models.run(embed(bert, 'a dog'), vectorsSchema);
    await models.terminate();
    expect(models.isRunning()).toBe(false);
    await expect(models.run(embed(bert, 'a dog'), vectorsSchema)).resolves.toMatchObject({ dimensions: 24 });
  });

  it('tries a job again whose thread was killed under it, once', async () => {
    const models = thread();
    const saved = models.run(embed(bert, 'a dog'), vectorsSchema);
    await models.terminate();
    await expect(saved).resolves.toMatchObject({ dimensions: 24 });

    const lost = models.run(embed(bert, 'a dog'), vectorsSchema);
    const outcome = expect(lost).rejects.toMatchObject({ name: 'ServiceError', service: 'models' });
    await models.terminate();
    await models.terminate();
    await outcome;
    await expect(models.run(embed(bert, 'a dog'), vectorsSchema)).resolves.toMatchObject({ dimensions: 24 });
  });

  it('gives up on a job that takes too long, and goes on with the next', async () => {
    // Starting a thread and importing the runtime alone takes far longer than a millisecond.
    const models = thread({ timeoutMs: 1 });
    const [slow, next] = await Promise.allSettled([
      models.run(embed(bert, 'a dog'), vectorsSchema),
      models.run(embed(bert, 'a cat'), vectorsSchema),
    ]);
    for (const outcome of [slow, next]) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { service: 'models', retryable: true } });
    }
    expect(models.isRunning()).toBe(false);
  });

  it('says that a model cannot be opened, and stays alive', async () => {
    const models = thread();
    const missing = models.run(embed(join(root, 'nowhere'), 'a dog'), vectorsSchema);
    await expect(missing).rejects.toBeInstanceOf(ModelUnusable);
    await expect(missing).rejects.toBeInstanceOf(ServiceError);
    expect(models.isRunning()).toBe(true);
  });

  it('lets an abort through, waiting or running', async () => {
    const models = thread();
    const running = new AbortController();
    const waiting = new AbortController();
    const first = models.run(embed(bert, 'a dog'), vectorsSchema, { signal: running.signal });
    const second = models.run(embed(bert, 'a cat'), vectorsSchema, { signal: waiting.signal });
    const third = models.run(embed(bert, 'the sea'), vectorsSchema);
    running.abort();
    waiting.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    await expect(third).resolves.toMatchObject({ dimensions: 24 });
  });

  it('ends when it had nothing to do for long enough', async () => {
    const models = thread({ idleMs: 20 });
    await models.run(embed(bert, 'a dog'), vectorsSchema);
    await vi.waitFor(() => expect(models.isRunning()).toBe(false), { timeout: 5_000 });
    await expect(models.run(embed(bert, 'a dog'), vectorsSchema)).resolves.toMatchObject({ dimensions: 24 });
  });

  it('takes no job after it was closed', async () => {
    const models = thread();
    const waiting = models.run(embed(bert, 'a dog'), vectorsSchema);
    const outcome = expect(waiting).rejects.toMatchObject({ service: 'models', retryable: false });
    await models.close();
    await outcome;
    await expect(models.run(embed(bert, 'a dog'), vectorsSchema)).rejects.toMatchObject({
      service: 'models',
    });
  });
});
