/** A worker: does the matches that bots hand over, on any machine that reaches the same Redis. */
import { createApp } from './app/app.ts';
import { openRateLimits, sealingOf, warnOfSeparateStores } from './app/queue.ts';
import { fetchModels, runMain, startWeb } from './app/run-main.ts';
import { loadEnvFile } from './env-file.ts';
import { UserError } from './errors.ts';
import { hostTexts } from './locales/en/host.ts';
import { createMetrics } from './metrics.ts';
import { startMatchWorker } from './queue/match-worker.ts';

/** A run takes a minute at most, an album two: a worker that is told to end finishes what it has begun. */
const closeTimeoutMs = 130_000;

await runMain(
  () => loadEnvFile(process.env),
  async (config, log) => {
    const { QUEUE_URL: url, WORKER_CONCURRENCY: concurrency } = config;
    if (url === undefined) throw new UserError('no-queue', hostTexts.start.noQueue);
    warnOfSeparateStores(config, log);
    const metrics = config.HTTP_PORT === undefined ? null : await createMetrics();
    const rateLimits = await openRateLimits(url, config, log);
    const app = await createApp(config, {
      logger: log,
      metrics,
      aroundHttp: rateLimits.around,
      useWorkerProcess: true,
    });
    const worker = await startMatchWorker({
      url,
      matchScene: app.matchScene,
      matchAlbum: app.matchAlbum,
      sealing: sealingOf(config, log),
      concurrency,
      log,
    });
    metrics?.watchQueue('worker', () => ({ running: worker.running(), waiting: 0 }));
    let isClosing = false;
    const web = await startWeb(config, log, {
      health: () => ({ ok: !isClosing, running: worker.running() }),
      metrics: metrics?.page,
    });
    log.info({ concurrency }, 'ready');
    fetchModels(app, log, app.wantedModels);
    return {
      closeTimeoutMs,
      async close() {
        isClosing = true;
        log.info({ running: worker.running() }, 'closing');
        await worker.close();
        await web?.close();
        await app.close();
        rateLimits.close();
      },
    };
  },
);
