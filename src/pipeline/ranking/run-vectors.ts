/** The vectors of one run: each text is embedded once, all of them by the same embedder. */
import { setTimeout as sleep } from 'node:timers/promises';
import { chunksOf, yieldToEventLoop } from '../../concurrency/chunked.ts';
import { createLimit } from '../../concurrency/queues.ts';
import { embedderFailed } from '../notices.ts';
import type { CallOptions, Embedder, EmbedderOpener } from '../ports.ts';
import type { Run } from '../run.ts';
import { doneBy, firstVectorsMs } from '../time-plan.ts';

export type RunVectors = {
  /** One vector for each text, in their order, all of one space. `aboutPhoto`: those of them that are about a photo. */
  of(texts: readonly string[], aboutPhoto?: readonly string[]): Promise<Float32Array[]>;
  /** The same for a first answer: a model that takes long to open is skipped this once. */
  soon(texts: readonly string[], aboutPhoto?: readonly string[]): Promise<Float32Array[]>;
};

/** Texts embedded before the event loop gets a turn. */
const batchSize = 128;

/** Uses the first embedder that works; the last one never fails. */
export function createRunVectors(embedders: readonly EmbedderOpener[], run: Run): RunVectors {
  const openLast = embedders.at(-1);
  if (openLast === undefined) throw new Error('no embedder is configured');
  const known = new Map<string, Float32Array>();
  const left = [...embedders];
  const oneAtATime = createLimit({ concurrency: 1 });

  async function fill(
    embedder: Embedder,
    texts: readonly string[],
    aboutPhoto: readonly string[] | undefined,
    options: () => CallOptions,
  ) {
    const missing = [...new Set(texts)].filter((text) => !known.has(text));
    for (const batch of chunksOf(missing, batchSize)) {
      const vectors = await embedder.embed(batch, { ...options(), aboutPhoto });
      vectors.forEach((vector, at) => {
        known.set(batch[at] ?? '', vector);
      });
      await yieldToEventLoop();
    }
  }

  const embed: RunVectors['of'] = async (texts, aboutPhoto) => {
    const [open = openLast] = left;
    if (open === openLast) await fill(await open(), texts, aboutPhoto, () => ({}));
    else {
      const inTime = (): CallOptions => run.until(doneBy.vectors);
      const isDone = await run.orElse<boolean>(
        async () => {
          await fill(await open(inTime()), texts, aboutPhoto, inTime);
          return true;
        },
        (failure) => {
          run.addNotice(embedderFailed(failure));
          return false;
        },
      );
      if (!isDone) {
        left.shift();
        // Vectors of two spaces must not be mixed.
        known.clear();
        return embed(texts, aboutPhoto);
      }
    }
    return texts.map((text) => known.get(text) ?? new Float32Array());
  };

  const of: RunVectors['of'] = (texts, aboutPhoto) => oneAtATime(() => embed(texts, aboutPhoto));

  return {
    of,
    async soon(texts, aboutPhoto) {
      if (left.length === 1) return of(texts, aboutPhoto);
      const patience = new AbortController();
      const vectors = await Promise.race([
        of(texts, aboutPhoto),
        sleep(firstVectorsMs, null, { signal: patience.signal }).catch(() => null),
      ]).finally(() => patience.abort());
      return vectors ?? (await openLast()).embed(texts);
    },
  };
}
