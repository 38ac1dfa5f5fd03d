/** The vectors of one run: each text is embedded once, all of them by one embedder. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Space } from '../../model/types.ts';
import { embedderFailed } from '../notices.ts';
import type { Embedder, EmbedderOpener } from '../ports.ts';
import type { Run } from '../run.ts';

export type RunVectors = {
  /** One vector for each text, in their order, all of one space. */
  of(texts: readonly string[]): Promise<Float32Array[]>;
  /** The same for somebody who waits: a model that takes its time to open is done without, this once. */
  soon(texts: readonly string[]): Promise<Float32Array[]>;
  /** Of the vectors that were made last; null before any. */
  readonly space: Space | null;
};

/** Share of the run's time by which vectors are there. */
const embeddedBy = 0.92;
/** Texts embedded between two looks at the event loop. */
const portion = 128;
/** So long does a first answer wait for the model. */
const patienceMs = 1500;

/** The first embedder that manages is used; the last one never fails. */
export function createRunVectors(embedders: readonly EmbedderOpener[], run: Run): RunVectors {
  const openLast = embedders.at(-1);
  if (openLast === undefined) throw new Error('no embedder is configured');
  const known = new Map<string, Float32Array>();
  const left = [...embedders];
  let turn: Promise<unknown> = Promise.resolve();
  let space: Space | null = null;

  async function fill(embedder: Embedder, texts: readonly string[], isLast: boolean): Promise<void> {
    const missing = [...new Set(texts)].filter((text) => !known.has(text));
    for (let from = 0; from < missing.length; from += portion) {
      const some = missing.slice(from, from + portion);
      const made = await embedder.embed(some, isLast ? {} : run.until(embeddedBy));
      for (const [at, text] of some.entries()) {
        const vector = made[at];
        if (vector !== undefined) known.set(text, vector);
      }
      await new Promise(setImmediate);
    }
    space = embedder.space;
  }

  /** False when this embedder did not manage: the next one is left. */
  async function fillBy(open: EmbedderOpener, texts: readonly string[]): Promise<boolean> {
    const isLast = open === openLast;
    if (isLast) {
      await fill(await open(), texts, isLast);
      return true;
    }
    return run.orElse(
      async () => {
        await fill(await open(run.until(embeddedBy)), texts, isLast);
        return true;
      },
      () => false,
    );
  }

  async function inTurn(texts: readonly string[]): Promise<Float32Array[]> {
    while (left[0] !== undefined && !(await fillBy(left[0], texts))) {
      run.tell(embedderFailed);
      left.shift();
      // Vectors of two spaces are never mixed.
      known.clear();
    }
    return texts.map((text) => known.get(text) ?? new Float32Array());
  }

  function of(texts: readonly string[]): Promise<Float32Array[]> {
    const mine = turn.then(() => inTurn(texts));
    turn = mine.catch(() => undefined);
    return mine;
  }

  return {
    get space() {
      return space;
    },
    of,
    async soon(texts) {
      if (left.length === 1) return of(texts);
      const patience = new AbortController();
      const mine = of(texts);
      mine.catch(() => undefined);
      const vectors = await Promise.race([
        mine,
        sleep(patienceMs, null, { signal: patience.signal }).catch(() => null),
      ]);
      patience.abort();
      if (vectors !== null) return vectors;
      const last = await openLast();
      space = last.space;
      return last.embed(texts);
    },
  };
}
