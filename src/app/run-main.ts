/** How a program starts and ends: settings read, problems said in a sentence, everything closed in time. */
import { type Config, readConfig } from '../config.ts';
import { causeChain, ServiceError, UserError } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';
import { createLogger, type Logger } from '../logger.ts';
import { createRedact, secretsIn } from '../redact.ts';
import type { WebServerOptions } from '../web/server.ts';
import type { App } from './app.ts';

export type RunningProgram = {
  /** Ends everything, in order. */
  close: () => Promise<void>;
  /** Resolves when the program cannot go on; its supervisor starts it again. */
  lost?: Promise<unknown>;
  /** What is not closed by then is left. Default 9.5 s: Docker kills after ten seconds. */
  closeTimeoutMs?: number;
};

type HandlerOptions = RunningProgram & { log: Logger; process?: Pick<NodeJS.Process, 'on' | 'exit'> };

/** SIGTERM and SIGINT close and exit with 0 (a second one exits at once); an uncaught error closes and exits with 1. */
export function installShutdownHandlers(options: HandlerOptions): void {
  const { log, close, closeTimeoutMs = 9_500, process: program = process } = options;
  let isClosing = false;

  function shutDown(code: number): void {
    if (isClosing) program.exit(1);
    isClosing = true;
    // Not unref'd: Node ends a process that waits for promises only, half closed and with 0.
    setTimeout(() => program.exit(1), closeTimeoutMs);
    close().then(
      () => program.exit(code),
      (error: unknown) => {
        log.error({ causes: causeChain(error) }, 'could not close cleanly');
        program.exit(1);
      },
    );
  }

  function fail(error: unknown): void {
    const stack = error instanceof Error ? error.stack : undefined;
    log.fatal({ causes: causeChain(error), stack }, 'the program cannot go on');
    if (!isClosing) shutDown(1);
  }

  program.on('SIGTERM', () => shutDown(0));
  program.on('SIGINT', () => shutDown(0));
  program.on('uncaughtException', fail);
  program.on('unhandledRejection', fail);
  options.lost?.then(fail);
}

/** A refused connection has its reason in the cause; a stack would only hide it. */
function startFailure(error: unknown): string {
  const { failed, join, tryAgain } = hostTexts.start;
  if (error instanceof UserError) return error.message;
  if (!(error instanceof ServiceError)) return failed(causeChain(error).join(join));
  return `${failed([error.message, ...causeChain(error.cause)].join(join))}. ${tryAgain}`;
}

/** Starts a program and runs it until it is told to end. One that cannot start says why and exits with 1. */
export async function runMain(
  readEnv: () => NodeJS.ProcessEnv,
  start: (config: Config, log: Logger) => Promise<RunningProgram>,
): Promise<void> {
  let redact = createRedact();
  function exit(error: unknown): void {
    process.stderr.write(`${redact(startFailure(error))}\n`);
    process.exit(1);
  }
  // Node would print an uncaught error with everything it carries.
  process.on('uncaughtException', exit);
  try {
    const env = readEnv();
    redact = createRedact(secretsIn(env));
    const config = readConfig(env);
    const log = createLogger(config.LOG_LEVEL, { redact });
    installShutdownHandlers({ log, ...(await start(config, log)) });
  } catch (error) {
    exit(error);
  }
  process.off('uncaughtException', exit);
}

/** Downloads these models at a first start, while requests are answered without them. */
export function fetchModels({ models }: Pick<App, 'models'>, log: Logger, ids: readonly string[]): void {
  models.fetchMissing(ids).catch((error: unknown) => {
    log.error({ causes: causeChain(error) }, 'the models could not be downloaded');
  });
}

/** The HTTP side of a bot or a worker; null without HTTP_PORT. Throws `UserError` when the port is taken. */
export async function startWeb(
  { HTTP_PORT: port, HTTP_HOST: host }: Config,
  log: Logger,
  options: Omit<WebServerOptions, 'host' | 'port' | 'onBug'>,
) {
  if (port === undefined) return null;
  const { startWebServer } = await import('../web/server.ts');
  const onBug = (error: unknown): void => log.error({ err: error }, 'the HTTP side failed');
  const web = await startWebServer({ ...options, host, port, onBug }).catch((cause: unknown) => {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    throw isTaken ? new UserError('port-taken', hostTexts.start.portTaken(port), { cause }) : cause;
  });
  log.info({ url: web.url }, 'listening');
  return web;
}
