/** Turning next-token scores into a sentence: greedy and beam search. Pure but for the scorer. */

/** Sequences of equal length (start token included) → raw scores over the vocabulary for the token after each. */
export type NextScores = (sequences: readonly (readonly number[])[]) => Promise<Float32Array[]>;

export type SearchOptions = {
  start: readonly number[];
  /** Ends a sentence; never part of the result. */
  stop: number;
  /** At most this many new tokens. */
  maxTokens: number;
  /** The stop token is not taken before this many. */
  minTokens?: number;
  next: NextScores;
};

type Beam = { tokens: number[]; logProbability: number };

/** Natural logarithms of the softmax, computed stably. */
export function logSoftmax(scores: Float32Array): Float32Array {
  let max = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > max) max = score;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - max);
  const shift = max + Math.log(sum);
  return scores.map((score) => score - shift);
}

/** The `count` highest scores with their places, best first; ties go to the lower place. */
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

async function nextLogs(sequences: readonly number[][], made: number, options: SearchOptions) {
  return (await options.next(sequences)).map((scores) => {
    if (made < (options.minTokens ?? 0)) scores[options.stop] = Number.NEGATIVE_INFINITY;
    return logSoftmax(scores);
  });
}

/** Always the likeliest token. Returns the new tokens only. */
export async function searchGreedily(options: SearchOptions): Promise<number[]> {
  const made: number[] = [];
  while (made.length < options.maxTokens) {
    const [logs] = await nextLogs([[...options.start, ...made]], made.length, options);
    const token = logs && highest(logs, 1)[0]?.token;
    if (token === undefined || token === options.stop) break;
    made.push(token);
  }
  return made;
}

/**
 * Beam search as Hugging Face's `generate` does it (length penalty 1, no early stopping): finished sentences
 * are scored by the mean log-probability of their tokens, and the search ends when no living beam can beat
 * the worst of the `beams` best. Returns the new tokens of the best sentence.
 */
export async function searchWithBeams(options: SearchOptions & { beams: number }): Promise<number[]> {
  const { beams, stop, start } = options;
  let living: Beam[] = [{ tokens: [], logProbability: 0 }];
  const finished: (Beam & { score: number })[] = [];
  const finish = (beam: Beam, length: number): void => {
    finished.push({ ...beam, score: beam.logProbability / Math.max(1, length) });
    finished.sort((a, b) => b.score - a.score);
    finished.length = Math.min(finished.length, beams);
  };
  for (let made = 0; made < options.maxTokens; made++) {
    const logs = await nextLogs(
      living.map(({ tokens }) => [...start, ...tokens]),
      made,
      options,
    );
    // Twice as many candidates as beams: even if half of them stop, enough go on.
    const candidates = living
      .flatMap(({ tokens, logProbability }, row) =>
        highest(logs[row] ?? new Float32Array(), 2 * beams).map(({ token, score }) => ({
          tokens,
          token,
          logProbability: logProbability + score,
        })),
      )
      .sort((a, b) => b.logProbability - a.logProbability)
      .slice(0, 2 * beams);
    // A stop outside the best `beams` candidates is no sentence worth keeping.
    for (const { tokens, token, logProbability } of candidates.slice(0, beams)) {
      if (token === stop) finish({ tokens, logProbability }, made + 1);
    }
    living = candidates
      .filter(({ token }) => token !== stop)
      .slice(0, beams)
      .map(({ tokens, token, logProbability }) => ({ tokens: [...tokens, token], logProbability }));
    const best = (living[0]?.logProbability ?? Number.NEGATIVE_INFINITY) / (made + 1);
    const worst = finished.length < beams ? undefined : finished.at(-1)?.score;
    if (living.length === 0 || (worst !== undefined && worst >= best)) return finished[0]?.tokens ?? [];
  }
  for (const beam of living) finish(beam, options.maxTokens);
  return finished[0]?.tokens ?? [];
}
