/** Ranking → words: the explanation, a line for each of the top ten, and perhaps a second look at their order. */
import type { z } from 'zod';
import { explainedBySchema, explanationSchema } from '../../model/explanation.ts';
import { cacheKey } from '../cache-key.ts';
import { createCachedAnswers } from '../cached-answers.ts';
import { writerFailed } from '../notices.ts';
import type { Cache, ExplainInput, Writer } from '../ports.ts';
import type { Run } from '../run.ts';
import { doneBy } from '../time-plan.ts';

export type ExplainPorts = {
  /** Best first; the last one never fails. */
  writers: readonly Writer[];
  cache: Cache;
};

/** A song may be moved past another only while their scores are this close: a second look, not a second ranking. */
const near = 0.06;

/**
 * The order that the writer's second look gives to the top: its permutation where neighbours are near enough for a
 * tie to be broken by words, the ranking's own order otherwise.
 */
export function secondLook(order: readonly number[] | null, scores: readonly number[]): number[] {
  const own = scores.map((_, index) => index);
  if (order === null || order.length > scores.length) return own;
  if (new Set(order).size !== order.length || order.some((index) => !(index >= 0 && index < order.length)))
    return own;
  const looked = [...order, ...own.slice(order.length)];
  const falls = looked.every((index, at) => {
    const next = looked[at + 1];
    return next === undefined || (scores[next] ?? 0) - (scores[index] ?? 0) <= near;
  });
  return falls ? looked : own;
}

const toldSchema = explanationSchema.extend({ by: explainedBySchema });

/** Words, and who wrote them. */
export type Told = z.infer<typeof toldSchema>;

/** The sentence that is always there. */
export async function explainPlainly(
  input: ExplainInput,
  { writers }: Pick<ExplainPorts, 'writers'>,
): Promise<Told> {
  const last = writers.at(-1);
  if (last === undefined) throw new Error('no writer is configured');
  return { ...(await last.explain(input)), by: last.id };
}

export type Explainer = {
  /** The sentence that is always there. */
  plainly(input: ExplainInput): Promise<Told>;
  /** Words by the best writer that manages. */
  explain(input: ExplainInput, run: Run): Promise<Told>;
  /** Keeps words that came in another way than by `explain`, for the same question asked again. */
  keep(input: ExplainInput, words: Told): Promise<void>;
};

/** Builds the step; the same ranking explained twice at once is explained once. */
export function createExplainer(ports: ExplainPorts): Explainer {
  const answers = createCachedAnswers(ports.cache, toldSchema);
  const keyOf = ({ id, version }: Writer, input: ExplainInput): string =>
    cacheKey(`words-${id}`, version, input);
  return {
    plainly: (input) => explainPlainly(input, ports),
    async explain(input, run) {
      for (const writer of ports.writers.slice(0, -1)) {
        const told = await run.orElse<Told | null>(
          () =>
            answers.get(
              keyOf(writer, input),
              async (options) => ({ ...(await writer.explain(input, options)), by: writer.id }),
              run.until(doneBy.explanation),
            ),
          () => null,
        );
        if (told !== null) return told;
        run.tell(writerFailed);
      }
      return explainPlainly(input, ports);
    },
    async keep(input, words) {
      const [first] = ports.writers;
      if (first !== undefined) await answers.keep(keyOf(first, input), words);
    },
  };
}
