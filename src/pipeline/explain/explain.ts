/** Ranking → words: the explanation, a line for each of the top ten, and perhaps a second look at their order. */
import { createSingleFlight, type SingleFlight } from '../../concurrency/single-flight.ts';
import { type Explanation, explanationSchema, keptWordsSchema } from '../../model/explanation.ts';
import { cacheKey, day } from '../cache-key.ts';
import type { Cache, ExplainInput, Writer } from '../ports.ts';
import type { Run } from '../run.ts';

export type ExplainPorts = {
  /** Best first; the last one never fails. */
  writers: readonly Writer[];
  cache: Cache;
  /** The same question, asked twice at once, is answered once. */
  explanations?: SingleFlight<Told> | undefined;
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

/** Words, and who wrote them. */
export type Told = Explanation & { by: Writer['id'] };

/** The sentence that is always there. */
export async function explainPlainly(
  input: ExplainInput,
  { writers }: Pick<ExplainPorts, 'writers'>,
): Promise<Told> {
  const last = writers.at(-1);
  if (last === undefined) throw new Error('no writer is configured');
  return { ...(await last.explain(input)), by: last.id };
}

const keyOf = (writer: Writer, input: ExplainInput): string =>
  cacheKey(`words-${writer.id}`, writer.version, input);

/** Keeps words that came in another way than by `explain`, for the same question asked again. */
export async function rememberWords(input: ExplainInput, words: Told, ports: ExplainPorts): Promise<void> {
  const [first] = ports.writers;
  if (first !== undefined) await ports.cache.set(keyOf(first, input), words, day);
}

/** Words by the best writer that manages; who it was stands beside them. */
export async function explain(input: ExplainInput, ports: ExplainPorts, run: Run): Promise<Told> {
  const { explanations = createSingleFlight() } = ports;
  for (const writer of ports.writers.slice(0, -1)) {
    const key = keyOf(writer, input);
    const options = run.until(writtenBy);
    // Looked for and kept within what is done together: whoever comes a moment later finds it there.
    const write = async (signal: AbortSignal | undefined): Promise<Told> => {
      const kept = await ports.cache.get(key);
      const known = explanationSchema.safeParse(kept);
      if (known.success) return { ...known.data, by: keptWordsSchema.safeParse(kept).data?.by ?? writer.id };
      const told = { ...(await writer.explain(input, { ...options, signal })), by: writer.id };
      await ports.cache.set(key, told, day);
      return told;
    };
    const told = await run.orElse<Told | null>(
      () => explanations(key, write, options.signal),
      () => null,
    );
    if (told !== null) return told;
    run.tell({
      code: 'writer-failed',
      text: 'Gemini could not write the explanation, so it is put together from the comparison itself.',
    });
  }
  return explainPlainly(input, ports);
}
