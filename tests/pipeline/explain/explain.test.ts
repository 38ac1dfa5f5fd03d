import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../src/errors.ts';
import { createExplainer, explainPlainly, secondLook } from '../../../src/pipeline/explain/explain.ts';
import { writerFailed } from '../../../src/pipeline/notices.ts';
import type { ExplainInput, Writer } from '../../../src/pipeline/ports.ts';
import { startRun } from '../../../src/pipeline/run.ts';
import { memoryCache } from '../../support/pipeline.ts';
import { aScene } from '../songs.ts';

describe('secondLook', () => {
  it.each([
    ['no order', null, [0.9, 0.9], [0, 1]],
    ['a swap of equals', [1, 0], [0.9, 0.9], [1, 0]],
    ['a swap within reach', [1, 0], [0.9, 0.85], [1, 0]],
    ['a swap out of reach', [1, 0], [0.9, 0.83], [0, 1]],
    ['steps that are within reach one by one', [2, 1, 0], [0.9, 0.85, 0.8], [2, 1, 0]],
    ['a jump out of reach', [2, 0, 1], [0.9, 0.88, 0.8], [0, 1, 2]],
    ['fewer than all', [1, 0], [0.9, 0.9, 0.5], [1, 0, 2]],
    ['the last one moved past the rest', [0, 1], [0.9, 0.5, 0.9], [0, 1, 2]],
    ['more than all', [0, 1, 2], [0.9, 0.9], [0, 1]],
    ['one twice', [1, 1], [0.9, 0.9], [0, 1]],
    ['one that is not there', [0, 2], [0.9, 0.9, 0.9], [0, 1, 2]],
    ['a negative one', [-1, 0], [0.9, 0.9], [0, 1]],
  ])('given %s', (_, order, scores, expected) => {
    expect(secondLook(order, scores)).toEqual(expected);
  });
});

const input: ExplainInput = { scene: { caption: 'rain', reading: aScene(0, 0).reading }, top: [] };
const answer = (explanation: string) => ({ explanation, reasons: [null], order: [0] });

function writer(id: Writer['id'], write: () => string): Writer & { calls: number } {
  return {
    id,
    version: '1',
    calls: 0,
    async explain() {
      this.calls++;
      return answer(write());
    },
  };
}

const failing = () => {
  throw new ServiceError('down', { service: 'gemini', retryable: false });
};

describe('explain', () => {
  const last = writer('features', () => 'Plain.');

  it('takes the first writer that answers, and remembers its words', async () => {
    const gemini = writer('gemini', () => 'Fine.');
    const cache = memoryCache();
    const { explain } = createExplainer({ writers: [gemini, last], cache });
    const run = startRun(1000, {});
    expect(await explain(input, run)).toEqual({ ...answer('Fine.'), by: 'gemini' });
    expect(await explain(input, run)).toEqual({ ...answer('Fine.'), by: 'gemini' });
    expect(gemini.calls).toBe(1);
    await explain({ ...input, scene: { ...input.scene, caption: 'snow' } }, run);
    expect(gemini.calls).toBe(2);
    const newer = { ...gemini, calls: 0, version: '2' };
    await createExplainer({ writers: [newer, last], cache }).explain(input, run);
    expect(newer.calls).toBe(1);
    expect(run.notices()).toEqual([]);
  });

  it('falls back to the last writer, with a notice', async () => {
    const run = startRun(1000, {});
    const { explain } = createExplainer({ writers: [writer('gemini', failing), last], cache: memoryCache() });
    expect(await explain(input, run)).toEqual({ ...answer('Plain.'), by: 'features' });
    expect(run.notices()).toEqual([writerFailed]);
  });

  it('asks each writer before the last, and never gives the words of one for those of another', async () => {
    const gemini = writer('gemini', () => 'Fine.');
    const second = writer('features', () => 'Second.');
    const cache = memoryCache();
    const byFirst = createExplainer({ writers: [gemini, last], cache });
    await byFirst.explain(input, startRun(1000, {}));
    const bySecond = createExplainer({ writers: [writer('gemini', failing), second, last], cache });
    const other = { ...input, scene: { ...input.scene, caption: 'snow' } };
    expect((await bySecond.explain(other, startRun(1000, {}))).explanation).toBe('Second.');
    const onlySecond = createExplainer({ writers: [second, last], cache });
    expect((await onlySecond.explain(input, startRun(1000, {}))).explanation).toBe('Second.');
  });

  it('returns words that were kept, and who wrote them', async () => {
    const gemini = writer('gemini', () => 'Fine.');
    const { explain, keep } = createExplainer({ writers: [gemini, last], cache: memoryCache() });
    await keep(input, { ...answer('Kept.'), by: 'features' });
    expect(await explain(input, startRun(1000, {}))).toEqual({ ...answer('Kept.'), by: 'features' });
    expect(gemini.calls).toBe(0);
  });

  it('needs a writer', async () => {
    const plain = { ...answer('Plain.'), by: 'features' as const };
    expect(await createExplainer({ writers: [last], cache: memoryCache() }).plainly(input)).toEqual(plain);
    await expect(explainPlainly(input, { writers: [] })).rejects.toThrow('no writer is configured');
    await createExplainer({ writers: [], cache: memoryCache() }).keep(input, plain);
  });
});
