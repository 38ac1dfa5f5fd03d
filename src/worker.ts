/** A worker: does the matches that bots hand over, here or on any machine that reaches the same Redis. */

import { createApp } from './app/app.ts';
import { loadEnvFile } from './app/load-env-file.ts';
import { createSealing, noQueue, openPaces, warnOfSeparateStores } from './app/queue.ts';
import { endWell, startWell } from './app/run-main.ts';
import { readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { startMatchWorker } from './queue/match-worker.ts';
import { createRedact, secretsIn } from './redact.ts';
import { startWebServer } from './web/server.ts';

/** A run takes a minute at most, an album two: asked to stop, a worker ends what it has in hand. */
const patienceMs = 130_000;

loadEnvFile();
const redact = createRedact(secretsIn(process.env));

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { QUEUE_URL: url, HTTP_PORT: port, HTTP_HOST: host, WORKER_CONCURRENCY: concurrency } = config;
  if (url === undefined) throw noQueue();
  const log = createLogger(config.LOG_LEVEL, { redact });
  warnOfSeparateStores(config, log);
  const metrics = port === undefined ? null : await createMetrics();
  const paces = await openPaces(url, config, log);
  const app = await createApp(config, {
    logger: log,
    metrics,
    aroundHttp: paces.around,
    useWorkerProcess: true,
  });
  const worker = await startMatchWorker({
    url,
    matchScene: metrics?.matchScene(app.matchScene) ?? app.matchScene,
    matchAlbum: metrics?.matchAlbum(app.matchAlbum) ?? app.matchAlbum,
    sealing: createSealing(config),
    concurrency,
    log,
  });
  metrics?.watchQueue('worker', () => ({ running: worker.running, waiting: 0 }));
  let isClosing = false;
  const web =
    port === undefined
      ? null
      : await startWebServer({
          host,
          port,
          health: () => ({ ok: !isClosing, running: worker.running }),
          metrics: metrics === null ? undefined : (format) => metrics.page(format),
          onBug: (error) => log.error({ err: error }, 'the HTTP side failed'),
        });
  if (web !== null) log.info({ url: web.url }, 'listening');
  log.info({ concurrency }, 'ready');
  endWell({
    log,
    patienceMs,
    async close() {
      isClosing = true;
      log.info({ running: worker.running }, 'closing');
      await worker.close();
      await web?.close();
      await app.close();
      paces.close();
    },
  });
}

await startWell(main, redact);
