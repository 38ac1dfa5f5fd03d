/** Beam search: turns next-token scores into the likeliest sentence. */

export type BeamSearchOptions = {
  start: readonly number[];
  /** The token that ends a sentence; never part of the result. */
  stop: number;
  /** New tokens at most. */
  maxTokens: number;
  /** New tokens at least. */
  minTokens: number;
  /** 1 is greedy search, if it stops early. */
  beams: number;
  /** Stop at the first `beams` sentences. Otherwise: when no open beam looks better than the worst of them. */
  stopsEarly?: boolean;
  /** No run of so many tokens occurs twice, `start` included. */
  noRepeat?: number;
  /**
   * Sequences of equal length, start included → for each, the raw score of every token that may come next. `parents`: which
   * sequence of the call before each of them continues. After `[[1]]`, `[[1, 5], [1, 7]]` with parents `[0, 0]`.
   */
  scoreNext(sequences: readonly (readonly number[])[], parents: readonly number[]): Promise<Float32Array[]>;
};

type Beam = { tokens: number[]; logProbability: number; parent: number };

/** Natural logarithms of the softmax, computed stably. */
export function logSoftmax(scores: Float32Array): Float32Array {
  let max = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > max) max = score;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - max);
  const shift = max + Math.log(sum);
  return scores.map((score) => score - shift);
}

/** The `count` highest scores, best first; of equal ones the lower token first. */
export function highest(scores: Float32Array, count: number): { token: number; score: number }[] {
  const best: { token: number; score: number }[] = [];
  for (let token = 0; token < scores.length; token++) {
    const score = scores[token] ?? Number.NEGATIVE_INFINITY;
    if (best.length === count && score <= (best.at(-1)?.score ?? 0)) continue;
    let at = best.length;
    while (at > 0 && score > (best[at - 1]?.score ?? 0)) at--;
    best.splice(at, 0, { token, score });
    if (best.length > count) best.pop();
  }
  return best;
}

/** The tokens that would repeat a run of `length`. */
function repeating(sequence: readonly number[], length: number): number[] {
  const last = sequence.slice(sequence.length - length + 1);
  return sequence.filter(
    (_, at) =>
      at >= last.length && last.every((token, place) => sequence[at - last.length + place] === token),
  );
}

/** The likeliest continuations of all beams, best first: twice as many as beams, so that enough go on if half stop. */
async function extend(beams: readonly Beam[], made: number, options: BeamSearchOptions) {
  const count = 2 * options.beams;
  const sequences = beams.map(({ tokens }) => [...options.start, ...tokens]);
  const scores = await options.scoreNext(
    sequences,
    beams.map(({ parent }) => parent),
  );
  return beams
    .flatMap(({ tokens, logProbability }, row) => {
      // What is not allowed keeps its share of the probability, as in the reference.
      const log = logSoftmax(scores[row] ?? new Float32Array());
      if (made < options.minTokens) log[options.stop] = Number.NEGATIVE_INFINITY;
      for (const token of options.noRepeat ? repeating(sequences[row] ?? [], options.noRepeat) : []) {
        log[token] = Number.NEGATIVE_INFINITY;
      }
      return highest(log, count).map(({ token, score }) => ({
        tokens,
        token,
        logProbability: logProbability + score,
        parent: row,
      }));
    })
    .filter(({ logProbability }) => logProbability > Number.NEGATIVE_INFINITY)
    .sort((a, b) => b.logProbability - a.logProbability)
    .slice(0, count);
}

/**
 * As Hugging Face's `generate` does it, with a length penalty of 1: finished sentences are scored by the mean
 * log-probability of their tokens, and the search ends when no open beam can beat the worst of the `beams` best. Gives
 * the new tokens of the best sentence.
 */
export async function searchWithBeams(options: BeamSearchOptions): Promise<number[]> {
  const { beams, stop, maxTokens } = options;
  let open: Beam[] = [{ tokens: [], logProbability: 0, parent: 0 }];
  const finished: { tokens: number[]; score: number }[] = [];
  const finish = ({ tokens, logProbability }: Beam, length: number): void => {
    finished.push({ tokens, score: logProbability / Math.max(1, length) });
    finished.sort((a, b) => b.score - a.score);
    finished.length = Math.min(finished.length, beams);
  };
  for (let made = 0; made < maxTokens; made++) {
    const candidates = await extend(open, made, options);
    // A stop below the best `beams` candidates makes no sentence worth keeping.
    for (const candidate of candidates.slice(0, beams)) {
      if (candidate.token === stop) finish(candidate, made + 1);
    }
    open = candidates
      .filter(({ token }) => token !== stop)
      .slice(0, beams)
      .map(({ tokens, token, ...beam }) => ({ ...beam, tokens: [...tokens, token] }));
    const best = (open[0]?.logProbability ?? Number.NEGATIVE_INFINITY) / (made + 1);
    const worst = finished.length < beams ? undefined : finished.at(-1)?.score;
    const isDone = worst !== undefined && (options.stopsEarly === true || worst >= best);
    if (open.length === 0 || isDone) return finished[0]?.tokens ?? [];
  }
  for (const beam of open) finish(beam, maxTokens);
  return finished[0]?.tokens ?? [];
}
