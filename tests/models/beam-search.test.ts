import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highest, logSoftmax, searchWithBeams } from '../../src/models/beam-search.ts';

const stop = 0;

/** A language of a few words: the probabilities of the next token, by what was said so far. */
function language(table: Record<string, number[]>) {
  const asked: number[][][] = [];
  return {
    asked,
    scoreNext: async (sequences: readonly (readonly number[])[]) => {
      asked.push(sequences.map((one) => [...one]));
      return sequences.map((one) =>
        Float32Array.from(table[one.slice(1).join(' ')] ?? [1, 0, 0, 0], Math.log),
      );
    },
  };
}

const options = { start: [9], stop, maxTokens: 6, minTokens: 0 };

/** The likeliest first word leads to poor sentences, the second to a sure one. */
const table = {
  '': [0, 0.6, 0.4, 0],
  '1': [0.1, 0.3, 0.3, 0.3],
  '2': [0, 0, 0, 1],
};

describe('beam search', () => {
  it('finds a likely sentence behind an unlikely first word', async () => {
    expect(await searchWithBeams({ ...options, ...language(table), beams: 2 })).toEqual([2, 3]);
  });

  it('asks for all open beams at once, each of the same length', async () => {
    const { asked, scoreNext } = language(table);
    await searchWithBeams({ ...options, scoreNext, beams: 2 });
    expect(asked[0]).toEqual([[9]]);
    expect(asked[1]).toEqual([
      [9, 1],
      [9, 2],
    ]);
    for (const step of asked) expect(new Set(step.map((one) => one.length)).size).toBe(1);
  });

  it('stops at the limit when no sentence ends by itself', async () => {
    const endless = {
      scoreNext: async (all: readonly unknown[]) => all.map(() => Float32Array.of(-99, 2, 1, 0)),
    };
    expect(await searchWithBeams({ ...options, ...endless, beams: 3 })).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('gives at least as many tokens as asked for', async () => {
    const shy = { scoreNext: async (all: readonly unknown[]) => all.map(() => Float32Array.of(9, 2, 1, 0)) };
    expect(
      (await searchWithBeams({ ...options, ...shy, minTokens: 3, beams: 3 })).length,
    ).toBeGreaterThanOrEqual(3);
  });

  it('finds with enough beams the best of all sentences', async () => {
    // Every sentence of up to three words over two words and the stop, scored as the search does.
    const probabilities = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 });
    const prefixes = ['', '1', '2', '1 1', '1 2', '2 1', '2 2'];
    await fc.assert(
      fc.asyncProperty(fc.tuple(...prefixes.map(() => probabilities)), async (rows) => {
        const table = Object.fromEntries(prefixes.map((prefix, at) => [prefix, rows[at] ?? []]));
        const log = (prefix: number[], token: number): number =>
          logSoftmax(Float32Array.from(table[prefix.join(' ')] ?? [], Math.log))[token] ?? 0;
        let best = { score: Number.NEGATIVE_INFINITY, tokens: [] as number[] };
        const walk = (tokens: number[], sum: number): void => {
          const stopped =
            (sum + (tokens.length < 3 ? log(tokens, stop) : 0)) / Math.min(3, tokens.length + 1);
          if (stopped > best.score + 1e-6) best = { score: stopped, tokens };
          if (tokens.length < 3)
            for (const token of [1, 2]) walk([...tokens, token], sum + log(tokens, token));
        };
        walk([], 0);
        const found = await searchWithBeams({ ...options, ...language(table), maxTokens: 3, beams: 8 });
        let sum = 0;
        found.forEach((token, at) => {
          sum += log(found.slice(0, at), token);
        });
        const score = (sum + (found.length < 3 ? log(found, stop) : 0)) / Math.min(3, found.length + 1);
        expect(score).toBeCloseTo(best.score, 4);
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});

describe('its arithmetic', () => {
  it('takes logarithms of huge scores without overflowing', () => {
    const logs = logSoftmax(Float32Array.of(1000, 1000, -1000));
    expect(logs[0]).toBeCloseTo(Math.log(0.5), 5);
    expect(logs.every(Number.isFinite)).toBe(true);
  });

  it('finds the highest, best first, ties by place', () => {
    expect(highest(Float32Array.of(1, 5, 3, 5, 2), 3).map(({ token }) => token)).toEqual([1, 3, 2]);
    expect(highest(Float32Array.of(1, 2), 5).map(({ token }) => token)).toEqual([1, 0]);
  });
});
