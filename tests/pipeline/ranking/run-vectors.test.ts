import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../src/errors.ts';
import type { Embedder } from '../../../src/pipeline/ports.ts';
import { createRunVectors } from '../../../src/pipeline/ranking/run-vectors.ts';
import { startRun } from '../../../src/pipeline/run.ts';

/** Vectors of the text's length and this number; notes what it was asked. */
function embedder(mark: number) {
  const asked: string[] = [];
  const one: Embedder = {
    space: { model: `${mark}`, dimensions: 2 },
    async embed(texts) {
      asked.push(...texts);
      return texts.map((text) => Float32Array.of(text.length, mark));
    },
  };
  return { one, asked, open: async () => one };
}

const down = () => new ServiceError('down', { service: 'model', retryable: false });

describe('the vectors of a run', () => {
  it('come from one embedder, once for each text', async () => {
    const first = embedder(1);
    const last = embedder(2);
    const run = startRun(60_000, {});
    const vectors = createRunVectors([first.open, last.open], run);
    const [a, b] = await Promise.all([vectors.of(['one', 'three', 'one']), vectors.of(['three', 'twelve'])]);
    expect(a.map(([length]) => length)).toEqual([3, 5, 3]);
    expect(b.map(([length, mark]) => [length, mark])).toEqual([
      [5, 1],
      [6, 1],
    ]);
    expect(first.asked).toEqual(['one', 'three', 'twelve']);
    expect(last.asked).toEqual([]);
    expect(run.notices()).toEqual([]);
  });

  it('never mix two spaces: when one embedder fails, all texts go to the next', async () => {
    const first = embedder(1);
    const last = embedder(2);
    let isDown = false;
    const flaky: Embedder = {
      ...first.one,
      embed: (texts) => (isDown ? Promise.reject(down()) : first.one.embed(texts)),
    };
    const run = startRun(60_000, {});
    const vectors = createRunVectors([async () => flaky, last.open], run);
    expect((await vectors.of(['a']))[0]?.[1]).toBe(1);
    isDown = true;
    const both = await vectors.of(['a', 'b']);
    expect(both.map((vector) => vector[1])).toEqual([2, 2]);
    expect(run.notices()).toHaveLength(1);
    isDown = false;
    expect((await vectors.soon(['c']))[0]?.[1]).toBe(2);
  });

  it('take long lists in batches', async () => {
    const sizes: number[] = [];
    const counting: Embedder = {
      space: { model: 'm', dimensions: 1 },
      async embed(texts) {
        sizes.push(texts.length);
        return texts.map(() => Float32Array.of(1));
      },
    };
    const texts = Array.from({ length: 300 }, (_, at) => `${at}`);
    expect(await createRunVectors([async () => counting], startRun(60_000, {})).of(texts)).toHaveLength(300);
    expect(sizes).toEqual([128, 128, 44]);
  });

  it('skip a model that takes long to open for a first answer, but not for the next', async () => {
    const slow = embedder(1);
    const last = embedder(2);
    let open = (_: Embedder): void => undefined;
    const opened = new Promise<Embedder>((resolve) => {
      open = resolve;
    });
    const vectors = createRunVectors([() => opened, last.open], startRun(60_000, {}));
    expect((await vectors.soon(['a']))[0]?.[1]).toBe(2);
    open(slow.one);
    expect((await vectors.of(['a']))[0]?.[1]).toBe(1);
    expect((await vectors.soon(['b']))[0]?.[1]).toBe(1);
  });

  it('need an embedder, and fail with the last one', async () => {
    expect(() => createRunVectors([], startRun(1000, {}))).toThrow('no embedder is configured');
    const failing = createRunVectors([() => Promise.reject(down())], startRun(60_000, {}));
    await expect(failing.of(['a'])).rejects.toThrow('down');
  });
});
