import { describe, expect, it } from 'vitest';
import { ServiceError, UnusableAnswer } from '../../../src/errors.ts';
import { createExplainer, secondLook } from '../../../src/pipeline/explain/explain.ts';
import type { CallOptions, ExplainInput, Writer } from '../../../src/pipeline/ports.ts';
import { startRun } from '../../../src/pipeline/run.ts';
import { memoryCache } from '../../support/pipeline.ts';
import { aScene, aSong } from '../songs.ts';

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
const answer = (explanation: string) => ({ explanation, reasons: [null], order: null });

function writer(write: () => string): Writer & { calls: number } {
  return {
    id: 'gemini',
    version: '1',
    calls: 0,
    async explain() {
      this.calls++;
      return answer(write());
    },
  };
}

const plain = {
  explanation: 'There was no song to compare.',
  reasons: [],
  order: null,
  by: 'features',
};
const failing = () => {
  throw new ServiceError('down', { service: 'gemini', retryable: false });
};

describe('explain', () => {
  it('takes the first writer that answers, and remembers its words', async () => {
    const gemini = writer(() => 'Fine.');
    const cache = memoryCache();
    const { explain } = createExplainer({ writer: gemini, cache });
    const run = startRun(1000, {});
    expect(await explain(input, run)).toEqual({ ...answer('Fine.'), by: 'gemini' });
    expect(await explain(input, run)).toEqual({ ...answer('Fine.'), by: 'gemini' });
    expect(gemini.calls).toBe(1);
    await explain({ ...input, scene: { ...input.scene, caption: 'snow' } }, run);
    expect(gemini.calls).toBe(2);
    const newer = { ...gemini, calls: 0, version: '2' };
    await createExplainer({ writer: newer, cache }).explain(input, run);
    expect(newer.calls).toBe(1);
    expect(run.notices()).toEqual([]);
  });

  it.each([
    ['shows', 'the song that comes first by it', [1, 0], 'gemini', 'Song 1 it is.'],
    ['replaces', 'a song too far behind to come first', [2, 0, 1], 'features', '“Song 0”'],
    ['replaces', 'a song that was not there', [3, 0, 1], 'features', '“Song 0”'],
  ])('%s an explanation about %s', async (_, __, order, by, about) => {
    const top = [0.9, 0.85, 0.5].map((score, at) => ({
      title: `Song ${at}`,
      artists: [],
      reading: aSong('', 0, 0).reading,
      score,
      reasons: ['both calm'],
    }));
    const said = { explanation: `Song ${order[0]} it is.`, reasons: ['As calm.', null, null], order };
    const explain = async () => said;
    const explainer = createExplainer({
      writer: { id: 'gemini', version: '1', explain },
      cache: memoryCache(),
    });
    const words = await explainer.explain({ ...input, top }, startRun(1000, {}));
    expect(words).toMatchObject({ by, reasons: said.reasons });
    expect(words.explanation).toContain(about);
  });

  it('joins a question that was asked before', async () => {
    const gemini = writer(() => 'Fine.');
    const { ask, explain } = createExplainer({ writer: gemini, cache: memoryCache() });
    const run = startRun(1000, {});
    const asking = ask(input, run);
    expect(await explain(input, run)).toEqual({ ...answer('Fine.'), by: 'gemini' });
    await asking?.words;
    expect(gemini.calls).toBe(1);
  });

  it.each([
    ['takes over', 'the same three come first', ['A', 'B', 'C', 'New', 'D'], null, 1],
    ['asks again where', 'another one comes third', ['A', 'B', 'New', 'C', 'D'], null, 2],
    ['asks again where', 'the winner is another', ['B', 'A', 'C', 'D'], null, 2],
    ['asks again where', 'the writer had put another first', ['A', 'B', 'C', 'New', 'D'], [1, 0], 2],
  ])('%s what was asked before the last songs were read: %s', async (_, __, titles, order, calls) => {
    const topOf = (names: readonly string[], score: number) =>
      names.map((title) => ({
        title,
        artists: [],
        reading: aSong(title, 0, 0).reading,
        score,
        reasons: ['both calm'],
      }));
    let asked = 0;
    async function explain({ top }: ExplainInput) {
      asked += 1;
      const reasons = top.map(({ title }) => `${title} is calm.`);
      return { explanation: `${top[0]?.title} it is.`, reasons, vibes: reasons, order };
    }
    const cache = memoryCache();
    const explainer = createExplainer({ writer: { id: 'gemini', version: '1', explain }, cache });
    const run = startRun(1000, {});
    const ahead = explainer.ask({ ...input, top: topOf(['A', 'B', 'C', 'D'], 0.7) }, run);
    const last = { ...input, top: topOf(titles, 0.71) };
    const words = await explainer.explain(last, run, ahead);
    const lines = titles.map((title) => (calls === 1 && title === 'New' ? null : `${title} is calm.`));
    expect(words).toMatchObject({ explanation: `${titles[0]} it is.`, reasons: lines, vibes: lines });
    expect(await explainer.explain(last, run)).toEqual(words);
    expect(asked).toBe(calls);
  });

  it('says nothing of a failure of what was asked before it was certain', async () => {
    const run = startRun(1000, {});
    await createExplainer({ writer: writer(failing), cache: memoryCache() }).ask(input, run)?.words;
    await createExplainer({ writer: null, cache: memoryCache() }).ask(input, run)?.words;
    expect(run.notices()).toEqual([]);
  });

  it('falls back to plain words, with a notice', async () => {
    const run = startRun(1000, {});
    const { explain } = createExplainer({ writer: writer(failing), cache: memoryCache() });
    expect(await explain(input, run)).toEqual(plain);
    expect(run.notices()).toMatchObject([
      {
        code: 'writer-failed',
        text: 'Gemini could not write the explanation, so it is put together from the comparison itself.',
      },
    ]);
  });

  it('says of one failure once that it failed, but says what became of an answer of its own', async () => {
    const told = { code: 'reader-failed', text: 'Gemini’s quota for today is used up.' };
    const explainAfterwards = async (by: () => string) => {
      const run = startRun(1000, {});
      run.addNotice(told);
      await createExplainer({ writer: writer(by), cache: memoryCache() }).explain(input, run);
      return run.notices();
    };
    expect(await explainAfterwards(failing)).toEqual([told]);
    const cut = () => {
      throw new UnusableAnswer('cut', 'cut', { service: 'gemini', retryable: false });
    };
    expect(await explainAfterwards(cut)).toMatchObject([
      told,
      {
        code: 'writer-failed',
        text: 'Gemini’s explanation broke off, so it is put together from the comparison itself.',
      },
    ]);
  });

  it('returns words that were kept, and who wrote them', async () => {
    const gemini = writer(() => 'Fine.');
    const { explain, keep } = createExplainer({ writer: gemini, cache: memoryCache() });
    await keep(input, { ...answer('Kept.'), by: 'features' }, { language: 'en' });
    expect(await explain(input, startRun(1000, {}))).toEqual({ ...answer('Kept.'), by: 'features' });
    expect(gemini.calls).toBe(0);
  });

  it('asks once for each language', async () => {
    const asked: (string | undefined)[] = [];
    const gemini = {
      id: 'gemini' as const,
      version: '1',
      explain: async (_input: unknown, { language }: CallOptions = {}) => {
        asked.push(language);
        return answer(`In ${language}.`);
      },
    };
    const { explain } = createExplainer({ writer: gemini, cache: memoryCache() });
    for (const language of ['de', 'en', 'de'] as const) {
      const { explanation } = await explain(input, startRun(1000, {}, language));
      expect(explanation).toBe(`In ${language}.`);
    }
    expect(asked).toEqual(['de', 'en']);
  });

  it('needs no writer', async () => {
    const run = startRun(1000, {});
    const { explain, keep } = createExplainer({ writer: null, cache: memoryCache() });
    await keep(input, { ...answer('Kept.'), by: 'features' }, { language: 'en' });
    expect(await explain(input, run)).toEqual(plain);
    expect(run.notices()).toEqual([]);
  });
});
