/** What the model process costs, and what it saves: against the library called in the bot's own. */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pipeline } from '@huggingface/transformers';
import { modelById } from '../src/models/catalogue.ts';
import { createModels } from '../src/models/models.ts';
import { createHttp } from '../src/net/http.ts';
import { tinyBert, tinyBlip, writeModel } from '../tests/support/tiny-models.ts';

const words =
  'a quiet song about the sea at night and two people who walk home under old trees while the rain falls on the street'.split(
    ' ',
  );

/** Summaries as a reader writes them, 12 to 40 words. */
const summaries = Array.from({ length: 200 }, (_, at) =>
  Array.from({ length: 12 + ((at * 7) % 29) }, (_, word) => words[(at * 5 + word * 3) % words.length]).join(
    ' ',
  ),
);

type Measured = { seconds: number; p99Ms: number; maxMs: number };

/** Runs `work` while watching how late a timer of this thread fires. */
async function measure(work: () => Promise<unknown>): Promise<Measured> {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  // Two turns, so that the histogram has begun before the work and sees its end.
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.enable();
  const from = performance.now();
  await work();
  const seconds = (performance.now() - from) / 1000;
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  return { seconds, p99Ms: delay.percentile(99) / 1e6, maxMs: delay.max / 1e6 };
}

/** Each work in turn, a few times over; the best of each, since what disturbs from outside only ever slows. */
async function compare(works: Record<string, () => Promise<unknown>>): Promise<[string, Measured][]> {
  const measured = new Map<string, Measured>();
  for (let round = 0; round < 5; round++) {
    for (const [name, work] of Object.entries(works)) {
      const now = await measure(work);
      const so = measured.get(name) ?? now;
      measured.set(name, {
        seconds: Math.min(so.seconds, now.seconds),
        p99Ms: Math.min(so.p99Ms, now.p99Ms),
        maxMs: Math.min(so.maxMs, now.maxMs),
      });
    }
  }
  return [...measured];
}

/**
 * Embeds 200 summaries, alone and while captioning, through the model process and by the library itself in the
 * same batches with as many threads. The sentence model is MiniLM-L6 in 8 bits, the true one where MODELS_DIR has it,
 * else one of random weights; the BLIP is small and random.
 */
export async function benchModels(): Promise<void> {
  const modelsDir = await mkdtemp(join(tmpdir(), 'scenescore-bench-'));
  const threads = Math.max(1, Math.min(4, availableParallelism() - 1));
  const models = createModels({
    modelsDir,
    hfEndpoint: 'http://127.0.0.1:9',
    offline: true,
    idleMinutes: 15,
    http: createHttp({ userAgent: 'bench' }),
  });
  try {
    const bert = join(modelsDir, 'bench-bert');
    const trueMiniLm = join(process.env.MODELS_DIR ?? '', modelById('Xenova/all-MiniLM-L6-v2').repo);
    const isTrue = existsSync(join(trueMiniLm, 'config.json'));
    if (isTrue) await cp(trueMiniLm, bert, { recursive: true });
    else await writeModel(bert, tinyBert({ width: 384, layers: 6 }));
    await writeModel(join(modelsDir, modelById('blip').repo), tinyBlip({ width: 256 }));

    const embedder = await models.openEmbedder('bench-bert');
    const extract = await pipeline('feature-extraction', bert, {
      dtype: 'q8',
      session_options: { intraOpNumThreads: threads },
    });
    const direct = async (): Promise<void> => {
      const sorted = summaries.toSorted((a, b) => a.length - b.length);
      for (let from = 0; from < sorted.length; from += 8) {
        await extract(sorted.slice(from, from + 8), { pooling: 'mean', normalize: true });
      }
    };
    const pixels = new Uint8Array(1024 * 683 * 3).map((_, at) => (at * 31) % 251);
    const [captioner] = models.captioners('blip');
    const caption = () => captioner?.caption({ data: pixels, width: 1024, height: 683 });

    await Promise.all([embedder.embed(summaries.slice(0, 16)), caption()]);
    await extract(summaries.slice(0, 8));
    const library = 'library, own process';
    const rows = await compare({
      [library]: direct,
      'model process': () => embedder.embed(summaries),
      'model process, captioning too': () => Promise.all([caption(), embedder.embed(summaries)]),
    });
    const base = rows.find(([name]) => name === library)?.[1].seconds ?? Number.NaN;
    console.log(
      `\nModels: 200 summaries, ${isTrue ? 'true all-MiniLM-L6-v2' : 'random sentence model of 6 x 384'} in 8 bits, ${threads} intra-op thread(s)`,
    );
    console.log(
      `${''.padEnd(30)}${'texts/s'.padStart(9)}${'x library'.padStart(11)}${'loop p99'.padStart(11)}${'loop max'.padStart(11)}`,
    );
    for (const [name, { seconds, p99Ms, maxMs }] of rows) {
      const cells = [
        (summaries.length / seconds).toFixed(0).padStart(9),
        (base / seconds).toFixed(2).padStart(11),
        `${p99Ms.toFixed(1)} ms`.padStart(11),
        `${maxMs.toFixed(1)} ms`.padStart(11),
      ];
      console.log(name.padEnd(30) + cells.join(''));
    }
  } finally {
    await models.close();
    await rm(modelsDir, { recursive: true, force: true });
  }
}
