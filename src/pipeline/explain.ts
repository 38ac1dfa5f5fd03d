/** Ranking → words: the explanation, a line for each of the top ten, and perhaps a second look at their order. */
import { cacheKey, day } from './cache-key.ts';
import type { Cache, ExplainInput, Explanation, Writer } from './ports.ts';
import type { Run } from './run.ts';
import { explanationSchema } from './schemas.ts';

export type ExplainPorts = {
  /** Best first; the last one never fails. */
  writers: readonly Writer[];
  cache: Cache;
};

/** Share of the run's time by which the words are there. */
const writtenBy = 0.97;

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

/** Words by the best writer that manages; who it was stands beside them. */
export async function explain(
  input: ExplainInput,
  ports: ExplainPorts,
  run: Run,
): Promise<Explanation & { by: Writer['id'] }> {
  for (const [index, writer] of ports.writers.entries()) {
    if (index === ports.writers.length - 1) return { ...(await writer.explain(input)), by: writer.id };
    const key = cacheKey(`words-${writer.id}`, writer.version, input);
    const known = explanationSchema.safeParse(await ports.cache.get(key));
    if (known.success) return { ...known.data, by: writer.id };
    const words = await run.orElse<Explanation | null>(
      () => writer.explain(input, run.until(writtenBy)),
      () => null,
    );
    if (words === null) {
      run.tell({
        code: 'writer-failed',
        text: 'Gemini could not write the explanation, so it is put together from the comparison itself.',
      });
      continue;
    }
    await ports.cache.set(key, words, day);
    return { ...words, by: writer.id };
  }
  throw new Error('no writer is configured');
}
